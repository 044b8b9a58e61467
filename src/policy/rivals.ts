// Clauses that define one name for the same element on the same day, without excluding each other by what they compare.
import { meaningOf } from './formula/expression.js';
import type { ComparisonOperator } from './formula/expression.js';
import { intersection, overlap } from './law-dates.js';
import { operators } from './operators.js';
import type { OperatorName } from './operators.js';
import { isInForce } from './pack.js';
import type { Clause, Comparison, Condition, Literal, Parameter, Term } from './pack.js';
import {
  among,
  anyOf,
  closed,
  intersect,
  isNothing,
  nothing,
  open,
  range,
  standing,
} from './possible-values.js';
import type { PossibleValues } from './possible-values.js';
import { innermostLists } from './scopes.js';

type Parameters = ReadonlyMap<string, Parameter>;

/** Pairs of clauses that define one name for the same element on the same day, without excluding each other. */
export function rivals(clauses: readonly Clause[], parameters: Parameters): [Clause, Clause][] {
  const calculations = clauses.filter((clause) => clause.kind === 'calculation');
  return calculations.flatMap((later, index) =>
    calculations
      .slice(0, index)
      .filter((earlier) => earlier.defines === later.defines && overlap(earlier, later))
      .filter(
        (earlier) =>
          isOfBothKinds(earlier, later) ||
          (sharesElements(earlier, later) && !excludeEachOther(earlier, later, parameters)),
      )
      .map((earlier): [Clause, Clause] => [earlier, later]),
  );
}

/** One name for the whole submission and for elements of a list could not be told apart. */
function isOfBothKinds(a: Clause, b: Clause): boolean {
  return (a.scope.length === 0) !== (b.scope.length === 0);
}

function sharesElements(a: Clause, b: Clause): boolean {
  const [listsA, listsB] = [innermostLists(a.scope), innermostLists(b.scope)];
  return a.scope.length === 0 || listsA.some((list) => listsB.includes(list));
}

/** Seen from the comparisons that each always needs: on no day can all of both hold together. */
function excludeEachOther(a: Clause, b: Clause, parameters: Parameters): boolean {
  const [needsA, needsB] = [alwaysNeeded(a.appliesWhen), alwaysNeeded(b.appliesWhen)];
  if (needsA.some((one) => needsB.some((other) => cannotStandTogether(one, other)))) return true;
  const shared = intersection(a, b);
  if (!shared) return true;
  const starts = [...parameters.values()].flatMap(({ rows }) => rows.flatMap(({ from }) => from ?? []));
  const days = [shared.from, ...starts.filter((day) => isInForce(shared, day))];
  return days.every((day) => cannotAllHold([...needsA, ...needsB], day, parameters));
}

function alwaysNeeded(condition: Condition | undefined): Comparison[] {
  if (!condition) return [];
  if (condition.kind === 'comparison') return [condition];
  return condition.kind === 'all' ? condition.conditions.flatMap(alwaysNeeded) : [];
}

/** How the left side may stand to the right one: -1 below, 0 equal, 1 above. */
const standings: Readonly<Record<ComparisonOperator, readonly number[]>> = {
  '<': [-1],
  '<=': [-1, 0],
  '==': [0],
  '!=': [-1, 1],
  '>=': [0, 1],
  '>': [1],
};

/** The operators of conditions in the signs of formulas; those on a list's length compare that length. */
export const signs: Readonly<Partial<Record<OperatorName, ComparisonOperator>>> = {
  is: '==',
  isNot: '!=',
  atLeast: '>=',
  lessThan: '<',
  atMost: '<=',
  moreThan: '>',
  onOrAfter: '>=',
  before: '<',
  onOrBefore: '<=',
  after: '>',
  countIs: '==',
  countIsNot: '!=',
  countAtLeast: '>=',
  countLessThan: '<',
  countAtMost: '<=',
  countMoreThan: '>',
};

/** Both compare one thing with one thing, in ways that never go together whatever the two are. */
function cannotStandTogether(a: Comparison, b: Comparison): boolean {
  if (meaningOf(a.left.expression) !== meaningOf(b.left.expression)) return false;
  const rights = [a.right, b.right].map((right) => right && meaningOf(right.expression));
  if (rights[0] !== rights[1]) return false;
  if (operators[a.operator].negation === b.operator) return true;
  const [signA, signB] = [signs[a.operator], signs[b.operator]];
  return signA !== undefined && signB !== undefined && !meet(standings[signA], standings[signB]);
}

function meet(a: readonly number[], b: readonly number[]): boolean {
  return a.some((each) => b.includes(each));
}

function cannotAllHold(needs: readonly Comparison[], day: string, parameters: Parameters): boolean {
  const left = new Map<string, PossibleValues>();
  return needs.some((comparison) => {
    const { expression } = comparison.left;
    const key = meaningOf(expression);
    const isLength = expression.type.kind === 'list';
    const known = left.get(key) ?? (isLength ? lengths : anyOf(expression.type));
    const allowed = allowedBy(comparison, known, (term) => valuesOn(day, term, parameters));
    left.set(key, allowed);
    return isNothing(allowed);
  });
}

const lengths = range(closed(0), open(Infinity), true);

function allowedBy(
  { operator, right }: Comparison,
  known: PossibleValues,
  valuesOf: (term: Term) => PossibleValues | undefined,
): PossibleValues {
  if (operator === 'isEmpty') return intersect(known, among([0]));
  if (operator === 'isNotEmpty') return standing(known, '>', among([0]));
  const [sign, other] = [signs[operator], right && valuesOf(right)];
  if (!other || other.kind !== 'among') return known;
  if (isNothing(other)) return nothing;
  if (sign) return standing(known, sign, other);
  if (operator === 'in') return intersect(known, other);
  if (operator !== 'notIn') return known;
  return other.values.reduce<PossibleValues>((left, value) => standing(left, '!=', among([value])), known);
}

/** What a literal, a list of them or a parameter is on a day; undefined for anything else. */
function valuesOn(day: string, { expression }: Term, parameters: Parameters): PossibleValues | undefined {
  if (expression.kind === 'literal') return among([expression.value]);
  if (expression.kind === 'parameter') {
    const row = parameters.get(expression.name)?.rows.find((each) => isInForce(each, day));
    // A day without a value is a fault where the pack is in force, so on that day neither clause is read.
    return row ? among([row.value]) : nothing;
  }
  if (expression.kind !== 'list') return undefined;
  const values = expression.items.map((item): Literal | undefined =>
    item.kind === 'literal' ? item.value : undefined,
  );
  return values.every((value) => value !== undefined) ? among(values) : undefined;
}
