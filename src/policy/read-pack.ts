// A folder of YAML -> a checked, frozen Pack, or every fault found in it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestedFiles, fingerprintOf, packDigest } from './digest.js';
import { checkShape } from './shape.js';
import type { FileKind } from './shape.js';
import { readClauses } from './clauses.js';
import { compareText, didYouMean, sortFaults } from './fault.js';
import type { Fault } from './fault.js';
import { readFacts } from './facts.js';
import { collectLists } from './formula/vocabulary.js';
import { checkUnique, gapNames, readManifest } from './manifest.js';
import { checkCitations, checkCoverage, checkGapsOfTables, checkGroups, orderOf } from './pack-checks.js';
import { readParameters } from './parameters.js';
import { Places } from './places.js';
import { bringRows, pairTables } from './table/rows.js';
import type { PairedTable } from './table/rows.js';
import { parseCsvs } from './table/csv-file.js';
import { readTable } from './tables.js';
import type { Clause, Pack, Table } from './pack.js';
import { isFault, parseBytes, parseYaml, readBytes, whole } from './yaml-file.js';
import type { YamlFile } from './yaml-file.js';

export type PackReading =
  { readonly pack: Pack; readonly places: Places } | { readonly faults: readonly Fault[] };

interface PackFiles {
  manifest: YamlFile;
  facts: YamlFile;
  parameters: YamlFile;
  tables: PairedTable[];
  clauses: YamlFile[];
}

/** What the files of a pack held at one moment: its digest and its meaning come from the same bytes. */
export interface PackContents {
  /** By path within the folder, sorted; or why one cannot be read. */
  readonly files: ReadonlyMap<string, Buffer | Fault>;
  readonly faults: readonly Fault[];
  /** Equal contents, cases and stray files included, have equal fingerprints. */
  readonly fingerprint: string;
}

/** @param name how faults name the folder, e.g. `rules/kantin/1.0.0`. */
export function readPack(folder: string, name: string): PackReading {
  return packFrom(readContents(folder, name), name);
}

export function readContents(folder: string, name: string): PackContents {
  const faults: Fault[] = [];
  const paths = listFiles(folder, name, faults);
  const files = new Map(paths.map((path) => [path, readBytes(join(folder, path), `${name}/${path}`)]));
  return { files, faults, fingerprint: fingerprintOf(files, faults) };
}

export function packFrom(contents: PackContents, name: string): PackReading {
  const faults = [...contents.faults];
  const files = loadFiles(contents.files, name, faults);
  if (!files) return { faults: sortFaults(faults) };
  const assembled = assemble(files, faults, digestedFiles(contents.files));
  if (faults.length > 0 || !assembled) return { faults: sortFaults(faults) };
  return { pack: deepFreeze(assembled.pack), places: assembled.places };
}

const folders = ['tables', 'clauses', 'tests'];
const rootFiles = ['manifest.yaml', 'facts.yaml', 'parameters.yaml'];

/** Relative paths of the pack's files, sorted. Hidden files are passed over; anything else unknown is a fault. */
function listFiles(folder: string, name: string, faults: Fault[]): string[] {
  if (!existsSync(folder)) {
    faults.push(whole(name, 'no_folder', { id: 'map ini tidak ada', en: 'there is no such folder' }));
    return [];
  }
  const paths: string[] = [];
  const visible = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  for (const entry of visible) {
    if (entry.isDirectory() && folders.includes(entry.name)) {
      for (const file of readdirSync(join(folder, entry.name)).filter((each) => !each.startsWith('.'))) {
        const path = `${entry.name}/${file}`;
        const kinds = entry.name === 'tables' ? ['.yaml', '.csv'] : ['.yaml'];
        if (kinds.some((kind) => file.endsWith(kind))) paths.push(path);
        else {
          const message = {
            id: `di sini hanya boleh ada berkas ${kinds.join(' dan ')}`,
            en: `only ${kinds.join(' and ')} files belong here`,
          };
          faults.push(whole(`${name}/${path}`, 'unknown_file', message));
        }
      }
    } else if (entry.isFile() && rootFiles.includes(entry.name)) paths.push(entry.name);
    else {
      const near = didYouMean(entry.name, [...rootFiles, ...folders]);
      const message = {
        id: `ini bukan bagian dari sebuah paket${near.id}`,
        en: `this does not belong to a pack${near.en}`,
      };
      faults.push(whole(`${name}/${entry.name}`, 'unknown_file', message));
    }
  }
  return paths.sort(compareText);
}

function loadFiles(contents: PackContents['files'], name: string, faults: Fault[]): PackFiles | undefined {
  const paths = [...contents.keys()];
  const load = (path: string, kind: FileKind): YamlFile | undefined => {
    const bytes = contents.get(path) ?? Buffer.alloc(0);
    const file = 'code' in bytes ? bytes : parseBytes(bytes, `${name}/${path}`);
    if (isFault(file)) {
      faults.push(file);
      return undefined;
    }
    const wrong = checkShape(file, kind);
    faults.push(...wrong);
    return wrong.length === 0 ? file : undefined;
  };
  const loadAll = (prefix: string, kind: FileKind): (YamlFile | undefined)[] =>
    paths.filter((path) => path.startsWith(prefix) && path.endsWith('.yaml')).map((path) => load(path, kind));
  for (const needed of ['manifest.yaml', 'facts.yaml']) {
    if (paths.length > 0 && !paths.includes(needed)) {
      const message = { id: 'berkas ini tidak ada', en: 'this file is missing' };
      faults.push(whole(`${name}/${needed}`, 'missing_file', message));
    }
  }
  const manifest = paths.includes('manifest.yaml') ? load('manifest.yaml', 'manifest') : undefined;
  const facts = paths.includes('facts.yaml') ? load('facts.yaml', 'facts') : undefined;
  const parameters = paths.includes('parameters.yaml')
    ? load('parameters.yaml', 'parameters')
    : (parseYaml('parameters: {}', `${name}/parameters.yaml`) as YamlFile);
  const heads = loadAll('tables/', 'table');
  const csvs = parseCsvs(contents, name, faults);
  const clauses = loadAll('clauses/', 'clauses');
  loadAll('tests/', 'tests');
  if (clauses.length === 0) {
    const message = { id: 'belum ada berkas klausul', en: 'there is no file of clauses' };
    faults.push(whole(`${name}/clauses`, 'missing_file', message));
  }
  const isWhole = <T>(list: (T | undefined)[]): list is T[] => list.every((each) => each !== undefined);
  if (!manifest || !facts || !parameters || !isWhole(heads) || !isWhole(clauses)) return undefined;
  const tables = pairTables(heads, csvs, faults);
  if (!tables) return undefined;
  return { manifest, facts, parameters, tables, clauses };
}

function assemble(
  files: PackFiles,
  faults: Fault[],
  digested: ReadonlyMap<string, Buffer>,
): { pack: Pack; places: Places } | undefined {
  const facts = readFacts(files.facts);
  const parameters = readParameters(files.parameters);
  faults.push(...facts.faults, ...parameters.faults);
  const tableFiles = bringRows(files.tables, facts.facts, faults);
  if (!tableFiles) return undefined;
  const tables = new Map<string, Table>();
  checkUnique(
    tableFiles.map((file) => (file.data as { table: string }).table),
    (index, name) => {
      const file = tableFiles[index];
      const message = {
        id: `tabel "${name}" ada juga di berkas lain`,
        en: `the table "${name}" is in another file too`,
      };
      if (file) faults.push(file.fault(['table'], 'duplicate_table', message));
    },
  );
  for (const file of tableFiles) {
    const { table, faults: wrong } = readTable(file, facts.facts);
    faults.push(...wrong);
    tables.set(table.name, table);
  }
  const named = {
    gaps: gapNames(files.manifest),
    facts: facts.facts,
    lists: collectLists(facts.facts),
    parameters: parameters.parameters,
    tables,
  };
  const reading = readClauses(files.clauses, named);
  const { manifest, faults: wrong } = readManifest(files.manifest, reading);
  faults.push(...reading.faults, ...wrong);
  checkGapsOfTables(tableFiles, named.gaps, faults);
  checkCitations(files.manifest, [files.parameters, ...tableFiles, ...files.clauses], faults);
  if (faults.length > 0) return undefined;
  const order = orderOf(reading, faults);
  const pack: Pack = {
    ...manifest,
    digest: packDigest(digested),
    files: digested,
    facts: facts.facts,
    parameters: parameters.parameters,
    tables,
    clauses: reading.clauses,
    evaluationOrder: order,
    groups: groupClauses(reading.clauses),
  };
  checkGroups(pack, reading, faults);
  checkCoverage(pack, reading, files.manifest, faults);
  return { pack, places: new Places({ ...files, tables: tableFiles }, reading.placed) };
}

function groupClauses(clauses: readonly Clause[]): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    for (const group of clause.groups) groups.set(group, [...(groups.get(group) ?? []), clause]);
  }
  return groups;
}

function deepFreeze<T>(value: T): T {
  // Bytes cannot be frozen.
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || Object.isFrozen(value))
    return value;
  Object.freeze(value);
  const children: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  for (const child of children) deepFreeze(child);
  return value;
}
