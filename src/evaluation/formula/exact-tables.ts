// Reading a table in exact arithmetic: a look-up's row, a number's band, a marginal scale's sum.
import type { Literal, Table, TableRow } from '../../policy/pack.js';
import { shownDecimal } from './amount.js';
import { decimalNumber, Fraction, fractionOf, numberOf, shownDecimals } from './fraction.js';
import { notApplicable, notEncoded, Uncomputable } from '../gap.js';
import type { Gap } from '../gap.js';
import { keysOf } from '../law.js';
import type { Shown } from '../outcome.js';
import { notANumber } from './exact-numbers.js';
import type { Run } from '../run.js';

type Key = Fraction | string | boolean;

export function shownNumber(value: Fraction): number {
  return decimalNumber(value, { decimals: shownDecimals, mode: 'half_away_from_zero' });
}

/** A value as a table or a fact writes it. */
export function shownLiteral(value: Literal): Literal {
  return typeof value === 'number' ? shownDecimal(value) : value;
}

export function noRow({ pack }: Run, table: Table, keys: readonly Shown[]): Uncomputable {
  // Formulas are shared with changed packs: what the table says is asked of the pack at hand.
  const gap = pack.tables.get(table.name)?.notEncoded;
  if (gap !== undefined) return notEncoded(pack, gap);
  const shown = keys.map((key, index) => `${table.by[index]?.key ?? ''} = ${String(key)}`).join(', ');
  return new Uncomputable('no_table_row', {
    id: `tabel "${table.title.id}" tidak memuat baris untuk ${shown}`,
    en: `the table "${table.title.en}" has no row for ${shown}`,
  });
}

export function readTableExactly(run: Run, table: Table, keys: readonly Key[]): Key | Gap {
  if (keys.some((key) => key === notANumber))
    return table.type.kind === 'number' ? notANumber : notApplicable;
  const shown = keys.map((key) => (key instanceof Fraction ? shownNumber(key) : key));
  const inForce = run.law.tables.get(table.name);
  const [first] = keys;
  if (!inForce) return noRow(run, table, shown);
  if (table.kind === 'marginal' && first instanceof Fraction) {
    const rows = inForce.rows.filter((row) => first.compare(fractionOf(row.above ?? 0)) > 0);
    const value = marginalSum(inForce.rows, first);
    run.noteTable(table.name, rows, shown, shownNumber(value));
    return value;
  }
  const row =
    table.kind === 'band' && first instanceof Fraction
      ? inForce.rows.find((each) => holds(each, first))
      : inForce.byKeys.get(keysOf(keys.map((key) => (key instanceof Fraction ? exactKey(key) : key))));
  if (!row) return noRow(run, table, shown);
  run.noteTable(table.name, [row], shown, shownLiteral(row.value));
  return typeof row.value === 'number' ? fractionOf(row.value) : row.value;
}

/** A row's key is some double's shortest decimal; any other number has no row. */
function exactKey(key: Fraction): number | string {
  const number = numberOf(key);
  return Number.isFinite(number) && fractionOf(number).equals(key) ? number : key.toFraction();
}

function holds(row: TableRow, value: Fraction): boolean {
  return (
    (row.at_least === undefined || value.compare(fractionOf(row.at_least)) >= 0) &&
    (row.below === undefined || value.compare(fractionOf(row.below)) < 0)
  );
}

/** The rows are sorted by `above`: each rate on the part of the value between its row and the next. */
function marginalSum(rows: readonly TableRow[], value: Fraction): Fraction {
  return rows.reduce(
    (total, row, index) => {
      const low = fractionOf(row.above ?? 0);
      const next = rows[index + 1]?.above;
      const high = next === undefined || value.compare(fractionOf(next)) < 0 ? value : fractionOf(next);
      return high.compare(low) > 0 ? total.add(high.sub(low).mul(fractionOf(Number(row.value)))) : total;
    },
    new Fraction(0n, 1n),
  );
}
