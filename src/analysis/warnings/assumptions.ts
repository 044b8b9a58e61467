// A truth taken as given -> what is then known of the things it compares, or that it cannot be.
import { meaningOf } from '../../policy/formula/expression.js';
import type { ComparisonOperator, Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { among, holds, intersect, isNothing, join, nothing, standing } from '../../policy/possible-values.js';
import type { PossibleValues } from '../../policy/possible-values.js';
import { either, knowing } from './here.js';
import type { Here } from './here.js';

type ValuesOf = (expression: Expression, here: Here) => PossibleValues;

const opposites: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};
const mirrored: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

export class Assumptions {
  constructor(private readonly valuesOf: ValuesOf) {}

  /** Undefined where it cannot be so. */
  assume(expression: Expression, truth: boolean, here: Here): Here | undefined {
    switch (expression.kind) {
      case 'not':
        return this.assume(expression.of, !truth, here);
      case 'and':
      case 'or':
        return this.both(expression, truth, here);
      case 'comparison': {
        const operator = truth ? expression.operator : opposites[expression.operator];
        return this.compared({ ...expression, operator }, here);
      }
      case 'in':
        return this.member(expression, truth, here);
      case 'fact':
      case 'definition':
      case 'parameter':
      case 'variable':
      case 'verdict':
        return this.learn(expression, among([truth]), here);
      default:
        return holds(this.valuesOf(expression, here), truth) ? here : undefined;
    }
  }

  private both(
    { kind, left, right }: ExpressionOf<'and' | 'or'>,
    truth: boolean,
    here: Here,
  ): Here | undefined {
    const isEach = (kind === 'and') === truth;
    const first = this.assume(left, truth, here);
    if (isEach) {
      // Once more the left side, which may be read in the light of the right one.
      const second = first && this.assume(right, truth, first);
      return second && this.assume(left, truth, second);
    }
    const otherwise = this.assume(left, !truth, here);
    return either(first, otherwise && this.assume(right, truth, otherwise));
  }

  private compared({ left, operator, right }: ExpressionOf<'comparison'>, here: Here): Here | undefined {
    const [a, b] = [this.valuesOf(left, here), this.valuesOf(right, here)];
    const after = this.learn(left, standing(a, operator, b), here);
    return after && this.learn(right, standing(b, mirrored[operator], a), after);
  }

  private member({ left, right }: ExpressionOf<'in'>, truth: boolean, here: Here): Here | undefined {
    if (right.kind !== 'list') return here;
    const values = this.valuesOf(left, here);
    const items = right.items.map((item) => this.valuesOf(item, here));
    const kept = truth
      ? items.map((item) => intersect(values, item)).reduce(join, nothing)
      : items.reduce((rest, item) => standing(rest, '!=', item), values);
    return this.learn(left, kept, here);
  }

  private learn(expression: Expression, values: PossibleValues, here: Here): Here | undefined {
    const both = intersect(this.valuesOf(expression, here), values);
    if (isNothing(both)) return undefined;
    return expression.kind === 'literal' ? here : knowing(here, meaningOf(expression), both);
  }
}
