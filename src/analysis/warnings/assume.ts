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

/** Undefined where it cannot be so. */
export function assume(
  expression: Expression,
  truth: boolean,
  here: Here,
  valuesOf: ValuesOf,
): Here | undefined {
  switch (expression.kind) {
    case 'not':
      return assume(expression.of, !truth, here, valuesOf);
    case 'and':
    case 'or':
      return assumeBoth(expression, truth, here, valuesOf);
    case 'comparison':
      return compare(
        { ...expression, operator: truth ? expression.operator : opposites[expression.operator] },
        here,
        valuesOf,
      );
    case 'in':
      return member(expression, truth, here, valuesOf);
    case 'fact':
    case 'definition':
    case 'parameter':
    case 'variable':
    case 'verdict':
      return learn(expression, among([truth]), here, valuesOf);
    default:
      return holds(valuesOf(expression, here), truth) ? here : undefined;
  }
}

function assumeBoth(
  { kind, left, right }: ExpressionOf<'and' | 'or'>,
  truth: boolean,
  here: Here,
  valuesOf: ValuesOf,
): Here | undefined {
  const isEach = (kind === 'and') === truth;
  const first = assume(left, truth, here, valuesOf);
  if (isEach) {
    // Once more the left side, which may be read in the light of the right one.
    const second = first && assume(right, truth, first, valuesOf);
    return second && assume(left, truth, second, valuesOf);
  }
  const otherwise = assume(left, !truth, here, valuesOf);
  return either(first, otherwise && assume(right, truth, otherwise, valuesOf));
}

function compare(
  { left, operator, right }: ExpressionOf<'comparison'>,
  here: Here,
  valuesOf: ValuesOf,
): Here | undefined {
  const [a, b] = [valuesOf(left, here), valuesOf(right, here)];
  const after = learn(left, standing(a, operator, b), here, valuesOf);
  return after && learn(right, standing(b, mirrored[operator], a), after, valuesOf);
}

function member(
  { left, right }: ExpressionOf<'in'>,
  truth: boolean,
  here: Here,
  valuesOf: ValuesOf,
): Here | undefined {
  if (right.kind !== 'list') return here;
  const values = valuesOf(left, here);
  const items = right.items.map((item) => valuesOf(item, here));
  const found = truth
    ? items.map((item) => intersect(values, item)).reduce(join, nothing)
    : items.reduce((kept, item) => standing(kept, '!=', item), values);
  return learn(left, found, here, valuesOf);
}

function learn(
  expression: Expression,
  values: PossibleValues,
  here: Here,
  valuesOf: ValuesOf,
): Here | undefined {
  const both = intersect(valuesOf(expression, here), values);
  if (isNothing(both)) return undefined;
  return expression.kind === 'literal' ? here : knowing(here, meaningOf(expression), both);
}
