// Numbers as on paper, rounding, tables and dates: the values on either side of every threshold.
import { decimalNumber, fractionOf, numberOf, roundFraction } from '../../src/evaluation/formula/fraction.js';
import { roundingModes } from '../../src/policy/pack.js';
import { definitions, readyOf } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';
import { evaluateBoth, evaluated, refused, values } from './evaluate-both.js';

const number = { type: 'number' };
const facts = { x: number, y: number, d: { type: 'date' }, e: { type: 'date' } };

async function calculate(formula: string, given = {}, more: Partial<PackParts> = {}): Promise<unknown> {
  return (await values({ facts, ...more, clauses: definitions({ nilai: formula }) }, given))['nilai'];
}

describe('exact decimals', () => {
  test.each([
    ['x + y <= 0.3 ? 1 : 0', { x: 0.1, y: 0.2 }, 1],
    ['x + y == 0.3 ? 1 : 0', { x: 0.1, y: 0.2 }, 1],
    ['x * y', { x: 1.1, y: 1.1 }, 1.21],
    ['x - y', { x: 0.3, y: 0.1 }, 0.2],
    ['round(x, 2, "half_away_from_zero")', { x: 1.005 }, 1.01],
    ['round(x * 1, 2, "half_even")', { x: 2.675 }, 2.68],
    ['round(x / y, 1, "half_even")', { x: 0.5, y: 2 }, 0.2],
    ['x / y * y == x ? 1 : 0', { x: 1, y: 3 }, 1],
    ['x * 3', { x: 1e-7 }, 3e-7],
    ['1 / 3', {}, 0.3333333333],
    ['x', { x: 1e15 }, 1e15],
    ['x - 1', { x: 1e15 }, 999999999999999],
    ['x + 0.1', { x: 1e15 }, 1000000000000000.1],
    ['-x', { x: 0 }, 0],
    ['round(-x, 0, "half_away_from_zero")', { x: 0.4 }, 0],
  ])('%s with %j is %d', async (formula, given, expected) => {
    expect(await calculate(formula, given)).toBe(expected);
  });

  test('sums are never taken over rounded numbers', async () => {
    const rounding = { decimals: 2, mode: 'half_away_from_zero' };
    const outputs = ['a', 'b', 'jumlah'].map((output) => ({ output, rounding }));
    const clauses = definitions({ a: 'x / 3', b: 'x / 3', jumlah: 'a + b' });

    expect(await values({ facts, clauses, outputs }, { x: 0.01 })).toEqual({ a: 0, b: 0, jumlah: 0.01 });
  });

  test('a number is its shortest decimal, to the last digit', () => {
    expect(fractionOf(0.1).toFraction()).toBe('1/10');
    expect(fractionOf(-1.5e-7).toFraction()).toBe('-3/20000000');
    expect(fractionOf(1e21).n).toBe(10n ** 21n);
    expect([0.1, 1e-300, 123456.789, -2.5e10].map((each) => numberOf(fractionOf(each)))).toEqual([
      0.1, 1e-300, 123456.789, -2.5e10,
    ]);
  });
});

describe('rounding', () => {
  //                    half_away, half_even, up, down, toward_zero, away_from_zero
  const rows: [number, number[]][] = [
    [0.49, [0, 0, 1, 0, 0, 1]],
    [0.5, [1, 0, 1, 0, 0, 1]],
    [0.51, [1, 1, 1, 0, 0, 1]],
    [1.49, [1, 1, 2, 1, 1, 2]],
    [1.5, [2, 2, 2, 1, 1, 2]],
    [2.5, [3, 2, 3, 2, 2, 3]],
    [3, [3, 3, 3, 3, 3, 3]],
    [0, [0, 0, 0, 0, 0, 0]],
    [-0.49, [0, 0, 0, -1, 0, -1]],
    [-0.5, [-1, 0, 0, -1, 0, -1]],
    [-0.51, [-1, -1, 0, -1, 0, -1]],
    [-1.5, [-2, -2, -1, -2, -1, -2]],
    [-2.5, [-3, -2, -2, -3, -2, -3]],
    [-3, [-3, -3, -3, -3, -3, -3]],
  ];
  const cases = rows.flatMap(([value, expected]) =>
    roundingModes.map((mode, index) => ({ value, mode, expected: expected[index] ?? NaN })),
  );

  test.each(cases)('of $value, $mode, is $expected', async ({ value, mode, expected }) => {
    expect(decimalNumber(fractionOf(value), { decimals: 0, mode })).toBe(expected);
    expect(numberOf(roundFraction(fractionOf(value / 100), { decimals: 2, mode })) * 100).toBeCloseTo(
      expected,
      10,
    );
  });

  test.each(roundingModes)('in a formula and of an output, %s gives the same', async (mode) => {
    const clauses = definitions({ dalam: `round(x / 8, 1, "${mode}")`, luar: 'x / 8' });
    const outputs = ['dalam', { output: 'luar', rounding: { decimals: 1, mode } }];
    const ready = readyOf({ facts, clauses, outputs });

    for (const x of [-10.1, -10, -9.9, -0.4, 0, 0.4, 2, 2.4, 9.9, 10, 10.1, 10.8]) {
      const outcome = await evaluateBoth(ready, { tanggal: '2024-06-30', x });

      const [inside, outside] = outcome.kind === 'evaluated' ? outcome.scores : [];
      expect([x, outside?.value]).toEqual([x, inside?.value]);
    }
  });

  test('an output also has its value before rounding', async () => {
    const outputs = [{ output: 'nilai', rounding: { decimals: 0, mode: 'down' } }];

    const { scores } = await evaluated(
      { facts, clauses: definitions({ nilai: 'x / 8' }), outputs },
      { x: 15 },
    );

    expect(scores).toMatchObject([{ value: 1, unrounded: 1.875, potential: 1, unroundedPotential: 1.875 }]);
  });
});

describe('functions over numbers', () => {
  test.each([
    ['min(x, y, 2)', 1],
    ['max(x, y, 2)', 3],
    ['clamp(x, 1.5, 2)', 1.5],
    ['clamp(y, 1.5, 2)', 2],
    ['clamp(2, 1.5, 2)', 2],
    ['abs(x - y)', 2],
    ['sum([x, y, 0.1])', 4.1],
    ['mean([x, y, 5])', 3],
    ['median([y, x, 100])', 3],
    ['median([x, y])', 2],
    ['harmonicMean([x, y])', 1.5],
    ['weightedMean([x, y], [1, 3])', 2.5],
    ['count([x, y])', 2],
    ['min([x, y])', 1],
    ['max([x, y])', 3],
    ['(x in [1, 2]) ? 1 : 0', 1],
    ['(y in [1, 2]) ? 1 : 0', 0],
  ])('%s with x = 1 and y = 3 is %d', async (formula, expected) => {
    expect(await calculate(formula, { x: 1, y: 3 })).toBe(expected);
  });
});

describe('tables', () => {
  const band = {
    table: 'pita',
    kind: 'band',
    by: [{ key: 'n', type: 'number' }],
    rows: [
      { at_least: 0, below: 0.3, value: 1 },
      { at_least: 0.3, below: 10, value: 2 },
    ],
  };
  const scale = {
    table: 'skala',
    kind: 'marginal',
    by: [{ key: 'n', type: 'number' }],
    rows: [
      { above: 0, rate: 0.1 },
      { above: 10.5, rate: 0.25 },
      { above: 100, rate: 1 },
    ],
  };
  const lookup = {
    table: 'daftar',
    kind: 'lookup',
    by: [{ key: 'n', type: 'number' }],
    rows: [{ n: 0.3, value: 7 }],
  };
  const tables = [band, scale, lookup];

  test.each([
    [0, 1],
    [0.29, 1],
    [0.3, 2],
    [9.99, 2],
  ])('a band includes its lower end and not its upper: %d is in row %d', async (x, expected) => {
    expect(await calculate('table.pita(x)', { x }, { tables })).toBe(expected);
    expect(await calculate('table.pita(x + 0.1 - 0.1)', { x }, { tables })).toBe(expected);
  });

  test.each([-0.01, 10, 10.01])('a number that no band holds is refused: %d', async (x) => {
    const found = await refused({ facts, tables, clauses: definitions({ nilai: 'table.pita(x)' }) }, { x });

    expect(found).toMatchObject({
      code: 'not_computable',
      reasons: [{ says: { en: `the table "Words" has no row for n = ${x}` } }],
    });
  });

  test('a look-up finds a calculated key that is exactly the one written: 0.1 + 0.2 is 0.3', async () => {
    expect(await calculate('table.daftar(x + y)', { x: 0.1, y: 0.2 }, { tables })).toBe(7);
  });

  test('a look-up without a row for the key is refused', async () => {
    const found = await refused(
      { facts, tables, clauses: definitions({ nilai: 'table.daftar(x)' }) },
      { x: 0.31 },
    );

    expect(found.reasons[0]?.says.en).toBe('the table "Words" has no row for n = 0.31');
  });

  test.each([
    [-5, 0],
    [0, 0],
    [0.01, 0.001],
    [10.5, 1.05],
    [10.51, 1.0525],
    [100, 23.425],
    [101, 24.425],
  ])('a marginal scale takes each rate on its own part: of %d it is %d', async (x, expected) => {
    expect(await calculate('table.skala(x)', { x }, { tables })).toBe(expected);
  });

  test('the outcome names the rows that were read, with keys and value', async () => {
    const { clauses } = await evaluated(
      { facts, tables, clauses: definitions({ nilai: 'table.skala(x) + table.pita(y)' }) },
      { x: 20, y: 1 },
    );

    const used = Object.fromEntries((clauses[0]?.tables ?? []).map((use) => [use.table, use]));
    expect(used).toMatchObject({
      skala: { keys: [20], value: 3.425, rows: [{ above: 0 }, { above: 10.5 }] },
      pita: { keys: [1], value: 2, rows: [{ at_least: 0.3 }] },
    });
  });
});

describe('dates in formulas', () => {
  test.each([
    ['addYears(d, -1)', '2024-02-29', '2023-02-28'],
    ['addYears(d, 4)', '2024-02-29', '2028-02-29'],
    ['addYears(d, 1)', '2023-02-28', '2024-02-28'],
    ['addYears(d, -100)', '2000-02-29', '1900-02-28'],
    ['addMonths(d, 1)', '2024-01-31', '2024-02-29'],
    ['addMonths(d, 1)', '2023-01-31', '2023-02-28'],
    ['addMonths(d, 1)', '2024-03-31', '2024-04-30'],
    ['addMonths(d, -1)', '2024-03-31', '2024-02-29'],
    ['addMonths(d, -13)', '2024-01-31', '2022-12-31'],
    ['addMonths(d, 0)', '2024-02-29', '2024-02-29'],
    ['addDays(d, 1)', '2024-02-28', '2024-02-29'],
    ['addDays(d, 1)', '2023-02-28', '2023-03-01'],
    ['addDays(d, -1)', '2025-01-01', '2024-12-31'],
    ['addDays(d, 366)', '2024-01-01', '2025-01-01'],
    ['addDays(d, 1)', '0099-12-31', '0100-01-01'],
  ])('%s of %s is %s', async (formula, d, expected) => {
    expect(await calculate(formula, { d })).toBe(expected);
  });

  test.each([
    ['yearsBetween', '2023-03-01', '2024-02-29', 0],
    ['yearsBetween', '2023-03-01', '2024-03-01', 1],
    ['yearsBetween', '2020-02-29', '2021-02-27', 0],
    ['yearsBetween', '2020-02-29', '2021-02-28', 1],
    ['yearsBetween', '2024-06-30', '2020-07-01', -3],
    ['yearsBetween', '2024-06-30', '2020-06-30', -4],
    ['monthsBetween', '2024-01-31', '2024-02-28', 0],
    ['monthsBetween', '2024-01-31', '2024-02-29', 1],
    ['monthsBetween', '2024-01-31', '2024-03-30', 1],
    ['monthsBetween', '2024-01-31', '2024-03-31', 2],
    ['monthsBetween', '2024-03-31', '2024-01-31', -2],
    ['daysBetween', '2024-02-28', '2024-03-01', 2],
    ['daysBetween', '2023-02-28', '2023-03-01', 1],
    ['daysBetween', '2024-12-31', '2025-01-01', 1],
    ['daysBetween', '2025-01-01', '2024-12-31', -1],
    ['daysBetween', '2024-01-01', '2024-01-01', 0],
  ])('%s %s and %s is %d', async (name, d, e, expected) => {
    expect(await calculate(`${name}(d, e)`, { d, e })).toBe(expected);
  });

  test('year, month and day of a date', async () => {
    expect(await calculate('year(d) * 10000 + month(d) * 100 + day(d)', { d: '2024-02-29' })).toBe(20240229);
  });

  test.each([
    ['2024-02-28', 'before'],
    ['2024-02-29', 'same'],
    ['2024-03-01', 'after'],
  ])('%s is %s 29 February 2024', async (d, where) => {
    const fixed = { fact: 'd', value: '2024-02-29' };
    const operators = ['before', 'onOrBefore', 'onOrAfter', 'after', 'is', 'isNot'];
    const clauses = [
      ...definitions({ satu: '1' }),
      ...operators.map((operator) => ({ clause: operator.toLowerCase(), requires: { ...fixed, operator } })),
    ];
    const holding = {
      before: ['before', 'onOrBefore', 'isNot'],
      same: ['onOrBefore', 'onOrAfter', 'is'],
      after: ['onOrAfter', 'after', 'isNot'],
    };

    const { clauses: found } = await evaluated({ facts, clauses }, { d });

    const held = operators.filter((_, index) => found[index + 1]?.verdict === 'met');
    expect(held).toEqual(holding[where as keyof typeof holding]);
  });
});

describe('the law on a day', () => {
  const provisional = { kind: 'assumption', status: 'provisional' };
  const parts: PackParts = {
    facts,
    parameters: {
      tarif: [
        { value: 1 },
        { from: '2024-02-29', to: '2024-12-31', value: 2, provenance: provisional },
        { from: '2025-01-01', value: 3 },
      ],
    },
    tables: [
      {
        table: 'kali',
        kind: 'lookup',
        by: [{ key: 'n', type: 'number' }],
        rows: [
          { n: 1, to: '2024-02-28', value: 10 },
          { n: 1, from: '2024-02-29', value: 20, provenance: provisional },
          { n: 2, from: '2024-02-29', value: 30 },
        ],
      },
    ],
    clauses: [
      ...definitions({
        tarif_kini: 'parameter.tarif',
        kali_kini: 'table.kali(1)',
        syarat: 'notApplicable("lama") ? "baru" : "lama"',
      }),
      { clause: 'lama', to: '2024-02-28', requires: { fact: 'x', operator: 'atLeast', value: 1 } },
      { clause: 'baru', from: '2024-02-29', requires: { fact: 'x', operator: 'atLeast', value: 2 } },
      { clause: 'tua', defines: 'ganda', to: '2024-02-28', formula: 'x * 2' },
      { clause: 'muda', defines: 'ganda', from: '2024-02-29', formula: 'x * 3' },
    ],
  };

  test.each([
    ['2024-02-28', [1, 10, 'lama', 2], ['lama', 'tua']],
    ['2024-02-29', [2, 20, 'baru', 3], ['baru', 'muda']],
    ['2024-03-01', [2, 20, 'baru', 3], ['baru', 'muda']],
    ['2024-12-31', [2, 20, 'baru', 3], ['baru', 'muda']],
    ['2025-01-01', [3, 20, 'baru', 3], ['baru', 'muda']],
  ])('on %s the values are %j and the clauses %j', async (tanggal, expected, inForce) => {
    const { scores, clauses } = await evaluated(parts, { tanggal, x: 1 });

    expect(scores.map((each) => each.value)).toEqual(expected);
    expect(clauses.map((each) => each.clause.id).filter((id) => !id.startsWith('hitung.'))).toEqual(inForce);
  });

  test('one ready pack answers for each date by itself, in whatever order they come', async () => {
    const ready = readyOf(parts);
    const days = ['2025-01-01', '2024-02-28', '2024-02-29', '2025-01-01', '2024-02-28'];

    const found = [];
    for (const tanggal of days) {
      const outcome = await evaluateBoth(ready, { tanggal, x: 1 });
      found.push(outcome.kind === 'evaluated' && outcome.scores[0]?.value);
    }

    expect(found).toEqual([3, 1, 2, 3, 1]);
  });

  test('a row that is not yet in force is not found', async () => {
    const found = await refused(
      { ...parts, clauses: definitions({ nilai: 'table.kali(2)' }) },
      { tanggal: '2024-02-28' },
    );

    expect(found.code).toBe('not_computable');
  });

  test('provisional is only what was read: values and rows of that day, not of another', async () => {
    const names = async (tanggal: string): Promise<unknown[]> =>
      (await evaluated(parts, { tanggal, x: 1 })).provisional.map(
        (each) => each.parameter ?? each.table ?? each.clause,
      );

    expect(await names('2024-02-28')).toEqual([]);
    expect(await names('2024-02-29')).toEqual(['tarif', 'kali']);
    expect(await names('2025-01-01')).toEqual(['kali']);
  });

  test('provisional is not what a branch not taken would have read, nor a clause that does not apply', async () => {
    const clauses = [
      ...definitions({ nilai: 'x > 1 ? parameter.tarif : 0' }),
      {
        clause: 'sementara',
        provenance: provisional,
        applies_when: { fact: 'x', operator: 'moreThan', value: 1 },
        requires: { fact: 'x', operator: 'atLeast', value: 2 },
      },
    ];
    const uses = async (x: number): Promise<unknown[]> =>
      (await evaluated({ ...parts, clauses }, { tanggal: '2024-06-30', x })).provisional.map(
        (each) => each.clause ?? each.parameter,
      );

    expect(await uses(1)).toEqual([]);
    expect(await uses(2)).toEqual(['sementara', 'tarif']);
  });

  test('the parameters of an outcome are those that were read, with the row of the day', async () => {
    const { parameters } = await evaluated(parts, { tanggal: '2025-01-01', x: 1 });

    expect(parameters).toMatchObject([{ name: 'tarif', row: { value: 3, from: '2025-01-01' } }]);
  });
});
