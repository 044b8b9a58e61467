// A table whose rows stand in a CSV -> the same as one whose rows stand in its YAML, with every cell at its own place.
import type { Fault, Place } from '../fault.js';
import type { FaultCode } from '../fault-code.js';
import { didYouMean } from '../fault.js';
import type { Bilingual, Fact, Literal } from '../pack.js';
import { checkShape } from '../shape.js';
import type { YamlFile, YamlPath } from '../yaml-file.js';
import { isMisread, readCell } from './cells.js';
import { columnsOf, valueKind } from './columns.js';
import type { Column, RawRow, TableHead } from './columns.js';
import type { CsvFile } from './csv-file.js';

export interface PairedTable {
  readonly file: YamlFile;
  /** Absent when the rows stand in the file itself. */
  readonly csv?: CsvFile;
}

/** @param csvs by path within the pack; undefined for one whose fault is already told: then there are no pairs. */
export function pairTables(
  files: readonly YamlFile[],
  csvs: ReadonlyMap<string, CsvFile | undefined>,
  faults: Fault[],
): PairedTable[] | undefined {
  const named = new Set<string>();
  const wrong: Fault[] = [];
  const pairs = files.map((file): PairedTable => {
    const { rows_in: name } = file.data as TableHead;
    if (name === undefined) return { file };
    const path = `tables/${name}`;
    if (named.has(path)) wrong.push(file.fault(['rows_in'], 'csv_twice', namedTwice(name)));
    if (!csvs.has(path)) wrong.push(file.fault(['rows_in'], 'csv_missing', isMissing(name, csvs.keys())));
    named.add(path);
    const csv = csvs.get(path);
    return { file, ...(csv && { csv }) };
  });
  for (const [path, csv] of csvs) {
    if (csv && !named.has(path))
      wrong.push(faultAt({ file: csv.name, line: 1, column: 1 }, 'csv_not_named', notNamed));
  }
  faults.push(...wrong);
  const isReadable = [...csvs.values()].every((csv) => csv !== undefined);
  return wrong.length === 0 && isReadable ? pairs : undefined;
}

function namedTwice(name: string): Bilingual {
  return {
    id: `"${name}" sudah menjadi isi tabel lain; setiap tabel mempunyai CSV sendiri`,
    en: `"${name}" already holds the rows of another table; each table has a CSV of its own`,
  };
}

function isMissing(name: string, paths: Iterable<string>): Bilingual {
  const near = didYouMean(
    name,
    [...paths].map((path) => path.slice('tables/'.length)),
  );
  return {
    id: `tidak ada "${name}" di map tables${near.id}`,
    en: `there is no "${name}" in the folder tables${near.en}`,
  };
}

const notNamed = {
  id: 'tidak ada tabel yang menyebut berkas ini; tulis "rows_in" di YAML tabelnya, atau hapus berkas ini',
  en: 'no table names this file; write "rows_in" into the table\'s YAML, or delete this file',
};

/** None when a CSV cannot be read as its table's rows: what else would be told of the table is not its own fault. */
export function bringRows(
  tables: readonly PairedTable[],
  facts: ReadonlyMap<string, Fact>,
  faults: Fault[],
): YamlFile[] | undefined {
  const wrong: Fault[] = [];
  const files = tables.map(({ file, csv }) => (csv ? withRows(file, csv, facts, wrong) : file));
  faults.push(...wrong);
  return wrong.length === 0 ? files : undefined;
}

/** The table as if its rows stood in its YAML; what is wrong with the cells is added to the faults. */
export function withRows(
  file: YamlFile,
  csv: CsvFile,
  facts: ReadonlyMap<string, Fact>,
  faults: Fault[],
): YamlFile {
  const head = file.data as TableHead;
  const columns = columnsOf(head, facts);
  const wrong = checkHeader(csv, columns);
  if (head.unit !== undefined && valueKind(head) !== 'number') {
    const message = { id: 'hanya angka yang bersatuan', en: 'only numbers have a unit' };
    wrong.push(file.fault(['unit'], 'unit_without_number', message));
  }
  const rows = wrong.length > 0 ? [] : readRows(csv, columns, wrong);
  const others = Object.entries(head).filter(([key]) => key !== 'rows_in' && key !== 'value_type');
  const whole = new TableOfCsv(file, { ...Object.fromEntries(others), rows }, csv);
  faults.push(...wrong, ...(wrong.length > 0 ? [] : checkShape(whole, 'table')));
  return whole;
}

function checkHeader(csv: CsvFile, columns: readonly Column[]): Fault[] {
  const names = columns.map((column) => column.name);
  const unknown = csv.header.flatMap((name, index) => {
    if (names.includes(name)) return [];
    const near = didYouMean(
      name,
      names.filter((each) => each.includes('.') === name.includes('.')),
    );
    const message = {
      id: `tabel ini tidak mempunyai kolom "${name}"${near.id}`,
      en: `this table has no column "${name}"${near.en}`,
    };
    return [faultAt(csv.place('header', index), 'csv_column', message)];
  });
  const missing = columns.flatMap(({ name, isNeeded }) => {
    if (!isNeeded || csv.header.includes(name)) return [];
    const message = { id: `kolom "${name}" tidak ada`, en: `the column "${name}" is missing` };
    return [faultAt(csv.place('header', 0), 'csv_column', message)];
  });
  return [...unknown, ...missing];
}

function readRows(csv: CsvFile, columns: readonly Column[], faults: Fault[]): RawRow[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return Array.from({ length: csv.length }, (_, row) => {
    const values: RawRow = {};
    csv.header.forEach((name, index) => {
      const column = byName.get(name);
      const cell = csv.cell(row, index);
      if (!column || cell === '') return;
      const value = readCell(cell, column.kind, csv.separator);
      if (isMisread(value)) faults.push(faultAt(csv.place(row, index), value.code, value.message));
      else put(values, column.path, value);
    });
    return values;
  });
}

function put(
  row: Record<string, Literal | RawRow>,
  [first = '', ...rest]: readonly string[],
  value: Literal,
): void {
  if (rest.length === 0) row[first] = value;
  else put((row[first] ??= {}) as Record<string, Literal | RawRow>, rest, value);
}

class TableOfCsv implements YamlFile {
  readonly name: string;

  constructor(
    private readonly yaml: YamlFile,
    readonly data: unknown,
    private readonly csv: CsvFile,
  ) {
    this.name = yaml.name;
  }

  fault(path: YamlPath, code: FaultCode, message: Bilingual, at?: number | 'key'): Fault {
    return { severity: 'fault', ...this.place(path, at), code, message };
  }

  /** `['rows', 2, 'provenance', 'status']` is the cell of the third row in the column "provenance.status". */
  place(path: YamlPath, at?: number | 'key'): Place {
    const [part, row, ...column] = path;
    if (part !== 'rows') return this.yaml.place(path, at);
    if (typeof row !== 'number') return this.csv.place('header', 0);
    return this.csv.place(row, this.columnOf(row, column.join('.')));
  }

  /** Of a part with several columns the first empty one: what is told of the part as a whole is that one is missing. */
  private columnOf(row: number, name: string): number {
    const inside = [...this.csv.header.keys()].filter((each) =>
      `${this.csv.header[each] ?? ''}.`.startsWith(`${name}.`),
    );
    return inside.find((each) => this.csv.cell(row, each) === '') ?? inside[0] ?? 0;
  }
}

function faultAt(place: Place, code: FaultCode, message: Bilingual): Fault {
  return { severity: 'fault', ...place, code, message };
}
