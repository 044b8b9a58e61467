// Comparisons -> running counts that are plain data: made in any thread, sent, and added together in the file's order.
import type { Bilingual } from '../../policy/pack.js';
import type { Verdict } from '../../evaluation/kleene.js';
import type { Shown } from '../../evaluation/outcome.js';
import type { Candidate } from './candidate.js';
import type { Cause } from './causes.js';
import { isDifferent } from './compare.js';
import type { Comparison, OutputChange, Reason } from './compare.js';

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

export function count(tally: Tally, comparison: Comparison): void {
  tally.read += 1;
  if (comparison.kind !== 'compared') return countNotCompared(tally, comparison);
  const { outputs, clauses, isComplete, provisional } = comparison;
  tally.compared += 1;
  if (outputs.length > 0) tally.changed += 1;
  for (const each of outputs) countOutput(tally, comparison, each);
  for (const each of clauses) {
    const of = clauseTally(tally, each.id);
    const verdicts =
      `${each.before?.verdict ?? 'not_applicable'} ${each.after?.verdict ?? 'not_applicable'}` as const;
    add(of.verdicts, verdicts);
    if (each.before?.verdict === each.after?.verdict && isDifferent(each)) of.values += 1;
  }
  const causes = new Set(outputs.flatMap((each) => each.causes.map((cause) => cause.clause)));
  for (const id of causes) clauseTally(tally, id).caused += 1;
  add(tally.completeness, `${isComplete[0]} ${isComplete[1]}`);
  const [before, after] = provisional;
  add(tally.provisional, `${before.length > 0} ${after.length > 0}`);
  for (const name of before) if (!after.includes(name)) useTally(tally, name).before += 1;
  for (const name of after) if (!before.includes(name)) useTally(tally, name).after += 1;
}

function countNotCompared(tally: Tally, comparison: Exclude<Comparison, { kind: 'compared' }>): void {
  const { id, subject } = comparison;
  const named = { id, ...(subject !== undefined && { subject }) };
  if (comparison.kind === 'unreadable') {
    addNotCompared(tally, { reason: comparison.reason, in: null, count: 1, examples: [named] });
    return;
  }
  const { before, after } = comparison;
  const main = after ?? before;
  if (!main) return;
  // Two versions that refuse for different reasons: the newer one's is told, and the older one's beside it.
  const isBoth = before !== undefined && after !== undefined;
  const detail =
    isBoth && before.reason !== after.reason
      ? { id: `${after.detail.id}; ${before.detail.id}`, en: `${after.detail.en}; ${before.detail.en}` }
      : main.detail;
  addNotCompared(tally, {
    reason: main.reason,
    in: isBoth ? 'both' : before ? 'before' : 'after',
    ...(main.gap !== undefined && { gap: main.gap }),
    count: 1,
    examples: [{ ...named, detail }],
  });
}

function addNotCompared(tally: Tally, one: NotComparedTally): void {
  const key = [one.reason, one.in, one.gap].join(' ');
  const known = tally.notCompared.get(key);
  if (!known) {
    tally.notCompared.set(key, { ...one, examples: [...one.examples] });
    return;
  }
  known.count += one.count;
  known.examples.push(...one.examples.slice(0, Math.max(0, maxExamples - known.examples.length)));
}

function countOutput(
  tally: Tally,
  { id, subject }: Pick<Comparison, 'id' | 'subject'>,
  { output, before, after, causes }: OutputChange,
): void {
  const of = outputTally(tally, output);
  countSide(of.value, before.value, after.value);
  countSide(of.potential, before.potential, after.potential);
  if (causes.length === 0) of.byRounding += 1;
  const difference = differenceOf(before.value, after.value);
  if (difference === undefined || difference === 0) return;
  const [old, now] = [before.value as number, after.value as number];
  const named = { id, ...(subject !== undefined && { subject }) };
  const extreme: Extreme = { ...named, before: old, after: now, difference, causes };
  if (difference > 0) of.gains = largest([...of.gains, extreme]);
  else of.losses = largest([...of.losses, extreme]);
}

function countSide(side: SideTally, before: Shown, after: Shown): void {
  if (before === after) return;
  const difference = differenceOf(before, after);
  if (difference === undefined) addOther(side.others, JSON.stringify([kindOf(before), kindOf(after)]), 1);
  else add(side.differences, difference);
}

/** Which number came or went is of no use in a count. */
function kindOf(value: Shown): Shown {
  return typeof value === 'number' ? '#' : value;
}

/** To the ten decimals that values are shown with. */
export function differenceOf(before: Shown, after: Shown): number | undefined {
  if (typeof before !== 'number' || typeof after !== 'number') return undefined;
  const difference = after - before;
  const rounded = Number(difference.toFixed(10));
  return rounded === 0 ? difference : rounded;
}

/** Sorting is stable, so that of equal ones the first of the file stay. */
function largest(extremes: readonly Extreme[]): Extreme[] {
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

function add<K>(counts: Map<K, number>, key: K, times = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

function addOther(counts: Map<string, number>, key: string, times: number): void {
  add(counts, counts.has(key) || counts.size < maxOthers ? key : '[]', times);
}

function outputTally(tally: Tally, name: string): OutputTally {
  return orMake(tally.outputs, name, () => ({
    value: { differences: new Map(), others: new Map() },
    potential: { differences: new Map(), others: new Map() },
    gains: [],
    losses: [],
    byRounding: 0,
  }));
}

function clauseTally(tally: Tally, id: string): ClauseTally {
  return orMake(tally.clauses, id, () => ({ verdicts: new Map(), values: 0, caused: 0 }));
}

function useTally(tally: Tally, name: string): { before: number; after: number } {
  return orMake(tally.provisionalUses, name, () => ({ before: 0, after: 0 }));
}

function orMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}
