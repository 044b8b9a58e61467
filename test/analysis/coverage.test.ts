// What cases cover: each goal is reached by the case that shows it, and by no other.
import type { Argument } from '../../src/policy/case-files.js';
import { coverageOf, notReached } from '../../src/analysis/coverage/coverage.js';
import type { Coverage } from '../../src/analysis/coverage/coverage.js';
import { stepAt } from '../../src/analysis/coverage/step.js';
import type { PackParts } from '../packs/pack.js';
import { goodVersion, randomCases } from './good-pack-cases.js';
import { withProvision } from './small-provision.js';
import { casesFor, smallVersion } from './small-version.js';

function covered(
  parts: PackParts,
  submissions: readonly object[],
  argued: readonly Argument[] = [],
): Coverage {
  const { version, places } = smallVersion(parts);
  return coverageOf(version, places, { cases: casesFor(submissions), argued });
}

/** The goals of one kind that are reached. */
function reached({ goals }: Coverage, kind: string): string[] {
  return goals.filter((each) => each.kind === kind && each.cases > 0).map(({ id }) => id);
}

function open({ goals }: Coverage, kind: string): string[] {
  return goals.filter((each) => each.kind === kind && each.cases === 0).map(({ id }) => id);
}

const facts = {
  tamu: { type: 'integer', at_least: 0 },
  luas: { type: 'number' },
  sah: { type: 'boolean' },
  jenis: { type: 'choice', required: true, values: { a: { id: 'A', en: 'A' }, b: { id: 'B', en: 'B' } } },
};

describe('clauses', () => {
  const parts: PackParts = {
    facts,
    clauses: [
      {
        clause: 'aula.sah',
        applies_when: { fact: 'jenis', operator: 'is', value: 'a' },
        requires: { fact: 'sah', operator: 'is', value: true },
      },
      { clause: 'aula.luas', defines: 'dua', formula: 'luas * 2' },
      { clause: 'aula.tetap', defines: 'tetap', formula: 'jenis == "a" ? 1 : 2' },
    ],
  };

  test('should have every verdict that they can have', () => {
    expect(open(covered(parts, []), 'clause')).toEqual([
      'aula.sah: met',
      'aula.sah: not_met',
      'aula.sah: undetermined',
      'aula.sah: not_applicable',
      'aula.luas: calculated',
      'aula.luas: undetermined',
      // Of what it reads nothing can be left out.
      'aula.tetap: calculated',
    ]);
  });

  test.each([
    { submission: { jenis: 'a', sah: true }, shows: 'aula.sah: met' },
    { submission: { jenis: 'a', sah: false }, shows: 'aula.sah: not_met' },
    { submission: { jenis: 'a' }, shows: 'aula.sah: undetermined' },
    { submission: { jenis: 'b' }, shows: 'aula.sah: not_applicable' },
    { submission: { jenis: 'b', luas: 1 }, shows: 'aula.luas: calculated' },
    { submission: { jenis: 'b' }, shows: 'aula.luas: undetermined' },
  ])('$shows is reached by $submission', ({ submission, shows }) => {
    const coverage = covered(parts, [submission]);

    expect(reached(coverage, 'clause')).toContain(shows);
    const { cases } = coverage.goals.find(({ id }) => id === shows) ?? {};
    expect(cases).toBe(1);
  });

  test('a fact that is needed when it is read is not left out', () => {
    const sifat = { type: 'text', required_when: { fact: 'jenis', in: ['a'] } };
    const formula = 'jenis == "a" ? (sifat == "x" ? 1 : 2) : 0';
    const coverage = covered(
      { facts: { ...facts, sifat }, clauses: [{ clause: 'nilai', defines: 'nilai', formula }] },
      [],
    );

    expect(open(coverage, 'clause')).toEqual(['nilai: calculated']);
  });

  test('what asks for the verdict of an open clause can be open itself', () => {
    const coverage = covered(
      {
        facts,
        clauses: [
          { clause: 'aula.sah', requires: { fact: 'sah', operator: 'is', value: true } },
          { clause: 'nilai', defines: 'nilai', formula: 'met("aula.sah") ? 2 : 1' },
          { clause: 'cukup', requires: { fact: 'nilai', operator: 'atLeast', value: 2 } },
        ],
      },
      [{ jenis: 'a' }],
    );

    expect(reached(coverage, 'clause')).toEqual([
      'aula.sah: undetermined',
      'nilai: calculated',
      'cukup: undetermined',
    ]);
    expect(open(coverage, 'clause')).not.toContain('nilai: undetermined');
  });
});

test('conditions should be met and not met, each by itself', () => {
  const requires = {
    any: [
      { name: 'sah', fact: 'sah', operator: 'is', value: true },
      { not: { fact: 'jenis', operator: 'is', value: 'a' } },
    ],
  };
  const coverage = covered({ facts, clauses: [{ clause: 'aula', requires }] }, [{ jenis: 'a', sah: true }]);

  expect(reached(coverage, 'condition')).toEqual(['aula: sah met', 'aula: jenis isNot "a" not_met']);
  expect(open(coverage, 'condition')).toEqual(['aula: sah not_met', 'aula: jenis isNot "a" met']);
});

describe('branches', () => {
  const branches = (formula: string, submissions: readonly object[]): string[] =>
    reached(covered({ facts, clauses: [{ clause: 'n', defines: 'n', formula }] }, submissions), 'branch');

  test('of a choice are taken both ways; those of a part that is not chosen are not', () => {
    const formula = 'jenis == "a" ? (luas > 5 ? 1 : 2) : 3';

    expect(branches(formula, [{ jenis: 'b', luas: 9 }])).toEqual(['n: jenis == "a" ? no']);
    expect(branches(formula, [{ jenis: 'a', luas: 9 }])).toEqual([
      'n: jenis == "a" ? yes',
      'n: luas > 5 ? yes',
    ]);
  });

  test('of an && whose left side decides are not taken', () => {
    const formula = '(jenis == "a" && (sah ? luas : 0) > 1) ? 1 : 2';

    expect(branches(formula, [{ jenis: 'b', sah: true, luas: 1 }])).toEqual([
      'n: jenis == "a" && (sah ? luas : 0) > 1 ? no',
    ]);
  });

  test.each([
    { luas: 4, gives: ['luas'] },
    { luas: 5, gives: [] },
    { luas: 6, gives: ['5'] },
  ])('of min: where luas is $luas, $gives is the least', ({ luas, gives }) => {
    expect(branches('min(luas, 5)', [{ jenis: 'a', luas }])).toEqual(
      gives.map((each) => `n: min(luas, 5) gives ${each}`),
    );
  });

  test.each([
    { luas: -1, gives: '0' },
    { luas: 0, gives: 'luas' },
    { luas: 10, gives: 'luas' },
    { luas: 11, gives: '10' },
  ])('of clamp: where luas is $luas, it gives $gives', ({ luas, gives }) => {
    expect(branches('clamp(luas, 0, 10)', [{ jenis: 'a', luas }])).toEqual([
      `n: clamp(luas, 0, 10) gives ${gives}`,
    ]);
  });

  test('inside a list are taken for each element', () => {
    const kamar = {
      type: 'list',
      items: { type: 'object', fields: { luas: { type: 'number', required: true } } },
    };
    const formula = 'sum(kamar.map(k, k.luas > 5 ? 1 : 0))';
    const coverage = covered({ facts: { kamar }, clauses: [{ clause: 'n', defines: 'n', formula }] }, [
      { kamar: [{ luas: 4 }, { luas: 5.04 }] },
    ]);

    expect(reached(coverage, 'branch')).toEqual(['n: k.luas > 5 ? yes', 'n: k.luas > 5 ? no']);
    expect(reached(coverage, 'boundary')).toEqual(['n: k.luas above 5']);
  });
});

describe('boundaries', () => {
  const sides = (
    condition: object,
    submissions: readonly object[],
    more: Partial<PackParts> = {},
  ): string[] =>
    reached(
      covered(
        { facts, ...more, clauses: [{ clause: 'p', requires: condition }] },
        submissions.map((each) => ({ jenis: 'a', ...each })),
      ),
      'boundary',
    ).filter((id) => id.startsWith('p: '));

  test.each([
    { about: 'a hundredth part below', luas: 198, side: ['below'] },
    { about: 'less than that below', luas: 199.5, side: ['below'] },
    { about: 'more than that below', luas: 197.9, side: [] },
    { about: 'on it', luas: 200, side: ['on'] },
    { about: 'a hundredth part above', luas: 202, side: ['above'] },
    { about: 'more than that above', luas: 202.1, side: [] },
  ])('of numbers: $about', ({ luas, side }) => {
    expect(sides({ fact: 'luas', operator: 'atLeast', value: 200 }, [{ luas }])).toEqual(
      side.map((each) => `p: luas ${each} 200`),
    );
  });

  test.each([
    { boundary: 200, isOfWholes: false, step: 2 },
    { boundary: 0, isOfWholes: false, step: 0.01 },
    { boundary: 0.5, isOfWholes: false, step: 0.01 },
    { boundary: 0.004, isOfWholes: false, step: 0.001 },
    { boundary: -300, isOfWholes: false, step: 3 },
    { boundary: 200, isOfWholes: true, step: 1 },
  ])('the step at $boundary is $step (whole numbers: $isOfWholes)', ({ boundary, isOfWholes, step }) => {
    expect(stepAt(boundary, isOfWholes)).toBe(step);
  });

  test('of whole numbers lie one apart', () => {
    const condition = { fact: 'tamu', operator: 'atMost', value: 200 };

    expect(sides(condition, [{ tamu: 198 }, { tamu: 202 }])).toEqual([]);
    expect(sides(condition, [{ tamu: 199 }, { tamu: 201 }])).toEqual([
      'p: tamu below 200',
      'p: tamu above 200',
    ]);
  });

  test('of dates lie a day apart', () => {
    const condition = { fact: 'tanggal', operator: 'before', value: '2024-03-01' };

    expect(sides(condition, [{ tanggal: '2024-02-29' }])).toEqual(['p: tanggal below "2024-03-01"']);
    expect(sides(condition, [{ tanggal: '2024-02-28' }, { tanggal: '2024-03-02' }])).toEqual([
      'p: tanggal above "2024-03-01"',
    ]);
  });

  test('that nothing can lie below, or on, are not asked for from there', () => {
    const wanted = (value: number): string[] => {
      const requires = { fact: 'tamu', operator: 'atLeast', value };
      return open(covered({ facts, clauses: [{ clause: 'p', requires }] }, []), 'boundary')
        .filter((id) => id.startsWith('p: '))
        .map((id) => id.split(' ')[2] ?? '');
    };

    expect(wanted(0)).toEqual(['on', 'above']);
    expect(wanted(2.5)).toEqual(['below', 'above']);
    expect(wanted(2)).toEqual(['below', 'on', 'above']);
  });

  test('of a parameter are asked for at each of its values', () => {
    const parameters = {
      terbanyak: [
        { to: '2024-06-30', value: 10 },
        { from: '2024-07-01', value: 20 },
      ],
    };
    const condition = { fact: 'tamu', operator: 'atMost', value: { parameter: 'terbanyak' } };

    const found = sides(condition, [{ tamu: 11 }, { tamu: 20, tanggal: '2024-07-01' }], { parameters });

    expect(found).toEqual(['p: tamu above parameter.terbanyak = 10', 'p: tamu on parameter.terbanyak = 20']);
  });

  test('of counted lists are those of their length', () => {
    const daftar = { type: 'list', items: { type: 'integer' } };
    const condition = { fact: 'daftar', operator: 'countAtLeast', value: 1 };

    const found = sides(condition, [{ daftar: [] }, { daftar: [7, 8] }], { facts: { ...facts, daftar } });

    expect(found).toEqual(['p: daftar below 1', 'p: daftar above 1']);
  });

  test('are the same whichever side the limit stands on', () => {
    const condition = { fact: 'luas', operator: 'atLeast', value: { formula: '(5 < luas) ? 1 : 2' } };

    expect(sides(condition, [{ luas: 5.01 }])).toContain('p: luas above 5');
  });
});

describe('tables', () => {
  const table = {
    table: 'tarif',
    kind: 'band',
    by: [{ key: 'luas', type: 'number' }],
    rows: [
      { at_least: 0, below: 10, value: 1 },
      { at_least: 10, value: 2 },
    ],
  };
  const clauses = [{ clause: 'n', defines: 'n', formula: 'table.tarif(luas)' }];

  test('have their rows read and their ends reached from the sides that there are', () => {
    const coverage = covered({ facts, tables: [table], clauses }, [{ jenis: 'a', luas: 9.95 }]);

    expect(reached(coverage, 'row')).toEqual(['table.tarif: row luas >= 0, luas < 10']);
    expect(open(coverage, 'row')).toEqual(['table.tarif: row luas >= 10']);
    expect(reached(coverage, 'boundary')).toEqual(['table.tarif: luas below 10']);
    expect(open(coverage, 'boundary').filter((id) => id.startsWith('table'))).toEqual([
      'table.tarif: luas on 0',
      'table.tarif: luas above 0',
      'table.tarif: luas on 10',
      'table.tarif: luas above 10',
    ]);
  });
});

test('the law is asked for on the day of each change and on the day before', () => {
  const coverage = covered(
    {
      inForce: { from: '2020-01-01', to: '2025-12-31' },
      parameters: { denda: [{ value: 1 }, { from: '2024-07-01', value: 2 }] },
      clauses: [{ clause: 'n', defines: 'n', formula: 'parameter.denda' }],
    },
    [{ tanggal: '2024-06-30' }, { tanggal: '2019-12-31' }, { tanggal: '2026-01-01' }],
  );

  expect(reached(coverage, 'boundary')).toEqual([
    'law date 2020-01-01: before',
    'law date 2024-07-01: before',
    'law date 2026-01-01: on',
  ]);
  expect(reached(coverage, 'parameter')).toEqual(['parameter.denda: 1']);
  expect(open(coverage, 'parameter')).toEqual(['parameter.denda: 2 (from 2024-07-01)']);
});

describe('what is not encoded', () => {
  const notEncoded = [
    { gap: 'ramai', refuses_when: { fact: 'tamu', operator: 'moreThan', value: 1000 } },
    { gap: 'lain' },
  ];
  const clauses = [{ clause: 'n', defines: 'n', formula: '1' }];

  test('is refused and not refused where a submission can meet it, and listed where none can', () => {
    const coverage = covered({ facts, clauses, notEncoded }, [{ jenis: 'a', tamu: 1001 }]);

    expect(reached(coverage, 'gap')).toEqual(['not_encoded ramai: refused']);
    expect(open(coverage, 'gap')).toEqual(['not_encoded ramai: not_refused']);
    expect(reached(coverage, 'condition')).toEqual(['not_encoded ramai: tamu moreThan 1000 met']);
    expect(reached(coverage, 'boundary')).toEqual(['not_encoded ramai: tamu above 1000']);
    expect(coverage.notEncoded.map(({ gap }) => gap)).toEqual(['lain']);
  });
});

describe('a gap that a formula or a table names', () => {
  const notEncoded = [{ gap: 'ramai' }, { gap: 'sempit' }, { gap: 'lain' }];
  const tables = [
    {
      table: 'sewa',
      kind: 'band',
      not_encoded: 'sempit',
      by: [{ key: 'luas', type: 'number' }],
      rows: [
        { at_least: 50, below: 90, value: 5 },
        { at_least: 90, below: 200, value: 9 },
      ],
    },
    {
      table: 'tambahan',
      kind: 'lookup',
      by: [{ key: 'jenis', fact: 'jenis' }],
      rows: [
        { jenis: 'a', value: 1 },
        { jenis: 'b', value: 2 },
      ],
    },
  ];
  const clauses = [
    { clause: 'dasar', defines: 'dasar', formula: 'sah ? tamu * 2 : tamu' },
    { clause: 'lepas', defines: 'lepas', formula: 'sah ? 7 : 8' },
    {
      clause: 'sewa',
      defines: 'sewa',
      applies_when: { fact: 'sah', operator: 'is', value: true },
      formula:
        'dasar + table.tambahan(jenis) > parameter.batas ? notEncoded("ramai") : table.sewa(luas) + dasar',
    },
  ];
  const parameters = { batas: [{ value: 20.9 }] };
  const parts: PackParts = { facts, clauses, tables, parameters, notEncoded };
  const few = { jenis: 'a', sah: true, tamu: 1 };

  test('is a goal: a case that is refused for it', () => {
    const none = covered(parts, []);

    expect(open(none, 'gap')).toEqual(['not_encoded ramai: refused', 'not_encoded sempit: refused']);
    expect(none.notEncoded.map(({ gap }) => gap)).toEqual(['lain']);
    expect(reached(covered(parts, [{ ...few, tamu: 10, luas: 60 }]), 'gap')).toEqual([
      'not_encoded ramai: refused',
    ]);
    expect(reached(covered(parts, [{ ...few, luas: 49 }]), 'gap')).toEqual(['not_encoded sempit: refused']);
    expect(reached(covered(parts, [{ ...few, luas: 50 }]), 'gap')).toEqual([]);
  });

  test('is reached over branches, conditions, boundaries, rows and parameters, which are shown by that', () => {
    const coverage = covered(parts, [{ ...few, tamu: 10, luas: 60 }]);

    expect(reached(coverage, 'branch')).toEqual([
      'dasar: sah ? yes',
      'sewa: dasar + table.tambahan(jenis) > parameter.batas ? yes',
    ]);
    expect(reached(coverage, 'condition')).toEqual(['sewa: sah is true met']);
    expect(reached(coverage, 'row')).toEqual(['table.tambahan: row jenis = a']);
    expect(reached(coverage, 'parameter')).toEqual(['parameter.batas: 20.9']);
    expect(reached(coverage, 'boundary')).toEqual([
      'sewa: dasar + table.tambahan(jenis) above parameter.batas = 20.9',
    ]);
  });

  test('shows no verdict, and nothing of clauses that did not lead to it', () => {
    const coverage = covered(parts, [{ ...few, tamu: 10, luas: 60 }]);

    expect(reached(coverage, 'clause')).toEqual([]);
    expect(open(coverage, 'branch')).toContain('lepas: sah ? yes');
  });

  test('lies beside the outermost ends of its table too', () => {
    const luas = [49.5, 50, 89.5, 90, 199, 200, 201];
    const boundaries = luas.flatMap((each) =>
      reached(covered(parts, [{ ...few, luas: each }]), 'boundary').filter((id) => id.startsWith('table')),
    );

    expect(boundaries).toEqual([
      'table.sewa: luas below 50',
      'table.sewa: luas on 50',
      'table.sewa: luas below 90',
      'table.sewa: luas on 90',
      'table.sewa: luas below 200',
      'table.sewa: luas on 200',
      'table.sewa: luas above 200',
    ]);
  });

  test('that one element meets shows nothing of the other elements', () => {
    const kamar = {
      type: 'list',
      required: true,
      items: { type: 'object', fields: { luas: { type: 'number', required: true } } },
    };
    const each = { each: 'kamar', as: 'k' };
    const coverage = covered(
      {
        facts: { kamar },
        notEncoded,
        clauses: [
          { clause: 'besar', ...each, defines: 'besar', formula: 'k.luas > 9 ? 2 : 1' },
          { clause: 'biaya', ...each, defines: 'biaya', formula: 'k.besar == 2 ? notEncoded("ramai") : 1' },
          { clause: 'jumlah', defines: 'jumlah', formula: 'sum(kamar.map(x, x.biaya))' },
        ],
      },
      [{ kamar: [{ luas: 8 }, { luas: 10 }] }],
    );

    expect(reached(coverage, 'branch')).toEqual(['besar: k.luas > 9 ? yes', 'biaya: k.besar == 2 ? yes']);
  });
});

test('a case that has no answer for its arithmetic shows what it reached all the same', () => {
  const formula = 'sah ? 10 / tamu : 1';
  const coverage = covered({ facts, clauses: [{ clause: 'n', defines: 'n', formula }] }, [
    { jenis: 'a', sah: true, tamu: 0 },
  ]);

  expect(reached(coverage, 'branch')).toEqual(['n: sah ? yes']);
});

describe('a transitional provision', () => {
  test('keeps and does not keep, and its conditions and boundaries are those of a clause', () => {
    const ids = open(covered(withProvision, []), 'provision');
    const isOfFirst = ({ owner }: Coverage['goals'][number]): boolean => owner.name === 'pesanan_lama';

    expect(ids).toEqual([
      'transitional pesanan_lama: kept',
      'transitional pesanan_lama: not_kept',
      'transitional sangat_kecil: kept',
      'transitional sangat_kecil: not_kept',
    ]);
    const { goals } = covered(withProvision, []);
    expect(goals.filter(isOfFirst).map(({ kind, mark }) => `${kind} ${mark}`)).toEqual([
      'provision kept',
      'provision not_kept',
      'condition met',
      'condition not_met',
      'condition met',
      'condition not_met',
      'boundary below@0',
      'boundary on@0',
      'boundary above@0',
    ]);
  });

  test('is reached by the case that it keeps, with its conditions, boundary and parameter', () => {
    const coverage = covered(withProvision, [{ jenis: 'a', tamu: 10 }]);

    expect(reached(coverage, 'provision')).toEqual(['transitional pesanan_lama: kept']);
    expect(reached(coverage, 'condition').filter((id) => id.includes('pesanan_lama'))).toEqual([
      'transitional pesanan_lama: jenis is "a" met',
      'transitional pesanan_lama: tamu atMost parameter.paling_banyak met',
    ]);
    expect(reached(coverage, 'boundary')).toEqual([
      'transitional pesanan_lama: tamu on parameter.paling_banyak = 10',
    ]);
    expect(reached(coverage, 'parameter')).toEqual(['parameter.paling_banyak: 10']);
  });

  test('does not keep where none does', () => {
    expect(reached(covered(withProvision, [{ jenis: 'b', tamu: 10 }]), 'provision')).toEqual([
      'transitional pesanan_lama: not_kept',
      'transitional sangat_kecil: not_kept',
    ]);
  });

  test('is reached also by facts that this version does not take, as far as they can be judged', () => {
    const old = covered(withProvision, [{ jenis: 'a', tamu: 10, isian_lama: 1 }]);
    const wrong = covered(withProvision, [{ jenis: 'a', tamu: 'sepuluh' }]);

    expect(reached(old, 'provision')).toEqual(['transitional pesanan_lama: kept']);
    expect(reached(wrong, 'condition')).toEqual([]);
  });

  test('is not asked on a date that the version does not cover', () => {
    const parts = { ...withProvision, inForce: { from: '2024-07-01' } };

    expect(reached(covered(parts, [{ jenis: 'a', tamu: 10 }]), 'provision')).toEqual([]);
  });
});

describe('totals', () => {
  const clauses = [{ clause: 'n', defines: 'n', formula: 'min(5, 7)' }];
  const because = { id: 'Selalu 5.', en: 'Always 5.' };
  const place = { file: 'tests/a.yaml', line: 1, column: 1 };

  test('leave out what is argued', () => {
    const argued = [{ goal: 'n: min(5, 7) gives 7', because, place }];
    const coverage = covered({ clauses }, [{}], argued);

    expect(coverage.totals.branch).toEqual({ goals: 2, reached: 1, argued: 1, percent: 100 });
    expect(notReached(coverage).map(({ kind }) => kind)).toEqual(['boundary', 'boundary']);
    expect(coverage.idle).toEqual([]);
  });

  test('are rounded down, and 100 where there is nothing to reach', () => {
    const { totals } = covered({ clauses }, [{}]);

    expect(totals.row.percent).toBe(100);
    expect(totals.all).toEqual({ goals: 5, reached: 2, argued: 0, percent: 40 });
  });

  test('arguments for what a case reaches, or what there is not, are told', () => {
    const argued = [
      { goal: 'n: min(5, 7) gives 5', because, place },
      { goal: 'n: min(5, 8) gives 8', because, place },
    ];

    const { idle } = covered({ clauses }, [{}], argued);

    expect(idle.map(({ goal, isReached }) => [goal, isReached])).toEqual([
      ['n: min(5, 7) gives 5', true],
      ['n: min(5, 8) gives 8', false],
    ]);
  });
});

test('every goal has a place and says what case is wanted, in both languages', () => {
  const requires = { fact: 'luas', operator: 'atLeast', value: 5 };
  const coverage = covered({ facts, clauses: [{ clause: 'p', requires }] }, []);
  const goal = notReached(coverage).find(({ id }) => id === 'p: luas below 5');

  expect(goal?.place).toMatchObject({ file: 'uji/clauses/pasal.yaml', line: 1 });
  expect(goal?.wanted).toEqual({
    id: 'kasus dengan luas sedikit di bawah 5',
    en: 'a case with luas just below 5',
  });
});

test.each(['kantin', 'retribusi'])('random submissions of %s reach only goals that there are', (name) => {
  const { version, places } = goodVersion(name);

  const few = coverageOf(version, places, { cases: randomCases(version, 5), argued: [] });
  const more = coverageOf(version, places, { cases: randomCases(version, 40), argued: [] });

  expect(more.totals.clause.reached).toBeGreaterThan(few.totals.clause.reached - 1);
  expect(more.totals.all.reached).toBeGreaterThan(few.totals.all.reached);
  expect(more.totals.condition.percent).toBeGreaterThan(70);
  const ids = more.goals.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
