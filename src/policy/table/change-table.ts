// A table and the rows it shall hold, or where it shall hold them -> the files of its pack that change.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Fault } from '../fault.js';
import { readPack } from '../read-pack.js';
import { valueKind } from './columns.js';
import type { RawRow } from './columns.js';
import { leaveToCsv } from './leave-to-csv.js';
import { openTable } from './open-table.js';
import type { OpenTable } from './open-table.js';
import { putInCsv } from './put-in-csv.js';
import { putInYaml } from './put-in-yaml.js';
import { countMatches, isUntouched, matchRows } from './same-rows.js';
import type { Counts, Match } from './same-rows.js';
import { csvOf, shownColumns } from './write-csv.js';

export interface NamedPack {
  readonly folder: string;
  /** How faults name it. */
  readonly name: string;
}

/** Path within the pack -> its text from now on. */
export type Changes = ReadonlyMap<string, string>;

export type Change =
  { readonly faults: readonly Fault[] } | { readonly changes: Changes; readonly counts?: Counts };

/** The rows of a CSV somewhere take the place of the table's; whatever the pack says of them is told at their cells. */
export function importRows(pack: NamedPack, table: OpenTable, file: string): Change {
  const csv = table.csv?.path ?? csvBeside(table);
  const bytes = readFileSync(file);
  const asCsv = new Map<string, string | Buffer>([[csv, bytes]]);
  if (!table.csv)
    asCsv.set(table.yaml.path, leaveToCsv(table.yaml.text, basename(csv), valueKind(table.head)));
  const trial = tryOut(pack, asCsv, (folder) => openTable(folder, pack.name, table.head.table));
  const inFile = trial.faults.map((fault) =>
    fault.file === `${pack.name}/${csv}` ? { ...fault, file } : fault,
  );
  if (inFile.length > 0) return { faults: inFile };
  if (!('table' in trial.result)) throw new Error('the table is gone from its own pack');
  const { rows } = trial.result.table;
  const matches = matchRows(table.columns, table.rows, rows);
  const counts = countMatches(matches, table.rows.length);
  if (table.faults.length === 0 && isUntouched(matches, table.rows.length))
    return { changes: new Map(), counts };
  const changes = new Map([put(table, rows, matches)]);
  return settled(pack, table, rows, { changes, counts });
}

function put(table: OpenTable, rows: readonly RawRow[], matches: readonly Match[]): [string, string] {
  const { columns, csv, yaml } = table;
  if (!csv) return [yaml.path, putInYaml({ text: yaml.text, columns, rows, matches })];
  return csv.file && csv.text !== undefined && table.faults.length === 0
    ? [csv.path, putInCsv({ text: csv.text, csv: csv.file, columns, rows, matches })]
    : [csv.path, csvOf(shownColumns(columns, rows), rows, ',')];
}

/** The rows leave the YAML for a CSV beside it. */
export function moveRows(pack: NamedPack, table: OpenTable): Change {
  const csv = csvBeside(table);
  const { columns, rows, yaml, head } = table;
  const changes = new Map([
    [csv, csvOf(shownColumns(columns, rows), rows, ',')],
    [yaml.path, leaveToCsv(yaml.text, basename(csv), valueKind(head))],
  ]);
  return settled(pack, table, rows, { changes });
}

export function csvBeside(table: OpenTable): string {
  return table.yaml.path.replace(/\.yaml$/, '.csv');
}

/** Only a change after which the pack reads without a fault, and with just these rows, is one. */
function settled(
  pack: NamedPack,
  table: OpenTable,
  rows: readonly RawRow[],
  change: Change & { changes: Changes },
): Change {
  const { faults, result } = tryOut(pack, change.changes, (folder) =>
    openTable(folder, pack.name, table.head.table),
  );
  if (faults.length > 0) return { faults };
  const found = 'table' in result ? result.table.rows : [];
  if (!isUntouched(matchRows(table.columns, rows, found), rows.length)) {
    throw new Error(`the table "${table.head.table}" could not be written so that it reads the same`);
  }
  return change;
}

/** What a copy of the pack with these changes reads as. */
function tryOut<T>(
  { folder, name }: NamedPack,
  changes: ReadonlyMap<string, string | Buffer>,
  read: (folder: string) => T,
): { faults: readonly Fault[]; result: T } {
  const copy = mkdtempSync(join(tmpdir(), 'timbang-table-'));
  try {
    cpSync(folder, copy, { recursive: true });
    for (const [path, content] of changes) writeFileSync(join(copy, path), content);
    const reading = readPack(copy, name);
    return { faults: 'faults' in reading ? reading.faults : [], result: read(copy) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
