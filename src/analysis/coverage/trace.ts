// A case's outcome -> what it reached: verdicts, conditions, branches, rows, parameters and sides of boundaries.
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { comparisons } from '../../policy/evaluation-order.js';
import type { Comparison, Condition } from '../../policy/pack.js';
import { Amount } from '../../evaluation/formula/amount.js';
import { noteReadings } from '../../evaluation/formula/readings.js';
import type { Asked } from '../../evaluation/formula/strongest-gap.js';
import { partsReached } from '../../evaluation/formula/strongest-gap.js';
import { isGap } from '../../evaluation/gap.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Law } from '../../evaluation/law.js';
import { makeOperators } from '../../evaluation/operators.js';
import type { ClauseOutcome, ConditionOutcome, Outcome, Shown, TableUse } from '../../evaluation/outcome.js';
import { Run } from '../../evaluation/run.js';
import type { Element } from '../../evaluation/submission.js';
import { asAmounts, shown } from '../../evaluation/values.js';
import { markNear } from './boundary.js';
import type { Seen } from './goal.js';
import { sideOf } from './step.js';
import { isLimiting } from './targets/formulas.js';
import type { Plan } from './targets/plan.js';
import { endsOf } from './targets/values.js';

const proven = makeOperators('proven');

/** One case: formulas are evaluated again part by part, beside the evaluators. */
export class Trace {
  private readonly asked: Asked;
  private isRefused = false;

  constructor(
    private readonly plan: Plan,
    private readonly ready: ReadyPack,
    private readonly law: Law,
    private readonly note: (of: object, mark: string) => void,
    private readonly root: Element,
  ) {
    const run = new Run(plan.pack, law, root);
    this.asked = { formulas: ready.formulas, run, scenario: 'value' };
  }

  outcome({ clauses, parameters }: Outcome): void {
    for (const { row } of parameters) this.note(row, 'read');
    for (const clause of clauses) this.clause(clause);
  }

  /** A formula that came to a gap has noted nothing of what it read on the way, and no verdict is shown. */
  refusal(clauses: readonly ClauseOutcome[]): void {
    this.isRefused = true;
    for (const clause of clauses) this.parts(clause);
    this.readings();
  }

  private clause(outcome: ClauseOutcome): void {
    this.note(outcome.clause, outcome.verdict);
    this.parts(outcome);
  }

  private parts({ clause, element, appliesWhen, requires, tables }: ClauseOutcome): void {
    const elements = lineOf(element);
    if (appliesWhen) this.condition(appliesWhen, elements);
    if (requires) this.condition(requires, elements);
    for (const use of tables) this.table(use);
    const isCalculated = clause.kind === 'calculation' && (appliesWhen?.verdict ?? 'met') === 'met';
    if (isCalculated) this.formula(clause.formula.expression, elements);
  }

  private condition(outcome: ConditionOutcome, elements: readonly Element[]): void {
    if (outcome.kind !== 'comparison') {
      for (const each of outcome.conditions) this.condition(each, elements);
      return;
    }
    const { comparison, verdict, actual, expected } = outcome;
    this.note(comparison, verdict);
    this.boundary(comparison, [countOf(comparison, actual), expected]);
    this.formula(comparison.left.expression, elements);
    if (comparison.right) this.formula(comparison.right.expression, elements);
  }

  private table({ table, rows, keys: [key = null] }: TableUse): void {
    for (const row of rows) this.note(row, 'read');
    this.ends(table, key);
  }

  private ends(table: string, key: Shown): void {
    const found = this.plan.pack.tables.get(table);
    for (const { value } of found && found.kind !== 'lookup' ? endsOf(found) : []) {
      const side = sideOf(key, value, false);
      if (found && side) this.note(found, `${side} ${value}`);
    }
  }

  private boundary(of: object, sides: readonly [Shown, Shown]): void {
    const boundary = this.plan.boundaries.get(of);
    const mark = boundary && markNear(boundary, sides, this.law);
    if (mark !== undefined) this.note(of, mark);
  }

  private formula(expression: Expression, bindings: readonly unknown[]): void {
    if (this.isRefused) noteReadings(expression, bindings, this.asked);
    if (expression.kind === 'choose') {
      const holds = this.value(expression.condition, bindings);
      if (typeof holds === 'boolean') this.note(expression, holds ? 'yes' : 'no');
      this.formula(expression.condition, bindings);
      if (typeof holds !== 'boolean') return;
    } else if (isLimiting(expression)) this.limiting(expression, bindings);
    else if (expression.kind === 'comparison') {
      const [left, right] = [expression.left, expression.right].map((each) => this.value(each, bindings));
      if (left !== undefined && right !== undefined) this.boundary(expression, [left, right]);
    } else if (expression.kind === 'and' || expression.kind === 'or') {
      this.formula(expression.left, bindings);
      if (this.value(expression.left, bindings) === (expression.kind === 'or')) return;
      this.formula(expression.right, bindings);
      return;
    } else if (expression.kind === 'table') {
      // A key beyond the outermost ends has no row to be noted with.
      const [key] = expression.keys.map((each) => this.value(each, bindings));
      if (key !== undefined) this.ends(expression.name, key);
    }
    for (const part of partsReached(expression, bindings, this.asked))
      this.formula(part.expression, part.bindings);
  }

  private limiting(expression: ExpressionOf<'call'>, bindings: readonly unknown[]): void {
    const values = expression.arguments.map((each) => this.value(each, bindings));
    if (!values.every((each) => typeof each === 'number')) return;
    if (expression.name === 'clamp') {
      const [value = 0, low = 0, high = 0] = values;
      this.note(expression, value < low ? 'low' : value > high ? 'high' : 'between');
      return;
    }
    const sign = expression.name === 'min' ? 1 : -1;
    const signed = values.map((each) => each * sign);
    const least = Math.min(...signed);
    const given = signed.indexOf(least);
    // Where two are the same, neither has shown that it is needed.
    if (signed.lastIndexOf(least) === given) this.note(expression, String(given));
  }

  private value(expression: Expression, bindings: readonly unknown[]): Shown | undefined {
    const { formulas, run, scenario } = this.asked;
    const value = run.quietly(() => formulas.evaluate(expression, bindings, scenario, run));
    return isGap(value) ? undefined : shown(asAmounts(value, Amount.exactly));
  }

  /** A condition on the whole submission, whatever other condition has decided it. */
  whole(condition: Condition): void {
    for (const comparison of comparisons(condition)) this.comparison(comparison);
    this.readings();
  }

  /** What has been read since the last time. */
  private readings(): void {
    for (const use of this.asked.run.takeTables()) this.table(use);
    for (const name of this.asked.run.parametersRead) {
      const row = this.law.parameters.get(name);
      if (row) this.note(row, 'read');
    }
  }

  private comparison(comparison: Comparison): void {
    const { formulas, run } = this.asked;
    const [left, right] = [comparison.left, comparison.right].map((term) =>
      term ? asAmounts(formulas.evaluate(term.expression, [this.root], 'value', run), Amount.exactly) : true,
    );
    if (isGap(left) || isGap(right)) return;
    const holds = proven.get(comparison.operator)?.evaluate(left, right) ?? false;
    this.note(comparison, holds ? 'met' : 'not_met');
    this.boundary(comparison, [countOf(comparison, shown(left)), shown(right)]);
    this.formula(comparison.left.expression, [this.root]);
    if (comparison.right) this.formula(comparison.right.expression, [this.root]);
  }
}

/** A list of elements is shown as its length already. */
function countOf({ operator }: Comparison, actual: Shown): Shown {
  return operator.startsWith('count') && Array.isArray(actual) ? actual.length : actual;
}

/** The elements that a clause's names stand for: the root first. */
function lineOf(element: Element): Element[] {
  return element.parent ? [...lineOf(element.parent), element] : [element];
}

export function noteFor(seen: Seen, index: number): (of: object, mark: string) => void {
  return (of, mark) => seen.note(of, mark, index);
}
