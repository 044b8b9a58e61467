// The pack's own cases: which hold, and for the others exactly what was expected and what came.
import { runCases } from '../../src/analysis/run-cases.js';
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

interface Told {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly because: readonly string[];
}

/** The differences in English. */
async function run(expect: Expectation, change: object = {}, ready = version()): Promise<Told[]> {
  const place = { file: 'tests/a.yaml', line: 1, column: 1 };
  const facts = JSON.parse(JSON.stringify({ ...complete, ...change })) as unknown;
  const [result] = await runCases(ready, [{ name: 'sebuah kasus', facts, expect, place }]);
  return (result?.differences ?? []).map(({ what, expected, found, because }) => ({
    what,
    expected: expected.en,
    found: found.en,
    because: because.map((each) => each.en),
  }));
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
    expected: 'not_met',
    found: 'met',
  },
  {
    about: 'a verdict on an element',
    expect: { verdicts: { 'kamar.luas@/kamar/1': 'met' } },
    what: 'kamar.luas@/kamar/1 verdict',
    expected: 'met',
    found: 'not_met',
  },
  {
    about: 'a clause that there is not',
    expect: { verdicts: { 'aula.shah': 'met' } },
    what: 'aula.shah verdict',
    expected: 'met',
    found: 'nothing',
  },
  {
    about: 'an element that there is not',
    expect: { verdicts: { 'kamar.luas@/kamar/2': 'met' } },
    what: 'kamar.luas@/kamar/2 verdict',
    expected: 'met',
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
    found: '[/sah]',
  },
  {
    about: 'missing facts that are not',
    expect: { missing: ['/sah'] },
    what: 'missing',
    expected: '[/sah]',
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
    expected: 'not_covered',
    found: 'nothing',
  },
  {
    about: 'another refusal',
    expect: { refused: 'not_computable' },
    change: { tamu: 1001 },
    what: 'refused',
    expected: 'not_computable',
    found: 'not_covered',
  },
  {
    about: 'another gap',
    expect: { refused: 'not_covered', gap: 'sepi' },
    change: { tamu: 1001 },
    what: 'gap',
    expected: 'sepi',
    found: 'ramai',
  },
  {
    about: 'a gap where another refusal came',
    expect: { refused: 'not_computable', gap: 'ramai' },
    change: { kursi: 0 },
    what: 'gap',
    expected: 'ramai',
    found: 'nothing',
  },
])('$about is one difference: $what', async ({ expect: expectation, change, what, expected, found }) => {
  const [first, ...others] = await run(expectation, change);

  expect(first).toMatchObject({ what, expected, found });
  expect(others).toEqual([]);
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

    const because = [
      '/tamu must be a whole number; it is "banyak"',
      '/kursi must be a whole number; it is true',
    ];
    expect(differences).toEqual([{ what: 'refused', expected: 'nothing', found: 'invalid_facts', because }]);
  });

  test('by the clause that has no answer', async () => {
    const differences = await run({ scores: { nilai: 20 } }, { kursi: 0 });

    const because = ['aula.bagi: a number is divided by zero'];
    expect(differences).toEqual([{ what: 'refused', expected: 'nothing', found: 'not_computable', because }]);
  });
});

describe('what came is explained', () => {
  const reasons = async (expectation: Expectation, change?: object): Promise<readonly string[]> =>
    (await run(expectation, change))[0]?.because ?? [];

  test('a score by the clauses that calculated it, and the requirements that failed', async () => {
    expect(await reasons({ scores: { nilai: 20 } }, { sah: false })).toEqual([
      'aula.nilai = 0  (Words)',
      'aula.sah = not met  (Words)',
    ]);
  });

  test('a verdict by the conditions that decided it, with both sides', async () => {
    expect(await reasons({ verdicts: { 'kamar.luas@/kamar/1': 'met' } })).toEqual([
      '✗ k.luas: 3; must be at least 5 (not met).',
    ]);
  });

  test('a value by its formula with the numbers in it', async () => {
    expect(await reasons({ values: { 'kamar.dua@/kamar/0': 13 } })).toEqual(['= 6 * 2']);
  });

  test('a clause that there is not by one that is near', async () => {
    expect(await reasons({ verdicts: { 'aula.shah': 'met' } })).toEqual([
      'there is no clause "aula.shah"; did you mean "aula.sah"?',
    ]);
  });

  test('an element that there is not by those that there are', async () => {
    expect(await reasons({ verdicts: { 'kamar.luas@/kamar/2': 'met' } })).toEqual([
      'it was evaluated at: kamar.luas@/kamar/0, kamar.luas@/kamar/1',
    ]);
  });

  test('a score that there is not by one that is near', async () => {
    expect(await reasons({ scores: { nilia: 20 } })).toEqual([
      'there is no score "nilia"; did you mean "nilai"?',
    ]);
  });
});

describe('the reasons of a verdict', () => {
  const fee = { fact: 'bayar', operator: 'atLeast', value: 10, name: 'lunas' };
  const member = { fact: 'anggota', operator: 'is', value: true };
  const guest = { fact: 'tamu', operator: 'lessThan', value: 3, name: 'tamu_sedikit' };
  const clauses = [
    { clause: 'semua', requires: { all: [fee, member] } },
    { clause: 'salah-satu', requires: { any: [fee, { all: [member, guest] }] } },
    { clause: 'hanya-anggota', applies_when: member, requires: fee },
    { clause: 'lama', to: '2024-12-31', requires: fee },
    { clause: 'nilai', defines: 'nilai', formula: '1' },
  ];
  const ready = (): ReadyVersion => {
    const facts = { bayar: { type: 'number' }, anggota: { type: 'boolean' }, tamu: { type: 'integer' } };
    const pack = packOf(readParts({ facts, clauses }));
    return new Catalog({ versions: [{ pack }] }).all[0] as ReadyVersion;
  };
  const difference = async (expect: Expectation, facts: object): Promise<Told[]> => {
    const place = { file: 'tests/a.yaml', line: 1, column: 1 };
    const whole = { tanggal: '2024-06-30', ...facts };
    const [result] = await runCases(ready(), [{ name: 'sebuah kasus', facts: whole, expect, place }]);
    return (result?.differences ?? []) as unknown as Told[];
  };

  test.each<{ about: string; facts: object; because: Record<string, string[]> }>([
    {
      about: 'of all: those that are not met',
      facts: { bayar: 9, anggota: true },
      because: { semua: ['lunas'] },
    },
    {
      about: 'of all: each that is not met, in any order, unnamed ones as they are written',
      facts: { bayar: 9, anggota: false },
      because: { semua: ['lunas', 'anggota is true'] },
    },
    {
      about: 'of all: those that are undetermined',
      facts: { bayar: 10 },
      because: { semua: ['anggota is true'] },
    },
    {
      about: 'of any: those that met it',
      facts: { bayar: 10, anggota: false, tamu: 2 },
      because: { 'salah-satu': ['lunas'] },
    },
    {
      about: 'of any: those of the part that met it',
      facts: { bayar: 9, anggota: true, tamu: 2 },
      because: { 'salah-satu': ['anggota is true', 'tamu_sedikit'] },
    },
    {
      about: 'of a clause that does not apply: those of applies_when',
      facts: { bayar: 9, anggota: false },
      because: { 'hanya-anggota': ['anggota is true'] },
    },
    {
      about: 'of a clause of which it is open whether it applies',
      facts: { bayar: 9 },
      because: { 'hanya-anggota': ['anggota is true'] },
    },
    {
      about: 'of a clause that applies',
      facts: { bayar: 9, anggota: true },
      because: { 'hanya-anggota': ['lunas'] },
    },
  ])('$about', async ({ facts, because }) => {
    expect(await difference({ because }, facts)).toEqual([]);
  });

  test('of a calculation that applies there are none besides those of applies_when', async () => {
    expect(await difference({ because: { nilai: [] } }, {})).toEqual([]);
  });

  test('another reason is a difference', async () => {
    const because = { semua: ['anggota is true'] };

    expect(await difference({ because }, { bayar: 9, anggota: true })).toMatchObject([
      { what: 'semua because', expected: { en: '[anggota is true]' }, found: { en: '[lunas]' } },
    ]);
  });

  test.each([
    { date: '2024-12-31', verdict: 'met' },
    { date: '2025-01-01', verdict: 'absent' },
  ])('a clause until the end of 2024 is $verdict on $date', async ({ date, verdict }) => {
    const facts = { bayar: 10, tanggal: date };

    expect(await difference({ verdicts: { lama: verdict } }, facts)).toEqual([]);
    expect(await difference({ verdicts: { lama: 'not_met' } }, facts)).toMatchObject([
      { expected: { id: 'not_met' }, found: { id: verdict } },
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

  const because = ['aula.nilai = 19  (Words)'];
  expect(differences).toEqual([
    { what: 'nilai value (reference evaluator)', expected: '20', found: '19', because },
  ]);
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
