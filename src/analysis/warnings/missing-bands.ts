// The numbers that a band table or a marginal scale can be asked for and has no row for.
import type { Table, TableRow } from '../../policy/pack.js';
import { asRange, closed, intersect, isNothing, open, range } from '../../policy/possible-values.js';
import type { End, PossibleValues } from '../../policy/possible-values.js';
import type { TableUse } from './table-uses.js';

/** @param rows those in force on one day, from the lowest up. */
export function missingBands(table: Table, rows: readonly TableRow[], use: TableUse): PossibleValues[] {
  const [key, values] = [use.keys[0], use.values[0] && asRange(use.values[0])];
  if (!key || !values) return [];
  // What is calculated may never come near the ends of its range, so of its ends nothing is said.
  const isGiven = key.kind === 'fact';
  const [first] = rows;
  if (table.kind === 'marginal') {
    const isLimited = Number.isFinite(values.low.at);
    return isGiven && isLimited && first
      ? outside(values, range(open(-Infinity), closed(first.above ?? 0)), first)
      : [];
  }
  const holes: PossibleValues[] = [];
  let end: End = open(-Infinity);
  for (const row of rows) {
    const isOuter = end.at === -Infinity;
    if (row.at_least !== undefined && (isGiven || !isOuter)) holes.push(range(end, open(row.at_least)));
    end = row.below === undefined ? open(Infinity) : closed(row.below);
  }
  if (isGiven && end.at !== Infinity) holes.push(range(end, open(Infinity)));
  return holes.map((hole) => intersect(values, hole)).filter((hole) => !isNothing(hole));
}

/** A number that only reaches the scale's start has nothing above it to be rated. */
function outside(values: PossibleValues, below: PossibleValues, first: TableRow): PossibleValues[] {
  const found = asRange(intersect(values, below));
  return found && Number(found.low.at) < (first.above ?? 0) ? [found] : [];
}
