// Where an output never falls when more is met: what every reaching set must hold, or that there is none.
import type { Block } from './blocks.js';
import { fallsShort } from './goal.js';
import type { Goal } from './goal.js';
import type { Change, WhatIf } from './what-if.js';

export interface Narrowed {
  /** In every set that reaches the goal. */
  readonly needed: readonly Change[];
  /** What is left to choose from. */
  readonly blocks: readonly Block[];
}

/** @returns undefined where nothing reaches the goal: not even everything met does. */
export function narrowed(whatIf: WhatIf, blocks: readonly Block[], goal: Goal): Narrowed | undefined {
  if (fallsShort(whatIf.without([]), goal)) return undefined;
  const isNeeded = (changes: readonly Change[]): boolean => fallsShort(whatIf.without(changes), goal);
  const needed: Change[] = [];
  const left: Block[] = [];
  for (const block of blocks) {
    const [first = [], all = first] = block.steps;
    const rest = all.filter((change) => !first.includes(change));
    if (!isNeeded(all)) left.push(block);
    else if (rest.length === 0 || isNeeded(rest)) needed.push(...all);
    else {
      needed.push(...first);
      left.push({ steps: [rest] });
    }
  }
  return { needed, blocks: left };
}
