// Three values, two scenarios, and what is missing: what an outcome says when a submission has gaps.
import { all, any, fromReadings } from '../../src/evaluation/kleene.js';
import { definitions } from '../packs/pack.js';
import { clauseOutcome, evaluated, refused, values, verdicts } from './evaluate-both.js';

const truth = { type: 'boolean' };
const number = { type: 'number' };
const facts = {
  a: truth,
  b: truth,
  x: number,
  y: number,
  daftar: { type: 'list', items: { type: 'object', fields: { n: number, w: number, ok: truth } } },
};
const one = definitions({ satu: '1' });
const isTrue = (fact: string): unknown => ({ fact, operator: 'is', value: true });

/** T, F, or U for a fact that is not given. */
function given(letters: string): Record<string, unknown> {
  const named = { a: letters[0], b: letters[1] };
  return Object.fromEntries(
    Object.entries(named)
      .filter(([, letter]) => letter !== 'U')
      .map(([name, letter]) => [name, letter === 'T']),
  );
}

const names = { T: 'met', F: 'not_met', U: 'undetermined' } as const;

describe('strong Kleene logic', () => {
  const rows: [string, keyof typeof names, keyof typeof names][] = [
    ['TT', 'T', 'T'],
    ['TF', 'F', 'T'],
    ['TU', 'U', 'T'],
    ['FT', 'F', 'T'],
    ['FF', 'F', 'F'],
    ['FU', 'F', 'U'],
    ['UT', 'U', 'T'],
    ['UF', 'F', 'U'],
    ['UU', 'U', 'U'],
  ];

  test.each(rows)('of %s, all gives %s and any gives %s', async (letters, ofAll, ofAny) => {
    const clauses = [
      ...one,
      { clause: 'semua', requires: { all: [isTrue('a'), isTrue('b')] } },
      { clause: 'salah-satu', requires: { any: [isTrue('a'), isTrue('b')] } },
      { clause: 'tidak-semua', requires: { not: { all: [isTrue('a'), isTrue('b')] } } },
    ];
    const opposite = { T: 'F', F: 'T', U: 'U' } as const;

    expect(await verdicts({ facts, clauses }, given(letters))).toMatchObject({
      semua: names[ofAll],
      'salah-satu': names[ofAny],
      'tidak-semua': names[opposite[ofAll]],
    });
  });

  test.each(rows)('of %s, the formula && gives %s and || gives %s', async (letters, ofAll, ofAny) => {
    const clauses = definitions({ dan: 'a && b', atau: 'a || b' });
    const shown = { T: true, F: false, U: null };

    expect(await values({ facts, clauses }, given(letters))).toEqual({
      dan: shown[ofAll],
      atau: shown[ofAny],
    });
  });

  test('of nothing, all is met and any is not', () => {
    expect([all([]), any([])]).toEqual(['met', 'not_met']);
  });

  test('what is proven is met, what is only possible is undetermined, all else is not met', () => {
    expect([fromReadings(true, true), fromReadings(false, true), fromReadings(false, false)]).toEqual([
      'met',
      'undetermined',
      'not_met',
    ]);
  });
});

describe('applies_when', () => {
  const clauses = [...one, { clause: 'pasal.1', applies_when: isTrue('a'), requires: isTrue('b') }];

  test.each([
    ['TT', 'met', []],
    ['TF', 'not_met', []],
    ['TU', 'undetermined', ['/b']],
    ['FT', 'not_applicable', []],
    ['FU', 'not_applicable', []],
    ['UT', 'undetermined', ['/a']],
    ['UF', 'undetermined', ['/a']],
    ['UU', 'undetermined', ['/a', '/b']],
  ])(
    'with %s for applies_when and requires, the verdict is %s and %j is missing',
    async (letters, verdict, missing) => {
      expect(await clauseOutcome({ facts, clauses }, 'pasal.1', given(letters))).toMatchObject({
        verdict,
        missing,
      });
    },
  );

  test('of a calculation, undetermined, leaves value and potential without a number', async () => {
    const calculation = { clause: 'hitung', defines: 'nilai', applies_when: isTrue('a'), formula: '5' };

    const outcome = await clauseOutcome({ facts, clauses: [calculation] }, 'hitung');

    expect(outcome).toMatchObject({ verdict: 'undetermined', value: null, potential: null, missing: ['/a'] });
  });
});

describe('value and potential', () => {
  const judged = { clause: 'pasal.1', part_of: 'pokok', requires: isTrue('a') };
  const formulas = {
    hadiah: 'met("pasal.1") ? 10 : 0',
    denda: 'notMet("pasal.1") ? 10 : 0',
    lewat: 'notApplicable("pasal.1") ? 10 : 0',
    kelompok: 'met("pokok") ? 10 : 0',
    turunan: 'hadiah + 1',
  };
  const parts = { facts, clauses: [judged, ...definitions(formulas)] };

  test('an undetermined clause is neither met nor failed in the value, and met in the potential', async () => {
    const { scores } = await evaluated(parts);

    expect(scores.map((each) => [each.output.name, each.value, each.potential])).toEqual([
      ['hadiah', 0, 10],
      ['denda', 0, 0],
      ['lewat', 0, 0],
      ['kelompok', 0, 10],
      ['turunan', 1, 11],
    ]);
  });

  test.each([
    [true, [10, 0, 0, 10, 11]],
    [false, [0, 10, 0, 0, 1]],
  ])('when nothing is missing they are equal: a = %s', async (a, expected) => {
    const { scores, complete } = await evaluated(parts, { a });

    expect(scores.map((each) => each.value)).toEqual(expected);
    expect(scores.map((each) => each.potential)).toEqual(expected);
    expect(complete).toBe(true);
  });

  test('a requirement over a definition whose scenarios differ is undetermined, and nothing more is missing', async () => {
    const clauses = [
      ...parts.clauses,
      { clause: 'pasal.2', requires: { fact: 'hadiah', operator: 'atLeast', value: 5 } },
    ];

    const outcome = await evaluated({ facts, clauses });

    expect(outcome.clauses.find((each) => each.clause.id === 'pasal.2')).toMatchObject({
      verdict: 'undetermined',
    });
    expect(outcome).toMatchObject({ complete: false, missing: ['/a'] });
  });

  test('a requirement that holds in both scenarios is met, though they differ', async () => {
    const clauses = [
      ...parts.clauses,
      { clause: 'pasal.2', requires: { fact: 'hadiah', operator: 'atMost', value: 10 } },
    ];

    expect(await verdicts({ facts, clauses })).toMatchObject({ 'pasal.2': 'met' });
  });
});

describe('what is missing', () => {
  test.each([
    ['what && absorbed is not', 'a && x > 1 ? 1 : 2', { a: false }, []],
    ['what || absorbed is not', 'a || x > 1 ? 1 : 2', { a: true }, []],
    ['what stands first does not matter to &&', 'x > 1 && a ? 1 : 2', { a: false }, []],
    ['what && could not absorb is', 'a && x > 1 ? 1 : 2', { a: true }, ['/x']],
    ['a branch not taken is not', 'a ? 1 : x', { a: true }, []],
    ['the branch taken is', 'a ? 1 : x', { a: false }, ['/x']],
    ['a condition is, and its branches are not', 'a ? x : y', {}, ['/a']],
    ['every fact of a sum is', 'x + y', {}, ['/x', '/y']],
    ['a fact read twice is named once', 'x + x * x', {}, ['/x']],
    ['a list is', 'count(daftar)', {}, ['/daftar']],
    [
      'a fact of an element is, with its place',
      'sum(daftar.map(i, i.n))',
      { daftar: [{ n: 1 }, {}, {}] },
      ['/daftar/1/n', '/daftar/2/n'],
    ],
    [
      'an element that exists found without it is not',
      'daftar.exists(i, i.n > 1) ? 1 : 2',
      { daftar: [{}, { n: 2 }] },
      [],
    ],
    [
      'an element that exists could not do without is',
      'daftar.exists(i, i.n > 1) ? 1 : 2',
      { daftar: [{}, { n: 1 }] },
      ['/daftar/0/n'],
    ],
    [
      'an element that fails all without it is not',
      'daftar.all(i, i.n > 1) ? 1 : 2',
      { daftar: [{}, { n: 1 }] },
      [],
    ],
  ])('%s', async (_, formula, submitted, missing) => {
    const outcome = await evaluated({ facts, clauses: definitions({ nilai: formula }) }, submitted);

    expect(outcome).toMatchObject({ missing, complete: missing.length === 0 });
  });

  test('is passed on by a definition, and by one of another element not', async () => {
    const clauses = [
      { clause: 'butir', each: 'daftar', as: 'i', defines: 'ganda', formula: 'i.n * 2' },
      ...definitions({ jumlah: 'sum(daftar.map(i, i.ganda))', akhir: 'jumlah + 1' }),
    ];

    const found = await clauseOutcome({ facts, clauses }, 'hitung.akhir', { daftar: [{ n: 1 }, {}] });

    expect(found.missing).toEqual(['/daftar/1/n']);
  });

  test('names a fact of an absent object by its whole path', async () => {
    const nested = {
      alamat: { type: 'object', fields: { kota: { type: 'object', fields: { kode: number } } } },
    };

    expect(
      await evaluated({ facts: nested, clauses: definitions({ nilai: 'alamat.kota.kode' }) }),
    ).toMatchObject({
      missing: ['/alamat/kota/kode'],
    });
  });

  test('of `any`, a branch that failed is not missed, one that is open is', async () => {
    const clauses = [...one, { clause: 'pasal.1', requires: { any: [isTrue('a'), isTrue('b')] } }];

    expect(await clauseOutcome({ facts, clauses }, 'pasal.1', { a: false })).toMatchObject({
      missing: ['/b'],
    });
  });
});

describe('values that do not apply', () => {
  const clauses = [
    {
      clause: 'butir',
      each: 'daftar',
      as: 'i',
      defines: 'nilai',
      applies_when: { fact: 'i.ok', operator: 'is', value: true },
      formula: 'i.n',
    },
    ...definitions({
      jumlah: 'sum(daftar.map(i, i.nilai))',
      rata: 'mean(daftar.map(i, i.nilai))',
      tengah: 'median(daftar.map(i, i.nilai))',
      terkecil: 'min(daftar.map(i, i.nilai))',
      banyak: 'count(daftar.map(i, i.nilai))',
      semua: 'count(daftar)',
      tertimbang: 'weightedMean(daftar.map(i, i.nilai), daftar.map(i, i.w))',
    }),
  ];
  const daftar = [
    { n: 10, w: 1, ok: true },
    { n: 1000, w: 50, ok: false },
    { n: 20, w: 3, ok: true },
  ];

  test('are absent from sums, means and counts, and from the pairs of a weighted mean', async () => {
    expect(await values({ facts, clauses }, { daftar })).toEqual({
      jumlah: 30,
      rata: 15,
      tengah: 15,
      terkecil: 10,
      banyak: 2,
      semua: 3,
      tertimbang: 17.5,
    });
  });

  test('of a list in which none applies there is a sum and a count, and no mean', async () => {
    const outcome = await evaluated({ facts, clauses }, { daftar: [{ n: 1, w: 1, ok: false }] });

    const found = outcome.clauses
      .filter((each) => each.clause.id.startsWith('hitung.'))
      .map((each) => [each.verdict, each.value]);
    expect(found).toEqual([
      ['calculated', 0],
      ['not_applicable', null],
      ['not_applicable', null],
      ['not_applicable', null],
      ['calculated', 0],
      ['calculated', 1],
      ['not_applicable', null],
    ]);
  });

  test('a missing value is not passed over', async () => {
    expect(
      await values(
        { facts, clauses },
        {
          daftar: [
            { n: 1, w: 1, ok: true },
            { w: 1, ok: true },
          ],
        },
      ),
    ).toMatchObject({
      jumlah: null,
      banyak: null,
      semua: 2,
    });
  });

  test('make a comparison fail, whatever it asks', async () => {
    const absent = { clause: 'khusus', defines: 'khusus', applies_when: isTrue('a'), formula: '1' };
    const ask = (operator: string): Record<string, unknown> => ({
      clause: `uji.${operator.toLowerCase()}`,
      requires: { fact: 'khusus', operator, value: 5 },
    });
    const asked = ['is', 'isNot', 'atLeast', 'lessThan'].map(ask);

    const found = await verdicts({ facts, clauses: [absent, ...asked] }, { a: false });

    expect(found).toEqual({
      khusus: 'not_applicable',
      'uji.is': 'not_met',
      'uji.isnot': 'not_met',
      'uji.atleast': 'not_met',
      'uji.lessthan': 'not_met',
    });
  });

  test('a group asks only for its clauses that apply; one in which none applies is met', async () => {
    const parts = {
      facts,
      clauses: [
        { clause: 'satu', part_of: 'pokok', applies_when: isTrue('a'), requires: isTrue('b') },
        { clause: 'dua', part_of: 'pokok', requires: { fact: 'x', operator: 'atLeast', value: 1 } },
        { clause: 'tiga', part_of: 'lain', applies_when: isTrue('a'), requires: isTrue('b') },
        ...definitions({
          nilai: 'met("pokok") ? 1 : 0',
          lain: 'met("lain") ? 1 : 0',
          tidak: 'notApplicable("satu") ? 1 : 0',
        }),
      ],
      outputs: ['nilai', 'tidak'],
    };

    expect(await values(parts, { a: false, x: 1 })).toEqual({ nilai: 1, tidak: 1 });
    expect(await values(parts, { a: true, b: false, x: 1 })).toEqual({ nilai: 0, tidak: 0 });
    expect(await values({ ...parts, outputs: ['lain'] }, { a: false, x: 0 })).toEqual({ lain: 1 });
  });

  test('of several clauses that define one name, the one that applies gives the value', async () => {
    const define = (clause: string, value: boolean, formula: string): Record<string, unknown> => ({
      clause,
      defines: 'nilai',
      applies_when: { fact: 'a', operator: 'is', value },
      formula,
    });
    const parts = { facts, clauses: [define('satu', true, '1'), define('dua', false, '2')] };

    expect(await values(parts, { a: true })).toEqual({ nilai: 1 });
    expect(await values(parts, { a: false })).toEqual({ nilai: 2 });
    expect(await values(parts)).toEqual({ nilai: null });
  });
});

describe('a submission that the pack has no answer for', () => {
  test.each([
    ['a division by zero', 'x / y', { x: 1, y: 0 }, 'a number is divided by zero'],
    [
      'a division by what comes to zero',
      'x / (y - 0.1 - 0.2)',
      { x: 1, y: 0.3 },
      'a number is divided by zero',
    ],
    [
      'a weighted mean whose weights come to zero',
      'weightedMean([1, 2], [x, -x])',
      { x: 1 },
      'a number is divided by zero',
    ],
    ['a harmonic mean with a zero', 'harmonicMean([x, 1])', { x: 0 }, 'a number is divided by zero'],
    [
      'unequal lists of values and weights',
      'weightedMean([1, 2], [1])',
      {},
      'there are not as many weights as values',
    ],
    [
      'a date beyond the calendar',
      'year(addYears(tanggal, x))',
      { x: 9000 },
      'there is no date 9000 away from 2024-06-30',
    ],
    [
      'a broken number of days',
      'year(addDays(tanggal, x))',
      { x: 0.5 },
      'there is no date a broken number away from 2024-06-30',
    ],
  ])('is refused: %s', async (_, formula, submitted, en) => {
    const found = await refused({ facts, clauses: definitions({ nilai: formula }) }, submitted);

    expect(found).toMatchObject({
      code: 'not_computable',
      reasons: [{ clause: 'hitung.nilai', at: '', says: { en } }],
    });
  });

  test('is not refused for a division by zero in a branch not taken', async () => {
    expect(
      await values({ facts, clauses: definitions({ nilai: 'y == 0 ? 0 : x / y' }) }, { x: 1, y: 0 }),
    ).toEqual({ nilai: 0 });
  });

  test('is refused with the place of the element, once for each', async () => {
    const clauses = [
      ...one,
      { clause: 'butir', each: 'daftar', as: 'i', defines: 'bagi', formula: '1 / i.n' },
    ];

    const found = await refused({ facts, clauses }, { daftar: [{ n: 0 }, { n: 1 }, { n: 0 }] });

    expect(found.reasons.map((each) => each.at)).toEqual(['/daftar/0', '/daftar/2']);
  });

  test.each([
    [true, 'refused'],
    [false, 'evaluated'],
    [undefined, 'evaluated'],
  ])('is not covered when a gap of the pack recognises it: a = %s is %s', async (a, kind) => {
    const words = { id: 'kata', en: 'word' };
    const parts = {
      facts,
      clauses: one,
      notEncoded: [{ gap: 'celah', title: words, reason: words, refuses_when: isTrue('a') }],
    };
    const submitted = a === undefined ? {} : { a };

    const outcome = kind === 'refused' ? await refused(parts, submitted) : await evaluated(parts, submitted);

    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'refused')
      expect(outcome).toMatchObject({ code: 'not_covered', reasons: [{ at: '/a', says: words }] });
  });
});
