// A formula -> every small change of it: operators, literals, branches, verbs, functions and their arguments.
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { roundingModes } from '../../policy/pack.js';
import type { Pack } from '../../policy/pack.js';
import { isWhole } from '../coverage/step.js';
import { childrenOf, textOf } from '../formula-text.js';
import type { Named } from '../formula-text.js';
import { neighboursOf } from './literals.js';
import type { Reading } from './literals.js';
import type { FormulaChange } from './mutant.js';

export function formulaChanges(
  pack: Pack,
  expression: Expression,
  bound: readonly Named[],
  reading: Reading = {},
): FormulaChange[] {
  const own = alternatives(expression, reading).map((put) => ({
    target: expression,
    put,
    before: textOf(expression, bound),
    after: textOf(put, bound),
  }));
  // Decimals and mode of round are not values: they are changed with the call.
  const inside = isRound(expression)
    ? childrenOf(expression, bound).slice(0, 1)
    : childrenOf(expression, bound);
  const parts = inside.flatMap((part) => {
    const within = readingWithin(pack, { expression, part: part.expression, bound, reading });
    return formulaChanges(pack, part.expression, part.bound, within);
  });
  return [...own, ...parts];
}

function isRound(expression: Expression): expression is ExpressionOf<'call'> {
  return expression.kind === 'call' && expression.name === 'round';
}

/** How a literal is read inside another expression: beside what it stands. */
function readingWithin(
  pack: Pack,
  {
    expression,
    part,
    bound,
    reading,
  }: { expression: Expression; part: Expression; bound: readonly Named[]; reading: Reading },
): Reading {
  const beside = (other: Expression): Reading => ({
    isWhole: other.kind !== 'literal' && isWhole(pack, other, bound),
    isDate: other.type.kind === 'date',
    values: other.type.kind === 'text' ? other.type.values : undefined,
  });
  switch (expression.kind) {
    case 'negative':
    case 'list':
      return reading;
    case 'comparison':
    case 'arithmetic':
    case 'in':
      return beside(part === expression.left ? expression.right : expression.left);
    case 'table': {
      const type = pack.tables.get(expression.name)?.by[expression.keys.indexOf(part)]?.type;
      return { isDate: type?.kind === 'date', values: type?.kind === 'text' ? type.values : undefined };
    }
    case 'call':
      return { isWhole: expression.name.startsWith('add'), isDate: part.type.kind === 'date' };
    default:
      return { isDate: part.type.kind === 'date' };
  }
}

type Comparing = ExpressionOf<'comparison'>['operator'];

const otherComparisons: Readonly<Record<Comparing, readonly Comparing[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
};

const otherArithmetic = { '+': '-', '-': '+', '*': '/', '/': '*' } as const;

function alternatives(expression: Expression, reading: Reading): Expression[] {
  switch (expression.kind) {
    case 'literal':
      return neighboursOf(expression.value, reading).map((value) => ({ ...expression, value }));
    case 'comparison':
      return otherComparisons[expression.operator].map((operator) => ({ ...expression, operator }));
    case 'arithmetic':
      return [{ ...expression, operator: otherArithmetic[expression.operator] }];
    case 'negative':
    case 'not':
      return [expression.of];
    case 'and':
    case 'or':
      return [{ ...expression, kind: expression.kind === 'and' ? 'or' : 'and' }];
    case 'in':
      return [not(expression), ...otherLists(expression)];
    case 'choose':
      return [{ ...expression, yes: expression.no, no: expression.yes }, expression.yes, expression.no];
    case 'verdict':
      return otherVerbs(expression);
    case 'comprehension':
      return otherMacros(expression);
    case 'call':
      return otherCalls(expression);
    default:
      return [];
  }
}

function not(expression: Expression): Expression {
  const { range, type } = expression;
  return { kind: 'not', of: expression, range, type: expression.kind === 'in' ? type : { kind: 'truth' } };
}

/** Without each of its values in turn, and with one of a choice's other values. */
function otherLists(expression: ExpressionOf<'in'>): Expression[] {
  const { left, right } = expression;
  if (right.kind !== 'list') return [];
  const withItems = (items: readonly Expression[]): Expression => ({
    ...expression,
    right: { ...right, items },
  });
  const shorter = right.items.length > 1 ? right.items : [];
  const [first] = right.items;
  const others = left.type.kind === 'text' ? (left.type.values ?? []) : [];
  const listed = right.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
  const missing = others.filter((value) => !listed.includes(value));
  return [
    ...shorter.map((item) => withItems(right.items.filter((each) => each !== item))),
    ...missing.flatMap((value) =>
      first?.kind === 'literal' ? [withItems([...right.items, { ...first, value }])] : [],
    ),
  ];
}

/** The other verb, and the same question with the answer for an undetermined clause turned. */
function otherVerbs(expression: ExpressionOf<'verdict'>): Expression[] {
  const other = expression.verb === 'met' ? 'notMet' : 'met';
  const changed: Expression = { ...expression, verb: other };
  return expression.verb === 'notApplicable' ? [changed, not(expression)] : [changed, not(changed)];
}

function otherMacros(expression: ExpressionOf<'comprehension'>): Expression[] {
  switch (expression.macro) {
    case 'exists':
      return [{ ...expression, macro: 'all' }];
    case 'all':
      return [{ ...expression, macro: 'exists' }];
    case 'filter':
      return [expression.list];
    case 'map':
      return [];
  }
}

function otherCalls(expression: ExpressionOf<'call'>): Expression[] {
  const { name, arguments: given } = expression;
  const [first, second, third] = given;
  switch (name) {
    case 'min':
    case 'max': {
      const other: Expression = { ...expression, name: name === 'min' ? 'max' : 'min' };
      return [other, ...(given.length > 1 ? withoutEach(expression) : [])];
    }
    case 'clamp':
      return first && second && third
        ? [
            { ...expression, name: 'min', arguments: [first, third] },
            { ...expression, name: 'max', arguments: [first, second] },
          ]
        : [];
    case 'round':
      return otherRounding(expression);
    case 'abs':
      return first ? [first] : [];
    case 'mean':
      return [{ ...expression, name: 'median' }];
    case 'median':
    case 'harmonicMean':
      return [{ ...expression, name: 'mean' }];
    case 'weightedMean':
    case 'yearsBetween':
    case 'monthsBetween':
    case 'daysBetween':
      return first && second ? [{ ...expression, arguments: [second, first] }] : [];
    default:
      return [];
  }
}

function withoutEach(expression: ExpressionOf<'call'>): Expression[] {
  const { arguments: given } = expression;
  return given.flatMap((each) => {
    const rest = given.filter((other) => other !== each);
    const [only] = rest;
    return rest.length === 1 && only ? [only] : [{ ...expression, arguments: rest }];
  });
}

const mostDecimals = 10;

/** Decimals that rounding can have, one more and one less. */
export function otherDecimals(decimals: number): number[] {
  return [decimals - 1, decimals + 1].filter((each) => each >= 0 && each <= mostDecimals);
}

function otherRounding(expression: ExpressionOf<'call'>): Expression[] {
  const [value, decimals, mode] = expression.arguments;
  if (!value || decimals?.kind !== 'literal' || mode?.kind !== 'literal') return [];
  const other = otherDecimals(Number(decimals.value)).map((each) => [
    value,
    { ...decimals, value: each },
    mode,
  ]);
  const modes = roundingModes
    .filter((each) => each !== mode.value)
    .map((each) => [value, decimals, { ...mode, value: each }]);
  return [...[...other, ...modes].map((given) => ({ ...expression, arguments: given })), value];
}
