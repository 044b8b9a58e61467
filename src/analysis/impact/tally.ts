// Running counts that are plain data: made in any thread, sent, and added together in the order of the submissions.
import type { Bilingual } from '../../policy/pack.js';
import type { Verdict } from '../../evaluation/kleene.js';
import type { Candidate } from './candidate.js';
import type { Cause } from './causes.js';
import type { NoAnswer, Reason } from './compare.js';

export interface Example {
  readonly id: Candidate['id'];
  readonly subject?: string;
  readonly detail?: Bilingual;
}

export interface NotComparedTally {
  readonly reason: Reason;
  /** The version that gives no answer; null: the line itself cannot be read. */
  readonly in: 'before' | 'after' | 'both' | null;
  readonly gap?: string;
  /** Of both, where the older version gives no answer for another reason. */
  readonly older?: Pick<NoAnswer, 'reason' | 'gap'>;
  count: number;
  readonly examples: Example[];
}

export interface Extreme {
  readonly id: Candidate['id'];
  readonly subject?: string;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly causes: readonly Cause[];
}

export interface SideTally {
  /** After minus before -> how many submissions. */
  readonly differences: Map<number, number>;
  /** Changes that are no difference of numbers: JSON of [before, after] -> how many. */
  readonly others: Map<string, number>;
}

export interface OutputTally {
  readonly value: SideTally;
  readonly potential: SideTally;
  /** By value; the largest first. */
  gains: Extreme[];
  losses: Extreme[];
  /** Changes for which no clause is to blame: only the output's rounding. */
  byRounding: number;
}

export interface ClauseTally {
  /** "before after" -> on how many elements. */
  readonly verdicts: Map<`${Verdict} ${Verdict}`, number>;
  values: number;
  /** Submissions in which it made an output differ. */
  caused: number;
}

export interface Tally {
  read: number;
  compared: number;
  /** Of those compared: submissions with an output that changed. */
  changed: number;
  readonly notCompared: Map<string, NotComparedTally>;
  readonly outputs: Map<string, OutputTally>;
  readonly clauses: Map<string, ClauseTally>;
  /** complete before, complete after -> submissions. */
  readonly completeness: Map<`${boolean} ${boolean}`, number>;
  /** rests on anything provisional before, after -> submissions. */
  readonly provisional: Map<`${boolean} ${boolean}`, number>;
  /** What is provisional -> in how many submissions only one of the versions reads it. */
  readonly provisionalUses: Map<string, { before: number; after: number }>;
}

export const maxExamples = 5;
export const maxExtremes = 10;
/** Distinct pairs of other values that are counted apart; what comes after them is counted as one. */
const maxOthers = 100;

export function emptyTally(): Tally {
  return {
    read: 0,
    compared: 0,
    changed: 0,
    notCompared: new Map(),
    outputs: new Map(),
    clauses: new Map(),
    completeness: new Map(),
    provisional: new Map(),
    provisionalUses: new Map(),
  };
}

export function addNotCompared(tally: Tally, one: NotComparedTally): void {
  const key = JSON.stringify([one.reason, one.in, one.gap, one.older]);
  const known = tally.notCompared.get(key);
  if (!known) {
    tally.notCompared.set(key, { ...one, examples: [...one.examples] });
    return;
  }
  known.count += one.count;
  known.examples.push(...one.examples.slice(0, Math.max(0, maxExamples - known.examples.length)));
}

/** Sorting is stable, so that of equal ones the first of the file stay. */
export function largest(extremes: readonly Extreme[]): Extreme[] {
  return [...extremes].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)).slice(0, maxExtremes);
}

/** Adds what a later part of the same submissions came to. */
export function addTally(total: Tally, part: Tally): void {
  total.read += part.read;
  total.compared += part.compared;
  total.changed += part.changed;
  for (const one of part.notCompared.values()) addNotCompared(total, one);
  for (const [name, one] of part.outputs) {
    const of = outputTally(total, name);
    for (const side of ['value', 'potential'] as const) {
      for (const [difference, times] of one[side].differences) add(of[side].differences, difference, times);
      for (const [other, times] of one[side].others) addOther(of[side].others, other, times);
    }
    of.gains = largest([...of.gains, ...one.gains]);
    of.losses = largest([...of.losses, ...one.losses]);
    of.byRounding += one.byRounding;
  }
  for (const [id, one] of part.clauses) {
    const of = clauseTally(total, id);
    for (const [verdicts, times] of one.verdicts) add(of.verdicts, verdicts, times);
    of.values += one.values;
    of.caused += one.caused;
  }
  for (const [key, times] of part.completeness) add(total.completeness, key, times);
  for (const [key, times] of part.provisional) add(total.provisional, key, times);
  for (const [name, one] of part.provisionalUses) {
    const of = useTally(total, name);
    of.before += one.before;
    of.after += one.after;
  }
}

export function add<K>(counts: Map<K, number>, key: K, times = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

export function addOther(counts: Map<string, number>, key: string, times: number): void {
  add(counts, counts.has(key) || counts.size < maxOthers ? key : '[]', times);
}

export function outputTally(tally: Tally, name: string): OutputTally {
  return orMake(tally.outputs, name, () => ({
    value: { differences: new Map(), others: new Map() },
    potential: { differences: new Map(), others: new Map() },
    gains: [],
    losses: [],
    byRounding: 0,
  }));
}

export function clauseTally(tally: Tally, id: string): ClauseTally {
  return orMake(tally.clauses, id, () => ({ verdicts: new Map(), values: 0, caused: 0 }));
}

export function useTally(tally: Tally, name: string): { before: number; after: number } {
  return orMake(tally.provisionalUses, name, () => ({ before: 0, after: 0 }));
}

function orMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}
