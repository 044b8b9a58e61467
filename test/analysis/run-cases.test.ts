// The pack's own cases: which hold, and for the others exactly what was expected and what came.
import { runCases } from '../../src/analysis/run-cases.js';
import type { CaseResult } from '../../src/analysis/run-cases.js';
import { Catalog } from '../../src/evaluation/catalog.js';
import type { ReadyVersion } from '../../src/evaluation/decide.js';
import type { Expectation } from '../../src/policy/case-files.js';
import { packOf, readParts } from '../packs/pack.js';

function version(): ReadyVersion {
  const provisional = { provenance: { kind: 'assumption', status: 'provisional' } };
  const pack = packOf(
    readParts({
      facts: {
        tamu: { type: 'integer', required: true },
        kursi: { type: 'integer' },
        sah: { type: 'boolean' },
        kamar: {
          type: 'list',
          items: { type: 'object', fields: { luas: { type: 'number', required: true } } },
        },
      },
      parameters: { sementara: [{ value: 7, ...provisional }] },
      clauses: [
        { clause: 'aula.sah', requires: { fact: 'sah', operator: 'is', value: true } },
        {
          clause: 'kamar.luas',
          each: 'kamar',
          as: 'k',
          requires: { fact: 'k.luas', operator: 'atLeast', value: 5 },
        },
        { clause: 'kamar.dua', each: 'kamar', as: 'k', defines: 'dua_kali', formula: 'k.luas * 2' },
        { clause: 'aula.nilai', defines: 'nilai', formula: 'met("aula.sah") ? tamu : 0' },
        { clause: 'aula.bagi', defines: 'bagi', formula: '1 / kursi' },
        { clause: 'aula.tambah', defines: 'tambah', formula: 'tamu > 100 ? parameter.sementara : 0' },
      ],
      outputs: ['nilai', 'bagi'],
      notEncoded: [{ gap: 'ramai', refuses_when: { fact: 'tamu', operator: 'moreThan', value: 1000 } }],
    }),
  );
  const [found] = new Catalog({ versions: [{ pack }] }).all;
  return found as ReadyVersion;
}

const complete = { tanggal: '2024-06-30', tamu: 20, kursi: 4, sah: true, kamar: [{ luas: 6 }, { luas: 3 }] };

async function run(
  expect: Expectation,
  change: object = {},
  ready = version(),
): Promise<CaseResult['differences']> {
  const place = { file: 'tests/a.yaml', line: 1, column: 1 };
  const facts = JSON.parse(JSON.stringify({ ...complete, ...change })) as unknown;
  const [result] = await runCases(ready, [{ name: 'sebuah kasus', facts, expect, place }]);
  return result?.differences ?? [];
}

test('a case of which everything holds has no differences', async () => {
  const differences = await run({
    scores: { nilai: 20, bagi: { value: 0.25, potential: 0.25 } },
    verdicts: {
      'aula.sah': 'met',
      'kamar.luas@/kamar/0': 'met',
      'kamar.luas@/kamar/1': 'not_met',
      'aula.nilai': 'calculated',
    },
    values: { 'kamar.dua@/kamar/1': 6, 'aula.nilai': 20 },
    missing: [],
    provisional: false,
  });

  expect(differences).toEqual([]);
});

test.each<{
  about: string;
  expect: Expectation;
  change?: object;
  what: string;
  expected: string;
  found: string;
}>([
  { about: 'a score', expect: { scores: { nilai: 21 } }, what: 'nilai value', expected: '21', found: '20' },
  {
    about: 'a score by its value',
    expect: { scores: { nilai: { value: 1 } } },
    what: 'nilai value',
    expected: '1',
    found: '20',
  },
  {
    about: 'a score by its potential',
    expect: { scores: { nilai: { potential: 1 } } },
    what: 'nilai potential',
    expected: '1',
    found: '20',
  },
  {
    about: 'a score without a value',
    expect: { scores: { nilai: null } },
    what: 'nilai value',
    expected: 'null',
    found: '20',
  },
  {
    about: 'a score that has no value',
    expect: { scores: { bagi: 1 } },
    change: { kursi: undefined },
    what: 'bagi value',
    expected: '1',
    found: 'null',
  },
  {
    about: 'a score that there is not',
    expect: { scores: { nilia: 20 } },
    what: 'nilia value',
    expected: '20',
    found: 'nothing',
  },
  {
    about: 'a verdict',
    expect: { verdicts: { 'aula.sah': 'not_met' } },
    what: 'aula.sah verdict',
    expected: '"not_met"',
    found: '"met"',
  },
  {
    about: 'a verdict on an element',
    expect: { verdicts: { 'kamar.luas@/kamar/1': 'met' } },
    what: 'kamar.luas@/kamar/1 verdict',
    expected: '"met"',
    found: '"not_met"',
  },
  {
    about: 'a clause that there is not',
    expect: { verdicts: { 'aula.shah': 'met' } },
    what: 'aula.shah verdict',
    expected: '"met"',
    found: 'nothing',
  },
  {
    about: 'an element that there is not',
    expect: { verdicts: { 'kamar.luas@/kamar/2': 'met' } },
    what: 'kamar.luas@/kamar/2 verdict',
    expected: '"met"',
    found: 'nothing',
  },
  {
    about: 'a value',
    expect: { values: { 'kamar.dua@/kamar/0': 13 } },
    what: 'kamar.dua@/kamar/0 value',
    expected: '13',
    found: '12',
  },
  {
    about: 'missing facts',
    expect: { missing: [] },
    change: { sah: undefined },
    what: 'missing',
    expected: '[]',
    found: '["/sah"]',
  },
  {
    about: 'missing facts that are not',
    expect: { missing: ['/sah'] },
    what: 'missing',
    expected: '["/sah"]',
    found: '[]',
  },
  {
    about: 'something provisional',
    expect: { provisional: true },
    what: 'provisional',
    expected: 'true',
    found: 'false',
  },
  {
    about: 'nothing provisional',
    expect: { provisional: false },
    change: { tamu: 101 },
    what: 'provisional',
    expected: 'false',
    found: 'true',
  },
  {
    about: 'a refusal that does not come',
    expect: { refused: 'not_covered' },
    what: 'refused',
    expected: '"not_covered"',
    found: 'nothing',
  },
  {
    about: 'another refusal',
    expect: { refused: 'not_computable' },
    change: { tamu: 1001 },
    what: 'refused',
    expected: '"not_computable"',
    found: '"not_covered"',
  },
  {
    about: 'another gap',
    expect: { refused: 'not_covered', gap: 'sepi' },
    change: { tamu: 1001 },
    what: 'gap',
    expected: '"sepi"',
    found: '"ramai"',
  },
  {
    about: 'a gap where another refusal came',
    expect: { refused: 'not_computable', gap: 'ramai' },
    change: { kursi: 0 },
    what: 'gap',
    expected: '"ramai"',
    found: 'nothing',
  },
])('$about is one difference: $what', async ({ expect: expectation, change, what, expected, found }) => {
  const [first, ...others] = await run(expectation, change);

  expect(first).toEqual({ what, expected, found });
  // A refusal that was not expected is explained besides.
  expect(others.filter((each) => each.expected !== 'an answer')).toEqual([]);
});

describe('refusals that are expected', () => {
  test.each<{ expectation: Expectation; change: object }>([
    { expectation: { refused: 'not_covered', gap: 'ramai' }, change: { tamu: 1001 } },
    { expectation: { refused: 'not_covered' }, change: { tamu: 1001 } },
    { expectation: { refused: 'not_computable' }, change: { kursi: 0 } },
    { expectation: { refused: 'invalid_facts' }, change: { tamu: 'banyak' } },
    { expectation: { refused: 'version_does_not_cover_date' }, change: { tanggal: '2019-12-31' } },
  ])('$expectation holds', async ({ expectation, change }) => {
    expect(await run(expectation, change)).toEqual([]);
  });
});

describe('refusals that are not expected are explained', () => {
  test('by each wrong fact', async () => {
    const differences = await run({ scores: { nilai: 20 } }, { tamu: 'banyak', kursi: true });

    expect(differences).toEqual([
      { what: 'refused', expected: 'nothing', found: '"invalid_facts"' },
      { what: '/tamu', expected: 'a valid fact', found: 'must be a whole number; it is "banyak"' },
      { what: '/kursi', expected: 'a valid fact', found: 'must be a whole number; it is true' },
    ]);
  });

  test('by the clause that has no answer', async () => {
    const differences = await run({ scores: { nilai: 20 } }, { kursi: 0 });

    expect(differences).toEqual([
      { what: 'refused', expected: 'nothing', found: '"not_computable"' },
      { what: 'aula.bagi', expected: 'an answer', found: 'a number is divided by zero' },
    ]);
  });
});

test('several differences are all told, in the order of the expectations', async () => {
  const differences = await run({
    scores: { nilai: 1, bagi: 2 },
    verdicts: { 'aula.sah': 'not_met' },
    missing: ['/sah'],
  });

  expect(differences.map((each) => each.what)).toEqual([
    'nilai value',
    'bagi value',
    'aula.sah verdict',
    'missing',
  ]);
});

test('missing facts hold in any order', async () => {
  const differences = await run({ missing: ['/sah', '/kursi'] }, { sah: undefined, kursi: undefined });

  expect(differences).toEqual([]);
});

test('what only the reference evaluator gives otherwise is told as such', async () => {
  const ready = version();
  const { reference } = ready.ready;
  const usual = reference.evaluate.bind(reference);
  Object.assign(reference, {
    evaluate: (_facts: unknown, law: never) => usual({ ...complete, tamu: 19 }, law),
  });

  const differences = await run({ scores: { nilai: 20 } }, {}, ready);

  expect(differences).toEqual([{ what: 'nilai value (reference evaluator)', expected: '20', found: '19' }]);
});

test('each case is run by itself, and results come in the order of the cases', async () => {
  const place = { file: 'tests/a.yaml', line: 1, column: 1 };
  const cases = [20, 30, 40].map((tamu) => ({
    name: String(tamu),
    facts: { ...complete, tamu },
    expect: { scores: { nilai: 30 } },
    place,
  }));

  const results = await runCases(version(), cases);

  expect(results.map(({ test: { name }, differences }) => [name, differences.length])).toEqual([
    ['20', 1],
    ['30', 0],
    ['40', 1],
  ]);
});
