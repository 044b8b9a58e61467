// A table read by keys of which something is known -> the rows that can be meant, and what they give.
import { overlap } from '../../policy/law-dates.js';
import type { Span, Table, TableRow } from '../../policy/pack.js';
import {
  among,
  anyNumber,
  asRange,
  closed,
  holds,
  intersect,
  isNothing,
  open,
  range,
} from '../../policy/possible-values.js';
import type { PossibleValues } from '../../policy/possible-values.js';

export function tableValues(table: Table, keys: readonly PossibleValues[], span: Span): PossibleValues {
  const rows = table.rows.filter((row) => overlap(row, span) && canBeRead(table, row, keys));
  if (table.kind !== 'marginal') return among(rows.map((row) => row.value));
  const isRising = table.rows.every((row) => Number(row.value) >= 0);
  return isRising ? range(closed(0), open(Infinity)) : anyNumber;
}

export function canBeRead(table: Table, row: TableRow, keys: readonly PossibleValues[]): boolean {
  if (table.kind === 'lookup') {
    return row.keys.every((key, index) => {
      const values = keys[index];
      return !values || holds(values, key);
    });
  }
  const key = keys[0] && asRange(keys[0]);
  return !key || !isNothing(intersect(key, band(row)));
}

/** The numbers that a row of a band table or a marginal scale is for, as far as the row itself tells. */
export function band(row: TableRow): PossibleValues {
  const low = row.at_least === undefined ? open(row.above ?? -Infinity) : closed(row.at_least);
  return range(low, open(row.below ?? Infinity));
}
