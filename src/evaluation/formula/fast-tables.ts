// Reading a table with bounded doubles; where the bound does not tell the row, the exact reading is asked for.
import type { Literal, Table } from '../../policy/pack.js';
import * as bounded from './bounded.js';
import { noRow, shownLiteral } from './exact-tables.js';
import type { Place } from './place.js';
import type { Gap } from '../gap.js';
import { keysOf } from '../law.js';
import type { TableInForce } from '../law.js';
import { roundApproximate, shownDecimal } from './amount.js';
import { shownDecimals } from './fraction.js';
import type { Shown } from '../outcome.js';

/** `error` bounds the number among the keys; `isDecimal`: each number is a decimal as written. */
export function readTableFast(
  place: Place,
  table: Table,
  keys: readonly Literal[],
  { error, isDecimal }: { error: number; isDecimal: boolean },
): Literal | Gap {
  const inForce = place.run.law.tables.get(table.name);
  const [first] = keys;
  if (!inForce) return noRow(place.run, table, keys);
  if (table.kind !== 'lookup' && typeof first === 'number') {
    const isBand = table.kind === 'band';
    return isBand
      ? readBand(place, inForce, first, isDecimal ? 'decimal' : error)
      : readScale(place, inForce, first, error);
  }
  if (!isDecimal) throw bounded.undecided;
  const row = inForce.byKeys.get(keysOf(keys));
  if (!row) return noRow(place.run, table, keys.map(shownLiteral));
  place.run.noteTable(table.name, [row], keys.map(shownLiteral), shownLiteral(row.value));
  if (typeof row.value === 'number') place.error = bounded.boundOf(row.value);
  return row.value;
}

function readBand(
  place: Place,
  { table, rows }: TableInForce,
  value: number,
  error: number | 'decimal',
): Literal | Gap {
  const key = error === 'decimal' ? shownDecimal(value) : shown(value, error);
  // Two decimals as written are in the order of their doubles.
  const order = (limit: number): number =>
    error === 'decimal' ? value - limit : bounded.order(value, error, limit, bounded.boundOf(limit));
  const row = rows.find(
    (each) =>
      (each.at_least === undefined || order(each.at_least) >= 0) &&
      (each.below === undefined || order(each.below) < 0),
  );
  if (!row) return noRow(place.run, table, [key]);
  place.run.noteTable(table.name, [row], [key], shownLiteral(row.value));
  if (typeof row.value === 'number') place.error = bounded.boundOf(row.value);
  return row.value;
}

function readScale(place: Place, { table, rows }: TableInForce, value: number, error: number): number {
  let [total, errorOfTotal] = [0, 0];
  const reached = rows.filter(
    (row) => bounded.order(value, error, row.above ?? 0, bounded.boundOf(row.above ?? 0)) > 0,
  );
  for (const [index, row] of reached.entries()) {
    const low = row.above ?? 0;
    const next = rows[index + 1]?.above;
    const isLast = index === reached.length - 1;
    const [high, errorOfHigh] = isLast || next === undefined ? [value, error] : [next, bounded.boundOf(next)];
    const part = bounded.add(high, errorOfHigh, -low, bounded.boundOf(low), place);
    const rate = Number(row.value);
    const share = bounded.multiply(part, place.error, rate, bounded.boundOf(rate), place);
    total = bounded.add(total, errorOfTotal, share, place.error, place);
    errorOfTotal = place.error;
  }
  place.error = errorOfTotal;
  place.run.noteTable(table.name, reached, [shown(value, error)], shown(total, errorOfTotal));
  return total;
}

function shown(value: number, error: number): Shown {
  const rounded = roundApproximate(value, error, { decimals: shownDecimals, mode: 'half_away_from_zero' });
  if (rounded === undefined) throw bounded.undecided;
  return rounded;
}
