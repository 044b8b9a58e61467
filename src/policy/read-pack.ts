// A folder of YAML -> a checked, frozen Pack, or every fault found in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packDigest } from './digest.js';
import { checkShape } from './shape.js';
import type { FileKind } from './shape.js';
import { readClauses } from './clauses.js';
import type { ClauseReading } from './clauses.js';
import { conditionTerms, orderClauses, rivals, termsOf } from './evaluation-order.js';
import { compareText, didYouMean, sortFaults } from './fault.js';
import type { Fault } from './fault.js';
import { readFacts } from './facts.js';
import { walk } from './formula/expression.js';
import { collectLists } from './formula/vocabulary.js';
import { describeSpan, firstDayWithout, intersection } from './law-dates.js';
import { checkUnique, readManifest } from './manifest.js';
import { readParameters } from './parameters.js';
import { readTable } from './tables.js';
import type { Citation, Clause, Pack, Span, Table, Term } from './pack.js';
import { isFault, parseYaml, readYamlFile, whole } from './yaml-file.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

export type PackReading = { readonly pack: Pack } | { readonly faults: readonly Fault[] };

interface PackFiles {
  manifest: YamlFile;
  facts: YamlFile;
  parameters: YamlFile;
  tables: YamlFile[];
  clauses: YamlFile[];
}

/** @param name how faults name the folder, e.g. `rules/kantin/1.0.0`. */
export function readPack(folder: string, name: string): PackReading {
  const faults: Fault[] = [];
  const paths = listFiles(folder, name, faults);
  const files = loadFiles(folder, name, paths, faults);
  if (!files) return { faults: sortFaults(faults) };
  const pack = assemble(
    files,
    faults,
    packDigest(new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))),
  );
  return faults.length > 0 || !pack ? { faults: sortFaults(faults) } : { pack: deepFreeze(pack) };
}

const folders = ['tables', 'clauses', 'tests'];
const rootFiles = ['manifest.yaml', 'facts.yaml', 'parameters.yaml'];

/** Relative paths of the pack's files, sorted. Hidden files are passed over; anything else unknown is a fault. */
function listFiles(folder: string, name: string, faults: Fault[]): string[] {
  if (!existsSync(folder)) {
    faults.push(whole(name, 'no_folder', 'there is no such folder'));
    return [];
  }
  const paths: string[] = [];
  const visible = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  for (const entry of visible) {
    if (entry.isDirectory() && folders.includes(entry.name)) {
      for (const file of readdirSync(join(folder, entry.name)).filter((each) => !each.startsWith('.'))) {
        const path = `${entry.name}/${file}`;
        if (file.endsWith('.yaml')) paths.push(path);
        else faults.push(whole(`${name}/${path}`, 'unknown_file', 'only .yaml files belong here'));
      }
    } else if (entry.isFile() && rootFiles.includes(entry.name)) paths.push(entry.name);
    else {
      const near = didYouMean(entry.name, [...rootFiles, ...folders]);
      faults.push(whole(`${name}/${entry.name}`, 'unknown_file', `this does not belong to a pack${near}`));
    }
  }
  return paths.sort(compareText);
}

function loadFiles(
  folder: string,
  name: string,
  paths: readonly string[],
  faults: Fault[],
): PackFiles | undefined {
  const load = (path: string, kind: FileKind): YamlFile | undefined => {
    const file = readYamlFile(join(folder, path), `${name}/${path}`);
    if (isFault(file)) {
      faults.push(file);
      return undefined;
    }
    const wrong = checkShape(file, kind);
    faults.push(...wrong);
    return wrong.length === 0 ? file : undefined;
  };
  const loadAll = (prefix: string, kind: FileKind): (YamlFile | undefined)[] =>
    paths.filter((path) => path.startsWith(prefix)).map((path) => load(path, kind));
  for (const needed of ['manifest.yaml', 'facts.yaml']) {
    if (paths.length > 0 && !paths.includes(needed))
      faults.push(whole(`${name}/${needed}`, 'missing_file', 'this file is missing'));
  }
  const manifest = paths.includes('manifest.yaml') ? load('manifest.yaml', 'manifest') : undefined;
  const facts = paths.includes('facts.yaml') ? load('facts.yaml', 'facts') : undefined;
  const parameters = paths.includes('parameters.yaml')
    ? load('parameters.yaml', 'parameters')
    : (parseYaml('parameters: {}', `${name}/parameters.yaml`) as YamlFile);
  const tables = loadAll('tables/', 'table');
  const clauses = loadAll('clauses/', 'clauses');
  loadAll('tests/', 'tests');
  if (clauses.length === 0)
    faults.push(whole(`${name}/clauses`, 'missing_file', 'there is no file of clauses'));
  const isWhole = <T>(list: (T | undefined)[]): list is T[] => list.every((each) => each !== undefined);
  if (!manifest || !facts || !parameters || !isWhole(tables) || !isWhole(clauses)) return undefined;
  return { manifest, facts, parameters, tables, clauses };
}

function assemble(files: PackFiles, faults: Fault[], digest: string): Pack | undefined {
  const facts = readFacts(files.facts);
  const parameters = readParameters(files.parameters);
  faults.push(...facts.faults, ...parameters.faults);
  const tables = new Map<string, Table>();
  checkUnique(
    files.tables.map((file) => (file.data as { table: string }).table),
    (index, name) => {
      const file = files.tables[index];
      if (file)
        faults.push(file.fault(['table'], 'duplicate_table', `the table "${name}" is in another file too`));
    },
  );
  for (const file of files.tables) {
    const { table, faults: wrong } = readTable(file, facts.facts);
    faults.push(...wrong);
    tables.set(table.name, table);
  }
  const named = {
    facts: facts.facts,
    lists: collectLists(facts.facts),
    parameters: parameters.parameters,
    tables,
  };
  const reading = readClauses(files.clauses, named);
  const { manifest, faults: wrong } = readManifest(files.manifest, reading);
  faults.push(...reading.faults, ...wrong);
  checkCitations(files, faults);
  if (faults.length > 0) return undefined;
  const order = orderOf(reading, faults);
  const pack: Pack = {
    ...manifest,
    digest,
    facts: facts.facts,
    parameters: parameters.parameters,
    tables,
    clauses: reading.clauses,
    evaluationOrder: order,
    groups: groupClauses(reading.clauses),
  };
  checkGroups(pack, reading, faults);
  checkCoverage(pack, reading, files.manifest, faults);
  return pack;
}

function orderOf(reading: ClauseReading, faults: Fault[]): Clause[] {
  for (const [earlier, later] of rivals(reading.clauses)) {
    const defines = later.kind === 'calculation' ? later.defines : '';
    const message =
      `"${defines}" is also defined by ${earlier.id} (clause ${earlier.index + 1}), and their applies_when do not ` +
      'exclude each other; let both compare the same fact with different values';
    report(reading, later, 'defines', 'rival_definitions', message, faults);
  }
  const result = orderClauses(reading.clauses);
  if ('order' in result) return result.order;
  const message = `these clauses need each other in a circle: ${result.circle.chain.join(' -> ')}`;
  report(reading, result.circle.clause, 'clause', 'circle', message, faults);
  return [];
}

function report(
  reading: ClauseReading,
  clause: Clause,
  key: string,
  code: string,
  message: string,
  faults: Fault[],
): void {
  const placed = reading.placed.get(clause.id);
  if (placed) faults.push(placed.file.fault([...placed.path, key], code, message));
}

function groupClauses(clauses: readonly Clause[]): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    for (const group of clause.groups) groups.set(group, [...(groups.get(group) ?? []), clause]);
  }
  return groups;
}

/** A group that nothing asks for is a misspelt one: its clauses would silently not count. */
function checkGroups(pack: Pack, reading: ClauseReading, faults: Fault[]): void {
  const asked = new Set<string>();
  for (const term of pack.clauses.flatMap((clause) => [...termsOf(clause)])) {
    for (const expression of walk(term.expression))
      if (expression.kind === 'verdict') asked.add(expression.of);
  }
  for (const [group, clauses] of pack.groups) {
    const groups = [...pack.groups.keys()].filter((name) => asked.has(name));
    const message = `no formula asks for the group "${group}", so this clause does not count${didYouMean(group, groups)}`;
    if (!asked.has(group))
      for (const clause of clauses) report(reading, clause, 'part_of', 'unused_group', message, faults);
  }
}

/** A parameter must have a value on every day on which something in force reads it. */
function checkCoverage(pack: Pack, reading: ClauseReading, manifest: YamlFile, faults: Fault[]): void {
  for (const clause of pack.clauses) {
    const needed = intersection(clause, pack.inForce);
    if (!needed) {
      const message = `this clause is in force only outside the span of the pack (${describeSpan(pack.inForce)})`;
      report(reading, clause, clause.from === undefined ? 'to' : 'from', 'clause_dates', message, faults);
      continue;
    }
    for (const gap of parameterGaps(pack, termsOf(clause), needed)) {
      report(reading, clause, 'clause', 'parameter_gap', `${clause.id} reads ${gap}`, faults);
    }
  }
  const always = intersection(pack.inForce, {});
  for (const [index, { gap, refusesWhen }] of pack.notEncoded.entries()) {
    if (!refusesWhen || !always) continue;
    for (const problem of parameterGaps(pack, conditionTerms(refusesWhen), always)) {
      faults.push(
        manifest.fault(['not_encoded', index, 'refuses_when'], 'parameter_gap', `${gap} reads ${problem}`),
      );
    }
  }
}

/** Each parameter that the terms read and that has no value on some day: which, and the first such day. */
function parameterGaps(pack: Pack, terms: Iterable<Term>, needed: Required<Span>): Set<string> {
  const gaps = new Set<string>();
  for (const term of terms) {
    for (const expression of walk(term.expression)) {
      if (expression.kind !== 'parameter') continue;
      const day = firstDayWithout(pack.parameters.get(expression.name)?.rows ?? [], needed);
      if (day !== undefined) gaps.add(`parameter.${expression.name}, which has no value on ${day}`);
    }
  }
  return gaps;
}

/** Every citation names a document of the manifest. */
function checkCitations(files: PackFiles, faults: Fault[]): void {
  const documents = Object.keys((files.manifest.data as { documents: object }).documents);
  const check = (file: YamlFile, value: unknown, path: YamlPath): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (key === 'citation') {
        const { document } = child as Citation;
        if (!documents.includes(document)) {
          const near = didYouMean(document, documents);
          faults.push(
            file.fault(
              [...at, 'document'],
              'unknown_document',
              `the manifest has no document "${document}"${near}`,
            ),
          );
        }
      } else check(file, child, at);
    }
  };
  for (const file of [files.manifest, files.parameters, ...files.tables, ...files.clauses])
    check(file, file.data, []);
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  const children: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  for (const child of children) deepFreeze(child);
  return value;
}
