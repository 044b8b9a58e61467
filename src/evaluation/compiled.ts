// The compiled evaluator: json-rules-engine's own Rule and Operator objects and the formulas, as synchronous closures.
import { conditionTerms, termsOf } from '../policy/evaluation-order.js';
import type { Clause, Comparison, Condition, Pack, TransitionalProvision } from '../policy/pack.js';
import type { ExactFormulas } from './formula/exact.js';
import { CompiledTerms } from './compiled-terms.js';
import type { Side } from './compiled-terms.js';
import type { ClausePlace } from './formula/place.js';
import { isGap, notApplicable, Uncomputable, undetermined } from './gap.js';
import { absent, Findings, notCovered } from './findings.js';
import type { Assumed } from './findings.js';
import { shown } from './values.js';
import { all, any, fromReadings } from './kleene.js';
import type { Law } from './law.js';
import { missingInCondition } from './missing.js';
import { makeOperators, Sides } from './operators.js';
import type { RunnableOperator } from './operators.js';
import type { ClauseOutcome, ConditionOutcome, Outcome, Refusal } from './outcome.js';
import { literal } from './rules.js';
import type { JudgedCondition, PackRules } from './rules.js';
import { Run } from './run.js';
import { bindingsOf, Element } from './submission.js';
import type { Calculated } from './submission.js';
import { canBeJudged } from './transitional.js';

type CompiledCondition = (place: ClausePlace) => ConditionOutcome;

interface CompiledClause {
  readonly clause: Clause;
  readonly appliesWhen?: CompiledCondition;
  readonly requires?: CompiledCondition;
  readonly calculate?: (place: ClausePlace) => Calculated;
}

/** json-rules-engine's Condition objects, as far as they are read here. */
interface RuleCondition {
  readonly all?: readonly RuleCondition[];
  readonly any?: readonly RuleCondition[];
  readonly operator?: string;
}

export class CompiledEvaluator {
  private readonly proven = makeOperators('proven');
  private readonly possible = makeOperators('possible');
  private readonly terms: CompiledTerms;
  private readonly clauses: readonly CompiledClause[];
  private readonly gaps: readonly (CompiledCondition | undefined)[];
  private readonly transitional: readonly CompiledCondition[];

  constructor(
    private readonly pack: Pack,
    rules: PackRules,
    private readonly formulas: ExactFormulas,
  ) {
    for (const clause of pack.clauses) {
      for (const term of termsOf(clause)) formulas.prepare(term.expression, clause.scope.length + 1);
    }
    const ofTheWhole = [
      ...pack.notEncoded.flatMap(({ refusesWhen }) => refusesWhen ?? []),
      ...pack.transitional.map(({ when }) => when),
    ];
    for (const condition of ofTheWhole) {
      for (const term of conditionTerms(condition)) formulas.prepare(term.expression, 1);
    }
    this.terms = new CompiledTerms(pack, formulas);
    this.clauses = pack.clauses.map((clause) => {
      const of = rules.clauses[clause.index];
      return {
        clause,
        ...(of?.appliesWhen && { appliesWhen: this.judged(of.appliesWhen) }),
        ...(of?.requires && { requires: this.judged(of.requires) }),
        ...(clause.kind === 'calculation' && { calculate: this.terms.calculation(clause.formula) }),
      };
    });
    this.gaps = rules.gaps.map((gap) => gap && this.judged(gap));
    this.transitional = rules.transitional.map((each) => this.judged(each));
  }

  /** The first transitional provision that leaves these facts to an earlier version. */
  leftBy(facts: unknown, law: Law): TransitionalProvision | undefined {
    const root = new Element(undefined, '', '', facts);
    return this.pack.transitional.find(
      ({ when }, index) =>
        canBeJudged(when, root, this.pack) &&
        this.transitional[index]?.(placeAt([root], new Run(this.pack, law, root))).verdict === 'met',
    );
  }

  /** @param assumed which requirements are taken as met whatever the facts say; none when left out. */
  evaluate(facts: unknown, law: Law, assumed?: Assumed): Outcome | Refusal {
    const found = this.find(facts, law, assumed);
    return found instanceof Findings ? found.finish() : found;
  }

  clausesReached(facts: unknown, law: Law, assumed?: Assumed): readonly ClauseOutcome[] {
    const found = this.find(facts, law, assumed);
    return found instanceof Findings ? found.clauses : [];
  }

  private find(facts: unknown, law: Law, assumed?: Assumed): Findings | Refusal {
    const root = new Element(undefined, '', '', facts);
    const run = new Run(this.pack, law, root);
    const findings = new Findings(run, assumed);
    for (const [index, gap] of this.pack.notEncoded.entries()) {
      const refuses = this.gaps[index];
      if (!refuses || !gap.refusesWhen) continue;
      const whole = placeAt([root], run);
      const outcome = refuses(whole);
      if (outcome.verdict === 'met') return notCovered(gap, gap.refusesWhen);
      findings.notEncoded(
        missingInCondition(outcome, [root], { formulas: this.formulas, run }),
        whole.uncomputable,
      );
    }
    for (const clause of law.clauses) {
      const compiled = this.clauses[clause.index] as CompiledClause;
      for (const bindings of bindingsOf(clause.scope, root))
        this.clause(compiled, placeAt(bindings, run), findings);
    }
    return findings;
  }

  /** One clause on one element, given that the element and those around it hold all that the clause reads. */
  evaluateClause(clause: Clause, elements: readonly Element[], law: Law): ClauseOutcome | undefined {
    const run = new Run(this.pack, law, elements[0] as Element);
    // Whoever filled the elements may have met what is undetermined.
    run.scenariosDiffer = true;
    const findings = new Findings(run);
    this.clause(this.clauses[clause.index] as CompiledClause, placeAt(elements, run), findings);
    return findings.of(clause)[0];
  }

  private clause({ clause, ...compiled }: CompiledClause, place: ClausePlace, findings: Findings): void {
    const element = place.elements.at(-1) as Element;
    const judge = (condition: CompiledCondition): ConditionOutcome => {
      const outcome = condition(place);
      for (const gap of place.uncomputable)
        findings.noteUncomputable(gap, { clause: clause.id, at: element.pointer });
      return outcome;
    };
    const missingIn = (outcome: ConditionOutcome): readonly string[] =>
      missingInCondition(outcome, place.elements, { formulas: this.formulas, run: place.run });
    const appliesWhen = compiled.appliesWhen && judge(compiled.appliesWhen);
    const applicable = appliesWhen?.verdict ?? 'met';
    const kept = appliesWhen && { appliesWhen };
    if (clause.kind === 'calculation' && compiled.calculate) {
      const result =
        applicable === 'met'
          ? compiled.calculate(place)
          : absent(
              applicable === 'not_met' ? notApplicable : undetermined,
              appliesWhen ? missingIn(appliesWhen) : none,
            );
      findings.calculated(clause, element, result, appliesWhen);
    } else if (applicable === 'not_met') {
      findings.judged(clause, element, { verdict: 'not_applicable', ...kept, missing: none });
    } else if (compiled.requires) {
      const requires = judge(compiled.requires);
      const verdict = applicable === 'met' ? requires.verdict : 'undetermined';
      const missing =
        verdict === 'met'
          ? none
          : [...new Set([...(appliesWhen ? missingIn(appliesWhen) : none), ...missingIn(requires)])];
      findings.judged(clause, element, { verdict, ...kept, requires, missing });
    }
  }

  private judged({ condition, rule }: JudgedCondition): CompiledCondition {
    const written = rule.conditions as RuleCondition;
    return condition.kind === 'comparison'
      ? this.comparison(condition, (written.all?.[0] ?? written) as RuleCondition)
      : this.condition(condition, written);
  }

  private condition(condition: Condition, written: RuleCondition): CompiledCondition {
    if (condition.kind === 'comparison') return this.comparison(condition, written);
    const kind = written.all ? 'all' : 'any';
    const parts = (written.all ?? written.any ?? []).map((each, index) =>
      this.condition(condition.conditions[index] as Condition, each),
    );
    const combine = kind === 'all' ? all : any;
    return (place) => {
      const conditions = parts.map((part) => part(place));
      return { kind, verdict: combine(conditions.map((each) => each.verdict)), conditions };
    };
  }

  private comparison(comparison: Comparison, written: RuleCondition): CompiledCondition {
    const [proven, possible] = [this.proven, this.possible].map((each) =>
      each.get(written.operator ?? ''),
    ) as [RunnableOperator, RunnableOperator];
    const left = this.terms.side(comparison.left);
    const constant = comparison.right ? literal(comparison.right.expression) : true;
    const right: Side =
      constant === undefined && comparison.right ? this.terms.side(comparison.right) : () => constant;
    return (place) => {
      const [actual, expected] = [left(place), right(place)];
      const isProven = proven.evaluate(actual, expected);
      const isPossible = isProven || (isOpen(actual, expected, place) && possible.evaluate(actual, expected));
      const verdict = fromReadings(isProven, isPossible);
      return {
        kind: 'comparison',
        comparison,
        verdict,
        actual: shown(actual),
        expected: comparison.right ? shown(expected) : null,
      };
    };
  }
}

const none: readonly string[] = [];

function placeAt(elements: readonly Element[], run: Run): ClausePlace {
  return {
    elements,
    bindings: [...elements],
    run,
    scenario: 'value',
    error: 0,
    hasPassedOver: false,
    uncomputable: [],
  };
}

/** Whether a comparison may still turn out otherwise: something is missing, or the scenarios differ. */
function isOpen(left: unknown, right: unknown, place: ClausePlace): boolean {
  let open = false;
  for (const side of [left, right]) {
    if (!isGap(side) && !(side instanceof Sides)) continue;
    open = true;
    for (const value of side instanceof Sides ? [side.value, side.potential] : [side]) {
      if (value instanceof Uncomputable) place.uncomputable.push(value);
    }
  }
  return open;
}
