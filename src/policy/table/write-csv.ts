// The rows of a table -> the text of a CSV that a spreadsheet opens and that reads as the same rows.
import { stringify } from 'csv-stringify/sync';
import { writeCell } from './cells.js';
import { valueAt } from './columns.js';
import type { Column, RawRow } from './columns.js';
import type { Separator } from './csv-lines.js';

/** Columns that no row needs are written when they say what may be filled in: all but provenance and citation. */
export function shownColumns(columns: readonly Column[], rows: readonly RawRow[]): Column[] {
  return columns.filter(
    ({ path }) => path.length === 1 || rows.some((row) => valueAt(row, path) !== undefined),
  );
}

export function csvOf(columns: readonly Column[], rows: readonly RawRow[], separator: Separator): string {
  const header = columns.map((column) => column.name);
  return [header, ...rows.map((row) => cellsOf(columns, row, separator))]
    .map((cells) => csvLine(cells, separator))
    .join('');
}

export function cellsOf(columns: readonly Column[], row: RawRow, separator: Separator): string[] {
  return columns.map(({ path }) => {
    const value = valueAt(row, path);
    return value === undefined ? '' : writeCell(value, separator);
  });
}

export function csvLine(cells: readonly string[], separator: Separator): string {
  // A \r at the end of a row would read as part of its line end.
  return stringify([cells], { delimiter: separator, record_delimiter: '\n', quoted_match: /\r/ });
}
