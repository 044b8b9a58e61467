// A goal that everything met reaches -> one set that reaches it, with what can be left out one by one left out.
import type { Outcome, Refusal } from '../../evaluation/outcome.js';
import type { Block } from './blocks.js';
import { reaches } from './goal.js';
import type { Goal } from './goal.js';
import type { Change, WhatIf } from './what-if.js';

/** Not proven to be smallest. Undefined where everything met does not reach the goal, which may still be reached. */
export function someSet(
  whatIf: WhatIf,
  blocks: readonly Block[],
  goal: Goal,
): { changes: readonly Change[]; outcome: Outcome | Refusal } | undefined {
  let changes = blocks.flatMap(({ steps }) => steps.at(-1) ?? []);
  let outcome = whatIf.with(changes);
  if (!reaches(outcome, goal)) return undefined;
  // The block with the most changes first: leaving it out spares most.
  const bySize = [...blocks].sort((a, b) => sizeOf(b) - sizeOf(a));
  for (const { steps } of bySize) {
    const [first = [], all = first] = steps;
    for (const kept of all === first ? [[]] : [[], first]) {
      const fewer = changes.filter((change) => !all.includes(change) || kept.includes(change));
      const tried = whatIf.with(fewer);
      if (!reaches(tried, goal)) continue;
      [changes, outcome] = [fewer, tried];
      break;
    }
  }
  return { changes, outcome };
}

function sizeOf({ steps }: Block): number {
  return steps.at(-1)?.length ?? 0;
}
