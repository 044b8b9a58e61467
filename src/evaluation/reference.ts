// The reference evaluator: json-rules-engine runs every condition, cel-js every formula in exact fractions.
import { Engine, Rule } from 'json-rules-engine';
import type { Clause, Condition, Pack, Term, TransitionalProvision } from '../policy/pack.js';
import { comparisons } from '../policy/evaluation-order.js';
import { Amount } from './formula/amount.js';
import type { ExactFormulas } from './formula/exact.js';
import type { Fraction } from './formula/fraction.js';
import { isGap, notApplicable, Uncomputable, undetermined } from './gap.js';
import { absent, Findings, notCovered } from './findings.js';
import { asAmounts, isScenarioFree, shown } from './values.js';
import { all, any, fromReadings } from './kleene.js';
import type { Truth } from './kleene.js';
import type { Law } from './law.js';
import { missingInCondition, missingInFormula } from './missing.js';
import { makeOperators, Sides } from './operators.js';
import type { Reading } from './operators.js';
import type { ConditionOutcome, Outcome, Refusal } from './outcome.js';
import type { JudgedCondition, PackRules } from './rules.js';
import { Run } from './run.js';
import type { Scenario } from './run.js';
import { evaluateNoting } from './formula/readings.js';
import { settle } from './formula/strongest-gap.js';
import { bindingsOf, Element } from './submission.js';
import type { Calculated, Quantity } from './submission.js';
import { canBeJudged } from './transitional.js';

/** What json-rules-engine leaves in a condition after a run. */
interface RanCondition {
  readonly all?: readonly RanCondition[];
  readonly any?: readonly RanCondition[];
  readonly result?: boolean;
}

export class ReferenceEvaluator {
  private readonly engines = new Map<Rule, Record<Reading, Engine>>();
  /** Engines are shared, and runs that overlap on one engine lose rules: evaluations wait for each other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly pack: Pack,
    private readonly rules: PackRules,
    private readonly formulas: ExactFormulas,
  ) {
    const operators = { proven: makeOperators('proven'), possible: makeOperators('possible') };
    const judged = [
      ...rules.clauses.flatMap((each) => [each.appliesWhen, each.requires]),
      ...rules.gaps,
      ...rules.transitional,
    ];
    for (const each of judged) {
      if (!each) continue;
      const engineFor = (reading: Reading): Engine => {
        // A Rule evaluates with the operators of the engine it was added to last, so each engine has its own.
        const engine = new Engine([new Rule(each.rule.toJSON(false))]);
        for (const operator of operators[reading].values()) engine.addOperator(operator);
        return engine;
      };
      this.engines.set(each.rule, { proven: engineFor('proven'), possible: engineFor('possible') });
    }
  }

  evaluate(facts: unknown, law: Law): Promise<Outcome | Refusal> {
    return this.inTurn(() => this.evaluateNow(facts, law));
  }

  /** The first transitional provision that leaves these facts to an earlier version. */
  leftBy(facts: unknown, law: Law): Promise<TransitionalProvision | undefined> {
    return this.inTurn(async () => {
      const root = new Element(undefined, '', '', facts);
      for (const [index, provision] of this.pack.transitional.entries()) {
        const judged = this.rules.transitional[index];
        if (!judged || !canBeJudged(provision.when, root, this.pack)) continue;
        const { outcome } = await this.judge(judged, [root], new Run(this.pack, law, root));
        if (outcome.verdict === 'met') return provision;
      }
      return undefined;
    });
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.last.then(run);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async evaluateNow(facts: unknown, law: Law): Promise<Outcome | Refusal> {
    const root = new Element(undefined, '', '', facts);
    const run = new Run(this.pack, law, root);
    const findings = new Findings(run);
    for (const [index, gap] of this.pack.notEncoded.entries()) {
      const judged = this.rules.gaps[index];
      if (!judged) continue;
      const found = await this.judge(judged, [root], run);
      if (found.outcome.verdict === 'met') return notCovered(gap, judged.condition);
      findings.notEncoded(found.missing, found.uncomputable);
    }
    for (const clause of law.clauses) {
      for (const bindings of bindingsOf(clause.scope, root))
        await this.clause(clause, bindings, run, findings);
    }
    return findings.finish();
  }

  private async clause(clause: Clause, bindings: Element[], run: Run, findings: Findings): Promise<void> {
    const element = bindings.at(-1) as Element;
    const rules = this.rules.clauses[clause.index];
    const judge = async (judged: JudgedCondition): Promise<JudgedOutcome> => {
      const found = await this.judge(judged, bindings, run);
      for (const gap of found.uncomputable)
        findings.noteUncomputable(gap, { clause: clause.id, at: element.pointer });
      return found;
    };
    const applies = rules?.appliesWhen && (await judge(rules.appliesWhen));
    const { outcome: appliesWhen, missing: appliesMissing = [] } = applies ?? {};
    const applicable = appliesWhen?.verdict ?? 'met';
    const kept = appliesWhen && { appliesWhen };
    if (clause.kind === 'calculation') {
      const result =
        applicable === 'met'
          ? this.calculate(clause.formula, bindings, run)
          : absent(applicable === 'not_met' ? notApplicable : undetermined, appliesMissing);
      findings.calculated(clause, element, result, appliesWhen);
    } else if (applicable === 'not_met') {
      findings.judged(clause, element, { verdict: 'not_applicable', ...kept, missing: [] });
    } else if (rules?.requires) {
      const { outcome: requires, missing } = await judge(rules.requires);
      const verdict = applicable === 'met' ? requires.verdict : 'undetermined';
      findings.judged(clause, element, {
        verdict,
        ...kept,
        requires,
        missing: [...new Set([...appliesMissing, ...missing])],
      });
    }
  }

  private calculate(formula: Term, bindings: Element[], run: Run): Calculated {
    const [value, potential] = [
      this.quantity(formula, bindings, 'value', run),
      this.quantity(formula, bindings, 'potential', run),
    ];
    const asked = { formulas: this.formulas, run };
    return {
      value,
      potential,
      missing: missingInFormula(formula.expression, { value, potential }, bindings, asked),
    };
  }

  private quantity(term: Term, bindings: Element[], scenario: Scenario, run: Run): Quantity {
    return this.side(term, bindings, scenario, run) as Quantity;
  }

  private side(term: Term, bindings: readonly unknown[], scenario: Scenario, run: Run): unknown {
    const { expression } = term;
    if (expression.kind === 'elements') {
      return (bindings[expression.binding] as Element).elements(expression.path) ?? undetermined;
    }
    const mark = run.mark();
    const asked = { formulas: this.formulas, run, scenario };
    const value = evaluateNoting(expression, bindings, asked);
    return asAmounts(settle(value, expression, bindings, { ...asked, mark }), exactOnly);
  }

  private async judge(
    { condition, rule }: JudgedCondition,
    bindings: Element[],
    run: Run,
  ): Promise<JudgedOutcome> {
    const sides: Record<string, unknown> = {};
    const uncomputable: Uncomputable[] = [];
    for (const { left, right } of comparisons(condition)) {
      for (const term of right ? [left, right] : [left]) {
        if (Object.hasOwn(sides, term.source)) continue;
        const value = this.bothScenarios(term, bindings, run);
        for (const each of value instanceof Sides ? [value.value, value.potential] : [value]) {
          if (each instanceof Uncomputable) uncomputable.push(each);
        }
        sides[term.source] = value;
      }
    }
    const engines = this.engines.get(rule) as Record<Reading, Engine>;
    const proven = await runOnce(engines.proven, sides);
    const isOpen = Object.values(sides).some((side) => isGap(side) || side instanceof Sides);
    const possible = isOpen ? await runOnce(engines.possible, sides) : proven;
    const wrapped = condition.kind === 'comparison';
    const outcome = readResult(condition, unwrap(proven, wrapped), unwrap(possible, wrapped), sides);
    const missing = missingInCondition(outcome, bindings, { formulas: this.formulas, run });
    return { outcome, missing, uncomputable };
  }

  private bothScenarios(term: Term, bindings: Element[], run: Run): unknown {
    const value = this.side(term, bindings, 'value', run);
    if (isScenarioFree(term.expression)) return value;
    return new Sides(value, this.side(term, bindings, 'potential', run));
  }
}

interface JudgedOutcome {
  readonly outcome: ConditionOutcome;
  readonly missing: readonly string[];
  readonly uncomputable: readonly Uncomputable[];
}

/** A number whose bound never decides. */
function exactOnly(fraction: Fraction): Amount {
  return new Amount(Number.NaN, Number.POSITIVE_INFINITY, () => fraction);
}

async function runOnce(engine: Engine, sides: Record<string, unknown>): Promise<RanCondition> {
  const { results, failureResults } = await engine.run(sides);
  const [result] = [...results, ...failureResults];
  if (!result) throw new Error('json-rules-engine lost a rule');
  // The engine leaves the result of the outermost group on the rule.
  return { ...(result.conditions as RanCondition), result: result.result === true };
}

function unwrap(ran: RanCondition, wasWrapped: boolean): RanCondition {
  return wasWrapped ? (ran.all?.[0] ?? ran) : ran;
}

function readResult(
  condition: Condition,
  proven: RanCondition,
  possible: RanCondition,
  sides: Record<string, unknown>,
): ConditionOutcome {
  const verdict = fromReadings(proven.result === true, possible.result === true);
  if (condition.kind === 'comparison') {
    const { left, right } = condition;
    const expected = right ? shown(sides[right.source]) : null;
    return {
      kind: 'comparison',
      comparison: condition,
      verdict,
      actual: shown(sides[left.source]),
      expected,
    };
  }
  const parts = (ran: RanCondition): readonly RanCondition[] => ran.all ?? ran.any ?? [];
  const conditions = condition.conditions.map((each, index) =>
    readResult(each, parts(proven)[index] ?? {}, parts(possible)[index] ?? {}, sides),
  );
  return { kind: condition.kind, verdict: agreed(verdict, condition.kind, conditions), conditions };
}

/** The engine's own result for a group and Kleene's logic over its parts must be the same. */
function agreed(verdict: Truth, kind: 'all' | 'any', conditions: readonly ConditionOutcome[]): Truth {
  const expected = (kind === 'all' ? all : any)(conditions.map((each) => each.verdict));
  if (expected !== verdict)
    throw new Error(`json-rules-engine says ${verdict} where its parts give ${expected}`);
  return verdict;
}
