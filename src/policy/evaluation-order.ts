// Each clause after all that it reads: the order of evaluation, or the circle that makes one impossible.
import { walk } from './formula/expression.js';
import type { Clause, Comparison, Condition, Term } from './pack.js';

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
