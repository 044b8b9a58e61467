// What a spreadsheet gets and gives back: the same rows, whatever is in them, and a YAML in which nothing else changed.
import fc from 'fast-check';
import { stringify } from 'yaml';
import { formatFault } from '../../../src/policy/fault.js';
import type { Fault } from '../../../src/policy/fault.js';
import { columnsOf } from '../../../src/policy/table/columns.js';
import type { RawRow, TableHead } from '../../../src/policy/table/columns.js';
import { CsvFile, parseCsv } from '../../../src/policy/table/csv-file.js';
import { separators } from '../../../src/policy/table/csv-lines.js';
import { leaveToCsv } from '../../../src/policy/table/leave-to-csv.js';
import { putInCsv } from '../../../src/policy/table/put-in-csv.js';
import { putInYaml } from '../../../src/policy/table/put-in-yaml.js';
import { withRows } from '../../../src/policy/table/rows.js';
import { matchRows } from '../../../src/policy/table/same-rows.js';
import { csvOf, shownColumns } from '../../../src/policy/table/write-csv.js';
import { parseYaml } from '../../../src/policy/yaml-file.js';
import type { YamlFile } from '../../../src/policy/yaml-file.js';
import { anyTable, yamlOf } from './random-tables.js';

function csvFile(text: string): CsvFile {
  const csv = parseCsv(text, 'x.csv');
  if (csv instanceof CsvFile) return csv;
  throw new Error(csv.map((fault) => formatFault(fault, 'en')).join('\n'));
}

function rowsIn(csv: string, head: TableHead): readonly RawRow[] {
  const faults: Fault[] = [];
  const { data } = withRows(yamlOf(head), csvFile(csv), new Map(), faults);
  expect(faults.map((fault) => formatFault(fault, 'en'))).toEqual([]);
  return (data as TableHead).rows ?? [];
}

function without(table: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(table).filter(([key]) => !keys.includes(key)));
}

const separator = fc.constantFrom(...separators);

test('rows written as CSV read as the same rows, with each separator', () => {
  fc.assert(
    fc.property(anyTable, separator, fc.boolean(), ({ head, rows }, sign, windows) => {
      const columns = columnsOf(head, new Map());

      const csv = csvOf(shownColumns(columns, rows), rows, sign);

      expect(rowsIn(windows ? `\uFEFF${csv.replaceAll('\n', '\r\n')}` : csv, head)).toEqual(rows);
    }),
    { numRuns: 400 },
  );
});

test('no cell of it begins as a formula does, but for a negative number', () => {
  fc.assert(
    fc.property(anyTable, ({ head, rows }) => {
      const columns = columnsOf(head, new Map());
      const csv = csvFile(csvOf(shownColumns(columns, rows), rows, ','));

      const cells = Array.from({ length: csv.length }, (_, row) =>
        csv.header.map((_name, column) => csv.cell(row, column)),
      ).flat();

      expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell) && !Number.isFinite(Number(cell)))).toEqual(
        [],
      );
    }),
    { numRuns: 200 },
  );
});

/** The rows of two random tables of one kind, mixed: some stay, some change, some go, some are new. */
const edit = anyTable.chain(({ head, rows }) =>
  fc
    .tuple(
      anyTable.filter((other) => other.head.kind === head.kind && other.head.value_type === head.value_type),
      fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    )
    .map(([other, picks]) => {
      const all = [...rows, ...other.rows];
      return { head, rows, now: picks.map((pick) => all[pick % all.length] ?? {}) };
    }),
);

/** A row that loses a column, and whose last text is an empty line. */
const lastLinesEmpty = {
  head: {
    table: 'x',
    kind: 'marginal' as const,
    by: [{ key: 'n', type: 'number' as const }],
    rows_in: 'x.csv',
  },
  rows: [
    { above: 4053, rate: 2, from: '1992-12-08', citation: { document: 'perda_x', part: 'a', quote: '\n' } },
  ],
  now: [{ above: 0, rate: 0, citation: { document: 'perda_x', quote: '\n' } }],
};

const comments = (text: string): string => `# di atas\n${text.trimEnd()}\n# di bawah\n`;
const styles: Record<string, (table: object, rows: readonly RawRow[]) => string> = {
  'rows over several lines': (table, rows) => stringify({ ...table, rows, title: 'x' }, { lineWidth: 0 }),
  'a row in braces on each line': (table, rows) =>
    `${stringify(table)}rows: # baris\n${rows.map((row) => `  - ${JSON.stringify(row)} # catatan\n`).join('')}title: x\n`,
  'all in braces': (table, rows) =>
    stringify({ ...table, rows, title: 'x' }, { collectionStyle: 'flow', lineWidth: 0 }),
  'all on one line': (table, rows) => JSON.stringify({ ...table, rows, title: 'x' }),
};

describe.each(Object.entries(styles))('YAML with %s', (_, write) => {
  const yamlText = (head: TableHead, rows: readonly RawRow[]): string =>
    comments(write(without(head, 'rows_in', 'value_type'), rows));

  test('holds the rows that are put into it, and is the same when they are', () => {
    fc.assert(
      fc.property(edit, ({ head, rows, now }) => {
        const text = yamlText(head, rows);
        const columns = columnsOf({ ...head, rows }, new Map());
        const put = (wanted: readonly RawRow[]): string =>
          putInYaml({ text, columns, rows: wanted, matches: matchRows(columns, rows, wanted) });

        const reading = parseYaml(put(now), 'x.yaml') as YamlFile;

        expect(reading.data).toEqual({
          ...((parseYaml(text, 'x.yaml') as YamlFile).data as object),
          rows: now,
        });
        expect(put(rows)).toBe(text);
      }),
      { numRuns: 150, examples: [[lastLinesEmpty]] },
    );
  });

  test('names the CSV that its rows have left for', () => {
    fc.assert(
      fc.property(anyTable, ({ head, rows }) => {
        const whole = (parseYaml(yamlText(head, rows), 'x.yaml') as YamlFile).data as object;

        const left = parseYaml(leaveToCsv(yamlText(head, rows), 'x.csv', 'text'), 'x.yaml') as YamlFile;

        expect(left.data).toEqual({ ...without(whole, 'rows'), rows_in: 'x.csv', value_type: 'text' });
      }),
      { numRuns: 100 },
    );
  });
});

test('a CSV holds the rows that are put into it, and is the same when they are', () => {
  fc.assert(
    fc.property(edit, separator, ({ head, rows, now }, sign) => {
      const columns = columnsOf(head, new Map());
      const text = csvOf(shownColumns(columns, rows), rows, sign);
      const put = (wanted: readonly RawRow[]): string =>
        putInCsv({
          text,
          csv: csvFile(text),
          columns,
          rows: wanted,
          matches: matchRows(columns, rows, wanted),
        });

      expect(rowsIn(put(now), head)).toEqual(now);
      expect(put(rows)).toBe(text);
    }),
    { numRuns: 150 },
  );
});
