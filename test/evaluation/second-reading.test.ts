// Faults that a second reader found, each as small as it gets.
import { faultLines, definitions, readParts, readyOf } from '../packs/pack.js';
import { decide } from '../../src/evaluation/decide.js';
import { explain } from '../../src/explanation/explain.js';
import { clauseOutcome, evaluated, refused, values } from './evaluate-both.js';

const number = { type: 'number' };
const scale = {
  table: 'pajak',
  kind: 'marginal',
  by: [{ key: 'nilai', type: 'number' }],
  rows: [
    { above: 0, rate: 0.1 },
    { above: 50, rate: 0.1 },
    { above: 250, rate: 0.3 },
    { above: 0, rate: 0.05, from: '2024-01-01' },
    { above: 60, rate: 0.1, from: '2024-01-01' },
    { above: 250, rate: 0.3, from: '2024-01-01' },
  ],
};

describe('a marginal scale that is amended', () => {
  const parts = { facts: { x: number }, tables: [scale], clauses: definitions({ pajak: 'table.pajak(x)' }) };

  test.each([
    ['2023-12-31', 10],
    ['2024-01-01', 7],
  ])('is read whole as it stood on %s', async (tanggal, pajak) => {
    expect(await values(parts, { tanggal, x: 100 })).toEqual({ pajak });
  });
});

describe('a condition of what is not encoded', () => {
  const gap = (refuses_when: unknown): Record<string, unknown> => ({ gap: 'besar', refuses_when });

  test('that has no answer refuses the submission rather than letting it pass', async () => {
    const when = { fact: 'x', operator: 'moreThan', value: { formula: '10 / y' } };
    const parts = {
      facts: { x: number, y: number },
      clauses: definitions({ nilai: '1' }),
      notEncoded: [gap(when)],
    };

    expect(await refused(parts, { x: 1, y: 0 })).toMatchObject({ code: 'not_computable' });
  });

  test('that is undetermined leaves the answer incomplete, and says which fact is missing', async () => {
    const when = { fact: 'x', operator: 'moreThan', value: 5 };
    const parts = { facts: { x: number }, clauses: definitions({ nilai: '1' }), notEncoded: [gap(when)] };

    expect(await evaluated(parts)).toMatchObject({ complete: false, missing: ['/x'] });
  });

  test('that reads a provisional row of a table makes the answer provisional', async () => {
    const table = {
      table: 'batas',
      kind: 'lookup',
      by: [{ key: 'n', type: 'number' }],
      rows: [{ n: 1, value: 5 }],
      provenance: { kind: 'assumption', status: 'provisional' },
    };
    const when = { fact: 'x', operator: 'moreThan', value: { table: 'batas', by: ['y'] } };
    const parts = {
      facts: { x: number, y: number },
      tables: [table],
      clauses: definitions({ nilai: '1' }),
      notEncoded: [gap(when)],
    };

    expect((await evaluated(parts, { x: 1, y: 1 })).provisional).toMatchObject([
      { table: 'batas', value: 5 },
    ]);
  });
});

test('a result too large to be written is refused', async () => {
  const parts = {
    facts: { x: number },
    clauses: definitions({ a: 'x * x * x * x * x * x * x * x', b: 'a * a * a * x' }),
  };

  expect(await refused(parts, { x: 1e15 })).toMatchObject({
    code: 'not_computable',
    reasons: [{ clause: 'hitung.b', says: { en: expect.stringContaining('too large') as string } }],
  });
});

test('a fact that both applies_when and requires need is missing once', async () => {
  const clause = {
    clause: 'pasal.1',
    applies_when: { fact: 'x', operator: 'moreThan', value: 0 },
    requires: { fact: 'x', operator: 'moreThan', value: 5 },
  };

  expect(
    (await clauseOutcome({ facts: { x: number }, clauses: [...definitions({ n: '1' }), clause] }, 'pasal.1'))
      .missing,
  ).toEqual(['/x']);
});

test('an input over a list carries the label and unit of the element, not of a fact of the same name at the root', () => {
  const label = (id: string): object => ({ id, en: id });
  const facts = {
    bobot: { type: 'number', unit: 'kilogram', label: label('Bobot muatan') },
    daftar: {
      type: 'list',
      items: {
        type: 'object',
        fields: { bobot: { type: 'number', unit: 'rupiah', label: label('Bobot biaya') } },
      },
    },
  };
  const ready = readyOf({ facts, clauses: definitions({ jumlah: 'sum(daftar.map(i, i.bobot))' }) });
  const submitted = { tanggal: '2024-06-30', daftar: [{ bobot: 2.5 }, { bobot: 3 }] };

  const decision = decide([{ pack: ready.pack, ready }], { facts: submitted, version: '1.0.0' });

  if (decision.kind !== 'evaluated') throw new Error(decision.kind);
  const answer = explain(decision, 'full');
  expect(answer.law.status).toBe('draft');
  expect(answer.clauses?.[0]?.inputs).toEqual({
    'daftar[].bobot': {
      value: [2.5, 3],
      unit: 'rupiah',
      label: label('Bobot biaya'),
      says: { id: '2,5; 3', en: '2.5; 3' },
    },
  });
});

test('words of the formula language are no names', () => {
  expect(faultLines(readParts({ facts: { in: number }, clauses: definitions({ nilai: '1' }) }))).toEqual([
    expect.stringContaining('"in" is not a name'),
  ]);
});

test('one name for the whole submission and for the elements of a list is refused', () => {
  const facts = { daftar: { type: 'list', items: { type: 'object', fields: { k: number } } } };
  const perElement = { clause: 'butir', each: 'daftar', as: 'item', defines: 'nilai', formula: 'item.k' };

  expect(
    faultLines(
      readParts({ facts, clauses: [...definitions({ nilai: '1' }), perElement], outputs: ['nilai'] }),
    ).join(),
  ).toContain('nilai');
});
