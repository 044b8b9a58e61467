// A condition -> every small change of it: operators, limits, lists, all and any, parts left out.
import { conditionNodes } from '../../policy/conditions.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { OperatorName } from '../../policy/operators.js';
import { operators } from '../../policy/operators.js';
import type { Comparison, Condition, Pack, Scope, Term } from '../../policy/pack.js';
import { nameOfCondition } from '../cases/deciding.js';
import { isWhole } from '../coverage/step.js';
import { boundIn, textOf, textOfComparison } from '../formula-text.js';
import type { Named } from '../formula-text.js';
import { formulaChanges } from './formula-changes.js';
import type { Reading } from './literals.js';
import { dropped } from './mutant.js';
import type { ConditionChange, FormulaChange } from './mutant.js';
import { replaceInFormula } from './rewrite.js';

/** Every change of a condition, with the place of the changed node among its nodes. */
export function changesWithin(
  pack: Pack,
  whole: Condition,
  { scope }: { readonly scope: Scope },
): { index: number; change: ConditionChange }[] {
  return [...conditionNodes(whole)].flatMap((node, index) =>
    conditionChanges(pack, node, boundIn(scope)).map((change) => ({ index, change })),
  );
}

/** The changes of one node of a condition; those inside it are its own nodes' changes. */
function conditionChanges(pack: Pack, node: Condition, bound: readonly Named[]): ConditionChange[] {
  return node.kind === 'comparison' ? comparisonChanges(pack, node, bound) : groupChanges(node);
}

function groupChanges(node: Exclude<Condition, Comparison>): ConditionChange[] {
  const { kind, conditions } = node;
  if (conditions.length < 2) return [];
  const names = conditions.map(nameOf);
  const other = kind === 'all' ? 'any' : 'all';
  const swapped: ConditionChange = {
    target: node,
    put: { kind: other, conditions },
    before: `${kind} [${names.join(', ')}]`,
    after: other,
    within: [],
  };
  return [
    swapped,
    ...conditions.map((each, index): ConditionChange => ({
      target: each,
      put: undefined,
      before: names[index] ?? '',
      after: dropped,
      within: [kind, String(index)],
    })),
  ];
}

export function nameOf(condition: Condition): string {
  if (condition.kind === 'comparison') return nameOfCondition(condition);
  return `${condition.kind} [${condition.conditions.map(nameOf).join(', ')}]`;
}

const neighbours: Partial<Readonly<Record<OperatorName, readonly OperatorName[]>>> = {
  atLeast: ['moreThan'],
  moreThan: ['atLeast'],
  atMost: ['lessThan'],
  lessThan: ['atMost'],
  onOrAfter: ['after'],
  after: ['onOrAfter'],
  onOrBefore: ['before'],
  before: ['onOrBefore'],
  countAtLeast: ['countMoreThan'],
  countMoreThan: ['countAtLeast'],
  countAtMost: ['countLessThan'],
  countLessThan: ['countAtMost'],
  countIs: ['countAtLeast', 'countAtMost'],
};

function comparisonChanges(pack: Pack, node: Comparison, bound: readonly Named[]): ConditionChange[] {
  const before = textOfComparison(node, bound);
  const change = (put: Comparison, within: string, at?: number): ConditionChange => ({
    target: node,
    put,
    before,
    after: textOfComparison(put, bound),
    within: [within],
    ...(at !== undefined && { at }),
  });
  const other = [operators[node.operator].negation, ...(neighbours[node.operator] ?? [])];
  // Where a literal true or false is turned, that is the negation.
  const isTurned = node.right?.expression.kind === 'literal' && node.right.expression.type.kind === 'truth';
  const changes = (isTurned ? [] : other).map((operator) => change({ ...node, operator }, 'operator'));
  for (const inside of sideChanges(pack, node.left, bound, {}))
    changes.push(change({ ...node, left: inside.term }, 'fact', inside.at));
  if (!node.right) return changes;
  for (const inside of rightChanges(pack, node, node.right, bound))
    changes.push(change({ ...node, right: inside.term }, 'value', inside.at));
  return changes;
}

interface SideChange {
  readonly term: Term;
  readonly at?: number;
}

function sideChanges(pack: Pack, term: Term, bound: readonly Named[], reading: Reading): SideChange[] {
  return formulaChanges(pack, term.expression, bound, reading).map((each) => ({
    term: termWith(term, each, bound),
    at: each.target.range.start,
  }));
}

/** Terms are told apart by their text where json-rules-engine holds them as facts. */
function termWith(term: Term, { target, put }: FormulaChange, bound: readonly Named[]): Term {
  const expression = replaceInFormula(term.expression, target, put);
  return { source: textOf(expression, bound), expression };
}

function rightChanges(pack: Pack, node: Comparison, right: Term, bound: readonly Named[]): SideChange[] {
  const left = node.left.expression;
  const { type } = left;
  const of = type.kind === 'list' ? type.of : type;
  const reading: Reading = {
    isWhole: node.operator.startsWith('count') || isWhole(pack, left, bound),
    isDate: of.kind === 'date',
    values: of.kind === 'text' ? of.values : undefined,
  };
  if (right.expression.kind !== 'list') return sideChanges(pack, right, bound, reading);
  return listChanges(right.expression, reading).map((expression) => ({
    term: { source: textOf(expression, bound), expression },
  }));
}

/** Without each of its values in turn, and with each of a choice's other values. */
function listChanges(list: Extract<Expression, { kind: 'list' }>, { values = [] }: Reading): Expression[] {
  const { items } = list;
  const [first] = items;
  const listed = items.map((item) => (item.kind === 'literal' ? item.value : undefined));
  const missing = values.filter((value) => !listed.includes(value));
  const shorter = items.length > 1 ? items.map((item) => items.filter((each) => each !== item)) : [];
  const longer = missing.flatMap((value) =>
    first?.kind === 'literal' ? [[...items, { ...first, value }]] : [],
  );
  return [...shorter, ...longer].map((each) => ({ ...list, items: each }));
}
