// The rows that a table has and those it shall have -> which stay as they are, which change, which are new or go.
import { valueAt } from './columns.js';
import type { Column, RawRow } from './columns.js';

export interface Match {
  /** The place of the old row that this one keeps or changes; none: it is new. */
  readonly old?: number;
  readonly isSame: boolean;
}

export interface Counts {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
}

/** For each new row its old one: an equal one, else the one for the same case, else the one in the same place. */
export function matchRows(
  columns: readonly Column[],
  old: readonly RawRow[],
  now: readonly RawRow[],
): Match[] {
  const whole = (row: RawRow): string => signature(columns, row);
  const named = columns.filter(
    ({ name, isNeeded }) => caseColumns.includes(name) || (isNeeded && name !== 'value'),
  );
  const sameCase = (row: RawRow): string => signature(named, row);
  const matches: (Match | undefined)[] = now.map(() => undefined);
  const free = new Set(old.keys());
  const pair = (isSame: boolean, find: (row: RawRow, index: number) => number | undefined): void => {
    now.forEach((row, index) => {
      if (matches[index]) return;
      const found = find(row, index);
      if (found === undefined || !free.delete(found)) return;
      matches[index] = { old: found, isSame };
    });
  };
  const byText = (text: (row: RawRow) => string) => {
    const places = new Map<string, number[]>();
    old.forEach((row, index) => places.set(text(row), [...(places.get(text(row)) ?? []), index]));
    return (row: RawRow): number | undefined => places.get(text(row))?.find((place) => free.has(place));
  };
  pair(true, byText(whole));
  pair(false, byText(sameCase));
  pair(false, (_, index) => index);
  return matches.map((match) => match ?? { isSame: false });
}

export function countMatches(matches: readonly Match[], before: number): Counts {
  const kept = matches.filter((match) => match.old !== undefined);
  return {
    changed: kept.filter((match) => !match.isSame).length,
    added: matches.length - kept.length,
    removed: before - kept.length,
  };
}

export function isUntouched(matches: readonly Match[], before: number): boolean {
  return matches.length === before && matches.every((match, index) => match.isSame && match.old === index);
}

const caseColumns = ['at_least', 'below', 'above', 'from'];

/** Equal for equal values; a line end inside a text is the same in either form, as in a CSV. */
function signature(columns: readonly Column[], row: RawRow): string {
  const values = columns.map(({ path }) => valueAt(row, path) ?? null);
  return JSON.stringify(
    values.map((each) => (typeof each === 'string' ? each.replaceAll('\r\n', '\n') : each)),
  );
}
