// A second regulation is a folder of YAML: the one that rules/README.md shows, evaluated beside the first.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCases } from '../../src/analysis/run-cases.js';
import { Catalog } from '../../src/evaluation/catalog.js';
import { decide, decideByReference } from '../../src/evaluation/decide.js';
import type { Decision } from '../../src/evaluation/decide.js';
import { readCases } from '../../src/policy/case-files.js';
import { packName } from '../../src/policy/pack.js';
import { readRuleSet } from '../../src/policy/rule-set.js';
import type { PackVersion } from '../../src/policy/rule-set.js';
import { readGuide, recipe } from './guide.js';

const cases = `
fixtures:
  tiga_jam:
    tanggal: "2024-06-01"
    jam: 3
    ada_surat_tugas: true
cases:
  - case: Tiga jam dengan surat tugas bernilai 3 × 20.000
    given: tiga_jam
    expect: { scores: { uang_lembur: 60000 }, verdicts: { lembur.surat-tugas: met }, missing: [], provisional: true }
  - case: Uang lembur 20.000,5 dibulatkan menjadi 20.001
    given: tiga_jam
    but: { /jam: 1.000025 }
    expect: { values: { lembur.uang: 20000.5 }, scores: { uang_lembur: 20001 } }
  - case: Tanpa surat tugas tidak ada uang lembur
    given: tiga_jam
    but: { /ada_surat_tugas: false }
    expect: { scores: { uang_lembur: 0 }, verdicts: { lembur.surat-tugas: not_met } }
  - case: Tanpa keterangan surat tugas uang lembur belum dihitung
    given: tiga_jam
    without: [/ada_surat_tugas]
    expect: { scores: { uang_lembur: { value: 0, potential: 60000 } }, missing: [/ada_surat_tugas] }
  - case: Jam negatif ditolak
    given: tiga_jam
    but: { /jam: -1 }
    expect: { refused: invalid_facts }
`;

describe('a second regulation beside the first', () => {
  let root: string;
  let rules: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'timbang-second-'));
    rules = join(root, 'rules');
    cpSync(join(process.cwd(), 'rules'), rules, { recursive: true });
    const files = recipe(readGuide().english, 17).filter(({ place }) => place.startsWith('rules/'));
    for (const { place, text } of [
      ...files,
      { place: 'rules/uang-lembur/1.0.0/tests/10.yaml', text: cases },
    ]) {
      mkdirSync(dirname(join(root, place)), { recursive: true });
      writeFileSync(join(root, place), `${text}\n`);
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test('reads without a fault, as a draft beside the released one', () => {
    const set = readRuleSet(rules, 'rules');

    expect([...set.faults, ...set.draftFaults]).toEqual([]);
    const namesOf = (versions: readonly PackVersion[]): unknown[] =>
      versions.map(({ pack, release }) => [packName(pack), release !== undefined]);
    const before = namesOf(readRuleSet('rules', 'rules').versions);
    expect(before).toContainEqual(['kmk-300@1.0.0', true]);
    expect(namesOf(set.versions)).toEqual([...before, ['uang-lembur@1.0.0', false]]);
  });

  test('holds its own cases, while all cases of the first hold', async () => {
    const catalog = new Catalog(readRuleSet(rules, 'rules'));

    for (const version of catalog.all) {
      const folder = join(rules, version.pack.regulation, version.pack.version);
      const { cases: own, faults } = readCases(folder, version.pack.regulation);
      const results = await runCases(version, own);
      expect(faults).toEqual([]);
      expect(results.filter((each) => each.differences.length > 0)).toEqual([]);
    }
    expect(catalog.regulations).toEqual(expect.arrayContaining(['kmk-300', 'uang-lembur']));
  });

  test('answers only to its own submissions', async () => {
    const catalog = new Catalog(readRuleSet(rules, 'rules'));
    const versions = catalog.versions('uang-lembur') ?? [];
    const facts = { tanggal: '2024-06-01', jam: 3, ada_surat_tugas: true };

    const byVersion = { facts, version: '1.0.0' };
    const decisions = [decide(versions, byVersion), await decideByReference(versions, byVersion)];
    const byFirst = decide(catalog.versions('kmk-300') ?? [], byVersion);

    expect(decisions.map(scoresOf)).toEqual([{ uang_lembur: 60000 }, { uang_lembur: 60000 }]);
    expect(byFirst.kind).toBe('invalid_facts');
  });
});

function scoresOf(decision: Decision): unknown {
  if (decision.kind !== 'evaluated') return decision.kind;
  return Object.fromEntries(decision.outcome.scores.map((score) => [score.output.name, score.value]));
}
