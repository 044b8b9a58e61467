// rules/README.md, which policy staff follow: its YAML reads, is the same in both languages, and works as printed.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exportTable, importTable, moveTable } from '../../src/cli/table.js';
import { coverageOf } from '../../src/analysis/coverage/coverage.js';
import { mutate } from '../../src/analysis/mutation/mutate.js';
import { runCases } from '../../src/analysis/run-cases.js';
import type { CaseResult } from '../../src/analysis/run-cases.js';
import type { ReadyVersion } from '../../src/evaluation/decide.js';
import { makeReady } from '../../src/evaluation/evaluate.js';
import { readCases } from '../../src/policy/case-files.js';
import type { TestCase } from '../../src/policy/case-files.js';
import { formatFault } from '../../src/policy/fault.js';
import type { Places } from '../../src/policy/places.js';
import { readPack } from '../../src/policy/read-pack.js';
import type { PackReading } from '../../src/policy/read-pack.js';
import { isFault, parseYaml } from '../../src/policy/yaml-file.js';
import { packOf } from '../packs/pack.js';
import { makeDraft } from './edit.js';
import type { FileEdit } from './edit.js';
import { fencesOf, readGuide, recipe } from './guide.js';

const released = join(process.cwd(), 'rules', 'kmk-300', '1.0.0');
const guide = readGuide();

test('the guide has the same recipes and the same YAML in both languages', () => {
  const half = guide.recipes.length / 2;
  const withoutSection = guide.indonesian.map(({ place, text }) => ({ place, text }));

  expect(guide.recipes.slice(half)).toEqual(guide.recipes.slice(0, half));
  expect(guide.english.map(({ place, text }) => ({ place, text }))).toEqual(withoutSection);
});

test.each([...guide.indonesian, ...guide.english])('the YAML of "$section" reads: $place', ({ text }) => {
  const reading = parseYaml(text, 'rules/README.md');

  expect(isFault(reading) ? formatFault(reading, 'en') : reading.data).toEqual(expect.any(Object));
});

/** The text of the snippet of a recipe whose place or first line starts so. */
function printed(number: number, start: string): string {
  const found = recipe(guide.english, number).filter(
    ({ place, text }) => place.startsWith(start) || text.startsWith(start),
  );
  if (found.length !== 1) throw new Error(`recipe ${number} has ${found.length} snippets "${start}"`);
  return found[0]?.text ?? '';
}

const insteadOf = (path: string, old: string, now: string): FileEdit => ({
  path,
  isNew: false,
  hunks: [{ old: old.split('\n'), now: now.split('\n') }],
});
const before = (path: string, line: string, text: string): FileEdit =>
  insteadOf(path, line, `${text}\n${line}`);
const after = (path: string, line: string, text: string): FileEdit =>
  insteadOf(path, line, `${line}\n${text}`);
const append = (path: string, text: string): FileEdit => ({
  path,
  isNew: false,
  hunks: [{ old: [], now: text.split('\n') }],
});
const newFile = (path: string, text: string): FileEdit => ({ ...append(path, text), isNew: true });
/** The lines below the key with which a snippet shows where they belong. */
const below = (key: string, text: string): string => text.slice(text.indexOf(`${key}:\n`) + key.length + 2);

const firstField = '        di_luar_uraian_jabatan:';
const weights = 'tables/bobot-penugasan-lain.yaml';
const weightRows = ['menteri, value: 7', 'pptm, value: 5', 'pptp, value: 3']
  .map((row) => `  - { pemilik_kinerja: ${row} }`)
  .join('\n');
const cap = '    values:\n      - value: 15';
const capRows = (number: number): FileEdit =>
  insteadOf('parameters.yaml', cap, `    values:\n${below('values', printed(number, 'parameters.yaml'))}`);
/** A clause around conditions that a recipe shows alone; its citation and texts are those of recipe 5. */
const clauseFrame = (number: number): string =>
  `- clause: hkt.contoh\n${printed(5, 'clauses').split('\n').slice(1, 5).join('\n')}\n` +
  `  each: hkt\n  as: item\n${recipe(guide.english, number)[0]?.text ?? ''}`;

const transitional = (): FileEdit[] => [
  append('manifest.yaml', printed(21, 'manifest')),
  newFile('tests/16-peralihan.yaml', printed(21, 'tests/')),
];

const asPrinted: Record<string, () => FileEdit[]> = {
  '1: another cap': () => [capRows(1)],
  '2: another weight': () => [insteadOf(weights, `rows:\n${weightRows}`, printed(2, weights))],
  '3: from a date': () => [capRows(3), insteadOf(weights, `rows:\n${weightRows}`, printed(3, weights))],
  '4: a new type': () => [
    after(
      'facts.yaml',
      '            penugasan_lain: { id: penugasan lain, en: other assignment }',
      printed(4, 'facts.yaml: hkt > items > fields > jenis'),
    ),
    before('facts.yaml', firstField, printed(4, '        mentor:\n')),
    newFile('tables/bobot-mentor.yaml', printed(4, 'tables/')),
    newFile('clauses/55-mentor.yaml', printed(4, 'clauses/55')),
    insteadOf(
      'clauses/60-nilai.yaml',
      printed(4, 'clauses/60').replace(/^.*"mentor".*\n/m, ''),
      printed(4, 'clauses/60'),
    ),
  ],
  '5: a new fact': () => [
    before('facts.yaml', firstField, printed(5, 'facts.yaml')),
    append('parameters.yaml', printed(5, 'parameters.yaml')),
    append('clauses/20-syarat-umum-hkt.yaml', printed(5, 'clauses/')),
  ],
  '7: all, any, not': () => [newFile('clauses/90-contoh.yaml', clauseFrame(7))],
  '8 and 11: a band table, a marginal scale and outputs': () => [
    newFile('tables/golongan-nilai.yaml', printed(8, 'tables/golongan')),
    newFile('tables/nilai-bertingkat.yaml', printed(8, 'tables/nilai')),
    append('clauses/60-nilai.yaml', printed(11, 'clauses/')),
    after('manifest.yaml', 'outputs:', below('outputs', printed(11, 'manifest'))),
  ],
  '9: another mean': () => [
    insteadOf(
      'clauses/10-hasil-kerja-utama.yaml',
      '  formula: weightedMean(hku.iki.map(i, i.indeks), hku.iki.map(i, i.bobot))',
      printed(9, 'clauses/'),
    ),
  ],
  '10: an age': () => [append('clauses/20-syarat-umum-hkt.yaml', printed(10, '- clause: hkt.umur-surat'))],
  '10: a period of time': () => [
    insteadOf(
      'clauses/30-inovasi.yaml',
      printed(10, 'clauses/')
        .replace('18_bulan', 'setahun')
        .replace('addMonths(periode.selesai, -18)', 'addYears(periode.selesai, -1)'),
      printed(10, 'clauses/'),
    ),
  ],
  '12: the smallest, and how many': () => [append('clauses/60-nilai.yaml', printed(12, '- clause'))],
  '13: two lists': () => [append('clauses/60-nilai.yaml', printed(13, '- clause'))],
  '18: a table in a CSV': () => [
    newFile('tables/bobot-mentor.yaml', printed(20, 'tables/')),
    newFile('tables/bobot-mentor.csv', fencesOf(20, 'csv')[1].join('')),
  ],
  '14: a refusal': () => [
    after('manifest.yaml', 'not_encoded:', below('not_encoded', printed(14, 'manifest'))),
  ],
  '18: a gap that a calculation reaches': () => [
    after('manifest.yaml', 'not_encoded:', below('not_encoded', printed(18, 'manifest'))),
    newFile('tables/golongan-penghargaan.yaml', printed(18, 'tables/')),
    append('clauses/60-nilai.yaml', printed(18, 'clauses/')),
  ],
  '21: a transitional provision': () => transitional(),
  '19: between two ends': () => [
    append('parameters.yaml', printed(19, 'parameters')),
    append('clauses/60-nilai.yaml', printed(19, 'clauses/')),
  ],
};

test.each(Object.keys(asPrinted))('recipe %s works as printed', (name) => {
  const files = asPrinted[name]?.() ?? [];

  const { rules, folder } = makeDraft(released, files);
  const reading = readPack(folder, 'draft');
  rmSync(rules, { recursive: true });

  expect('faults' in reading ? reading.faults.map((fault) => formatFault(fault, 'en')) : []).toEqual([]);
});

test('the CSV and the commands of recipe 20 are the same in both languages, and the commands work', () => {
  const [commands, english] = fencesOf(20, '');
  const [csv, englishCsv] = fencesOf(20, 'csv');
  const { rules, folder } = makeDraft(released, []);
  const options = { rules, language: 'en' } as const;
  const file = join(rules, 'bobot.csv');
  const before = packOf(readPack(folder, 'draft'));
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);

  const codes = commands
    .join('')
    .trim()
    .split('\n')
    .map((line) => {
      const [verb, pack = '', table = '', , ...more] = line.replace('npx timbang table ', '').split(' ');
      if (verb === 'move') return moveTable(pack, table, options);
      if (verb === 'import') return importTable(pack, table, file, options);
      expect(more).toEqual(['--separator', "';'"]);
      return exportTable(pack, table, file, { ...options, separator: ';' });
    });
  log.mockRestore();
  const after = packOf(readPack(folder, 'draft'));
  rmSync(rules, { recursive: true });

  expect([english, englishCsv]).toEqual([commands, csv]);
  expect(codes).toEqual([0, 0, 0]);
  expect(after.tables).toEqual(before.tables);
});

/** The cases of one file that a recipe adds, run on the draft that it makes. */
async function runAdded(edits: readonly FileEdit[], file: string): Promise<AddedCases> {
  const { rules, folder } = makeDraft(released, edits);
  const reading = readPack(folder, 'draft');
  const { cases, faults } = readCases(folder, 'draft');
  rmSync(rules, { recursive: true });
  const version = { pack: packOf(reading), ready: makeReady(packOf(reading)) };
  const added = cases.filter(({ place }) => place.file.endsWith(file));
  const results = await runCases(version, added);
  expect(faults).toEqual([]);
  return { reading, version, added, failed: results.filter(({ differences }) => differences.length > 0) };
}

interface AddedCases {
  readonly reading: PackReading;
  readonly version: ReadyVersion;
  readonly added: readonly TestCase[];
  readonly failed: readonly CaseResult[];
}

test('the cases that it shows hold as printed', async () => {
  const [shown] = guide.english.filter(({ section }) => section === 'Writing a case');
  const { added, failed } = await runAdded(
    [newFile('tests/15-surat.yaml', shown?.text ?? '')],
    '15-surat.yaml',
  );

  expect(failed).toEqual([]);
  expect(added.length).toBe(3);
});

test('the cases of recipe 21 hold as printed, and show all that there is to the provision', async () => {
  const { reading, version, added, failed } = await runAdded(transitional(), '16-peralihan.yaml');

  const { goals } = coverageOf(version, placesOf(reading), { cases: added, argued: [] });
  const { survivors } = await mutate(version, placesOf(reading), { cases: added, argued: [] });
  const wanted = goals.filter(({ owner, cases }) => owner.kind === 'provision' && cases === 0);

  expect(failed).toEqual([]);
  expect(wanted.map(({ id }) => id)).toEqual([]);
  expect(survivors.filter(({ mutant }) => mutant.startsWith('transitional'))).toEqual([]);
});

function placesOf(reading: PackReading): Places {
  if ('faults' in reading) throw new Error('the draft has faults');
  return reading.places;
}
