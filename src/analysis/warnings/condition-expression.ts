// A condition as one expression, so that what formulas and conditions say is read alike.
import type { Expression } from '../../policy/formula/expression.js';
import { plain, truth } from '../../policy/formula/expression.js';
import type { Comparison, Condition } from '../../policy/pack.js';
import { signs } from '../../policy/rivals.js';

const nowhere = { start: 0, end: 0 };
const made = new WeakMap<Condition, Expression>();

export function asExpression(condition: Condition): Expression {
  const known = made.get(condition);
  if (known) return known;
  const expression = make(condition);
  made.set(condition, expression);
  return expression;
}

function make(condition: Condition): Expression {
  if (condition.kind === 'comparison') return comparison(condition);
  const [first, ...others] = condition.conditions.map(asExpression);
  const kind = condition.kind === 'all' ? 'and' : 'or';
  const start: Expression = first ?? { kind: 'literal', value: kind === 'and', range: nowhere, type: truth };
  return others.reduce<Expression>(
    (left, right) => ({ kind, left, right, range: nowhere, type: truth }),
    start,
  );
}

function comparison({ operator, left: { expression: left }, right: term }: Comparison): Expression {
  const base = { range: nowhere, type: truth } as const;
  const count: Expression =
    left.type.kind === 'list'
      ? { kind: 'call', name: 'count', arguments: [left], range: left.range, type: plain }
      : left;
  const right = term?.expression ?? { kind: 'literal', value: 0, range: nowhere, type: plain };
  switch (operator) {
    case 'in':
      return { ...base, kind: 'in', left, right };
    case 'notIn':
      return { ...base, kind: 'not', of: { ...base, kind: 'in', left, right } };
    case 'contains':
      return { ...base, kind: 'in', left: right, right: left };
    case 'doesNotContain':
      return { ...base, kind: 'not', of: { ...base, kind: 'in', left: right, right: left } };
    case 'isEmpty':
      return { ...base, kind: 'comparison', operator: '==', left: count, right };
    case 'isNotEmpty':
      return { ...base, kind: 'comparison', operator: '>', left: count, right };
    default:
      return { ...base, kind: 'comparison', operator: signs[operator] ?? '==', left: count, right };
  }
}
