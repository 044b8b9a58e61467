// A table of a pack by its name -> its files, columns and rows as they are written, to be exported or changed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../fault.js';
import type { Fault } from '../fault.js';
import { readFacts } from '../facts.js';
import type { Fact } from '../pack.js';
import { checkShape } from '../shape.js';
import type { FileKind } from '../shape.js';
import { isFault, readYamlFile } from '../yaml-file.js';
import type { YamlFile } from '../yaml-file.js';
import { columnsOf } from './columns.js';
import type { Column, RawRow, TableHead } from './columns.js';
import { isCsvFile, readCsvFile } from './csv-file.js';
import type { CsvFile } from './csv-file.js';
import { withRows } from './rows.js';

export interface OpenTable {
  readonly head: TableHead;
  readonly columns: readonly Column[];
  /** Path within the pack, and the text there. */
  readonly yaml: { readonly path: string; readonly text: string };
  /** The file that holds the rows, when the YAML does not; its text is absent when there is no such file. */
  readonly csv?: { readonly path: string; readonly text?: string; readonly file?: CsvFile };
  readonly rows: readonly RawRow[];
  /** What keeps the rows from being read as they stand now. */
  readonly faults: readonly Fault[];
}

export type Opening =
  { readonly table: OpenTable } | { readonly faults: Fault[] } | { readonly names: string[] };

/** The other parts of the pack may be faulty. `names` are the tables that there are when this one is not there. */
export function openTable(folder: string, name: string, table: string): Opening {
  const read = (path: string, kind: FileKind): YamlFile | Fault[] => {
    const file = readYamlFile(join(folder, path), `${name}/${path}`);
    if (isFault(file)) return [file];
    const wrong = checkShape(file, kind);
    return wrong.length > 0 ? wrong : file;
  };
  const place = join(folder, 'tables');
  const paths = (existsSync(place) ? readdirSync(place) : []).filter((path) => path.endsWith('.yaml'));
  const files = paths.sort(compareText).map((path) => ({ path, file: read(`tables/${path}`, 'table') }));
  const facts = read('facts.yaml', 'facts');
  if (Array.isArray(facts)) return { faults: facts };
  const names = files.flatMap(({ file }) => (Array.isArray(file) ? [] : [(file.data as TableHead).table]));
  const found = files.find(({ file }) => !Array.isArray(file) && (file.data as TableHead).table === table);
  if (!found || Array.isArray(found.file)) {
    const faults = files.flatMap(({ file }) => (Array.isArray(file) ? file : []));
    return faults.length > 0 ? { faults } : { names };
  }
  const text = readFileSync(join(folder, 'tables', found.path), 'utf8');
  const yaml = { path: `tables/${found.path}`, text };
  return { table: { yaml, ...rowsOf(folder, name, found.file, readFacts(facts).facts) } };
}

function rowsOf(
  folder: string,
  name: string,
  file: YamlFile,
  facts: ReadonlyMap<string, Fact>,
): Omit<OpenTable, 'yaml'> {
  const head = file.data as TableHead;
  const columns = columnsOf(head, facts);
  if (head.rows_in === undefined) return { head, columns, rows: head.rows ?? [], faults: [] };
  const path = `tables/${head.rows_in}`;
  if (!existsSync(join(folder, path))) return { head, columns, csv: { path }, rows: [], faults: [] };
  const csv = readCsvFile(join(folder, path), `${name}/${path}`);
  const text = readFileSync(join(folder, path), 'utf8');
  if (!isCsvFile(csv)) return { head, columns, csv: { path, text }, rows: [], faults: csv };
  const faults: Fault[] = [];
  const { rows = [] } = withRows(file, csv, facts, faults).data as TableHead;
  return { head, columns, csv: { path, text, file: csv }, rows, faults };
}
