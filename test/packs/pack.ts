// Small packs for tests: read from a folder of this directory, or made of a few parts in a temporary folder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeReady } from '../../src/evaluation/evaluate.js';
import type { ReadyPack } from '../../src/evaluation/evaluate.js';
import { formatFault } from '../../src/policy/fault.js';
import type { Pack } from '../../src/policy/pack.js';
import { readPack } from '../../src/policy/read-pack.js';
import type { PackReading } from '../../src/policy/read-pack.js';

const packsFolder = join(process.cwd(), 'test', 'packs');

export const goodPackNames = ['kantin', 'retribusi'];

export function readGoodPack(name: string): Pack {
  return packOf(readPack(join(packsFolder, 'good', name), name));
}

/** The pack, or an error that lists its faults. */
export function packOf(reading: PackReading): Pack {
  if ('faults' in reading) throw new Error(`the pack has faults:\n${faultLines(reading).join('\n')}`);
  return reading.pack;
}

export function faultLines(reading: PackReading, language: 'id' | 'en' = 'en'): string[] {
  return 'faults' in reading ? reading.faults.map((fault) => formatFault(fault, language)) : [];
}

/** Reads a pack whose files are given as texts by their path; the folder is gone afterwards. */
export function readFiles(files: Readonly<Record<string, string>>, name = 'uji'): PackReading {
  const folder = mkdtempSync(join(tmpdir(), 'timbang-pack-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return readPack(folder, name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Raw = Readonly<Record<string, unknown>>;

/** What a test says of its pack; all that every pack needs besides is filled in. */
export interface PackParts {
  /** Beside the date `tanggal`, which decides which law applies. */
  readonly facts?: Raw;
  /** Name -> value, or rows { from, to, value }. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly tables?: readonly Raw[];
  readonly clauses: readonly Raw[];
  /** Names of definitions, or whole outputs; without: all definitions of the whole submission. */
  readonly outputs?: readonly (string | Raw)[];
  readonly notEncoded?: readonly Raw[];
  readonly inForce?: Raw;
  readonly transitional?: readonly Raw[];
}

const words = { id: 'Kata', en: 'Words' };
const citation = { document: 'perda_x' };
const provenance = { kind: 'law', status: 'confirmed' };

/** JSON is YAML, so the parts are written as they are. */
export function filesOf(parts: PackParts): Record<string, string> {
  const clauses = parts.clauses.map((each) => ({ citation, provenance, title: words, text: words, ...each }));
  const defined = parts.clauses.filter((each) => each['defines'] !== undefined && each['each'] === undefined);
  const outputs = parts.outputs ?? [...new Set(defined.map((each) => String(each['defines'])))];
  const manifest = {
    regulation: 'uji',
    version: '1.0.0',
    title: words,
    documents: { perda_x: { title: words, kind: 'law' } },
    in_force: parts.inForce ?? { from: '2020-01-01' },
    decided_by: 'tanggal',
    outputs: outputs.map((each) =>
      typeof each === 'string' ? { output: each, title: words } : { title: words, ...each },
    ),
    not_encoded: (parts.notEncoded ?? []).map((each) => ({ title: words, reason: words, ...each })),
    ...(parts.transitional && {
      transitional: parts.transitional.map((each) => ({
        title: words,
        text: words,
        citation,
        provenance,
        keeps: '0.x',
        ...each,
      })),
    }),
  };
  const parameters = Object.entries(parts.parameters ?? {}).map(([name, values]) => [
    name,
    { label: words, citation, provenance, values: Array.isArray(values) ? values : [{ value: values }] },
  ]);
  return {
    'manifest.yaml': JSON.stringify(manifest),
    'facts.yaml': JSON.stringify({ facts: { tanggal: { type: 'date', required: true }, ...parts.facts } }),
    'parameters.yaml': JSON.stringify({ parameters: Object.fromEntries(parameters) }),
    'clauses/pasal.yaml': JSON.stringify(clauses),
    ...Object.fromEntries(
      (parts.tables ?? []).map((each) => [
        `tables/${String(each['table'])}.yaml`,
        JSON.stringify({ title: words, citation, provenance, ...each }),
      ]),
    ),
  };
}

export function readParts(parts: PackParts): PackReading {
  return readFiles(filesOf(parts));
}

export function readyOf(parts: PackParts): ReadyPack {
  return makeReady(packOf(readParts(parts)));
}

/** One definition for each formula. */
export function definitions(formulas: Readonly<Record<string, string>>): Raw[] {
  return Object.entries(formulas).map(([defines, formula]) => ({
    clause: `hitung.${defines.replaceAll('_', '-')}`,
    defines,
    formula,
  }));
}
