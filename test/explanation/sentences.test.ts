// The sentence of each clause and of each score, in Indonesian and English.
import { answerTo, clauseOf } from './answer.js';
import type { Facts } from './answer.js';

const facts = { angka: { type: 'number' }, ya: { type: 'boolean' }, tanggal_lain: { type: 'date' } };

describe("a clause's sentence ends with its verdict", () => {
  const title = { id: 'Syarat', en: 'Requirement' };
  const clauses = [
    { clause: 'syarat', title, requires: { fact: 'ya', operator: 'is', value: true } },
    {
      clause: 'khusus',
      title,
      applies_when: { fact: 'angka', operator: 'is', value: 1 },
      requires: { fact: 'ya', operator: 'is', value: true },
    },
    { clause: 'satu', defines: 'satu', formula: '1' },
  ];

  test.each([
    {
      clause: 'syarat',
      submission: { ya: true },
      verdict: 'met',
      id: 'Syarat: terpenuhi.',
      en: 'Requirement: met.',
    },
    {
      clause: 'syarat',
      submission: { ya: false },
      verdict: 'not_met',
      id: 'Syarat: tidak terpenuhi.',
      en: 'Requirement: not met.',
    },
    {
      clause: 'syarat',
      submission: {},
      verdict: 'undetermined',
      id: 'Syarat: belum dapat ditentukan.',
      en: 'Requirement: undetermined.',
    },
    {
      clause: 'khusus',
      submission: { angka: 2 },
      verdict: 'not_applicable',
      id: 'Syarat: tidak berlaku.',
      en: 'Requirement: not applicable.',
    },
    {
      clause: 'khusus',
      submission: { ya: true },
      verdict: 'undetermined',
      id: 'Syarat: belum dapat ditentukan.',
      en: 'Requirement: undetermined.',
    },
  ])('$verdict: $en', ({ clause, submission, verdict, id, en }) => {
    const found = clauseOf(answerTo({ facts, clauses }, submission), clause);

    expect(found).toMatchObject({ verdict, says: { id, en } });
  });
});

describe("a calculation's sentence ends with its value", () => {
  const title = { id: 'Hasil', en: 'Result' };
  const member = { clause: 'anggota', requires: { fact: 'ya', operator: 'is', value: true } };

  function says(formula: string, submission: Facts, unit?: string): unknown {
    const clause = { clause: 'hasil', title, defines: 'hasil', formula, ...(unit !== undefined && { unit }) };
    return clauseOf(answerTo({ facts, clauses: [member, clause] }, submission), 'hasil').says;
  }

  test.each([
    {
      formula: 'angka * 1000',
      submission: { angka: 1.5 },
      id: 'Hasil: 1500 poin.',
      en: 'Result: 1500 poin.',
      unit: 'poin',
    },
    {
      formula: 'angka * 10000',
      submission: { angka: 1.5 },
      id: 'Hasil: 15.000 poin.',
      en: 'Result: 15,000 poin.',
      unit: 'poin',
    },
    { formula: 'angka > 1', submission: { angka: 1.5 }, id: 'Hasil: ya.', en: 'Result: yes.' },
    { formula: 'addDays(tanggal, 1)', submission: {}, id: 'Hasil: 1 Juli 2024.', en: 'Result: 1 July 2024.' },
    {
      formula: 'angka > 1 ? "besar" : "kecil"',
      submission: { angka: 1.5 },
      id: 'Hasil: besar.',
      en: 'Result: besar.',
    },
    { formula: 'angka', submission: {}, id: 'Hasil: belum dapat ditentukan.', en: 'Result: undetermined.' },
    {
      formula: 'met("anggota") ? 2000 : 0',
      submission: {},
      unit: 'poin',
      id: 'Hasil: 0 poin; 2000 poin bila yang belum jelas terpenuhi.',
      en: 'Result: 0 poin; 2000 poin if what is undetermined were met.',
    },
  ])('$formula: $en', ({ formula, submission, unit, id, en }) => {
    expect(says(formula, submission as Facts, unit)).toEqual({ id, en });
  });
});

describe("a score's sentence", () => {
  const title = { id: 'Nilai', en: 'Score' };
  const member = { clause: 'anggota', requires: { fact: 'ya', operator: 'is', value: true } };

  function scoreOf(formula: string, submission: Facts, more: object = {}, unit?: string): unknown {
    const clause = { clause: 'nilai', defines: 'nilai', formula, ...(unit !== undefined && { unit }) };
    const outputs = [{ output: 'nilai', title, ...more }];
    return answerTo({ facts, clauses: [member, clause], outputs }, submission).scores['nilai'];
  }

  test.each([
    ['half_away_from_zero', 1.235, 1.24, 'setengah menjauhi nol', 'half away from zero'],
    ['half_even', 1.225, 1.22, 'setengah ke angka genap', 'half to even'],
    ['up', -1.239, -1.23, 'ke atas', 'up'],
    ['down', -1.231, -1.24, 'ke bawah', 'down'],
    ['toward_zero', -1.239, -1.23, 'menuju nol', 'toward zero'],
    ['away_from_zero', 1.231, 1.24, 'menjauhi nol', 'away from zero'],
  ])('tells the rounding step %s', (mode, angka, value, id, en) => {
    const score = scoreOf('angka', { angka }, { rounding: { decimals: 2, mode } });

    const [comma, before] = [String(value).replace('.', ','), String(angka).replace('.', ',')];
    expect(score).toMatchObject({
      value,
      rounding: { decimals: 2, mode, before: angka, beforePotential: angka },
      says: {
        id: `Nilai: ${comma} (dibulatkan ${id}, 2 desimal, dari ${before}).`,
        en: `Score: ${value} (rounded ${en}, 2 decimals, from ${angka}).`,
      },
    });
  });

  test('tells no step where rounding changed nothing, or where there is none', () => {
    const rounded = scoreOf('angka', { angka: 1.5 }, { rounding: { decimals: 2, mode: 'up' } });
    const plain = scoreOf('angka', { angka: 1.5 });

    expect(rounded).toMatchObject({ says: { en: 'Score: 1.5.' } });
    expect(plain).toMatchObject({ says: { en: 'Score: 1.5.' } });
    expect(plain).not.toHaveProperty('rounding');
  });

  test('without a value says so', () => {
    expect(scoreOf('angka', {})).toMatchObject({
      value: null,
      potential: null,
      says: { id: 'Nilai: tidak ada nilai.', en: 'Score: no value.' },
    });
  });

  test('tells what it would be if what is open were met, in its unit', () => {
    expect(scoreOf('met("anggota") ? 2000 : 0', {}, {}, 'poin')).toMatchObject({
      value: 0,
      potential: 2000,
      says: {
        id: 'Nilai: 0 poin; 2000 poin bila yang belum jelas terpenuhi.',
        en: 'Score: 0 poin; 2000 poin if what is undetermined were met.',
      },
    });
  });
});
