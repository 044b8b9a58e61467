// What one output is to reach, and whether an outcome reaches it.
import type { Outcome, Refusal } from '../../evaluation/outcome.js';
import { valueOf } from './what-if.js';

export interface Goal {
  readonly output: string;
  readonly atLeast: number;
}

/** Counted as it is shown; what has no value reaches nothing. */
export function reaches(outcome: Outcome | Refusal, { output, atLeast }: Goal): boolean {
  const value = valueOf(outcome, output);
  return typeof value === 'number' && value >= atLeast;
}

/** It has a value, and that is too low: not the same as not reaching. */
export function fallsShort(outcome: Outcome | Refusal, { output, atLeast }: Goal): boolean {
  const value = valueOf(outcome, output);
  return typeof value === 'number' && value < atLeast;
}
