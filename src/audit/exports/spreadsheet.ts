// Rows -> CSV (RFC 4180) that no spreadsheet takes for formulas.
import { stringify } from 'csv-stringify/sync';
import type { Shown } from '../../evaluation/outcome.js';

/** A list is written as JSON. */
export type Cell = Shown | undefined;

/** What is not there is an empty cell; texts alone are escaped: a negative number stays one. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { cast: { string: unlikeFormula, boolean: String } },
  );
}

const opensFormula = /^[=+\-@\t\r\n＝＋－＠]/;

function unlikeFormula(text: string): string {
  return opensFormula.test(text) ? `'${text}` : text;
}
