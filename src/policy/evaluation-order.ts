// Each clause after all that it reads: the order of evaluation, or the circle that makes one impossible.
import { walk } from './formula/expression.js';
import { operators } from './operators.js';
import type { Clause, Comparison, Condition, Term } from './pack.js';
import { innermostLists } from './scopes.js';
import { overlap } from './law-dates.js';

export function* comparisons(condition: Condition): Generator<Comparison> {
  if (condition.kind === 'comparison') yield condition;
  else for (const each of condition.conditions) yield* comparisons(each);
}

/** Every formula and every side of a condition in a clause. */
export function* termsOf(clause: Clause): Generator<Term> {
  if (clause.appliesWhen) yield* conditionTerms(clause.appliesWhen);
  if (clause.kind === 'requirement') yield* conditionTerms(clause.requires);
  else yield clause.formula;
}

export function* conditionTerms(condition: Condition): Generator<Term> {
  for (const comparison of comparisons(condition)) {
    yield comparison.left;
    if (comparison.right) yield comparison.right;
  }
}

export interface Circle {
  readonly clause: Clause;
  readonly chain: readonly string[];
}

export function orderClauses(clauses: readonly Clause[]): { order: Clause[] } | { circle: Circle } {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const order: Clause[] = [];
  const state = new Map<Clause, 'open' | 'done'>();
  const open: Clause[] = [];
  let circle: Circle | undefined;

  const visit = (clause: Clause): void => {
    if (circle || state.get(clause) === 'done') return;
    if (state.get(clause) === 'open') {
      const chain = [...open.slice(open.indexOf(clause)), clause].map((each) => each.id);
      circle = { clause, chain };
      return;
    }
    state.set(clause, 'open');
    open.push(clause);
    for (const other of readBy(clause)) visit(other);
    open.pop();
    state.set(clause, 'done');
    order.push(clause);
  };

  const readBy = (clause: Clause): Clause[] =>
    [...termsOf(clause)].flatMap((term) =>
      [...walk(term.expression)].flatMap((expression) => {
        if (expression.kind === 'verdict') return expression.clauses.flatMap((id) => byId.get(id) ?? []);
        if (expression.kind !== 'definition') return [];
        return clauses.filter((other) => other.kind === 'calculation' && other.defines === expression.name);
      }),
    );

  clauses.forEach(visit);
  return circle ? { circle } : { order };
}

/** Pairs of clauses that define one name for the same element on the same day, without excluding each other. */
export function rivals(clauses: readonly Clause[]): [Clause, Clause][] {
  const calculations = clauses.filter((clause) => clause.kind === 'calculation');
  return calculations.flatMap((later, index) =>
    calculations
      .slice(0, index)
      .filter((earlier) => earlier.defines === later.defines && overlap(earlier, later))
      .filter(
        (earlier) =>
          isOfBothKinds(earlier, later) ||
          (sharesElements(earlier, later) && !excludeEachOther(earlier, later)),
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

/** Seen from the comparisons that each always needs: one of a pair can never hold beside the other. */
function excludeEachOther(a: Clause, b: Clause): boolean {
  const [needsA, needsB] = [alwaysNeeded(a.appliesWhen), alwaysNeeded(b.appliesWhen)];
  return needsA.some((one) => needsB.some((other) => cannotBothHold(one, other)));
}

function alwaysNeeded(condition: Condition | undefined): Comparison[] {
  if (!condition) return [];
  if (condition.kind === 'comparison') return [condition];
  return condition.kind === 'all' ? condition.conditions.flatMap(alwaysNeeded) : [];
}

function cannotBothHold(a: Comparison, b: Comparison): boolean {
  if (meaning(a.left) !== meaning(b.left)) return false;
  const isSameRight =
    a.right === undefined
      ? b.right === undefined
      : b.right !== undefined && meaning(a.right) === meaning(b.right);
  if (operators[a.operator].negation === b.operator && isSameRight) return true;
  const [valuesA, valuesB] = [onlyValues(a), onlyValues(b)];
  return valuesA !== undefined && valuesB !== undefined && !valuesA.some((value) => valuesB.includes(value));
}

/** What a side stands for, whatever the clause calls the element it is read from. */
function meaning({ expression }: Term): string {
  return JSON.stringify(expression, (key, value: unknown) =>
    key === 'range' || key === 'type' ? undefined : value,
  );
}

function onlyValues(comparison: Comparison): unknown[] | undefined {
  const right = comparison.right?.expression;
  if (comparison.operator === 'is' && right?.kind === 'literal') return [right.value];
  if (comparison.operator !== 'in' || right?.kind !== 'list') return undefined;
  return right.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
}
