// A table's CSV and the rows it shall hold -> its new text, in which every row that stays keeps its own.
import { valueAt } from './columns.js';
import type { Column, RawRow } from './columns.js';
import type { CsvFile } from './csv-file.js';
import { isUntouched } from './same-rows.js';
import type { Match } from './same-rows.js';
import { cellsOf, csvLine, csvOf } from './write-csv.js';

interface Put {
  readonly text: string;
  readonly csv: CsvFile;
  readonly columns: readonly Column[];
  readonly rows: readonly RawRow[];
  readonly matches: readonly Match[];
}

/** In the file's own separator, line ends and order of columns; a column that it lacks makes it written anew. */
export function putInCsv({ text, csv, columns, rows, matches }: Put): string {
  if (isUntouched(matches, csv.length)) return text;
  const had = csv.header.flatMap((name) => columns.filter((column) => column.name === name));
  const more = columns.filter(
    ({ name, path }) => !csv.header.includes(name) && rows.some((row) => valueAt(row, path) !== undefined),
  );
  const line = (row: RawRow, index: number): string => {
    const { old, isSame } = matches[index] ?? { isSame: false };
    if (isSame && old !== undefined) return `${csv.source(old)}\n`;
    return csvLine(cellsOf(had, row, csv.separator), csv.separator);
  };
  const written =
    more.length > 0
      ? csvOf([...had, ...more], rows, csv.separator)
      : [`${csv.source('header')}\n`, ...rows.map(line)].join('');
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return mark + (text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written);
}
