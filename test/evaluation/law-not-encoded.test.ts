// What the law says and the pack does not, met in the course of a calculation: the submission is refused with that reason.
import { readyOf } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';
import { evaluateBoth, refused, values, verdicts } from './evaluate-both.js';

const amount = { type: 'number' };
const facts = {
  capaian: amount,
  baru: { type: 'boolean' },
  butir: { type: 'list', items: { type: 'object', fields: { capaian: amount } } },
};
const reason = { id: 'Halamannya tidak terbaca.', en: 'The page could not be read.' };
const other = { id: 'Aturannya belum dimuat.', en: 'The rule is not encoded.' };
const notEncoded = [
  { gap: 'di_atas_seratus', title: { id: 'Di atas 100', en: 'Above 100' }, reason },
  { gap: 'di_bawah_nol', reason: other },
];
const score = {
  clause: 'nilai',
  defines: 'nilai',
  formula: 'capaian <= 100 ? capaian : notEncoded("di_atas_seratus")',
};

describe('a branch of a formula whose law is not encoded', () => {
  const parts: PackParts = { facts, notEncoded, clauses: [score] };

  test('refuses with the reason of the gap, naming the clause that met it', async () => {
    const refusal = await refused(parts, { capaian: 100.01 });

    expect(refusal).toMatchObject({
      code: 'not_covered',
      gap: { gap: 'di_atas_seratus', title: { id: 'Di atas 100', en: 'Above 100' } },
      reasons: [{ clause: 'nilai', at: '', says: reason }],
    });
  });

  test('is not met by a submission that takes the other branch', async () => {
    expect(await values(parts, { capaian: 100 })).toEqual({ nilai: 100 });
    expect(await values(parts, { capaian: 99.99 })).toEqual({ nilai: 99.99 });
  });

  test('is not met while the fact that decides is missing: the value is undetermined', async () => {
    expect(await values(parts)).toEqual({ nilai: null });
  });

  test.each([
    { kind: 'a text', yes: '"baik"', value: 'baik' },
    { kind: 'true or false', yes: 'capaian > 0', value: true },
    { kind: 'a date', yes: 'tanggal', value: '2024-06-30' },
    { kind: 'a number', yes: '1.5', value: 1.5 },
  ])('has the kind of the other branch: $kind', async ({ yes, value }) => {
    const formula = `capaian <= 100 ? ${yes} : notEncoded("di_atas_seratus")`;
    const clauses = [{ ...score, formula }];

    expect(await values({ facts, notEncoded, clauses }, { capaian: 1 })).toEqual({ nilai: value });
    expect(await refused({ facts, notEncoded, clauses }, { capaian: 101 })).toMatchObject({
      code: 'not_covered',
    });
  });

  test('may be the first branch, and one of several', async () => {
    const formula =
      'capaian > 100 ? notEncoded("di_atas_seratus") : capaian < 0 ? notEncoded("di_bawah_nol") : capaian * 2';
    const several = { ...parts, clauses: [{ ...score, formula }] };

    expect(await values(several, { capaian: 0 })).toEqual({ nilai: 0 });
    expect(await refused(several, { capaian: -1 })).toMatchObject({ gap: { gap: 'di_bawah_nol' } });
    expect(await refused(several, { capaian: 101 })).toMatchObject({ gap: { gap: 'di_atas_seratus' } });
  });

  test('counts on the computed value: 0.1 + 0.2 is at most 0.3', async () => {
    const formula = 'capaian + 0.2 <= 0.3 ? 1 : notEncoded("di_atas_seratus")';

    expect(await values({ ...parts, clauses: [{ ...score, formula }] }, { capaian: 0.1 })).toEqual({
      nilai: 1,
    });
  });

  test('is not reached through a clause that does not apply', async () => {
    const clauses = [{ ...score, applies_when: { fact: 'baru', operator: 'is', value: true } }];

    expect(await values({ ...parts, clauses }, { capaian: 101, baru: false })).toEqual({ nilai: null });
    expect(await refused({ ...parts, clauses }, { capaian: 101, baru: true })).toMatchObject({
      code: 'not_covered',
    });
  });

  test('refuses when only the potential meets it', async () => {
    const clauses = [
      { clause: 'syarat', requires: { fact: 'baru', operator: 'is', value: true } },
      { ...score, formula: 'met("syarat") ? notEncoded("di_atas_seratus") : 1' },
    ];

    expect(await refused({ ...parts, clauses })).toMatchObject({ code: 'not_covered' });
    expect(await values({ ...parts, clauses }, { baru: false })).toEqual({ nilai: 1 });
  });

  test('is met by the right side of a requirement too', async () => {
    const value = { formula: 'baru ? 10 : notEncoded("di_atas_seratus")' };
    const requires = { fact: 'capaian', operator: 'atLeast', value };
    const clauses = [
      { clause: 'syarat', requires },
      { ...score, formula: 'capaian' },
    ];

    expect(await verdicts({ ...parts, clauses }, { capaian: 10, baru: true })).toMatchObject({
      syarat: 'met',
    });
    expect(await refused({ ...parts, clauses }, { capaian: 10, baru: false })).toMatchObject({
      code: 'not_covered',
      reasons: [{ clause: 'syarat', says: reason }],
    });
  });
});

describe('several elements that meet a gap', () => {
  const each = { ...score, each: 'butir', as: 'item' };
  const formula =
    'item.capaian > 100 ? notEncoded("di_atas_seratus") : item.capaian < 0 ? notEncoded("di_bawah_nol") : item.capaian';
  const clauses = [
    { ...each, formula },
    { clause: 'jumlah', defines: 'jumlah', formula: 'sum(butir.map(i, i.nilai))' },
  ];
  const parts: PackParts = { facts, notEncoded, clauses };

  test('are all named, each with its own reason and place; the first decides which gap refuses', async () => {
    const refusal = await refused(parts, {
      butir: [{ capaian: 50 }, { capaian: -1 }, { capaian: 101 }, { capaian: 102 }],
    });

    expect(refusal).toMatchObject({
      code: 'not_covered',
      gap: { gap: 'di_bawah_nol' },
      reasons: [
        { clause: 'nilai', at: '/butir/1', says: other },
        { clause: 'nilai', at: '/butir/2', says: reason },
        { clause: 'nilai', at: '/butir/3', says: reason },
      ],
    });
  });

  test('explain more than arithmetic that fails besides', async () => {
    const ready = readyOf({
      ...parts,
      clauses: [{ clause: 'bagi', defines: 'hasil_bagi', formula: '1 / (capaian - capaian)' }, ...clauses],
    });

    const refusal = await evaluateBoth(ready, {
      tanggal: '2024-06-30',
      capaian: 1,
      butir: [{ capaian: 101 }],
    });

    expect(refusal).toMatchObject({ code: 'not_covered', reasons: [{ clause: 'nilai', at: '/butir/0' }] });
  });
});

describe('a key for which a table has no row', () => {
  const band = {
    table: 'predikat',
    kind: 'band',
    by: [{ key: 'angka', type: 'number' }],
    not_encoded: 'di_bawah_nol',
    rows: [
      { at_least: 0, below: 90, value: 'cukup' },
      { at_least: 90, value: 'baik' },
    ],
  };
  const lookup = {
    table: 'bobot',
    kind: 'lookup',
    by: [{ key: 'baru', fact: 'baru' }],
    not_encoded: 'di_atas_seratus',
    rows: [{ baru: true, value: 2 }],
  };
  const parts: PackParts = {
    facts,
    notEncoded,
    tables: [band, lookup],
    clauses: [
      { clause: 'predikat', defines: 'predikat', formula: 'table.predikat(capaian * 1)' },
      { clause: 'bobot', defines: 'bobot', formula: 'table.bobot(baru)' },
    ],
  };

  test('meets the gap that the table names', async () => {
    expect(await refused(parts, { capaian: -0.001, baru: true })).toMatchObject({
      code: 'not_covered',
      gap: { gap: 'di_bawah_nol' },
      reasons: [{ clause: 'predikat', at: '', says: other }],
    });
    expect(await refused(parts, { capaian: 1, baru: false })).toMatchObject({
      gap: { gap: 'di_atas_seratus' },
    });
  });

  test('is no matter where there is a row', async () => {
    expect(await values(parts, { capaian: 0, baru: true })).toEqual({ predikat: 'cukup', bobot: 2 });
    expect(await values(parts, { capaian: 90, baru: true })).toEqual({ predikat: 'baik', bobot: 2 });
  });

  test('is not computable when the table names no gap', async () => {
    const plain = Object.fromEntries(Object.entries(band).filter(([key]) => key !== 'not_encoded'));
    const clauses = parts.clauses.slice(0, 1);

    expect(await refused({ ...parts, tables: [plain], clauses }, { capaian: -1 })).toMatchObject({
      code: 'not_computable',
    });
  });
});
