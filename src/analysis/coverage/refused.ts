// A refusal that comes from a formula or a table -> the clauses that led to it: where it was met, and what that read.
import type { ClauseOutcome, Refusal } from '../../evaluation/outcome.js';
import type { Readers } from '../reads.js';

/** Other clauses were evaluated too, but a refusal shows nothing of them. */
export function leadingTo(
  { reasons }: Refusal,
  outcomes: readonly ClauseOutcome[],
  readers: Readers,
): readonly ClauseOutcome[] {
  const found = new Set<ClauseOutcome>();
  const follow = (clause: string, isWanted: (at: string) => boolean): void => {
    for (const outcome of outcomes) {
      const at = outcome.element.pointer;
      if (outcome.clause.id !== clause || !isWanted(at) || found.has(outcome)) continue;
      found.add(outcome);
      for (const read of readers.of(clause)?.clauses ?? [])
        follow(read.clause.id, (of) => read.isOverList || isAround(of, at));
    }
  };
  for (const { clause, at } of reasons) if (clause !== undefined) follow(clause, (of) => of === at);
  return [...found];
}

/** The same element or one that holds it. */
function isAround(outer: string, at: string): boolean {
  return outer === at || at.startsWith(`${outer}/`);
}
