// A comparison -> counted in a tally.
import type { Shown } from '../../evaluation/outcome.js';
import { isDifferent } from './compare.js';
import type { Comparison, NoAnswer, OutputChange } from './compare.js';
import { add, addNotCompared, addOther, clauseTally, largest, outputTally, useTally } from './tally.js';
import type { Extreme, SideTally, Tally } from './tally.js';

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
  const isBoth = before !== undefined && after !== undefined;
  const isOther = isBoth && (before.reason !== after.reason || before.gap !== after.gap);
  addNotCompared(tally, {
    reason: main.reason,
    in: isBoth ? 'both' : before ? 'before' : 'after',
    ...(main.gap !== undefined && { gap: main.gap }),
    ...(isOther && { older: withoutDetail(before) }),
    count: 1,
    examples: [{ ...named, detail: main.detail }],
  });
}

function withoutDetail({ reason, gap }: NoAnswer): Pick<NoAnswer, 'reason' | 'gap'> {
  return { reason, ...(gap !== undefined && { gap }) };
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
