// Formulas and conditions read without a submission: every value they can have, from limits, declared values and conditions.
import { meaningOf, walk } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { collectLists } from '../../policy/formula/vocabulary.js';
import { intersection, overlap } from '../../policy/law-dates.js';
import type { Calculation, Clause, Fact, Pack, Span } from '../../policy/pack.js';
import {
  among,
  anyOf,
  anything,
  closed,
  intersect,
  isNothing,
  join,
  nothing,
  range,
  truths,
} from '../../policy/possible-values.js';
import type { PossibleValues } from '../../policy/possible-values.js';
import { Assumptions } from './assumptions.js';
import { callValues, arithmeticValues, asNumbers } from './call-values.js';
import { asExpression } from './condition-expression.js';
import { valuesOfFact } from './fact-values.js';
import { hereFor } from './here.js';
import type { Here } from './here.js';
import { listValues } from './list-values.js';
import type { ListReading, ListValues } from './list-values.js';
import { negate } from './range-arithmetic.js';
import { tableValues } from './table-values.js';

/**
 * Sound: what a formula gives for any submission is among the values told here. A fact that is absent gives no value,
 * so it is left out: what is said of a fact holds where the fact is given.
 */
export class Interpreter implements ListReading {
  private readonly lists: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  private readonly calculations = new Map<string, Calculation[]>();
  private readonly assumptions = new Assumptions((expression, here) => this.valuesOf(expression, here));
  private readonly definitions = new Map<string, PossibleValues>();
  private readonly applying = new Map<string, boolean>();

  constructor(readonly pack: Pack) {
    this.lists = collectLists(pack.facts);
    for (const clause of pack.clauses) {
      if (clause.kind !== 'calculation') continue;
      this.calculations.set(clause.defines, [...(this.calculations.get(clause.defines) ?? []), clause]);
    }
  }

  /** Where a clause stands, before it is known to apply; undefined where it is never in force. */
  at(clause: Clause, within: Span = this.pack.inForce): Here | undefined {
    const span = intersection(clause, within);
    return span && hereFor(clause.scope, span);
  }

  /** Where a clause applies; undefined where it never does. */
  applied(clause: Clause, within?: Span): Here | undefined {
    const here = this.at(clause, within);
    if (!here || !clause.appliesWhen) return here;
    return this.assume(asExpression(clause.appliesWhen), true, here);
  }

  assume(expression: Expression, truth: boolean, here: Here): Here | undefined {
    const after = this.assumptions.assume(expression, truth, here);
    return after && { ...after, assumed: [...here.assumed, { expression, truth }] };
  }

  /** Whether a place can be reached with some things as given: all that led there is assumed anew. */
  canBeWith(here: Here, known: ReadonlyMap<string, PossibleValues>): boolean {
    const all = new Map(here.known);
    for (const [meaning, values] of known) all.set(meaning, intersect(all.get(meaning) ?? anything, values));
    if ([...all.values()].some(isNothing)) return false;
    let after: Here | undefined = { ...here, known: all };
    for (const { expression, truth } of here.assumed) after = after && this.assume(expression, truth, after);
    return after !== undefined;
  }

  valuesOf(expression: Expression, here: Here): PossibleValues {
    const found = this.found(expression, here);
    const known = isNamed(expression) ? here.known.get(meaningOf(expression)) : undefined;
    return known ? intersect(found, known) : found;
  }

  private found(expression: Expression, here: Here): PossibleValues {
    switch (expression.kind) {
      case 'literal':
        return among([expression.value]);
      case 'fact':
        return this.factValues(expression, here);
      case 'definition':
        return this.definitionValues(expression.name, here.span);
      case 'parameter': {
        const rows = this.pack.parameters.get(expression.name)?.rows ?? [];
        return among(rows.filter((row) => overlap(row, here.span)).map((row) => row.value));
      }
      case 'table': {
        const table = this.pack.tables.get(expression.name);
        const keys = expression.keys.map((key) => this.valuesOf(key, here));
        return table ? tableValues(table, keys, here.span) : anything;
      }
      case 'call':
        return callValues(expression, here, this, (list) => this.listOf(list, here));
      case 'arithmetic': {
        const [left, right] = [this.valuesOf(expression.left, here), this.valuesOf(expression.right, here)];
        return arithmeticValues(expression.operator, left, right);
      }
      case 'negative':
        return negate(asNumbers(this.valuesOf(expression.of, here)));
      case 'choose':
        return [true, false]
          .map((truth) => {
            const after = this.assume(expression.condition, truth, here);
            return after ? this.valuesOf(truth ? expression.yes : expression.no, after) : nothing;
          })
          .reduce(join, nothing);
      case 'comparison':
      case 'in':
      case 'and':
      case 'or':
      case 'not':
        return among([true, false].filter((truth) => this.assume(expression, truth, here)));
      case 'verdict':
        return truths;
      case 'gap':
        return nothing;
      case 'variable':
      case 'elements':
      case 'list':
      case 'comprehension':
        return anyOf(expression.type);
    }
  }

  listOf(expression: Expression, here: Here): ListValues {
    return listValues(expression, here, this);
  }

  private factValues(expression: ExpressionOf<'fact'>, here: Here): PossibleValues {
    if (expression.binding === 0 && expression.path.join('.') === this.pack.decidedBy) {
      return range(closed(here.span.from), closed(here.span.to));
    }
    return this.factsAt(expression, here).map(valuesOfFact).reduce(join, nothing);
  }

  /** The facts that a path can mean: one for each list whose element it starts from. */
  factsAt({ binding, path }: ExpressionOf<'fact' | 'elements'>, here: Here): readonly Fact[] {
    const starts =
      binding === 0 ? [this.pack.facts] : (here.bound[binding] ?? []).map((each) => this.lists.get(each));
    return starts.flatMap((fields) => {
      let fact: Fact | undefined;
      let inside = fields;
      for (const part of path) {
        fact = inside?.get(part);
        inside = fact?.fields;
      }
      return fact ?? [];
    });
  }

  private definitionValues(name: string, span: Required<Span>): PossibleValues {
    const key = `${name} ${span.from} ${span.to}`;
    const known = this.definitions.get(key);
    if (known) return known;
    const found = (this.calculations.get(name) ?? [])
      .map((clause) => {
        const here = this.applied(clause, span);
        return here ? this.valuesOf(clause.formula.expression, here) : nothing;
      })
      .reduce(join, nothing);
    this.definitions.set(key, found);
    return found;
  }

  /** Whether it may have no value although every fact is given: then a comparison with it fails. */
  mayNotApply(expression: Expression): boolean {
    for (const each of walk(expression)) {
      if (each.kind === 'definition' && !this.alwaysApplies(each.name)) return true;
      if (each.kind === 'call' && emptyListsLackValue.includes(each.name)) return true;
    }
    return false;
  }

  private alwaysApplies(name: string): boolean {
    const known = this.applying.get(name);
    if (known !== undefined) return known;
    const [clause, ...others] = this.calculations.get(name) ?? [];
    const span = clause && intersection(clause, this.pack.inForce);
    const isWhole =
      span?.from === this.pack.inForce.from && span.to === intersection(this.pack.inForce, {})?.to;
    const found =
      clause !== undefined &&
      others.length === 0 &&
      isWhole &&
      !clause.appliesWhen &&
      !this.mayNotApply(clause.formula.expression);
    this.applying.set(name, found);
    return found;
  }
}

const emptyListsLackValue: readonly string[] = [
  'min',
  'max',
  'mean',
  'median',
  'harmonicMean',
  'weightedMean',
];

/** Kinds of which something may be known beyond what they are made of. */
function isNamed({ kind }: Expression): boolean {
  return !['literal', 'list', 'elements', 'comparison', 'in', 'and', 'or', 'not', 'choose'].includes(kind);
}
