// Small changes of the rules: which are made, that they change what they say, and which of them cases notice.
import type { Argument, Expectation } from '../../src/policy/case-files.js';
import { mutantsOf, mutate } from '../../src/analysis/mutation/mutate.js';
import type { Mutation } from '../../src/analysis/mutation/mutate.js';
import { makeReady } from '../../src/evaluation/evaluate.js';
import type { PackParts } from '../packs/pack.js';
import { evaluateBoth } from '../evaluation/evaluate-both.js';
import { arbitraryFacts, Random } from '../evaluation/random-facts.js';
import { goodVersion, randomCases } from './good-pack-cases.js';
import { withProvision } from './small-provision.js';
import { casesFor, smallVersion } from './small-version.js';

const choice = { a: { id: 'A', en: 'A' }, b: { id: 'B', en: 'B' }, c: { id: 'C', en: 'C' } };
const facts = {
  tamu: { type: 'integer', required: true },
  luas: { type: 'number' },
  sah: { type: 'boolean' },
  jenis: { type: 'choice', values: choice },
  mulai: { type: 'date' },
  daftar: { type: 'list', items: { type: 'integer' } },
};

/** The changes of one owner, as staff read them. */
function changes(parts: PackParts, owner: string): string[] {
  const { version, places } = smallVersion({ facts, ...parts });
  return mutantsOf(version.pack, places)
    .filter(({ id }) => id.startsWith(`${owner}: `))
    .map(({ id }) => id.slice(owner.length + 2));
}

function ofFormula(formula: string, more: Partial<PackParts> = {}): string[] {
  return changes(
    { ...more, clauses: [{ clause: 'n', defines: 'n', formula }, ...(more.clauses ?? [])] },
    'n',
  );
}

function ofCondition(requires: object, more: Partial<PackParts> = {}): string[] {
  return changes({ ...more, clauses: [{ clause: 'p', requires }] }, 'p');
}

describe('a formula is changed', () => {
  test.each([
    {
      formula: 'luas < 5',
      to: ['luas < 5 -> luas <= 5', 'luas < 5 -> luas >= 5', '5 -> 6', '5 -> 4', '5 -> 5.01', '5 -> 4.99'],
    },
    { formula: 'tamu == 5', to: ['tamu == 5 -> tamu != 5', '5 -> 6', '5 -> 4'] },
    {
      formula: 'luas * 0.25',
      to: ['luas * 0.25 -> luas / 0.25', '0.25 -> 1.25', '0.25 -> -0.75', '0.25 -> 0.26', '0.25 -> 0.24'],
    },
    { formula: 'luas - tamu', to: ['luas - tamu -> luas + tamu'] },
    { formula: '-luas', to: ['-luas -> luas'] },
    {
      formula: 'sah && jenis == "a"',
      to: ['sah && jenis == "a" -> sah || jenis == "a"', 'jenis == "a" -> jenis != "a"', '"a" -> "b"'],
    },
    { formula: '!sah', to: ['!sah -> sah'] },
    {
      formula: 'sah ? luas : luas * luas',
      to: [
        'sah ? luas : luas * luas -> sah ? luas * luas : luas',
        'sah ? luas : luas * luas -> luas',
        'sah ? luas : luas * luas -> luas * luas',
        'luas * luas -> luas / luas',
      ],
    },
    {
      formula: 'min(luas, tamu)',
      to: ['min(luas, tamu) -> max(luas, tamu)', 'min(luas, tamu) -> tamu', 'min(luas, tamu) -> luas'],
    },
    {
      formula: 'clamp(luas, tamu, tamu + tamu)',
      to: [
        'clamp(luas, tamu, tamu + tamu) -> min(luas, tamu + tamu)',
        'clamp(luas, tamu, tamu + tamu) -> max(luas, tamu)',
        'tamu + tamu -> tamu - tamu',
      ],
    },
    { formula: 'abs(luas)', to: ['abs(luas) -> luas'] },
    {
      formula: 'round(luas, 0, "half_even")',
      to: [
        'round(luas, 0, "half_even") -> round(luas, 1, "half_even")',
        ...['half_away_from_zero', 'up', 'down', 'toward_zero', 'away_from_zero'].map(
          (mode) => `round(luas, 0, "half_even") -> round(luas, 0, "${mode}")`,
        ),
        'round(luas, 0, "half_even") -> luas',
      ],
    },
    { formula: 'addDays(tanggal, 2)', to: ['2 -> 3', '2 -> 1'] },
    {
      formula: 'daysBetween(mulai, tanggal)',
      to: ['daysBetween(mulai, tanggal) -> daysBetween(tanggal, mulai)'],
    },
    {
      formula: 'mulai < date("2024-03-01")',
      to: [
        'mulai < "2024-03-01" -> mulai <= "2024-03-01"',
        'mulai < "2024-03-01" -> mulai >= "2024-03-01"',
        '"2024-03-01" -> "2024-03-02"',
        '"2024-03-01" -> "2024-02-29"',
      ],
    },
    { formula: 'mean(daftar)', to: ['mean(daftar) -> median(daftar)'] },
    { formula: 'count(daftar) + tamu', to: ['count(daftar) + tamu -> count(daftar) - tamu'] },
  ])('$formula', ({ formula, to }) => {
    expect(ofFormula(formula).sort()).toEqual([...to].sort());
  });

  test('where it asks whether a value is in a list', () => {
    expect(ofFormula('jenis in ["a", "b"]').sort()).toEqual(
      [
        'jenis in ["a", "b"] -> !(jenis in ["a", "b"])',
        'jenis in ["a", "b"] -> jenis in ["b"]',
        'jenis in ["a", "b"] -> jenis in ["a"]',
        'jenis in ["a", "b"] -> jenis in ["a", "b", "c"]',
        '"a" -> "b"',
        '"b" -> "c"',
      ].sort(),
    );
  });

  test('where it asks for a verdict: the other one, and what an undetermined clause counts for', () => {
    const clauses = [{ clause: 'p', requires: { fact: 'sah', operator: 'is', value: true } }];

    expect(ofFormula('met("p")', { clauses })).toEqual([
      'met("p") -> notMet("p")',
      'met("p") -> !notMet("p")',
    ]);
    expect(ofFormula('notMet("p")', { clauses })).toEqual([
      'notMet("p") -> met("p")',
      'notMet("p") -> !met("p")',
    ]);
    expect(ofFormula('notApplicable("p")', { clauses })).toEqual([
      'notApplicable("p") -> met("p")',
      'notApplicable("p") -> !notApplicable("p")',
    ]);
  });

  test('inside a list', () => {
    const kamar = {
      type: 'list',
      items: { type: 'object', fields: { luas: { type: 'number', required: true } } },
    };
    const parts = { facts: { kamar } };

    expect(ofFormula('kamar.exists(k, k.luas < tamu)', { facts: { ...facts, ...parts.facts } })).toEqual([
      'kamar.exists(k, k.luas < tamu) -> kamar.all(k, k.luas < tamu)',
      'k.luas < tamu -> k.luas <= tamu',
      'k.luas < tamu -> k.luas >= tamu',
    ]);
    expect(
      ofFormula('sum(kamar.filter(k, k.luas < tamu).map(k, k.luas))', {
        facts: { ...facts, ...parts.facts },
      }),
    ).toContain('kamar.filter(k, k.luas < tamu) -> kamar');
  });

  test('the same change in two places has two names', () => {
    expect(ofFormula('tamu == 7 || tamu == 7').filter((each) => each.startsWith('7 -> 8'))).toEqual([
      '7 -> 8',
      '7 -> 8 (2)',
    ]);
  });
});

describe('a condition is changed', () => {
  const dropped = (name: string): string => `requires ${name} -> (dropped)`;

  test.each([
    { operator: 'atLeast', others: ['lessThan', 'moreThan'] },
    { operator: 'atMost', others: ['moreThan', 'lessThan'] },
    { operator: 'lessThan', others: ['atLeast', 'atMost'] },
    { operator: 'moreThan', others: ['atMost', 'atLeast'] },
  ])('$operator to its neighbour and its negation, and its limit', ({ operator, others }) => {
    const written = `tamu ${operator} 5`;

    expect(ofCondition({ fact: 'tamu', operator, value: 5 }).sort()).toEqual(
      [
        dropped(written),
        ...others.map((other) => `${written} -> tamu ${other} 5`),
        `${written} -> tamu ${operator} 6`,
        `${written} -> tamu ${operator} 4`,
      ].sort(),
    );
  });

  test.each([
    {
      condition: { fact: 'mulai', operator: 'onOrAfter', value: '2024-03-01' },
      to: [
        'mulai before "2024-03-01"',
        'mulai after "2024-03-01"',
        'mulai onOrAfter "2024-03-02"',
        'mulai onOrAfter "2024-02-29"',
      ],
    },
    { condition: { fact: 'sah', operator: 'is', value: true }, to: ['sah is false'] },
    { condition: { fact: 'jenis', operator: 'is', value: 'c' }, to: ['jenis isNot "c"', 'jenis is "a"'] },
    {
      condition: { fact: 'jenis', operator: 'in', value: ['a', 'b'] },
      to: ['jenis notIn ["a", "b"]', 'jenis in ["b"]', 'jenis in ["a"]', 'jenis in ["a", "b", "c"]'],
    },
    {
      condition: { fact: 'daftar', operator: 'countIs', value: 1 },
      to: [
        'daftar countIsNot 1',
        'daftar countAtLeast 1',
        'daftar countAtMost 1',
        'daftar countIs 2',
        'daftar countIs 0',
      ],
    },
    { condition: { fact: 'daftar', operator: 'isEmpty' }, to: ['daftar isNotEmpty'] },
    {
      condition: { fact: 'daftar', operator: 'contains', value: { formula: 'year(tanggal) - 1' } },
      to: [
        'daftar doesNotContain year(tanggal) - 1',
        'daftar contains year(tanggal) + 1',
        'daftar contains year(tanggal) - 2',
        'daftar contains year(tanggal) - 0',
      ],
    },
  ])('$condition', ({ condition, to }) => {
    const found = ofCondition(condition).filter((each) => !each.startsWith('requires'));

    expect(found.map((each) => each.split(' -> ')[1]).sort()).toEqual([...to].sort());
  });

  test('all and any to each other, and each part is left out', () => {
    const requires = {
      all: [
        { name: 'sah', fact: 'sah', operator: 'is', value: true },
        {
          any: [
            { fact: 'tamu', operator: 'is', value: 1 },
            { fact: 'luas', operator: 'atLeast', value: { fact: 'tamu' } },
          ],
        },
      ],
    };

    const inner = 'any [tamu is 1, luas atLeast tamu]';
    expect(ofCondition(requires)).toEqual(
      expect.arrayContaining([
        dropped(`all [sah, ${inner}]`),
        `all [sah, ${inner}] -> any`,
        'sah -> (dropped)',
        `${inner} -> (dropped)`,
        `${inner} -> all`,
        'tamu is 1 -> (dropped)',
        'luas atLeast tamu -> (dropped)',
      ]),
    );
  });
});

test('a clause is changed in what it applies to, the groups it is part of and its dates', () => {
  const requires = { fact: 'sah', operator: 'is', value: true };
  const applies_when = { fact: 'tamu', operator: 'is', value: { fact: 'luas' } };
  const clauses = [
    { clause: 'p', part_of: 'syarat', from: '2024-01-01', applies_when, requires },
    { clause: 'q', part_of: 'syarat', requires },
    { clause: 'sendiri', part_of: 'lain', requires },
    { clause: 'n', defines: 'n', formula: 'met("syarat") && met("lain")' },
  ];

  const found = changes({ clauses }, 'p').filter((each) => !/^(requires|sah)/.test(each));

  expect(found.sort()).toEqual(
    [
      'applies_when tamu is luas -> (dropped)',
      'tamu is luas -> tamu isNot luas',
      'part_of syarat -> (dropped)',
      'from 2024-01-01 -> 2023-12-31',
      'from 2024-01-01 -> 2024-01-02',
    ].sort(),
  );
  expect(changes({ clauses }, 'sendiri').some((each) => each.startsWith('part_of'))).toBe(false);
});

describe('values are changed', () => {
  test('of parameters, with the dates of their rows as far as every day keeps a value', () => {
    const parameters = { denda: [{ value: 10 }, { from: '2024-07-01', value: 2.5 }] };
    const clauses = [{ clause: 'n', defines: 'n', formula: 'parameter.denda' }];

    expect(changes({ parameters, clauses }, 'parameter.denda')).toEqual([
      '10 -> 11',
      '10 -> 9',
      '10 -> 10.01',
      '10 -> 9.99',
      'from 2024-07-01 -> 2024-06-30',
      'from 2024-07-01 -> 2024-07-02',
      '2.5 from 2024-07-01 -> 3.5',
      '2.5 from 2024-07-01 -> 1.5',
      '2.5 from 2024-07-01 -> 2.6',
      '2.5 from 2024-07-01 -> 2.4',
    ]);
  });

  test('of tables: each cell, two rows swapped, the ends of bands for both their neighbours', () => {
    const table = {
      table: 'tarif',
      kind: 'band',
      by: [{ key: 'luas', type: 'number' }],
      rows: [
        { below: 10, value: 1 },
        { at_least: 10, value: 1 },
        { at_least: 20, value: 3 },
      ].map((row, index) => (index === 1 ? { ...row, below: 20 } : row)),
    };
    const clauses = [{ clause: 'n', defines: 'n', formula: 'table.tarif(luas)' }];
    const of = (row: string): string[] => changes({ tables: [table], clauses }, `table.tarif[${row}]`);

    // The next row has the same value: nothing to swap.
    expect(of('luas < 10')).toEqual(['value 1 -> 2', 'value 1 -> 0', 'value 1 -> 1.01', 'value 1 -> 0.99']);
    expect(of('luas >= 10, luas < 20').sort()).toEqual(
      [
        'at_least 10 -> 10.01',
        'at_least 10 -> 9.99',
        'value 1 -> 2',
        'value 1 -> 0',
        'value 1 -> 1.01',
        'value 1 -> 0.99',
        'value 1 -> 3, swapped with the next row',
      ].sort(),
    );
  });

  test('of outputs: their decimals and how they are rounded', () => {
    const outputs = [{ output: 'n', rounding: { decimals: 0, mode: 'half_even' } }];
    const clauses = [{ clause: 'n', defines: 'n', formula: 'tamu' }];

    expect(changes({ outputs, clauses }, 'output n')).toEqual([
      'decimals 0 -> 1',
      'mode half_even -> half_away_from_zero',
      'mode half_even -> up',
      'mode half_even -> down',
      'mode half_even -> toward_zero',
      'mode half_even -> away_from_zero',
    ]);
  });

  test('of the refusals of what is not encoded', () => {
    const refuses_when = {
      all: [
        { fact: 'tamu', operator: 'atLeast', value: 9 },
        { fact: 'sah', operator: 'is', value: true },
      ],
    };
    const found = changes({ notEncoded: [{ gap: 'ramai', refuses_when }], clauses: [] }, 'not_encoded ramai');

    const whole = 'refuses_when all [tamu atLeast 9, sah is true]';
    expect(found).toEqual(
      expect.arrayContaining([
        `${whole} -> (dropped)`,
        `${whole} -> not`,
        'tamu atLeast 9 -> tamu moreThan 9',
        'sah is true -> (dropped)',
      ]),
    );
  });

  test('of transitional provisions', () => {
    expect(changes(withProvision, 'transitional pesanan_lama')).toEqual([
      'when all [jenis is "a", tamu atMost parameter.paling_banyak] -> (dropped)',
      'when all [jenis is "a", tamu atMost parameter.paling_banyak] -> not',
      'all [jenis is "a", tamu atMost parameter.paling_banyak] -> any',
      'jenis is "a" -> (dropped)',
      'tamu atMost parameter.paling_banyak -> (dropped)',
      'jenis is "a" -> jenis isNot "a"',
      'jenis is "a" -> jenis is "b"',
      'tamu atMost parameter.paling_banyak -> tamu moreThan parameter.paling_banyak',
      'tamu atMost parameter.paling_banyak -> tamu lessThan parameter.paling_banyak',
    ]);
  });
});

describe('a change is noticed', () => {
  const because = { id: 'Sama.', en: 'Equal.' };
  const place = { file: 'tests/a.yaml', line: 1, column: 1 };

  async function survivorsOf(
    parts: PackParts,
    submissions: readonly [object, Expectation][],
    argued: readonly Argument[] = [],
  ): Promise<Mutation> {
    const { version, places } = smallVersion({ facts, ...parts });
    const cases = submissions.flatMap(([submission, expect]) =>
      casesFor([{ tamu: 1, ...submission }], expect),
    );
    return mutate(version, places, { cases, argued });
  }

  const fee: PackParts = { clauses: [{ clause: 'n', defines: 'n', formula: 'tamu > 10 ? 2 : 1' }] };

  test('where a case expects what then comes otherwise', async () => {
    const { survivors } = await survivorsOf(fee, [
      [{ tamu: 10 }, { scores: { n: 1 } }],
      [{ tamu: 11 }, { scores: { n: 2 } }],
    ]);

    const names = survivors.map(({ mutant }) => mutant).filter((each) => each.startsWith('n: '));
    expect(names).toEqual([]);
  });

  test('not where cases stay away from the boundary', async () => {
    const { survivors, mutants, noticed, score } = await survivorsOf(fee, [
      [{ tamu: 5 }, { scores: { n: 1 } }],
      [{ tamu: 50 }, { scores: { n: 2 } }],
    ]);

    const names = survivors.map(({ mutant }) => mutant).filter((each) => each.startsWith('n: '));
    expect(names).toEqual(['n: tamu > 10 -> tamu >= 10', 'n: 10 -> 11', 'n: 10 -> 9']);
    expect(survivors[0]?.place.file).toMatch(/^uji\//);
    expect(noticed).toBe(mutants - survivors.length);
    expect(score).toBe(Math.floor((noticed / mutants) * 1000) / 10);
  });

  test('not where a case is run but expects nothing of it', async () => {
    const { noticed } = await survivorsOf(fee, [[{ tamu: 11 }, { missing: [] }]]);

    expect(noticed).toBe(0);
  });

  test('also where the formula was evaluated and came to nothing that applies', async () => {
    const applies_when = { fact: 'jenis', operator: 'is', value: 'b' };
    const parts: PackParts = {
      clauses: [
        { clause: 'x', defines: 'x', applies_when, formula: 'luas' },
        { clause: 'y', defines: 'y', formula: 'sah ? x : tamu' },
      ],
    };
    const submission = { jenis: 'a', sah: true, luas: 1 };

    const { survivors } = await survivorsOf(parts, [[submission, { verdicts: { y: 'not_applicable' } }]]);

    const names = survivors.map(({ mutant }) => mutant).filter((each) => each.startsWith('y: '));
    expect(names).toEqual(['y: sah ? x : tamu -> x']);
  });

  test('by a case that a formula or a table refuses', async () => {
    const parts: PackParts = {
      notEncoded: [{ gap: 'ramai' }, { gap: 'sempit' }],
      tables: [
        {
          table: 'sewa',
          kind: 'band',
          not_encoded: 'sempit',
          by: [{ key: 'luas', type: 'number' }],
          rows: [{ at_least: 50, value: 5 }],
        },
      ],
      clauses: [{ clause: 'n', defines: 'n', formula: 'tamu > 10 ? notEncoded("ramai") : table.sewa(luas)' }],
    };

    const { survivors } = await survivorsOf(parts, [
      [{ tamu: 10, luas: 50 }, { scores: { n: 5 } }],
      [
        { tamu: 11, luas: 50 },
        { refused: 'not_covered', gap: 'ramai' },
      ],
      [
        { tamu: 10, luas: 49.99 },
        { refused: 'not_covered', gap: 'sempit' },
      ],
    ]);

    const names = survivors.map(({ mutant }) => mutant).filter((each) => !each.startsWith('in_force'));
    expect(names).toEqual([]);
  });

  test('of a provision and of a parameter that it reads, by cases that expect which version keeps them', async () => {
    const kept = (tamu: number, jenis: string, by: string | null): [object, Expectation] => [
      { tamu, jenis },
      { kept_by: by },
    ];
    const parts = { ...withProvision, clauses: [{ clause: 'n', defines: 'n', formula: 'tamu' }] };
    const cases = [
      kept(10, 'a', 'pesanan_lama'),
      kept(11, 'a', null),
      kept(10, 'b', null),
      kept(2, 'b', 'sangat_kecil'),
      kept(3, 'b', null),
    ];

    const { survivors } = await survivorsOf(parts, cases);
    const silent = await survivorsOf(
      parts,
      cases.map(([submission]) => [submission, { missing: [] }]),
    );

    const of = (each: Mutation['survivors']): string[] =>
      each.map(({ mutant }) => mutant).filter((id) => /^(transitional|parameter)/.test(id));
    expect(of(survivors)).toEqual(['parameter.paling_banyak: 10 -> 10.01']);
    expect(of(silent.survivors).length).toBeGreaterThan(10);
  });

  test('of a group that a clause is no longer part of', async () => {
    const parts: PackParts = {
      clauses: [
        { clause: 'p', part_of: 'syarat', requires: { fact: 'sah', operator: 'is', value: true } },
        { clause: 'q', part_of: 'syarat', requires: { fact: 'tamu', operator: 'is', value: 1 } },
        { clause: 'n', defines: 'n', formula: 'met("syarat") ? 1 : 0' },
      ],
    };

    const one = await survivorsOf(parts, [[{ sah: false }, { scores: { n: 0 } }]]);

    const groups = one.survivors.map(({ mutant }) => mutant).filter((each) => each.includes('part_of'));
    expect(groups).toEqual(['q: part_of syarat -> (dropped)']);
  });

  test('what is argued is told with its reason, and what is argued in vain as such', async () => {
    const argued: Argument[] = [
      { mutant: 'n: 10 -> 11', because, place },
      { mutant: 'n: 2 -> 3', because, place },
      { mutant: 'n: 7 -> 8', because, place },
    ];

    const { survivors, idle } = await survivorsOf(fee, [[{ tamu: 50 }, { scores: { n: 2 } }]], argued);

    expect(survivors.find(({ mutant }) => mutant === 'n: 10 -> 11')?.because).toEqual(because);
    expect(survivors.filter((each) => each.because)).toHaveLength(1);
    expect(idle.map(({ mutant, isNoticed }) => [mutant, isNoticed])).toEqual([
      ['n: 2 -> 3', true],
      ['n: 7 -> 8', false],
    ]);
  });
});

describe.each([
  { name: 'kantin', count: 4 },
  { name: 'retribusi', count: 24 },
])('the changes of $name', ({ name, count }) => {
  const { version, places } = goodVersion(name);

  test('have names and are all other packs; the pack itself stays as it is', () => {
    const before = JSON.stringify(version.pack.clauses);
    const mutants = mutantsOf(version.pack, places);

    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(mutants.every(({ change }) => change(version.pack) !== version.pack)).toBe(true);
    expect(JSON.stringify(version.pack.clauses)).toBe(before);
  });

  test('are evaluated alike by both evaluators', async () => {
    const make = arbitraryFacts(version.pack);
    const sample = mutantsOf(version.pack, places).filter((_, index) => index % 30 === 0);

    for (const [index, { id, change }] of sample.entries())
      await evaluateBoth(makeReady(change(version.pack)), make(new Random(index)), id);
  });

  test('are noticed for the most part by random submissions of which everything is expected', async () => {
    const { score } = await mutate(version, places, { cases: randomCases(version, count), argued: [] });

    expect(score).toBeGreaterThan(30);
  });
});
