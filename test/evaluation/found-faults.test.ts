// Faults that random formulas brought to light, each as small as it gets; most are where the two evaluators differed.
import { evaluate, evaluateByReference } from '../../src/evaluation/evaluate.js';
import { definitions, faultLines, readParts, readyOf } from '../packs/pack.js';
import { clauseOutcome, evaluated, values, verdicts } from './evaluate-both.js';

const number = { type: 'number' };
const item = { type: 'object', fields: { a: number, b: number, ada: { type: 'boolean' } } };
const facts = {
  x: number,
  y: number,
  p: { type: 'boolean' },
  angka: { type: 'list', items: number },
  daftar: { type: 'list', items: item },
};
/** `nilai` of an element, only where `ada` is true. */
const perElement = {
  clause: 'butir',
  each: 'daftar',
  as: 'item',
  defines: 'nilai',
  applies_when: { fact: 'item.ada', operator: 'is', value: true },
  formula: 'item.a',
};
/** A text that does not apply when p is false. */
const text = {
  clause: 'sebut',
  defines: 'sebutan',
  applies_when: { fact: 'p', operator: 'is', value: true },
  formula: '"a"',
};
const truth = { ...text, clause: 'benar', defines: 'benar', formula: 'x > 0' };
const words = { id: 'kata', en: 'word' };

describe('comprehensions over lists of numbers', () => {
  // fraction.js leaves no `constructor` on its prototype, by which cel-js knows the type of a value.
  test('the reference evaluator runs over the numbers of a fact', async () => {
    const clauses = definitions({ ada: 'angka.exists(n, n > 2) ? 1 : 0' });

    expect(await values({ facts, clauses }, { angka: [1, 3] })).toEqual({ ada: 1 });
  });

  test('the reference evaluator runs over numbers that were calculated', async () => {
    const clauses = definitions({ banyak: 'count(daftar.map(i, i.a).filter(n, n > 1))' });

    expect(await values({ facts, clauses }, { daftar: [{ a: 1 }, { a: 2 }] })).toEqual({ banyak: 1 });
  });

  test('a calculated number in a list is compared exactly: 0.1 + 0.2 is at most 0.3', async () => {
    const clauses = definitions({
      ada: 'daftar.map(i, i.a + i.b).exists(n, n <= 0.3) ? 1 : 0',
      sama: 'count(daftar.map(i, i.a + i.b).filter(n, n == 0.3))',
    });

    expect(await values({ facts, clauses }, { daftar: [{ a: 0.1, b: 0.2 }] })).toEqual({ ada: 1, sama: 1 });
  });

  test('a number that does not apply stays so as the variable of a comprehension', async () => {
    const clauses = [perElement, ...definitions({ jumlah: 'sum(daftar.map(i, i.nilai).map(n, n + 1))' })];
    const daftar = [
      { a: 1, ada: true },
      { a: 5, ada: false },
    ];

    expect(await values({ facts, clauses }, { daftar })).toEqual({ jumlah: 2 });
  });

  test('no number of a list is compared when it does not apply: the comparison does not apply either', async () => {
    const clauses = [perElement, ...definitions({ ada: 'daftar.map(i, i.nilai).exists(n, n < 0)' })];
    const daftar = [
      { a: 1, ada: true },
      { a: 5, ada: false },
    ];

    expect(await verdicts({ facts, clauses }, { daftar })).toMatchObject({ 'hitung.ada': 'not_applicable' });
  });

  // missing.ts evaluates the body alone, where the variable is `dyn`, and cel-js then refuses a list of dyn and Number.
  test('a variable in a list beside a missing fact is undetermined, not an exception', async () => {
    const clauses = definitions({ jumlah: 'sum(angka.map(n, sum([n, x])))' });

    const { missing } = await evaluated({ facts, clauses }, { angka: [1] });

    expect(missing).toEqual(['/x']);
  });
});

describe('a definition that is a bare fact, parameter or number', () => {
  test('is rounded as its output says', async () => {
    const rounding = { decimals: 2, mode: 'half_away_from_zero' };
    const outputs = [
      { output: 'dari_fakta', rounding },
      { output: 'dari_parameter', rounding },
      { output: 'dari_angka', rounding },
    ];
    const clauses = definitions({ dari_fakta: 'x', dari_parameter: 'parameter.tarif', dari_angka: '2.675' });

    const found = await values({ facts, parameters: { tarif: 1.005 }, clauses, outputs }, { x: 1.005 });

    expect(found).toEqual({ dari_fakta: 1.01, dari_parameter: 1.01, dari_angka: 2.68 });
  });

  test('can be calculated with exactly: 0.1 × 0.6 is 0.06', async () => {
    const clauses = definitions({ a: 'x', b: 'y', sama: 'a * b == 0.06 ? 1 : 0' });

    expect(await values({ facts, clauses }, { x: 0.1, y: 0.6 })).toMatchObject({ sama: 1 });
  });
});

describe('values are shown to 10 decimals', () => {
  test('also a fact with more of them, in a comparison, in a score and among the keys of a table', async () => {
    const table = {
      table: 'kali',
      kind: 'lookup',
      by: [{ key: 'n', type: 'number' }],
      rows: [{ n: 0.12345678901234, value: 2 }],
    };
    const clauses = [
      ...definitions({ nilai: 'x', dari_tabel: 'table.kali(x)' }),
      { clause: 'pasal.1', requires: { fact: 'x', operator: 'atLeast', value: 1e-12 } },
    ];
    const parts = { facts, tables: [table], clauses };

    const outcome = await clauseOutcome(parts, 'pasal.1', { x: 0.12345678901234 });

    expect(outcome.requires).toMatchObject({ actual: 0.123456789, expected: 0 });
  });
});

describe('two gaps in one formula', () => {
  // cel-js evaluates arguments and list items from the last to the first, and of two failed sides of && reports the right.
  test.each([
    ['a list', 'count([sebutan, p ? "a" : "b"])'],
    ['the arguments of a function', 'daysBetween(benar ? tanggal : tanggal, p && x > 0 ? tanggal : tanggal)'],
    ['&&', '(benar && x > 1) ? 1 : 0'],
    ['||', '(benar || x > 1) ? 1 : 0'],
    ['in', '(x in [y, 1]) ? 1 : 0'],
    ['clamp', 'clamp(x - 1, benar ? 1 : 2, y)'],
    ['min', 'min(x, benar ? 1 : 2)'],
  ])('are one and the same gap for both evaluators: in %s', async (_, formula) => {
    const clauses = [text, truth, ...definitions({ nilai: formula })];

    for (const given of [{}, { p: false }, { p: true }, { p: false, y: 1 }, { p: false, x: 3 }]) {
      const outcome = await evaluated({ facts, clauses, outputs: ['nilai'] }, given);

      expect(outcome.kind).toBe('evaluated');
    }
  });

  test('what is read of tables before a gap ends the formula is the same for both', async () => {
    const table = {
      table: 'skala',
      kind: 'marginal',
      by: [{ key: 'n', type: 'number' }],
      rows: [{ above: 0, rate: 0.1 }],
    };
    const clauses = definitions({ nilai: 'max(table.skala(1), x)' });

    const outcome = await evaluated({ facts, tables: [table], clauses });

    expect(outcome.missing).toEqual(['/x']);
  });

  test('a number that hangs on a text or truth that does not apply is absent, or not, from a sum for both alike', async () => {
    const clauses = [text, truth, ...definitions({ jumlah: 'sum([benar ? 1 : 2, 5])' })];

    const outcome = await evaluated({ facts, clauses, outputs: ['jumlah'] }, { p: false, x: 1 });

    expect(outcome.kind).toBe('evaluated');
  });
});

describe('lists as a side of a condition', () => {
  test('an element whose value does not apply is not 0', async () => {
    const clauses = [
      perElement,
      ...definitions({ satu: '1' }),
      {
        clause: 'pasal.1',
        requires: { fact: 'x', operator: 'in', value: { formula: 'daftar.map(i, i.nilai)' } },
      },
    ];
    const daftar = [
      { a: 1, ada: true },
      { a: 5, ada: false },
    ];

    expect(await verdicts({ facts, clauses, outputs: ['satu'] }, { x: 0, daftar })).toMatchObject({
      'pasal.1': 'not_met',
    });
  });

  test('a list of objects is shown as its length, also when it is empty', async () => {
    const clauses = [
      ...definitions({ satu: '1' }),
      { clause: 'pasal.1', requires: { fact: 'daftar', operator: 'isEmpty' } },
    ];

    const empty = await clauseOutcome({ facts, clauses }, 'pasal.1', { daftar: [] });
    const two = await clauseOutcome({ facts, clauses }, 'pasal.1', { daftar: [{}, {}] });

    expect([empty.requires, two.requires]).toMatchObject([{ actual: 0 }, { actual: 2 }]);
  });
});

describe('parameters that a refusal reads', () => {
  const parts = {
    facts,
    parameters: { batas: [{ from: '2024-06-01', value: 1 }] },
    clauses: definitions({ satu: '1' }),
    notEncoded: [
      {
        gap: 'besar',
        title: words,
        reason: words,
        refuses_when: { fact: 'x', operator: 'moreThan', value: { parameter: 'batas' } },
      },
    ],
  };

  test('must have a value on every day of the pack, as those of clauses', () => {
    expect(faultLines(readParts(parts))).toEqual([expect.stringContaining('batas')]);
  });

  test('never lead to an exception on a day without a value', async () => {
    const reading = readParts(parts);
    if ('faults' in reading) return;
    const ready = readyOf(parts);
    const submitted = { tanggal: '2024-01-01', x: 2 };

    expect(() => evaluate(ready, submitted, '2024-01-01')).not.toThrow();
    await expect(evaluateByReference(ready, submitted, '2024-01-01')).resolves.toBeDefined();
  });
});

describe('what a formula has read that passed over a part without a value', () => {
  const bobot = {
    table: 'bobot',
    kind: 'lookup',
    by: [{ key: 'benar', fact: 'p' }],
    rows: [{ benar: true, value: 2 }],
  };
  const parts = { facts, tables: [bobot], parameters: { batas: 1, lain: 5 } };

  test.each([
    'x > parameter.batas * table.bobot(p) || parameter.lain > 4',
    '!(x < parameter.batas * table.bobot(p) && parameter.lain < 4)',
    'daftar.exists(i, (i.a + parameter.batas) * table.bobot(p) > 0 || parameter.lain > 4)',
  ])('is only what the other part has read: %s', async (formula) => {
    const submitted = { p: true, daftar: [{}, { b: 1 }] };
    const { clauses, parameters } = await evaluated(
      { ...parts, clauses: definitions({ hasil: formula }) },
      submitted,
    );

    expect(clauses).toMatchObject([{ value: true, tables: [] }]);
    expect(parameters.map(({ name }) => name)).toEqual(['lain']);
  });

  test('is that of the last element when the elements before it have no value', async () => {
    const formula = 'daftar.exists(i, i.a * table.bobot(p) > parameter.batas)';
    const submitted = { p: true, daftar: [{}, { a: 1 }, { a: 0 }] };
    const { clauses, parameters } = await evaluated(
      { ...parts, clauses: definitions({ hasil: formula }) },
      submitted,
    );

    expect(clauses).toMatchObject([{ value: true, tables: [{ table: 'bobot', keys: [true], value: 2 }] }]);
    expect(parameters.map(({ name }) => name)).toEqual(['batas']);
  });
});
