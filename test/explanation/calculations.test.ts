// A calculation: its formula, the values it read with their labels and units, and the formula with those values in it.
import { answerTo, clauseOf, without } from './answer.js';
import type { Facts } from './answer.js';
import type { PackParts } from '../packs/pack.js';
import type { ClauseExplained } from '../../src/explanation/explain.js';

const facts = {
  jam: { type: 'number', unit: 'jam', label: { id: 'Lama sewa', en: 'Hours of hire' } },
  hari: { type: 'integer' },
  jenis: {
    type: 'choice',
    values: { warga: { id: 'warga', en: 'villager' }, luar: { id: 'luar', en: 'outsider' } },
  },
  anggota: { type: 'boolean' },
  nilai: { type: 'list', label: { id: 'Nilai inspeksi', en: 'Marks' }, items: { type: 'number' } },
  kamar: {
    type: 'list',
    label: { id: 'Kamar', en: 'Rooms' },
    items: {
      type: 'object',
      fields: {
        luas: { type: 'number', label: { id: 'Luas kamar', en: 'Area of the room' } },
        kipas: { type: 'boolean' },
      },
    },
  },
};
const given: Facts = {
  jam: 2.5,
  hari: 3,
  jenis: 'warga',
  anggota: true,
  nilai: [70, 85.5],
  kamar: [
    { luas: 10, kipas: true },
    { luas: 20.5, kipas: false },
  ],
};
const tables = [
  {
    table: 'tarif',
    kind: 'lookup',
    title: { id: 'Tarif per jam', en: 'Rate per hour' },
    by: [{ key: 'jenis', fact: 'jenis' }],
    rows: [
      { jenis: 'warga', value: 10 },
      { jenis: 'luar', value: 40 },
    ],
  },
  {
    table: 'tarif_luar',
    kind: 'lookup',
    by: [{ key: 'jenis', fact: 'jenis' }],
    rows: [{ jenis: 'luar', value: 7 }],
  },
];
const member = {
  clause: 'anggota',
  title: { id: 'Anggota koperasi', en: 'Member' },
  requires: { fact: 'anggota', operator: 'is', value: true },
};

/** The clause that a formula makes, beside a requirement `anggota`. */
function calculation(
  formula: string,
  submission: Facts = given,
  more: Partial<PackParts> = {},
): ClauseExplained {
  const clauses = [member, ...(more.clauses ?? []), { clause: 'hitung', defines: 'hasil', formula }];
  return clauseOf(
    answerTo({ facts, tables, parameters: { biaya: 5 }, ...more, clauses }, submission),
    'hitung',
  );
}

describe('the formula with its values', () => {
  test.each([
    ['jam * hari + 1.5', '2.5 * 3 + 1.5'],
    ['min(jam, parameter.biaya) / 2', 'min(2.5, 5) / 2'],
    ['table.tarif(jenis) * jam', '10 * 2.5'],
    ['jenis == "warga" ? jam : hari', '2.5'],
    ['jenis == "luar" ? jam : jenis == "warga" ? hari : 0', '3'],
    ['met("anggota") ? jam * 2 : jam', '2.5 * 2'],
    ['sum(kamar.map(k, k.luas)) + count(kamar)', 'sum([10,20.5]) + count(2)'],
    ['mean(nilai)', 'mean([70,85.5])'],
    ['round(jam, 0, "up")', 'round(2.5, 0, "up")'],
    [
      'yearsBetween(tanggal, addYears(tanggal, hari))',
      'yearsBetween("2024-06-30", addYears("2024-06-30", 3))',
    ],
    ['hari in [1, 2, 3] ? 1 : 0', '1'],
    ['-jam + abs(-hari)', '-2.5 + abs(-3)'],
  ])('%s becomes %s', (formula, worked) => {
    const clause = calculation(formula);

    expect(clause).toMatchObject({ verdict: 'calculated', formula, worked });
  });

  test.each([
    ['(anggota ? 1 : 2) * jam', '(1) * 2.5'],
    ['jam * (anggota ? 1 : 2)', '2.5 * (1)'],
    ['jam * ((anggota ? 1 : hari) + 1)', '2.5 * ((1) + 1)'],
    ['(anggota ? (jam) : 2) + (hari)', '(2.5) + (3)'],
    ['(anggota ? jam + 1 : 2) * hari', '(2.5 + 1) * 3'],
  ])('of a choice in parentheses keeps them, as many that open as close: %s', (formula, worked) => {
    expect(calculation(formula)).toMatchObject({ worked });
  });

  test('of a table that is read for two keys has the value of each', () => {
    const { worked, inputs } = calculation('table.tarif(jenis) + table.tarif("luar")');

    expect(worked).toBe('10 + 40');
    expect(inputs).toMatchObject({
      'table.tarif(jenis)': { value: 10 },
      'table.tarif("luar")': { value: 40 },
    });
  });

  test('over several lines keeps its lines', () => {
    expect(calculation('jam\n  + hari').worked).toBe('2.5\n  + 3');
  });

  test.each([
    'sum(kamar.map(k, k.kipas ? k.luas : 0))',
    'count(kamar.filter(k, k.kipas ? true : false))',
    'sum(kamar.filter(k, k.luas > 5).map(k, k.kipas ? 1 : 2))',
  ])('a choice within a list is explained too: %s', (formula) => {
    const clause = calculation(formula);

    expect(clause).toMatchObject({ verdict: 'calculated', formula });
    expect(clause.worked).toBeDefined();
  });
});

describe('the inputs', () => {
  test('are a fact with its label and unit, a parameter, a table and a verdict, each under its own text', () => {
    const { inputs } = calculation(
      'met("anggota") ? table.tarif(jenis) * jam + parameter.biaya * hari * jam : 0 * jam',
    );

    expect(inputs).toEqual({
      'met("anggota")': {
        value: true,
        verdict: 'met',
        label: { id: 'Anggota koperasi', en: 'Member' },
        says: { id: 'terpenuhi', en: 'met' },
      },
      'table.tarif(jenis)': {
        value: 10,
        label: { id: 'Tarif per jam', en: 'Rate per hour' },
        says: { id: '10', en: '10' },
      },
      jam: {
        value: 2.5,
        unit: 'jam',
        label: { id: 'Lama sewa', en: 'Hours of hire' },
        says: { id: '2,5 jam', en: '2.5 jam' },
      },
      'parameter.biaya': { value: 5, label: { id: 'Kata', en: 'Words' }, says: { id: '5', en: '5' } },
      hari: { value: 3, says: { id: '3', en: '3' } },
    });
  });

  test('are those of the branch that was taken and of its condition alone', () => {
    const { inputs } = calculation('jenis == "luar" ? table.tarif_luar(jenis) * hari : jam');

    expect(Object.keys(inputs ?? {})).toEqual(['jenis', 'jam']);
  });

  test('of a definition carry its title, its unit and its value', () => {
    const clauses = [
      {
        clause: 'dasar',
        title: { id: 'Dasar', en: 'Basis' },
        defines: 'dasar',
        unit: 'jam',
        formula: 'jam * 2',
      },
    ];

    const { inputs } = calculation('dasar + jam', given, { clauses });

    expect(inputs).toMatchObject({ dasar: { value: 5, unit: 'jam', label: { id: 'Dasar', en: 'Basis' } } });
  });

  test('of a definition that several clauses give carry the title of the one that applied', () => {
    const rate = (jenis: string): object => ({
      clause: `tarif.${jenis}`,
      title: { id: `Tarif ${jenis}`, en: `Rate ${jenis}` },
      applies_when: { fact: 'jenis', operator: 'is', value: jenis },
      defines: 'tarif_sewa',
      formula: jenis === 'warga' ? '10' : '40',
    });
    const more = { clauses: [rate('warga'), rate('luar')] as Partial<PackParts>['clauses'] };

    const inputs = ['warga', 'luar'].map(
      (jenis) => calculation('tarif_sewa * 2', { ...given, jenis }, more as Partial<PackParts>).inputs,
    );

    expect(inputs).toMatchObject([
      { tarif_sewa: { value: 10, label: { id: 'Tarif warga', en: 'Rate warga' } } },
      { tarif_sewa: { value: 40, label: { id: 'Tarif luar', en: 'Rate luar' } } },
    ]);
  });

  test('of a list are one input with every value, of facts and of definitions', () => {
    const clauses = [{ clause: 'dua', each: 'kamar', as: 'k', defines: 'dua_kali', formula: 'k.luas * 2' }];

    const { inputs, worked } = calculation(
      'sum(kamar.map(x, x.luas)) + sum(kamar.map(x, x.dua_kali))',
      given,
      { clauses },
    );

    expect(inputs).toMatchObject({
      'kamar[].luas': {
        value: [10, 20.5],
        label: { id: 'Luas kamar', en: 'Area of the room' },
        says: { id: '10; 20,5', en: '10; 20.5' },
      },
      'kamar[].dua_kali': { value: [20, 41] },
    });
    expect(worked).toBe('sum([10,20.5]) + sum([20,41])');
  });

  test('of a list that is counted give how many there are', () => {
    const { inputs } = calculation('count(kamar)');

    expect(inputs).toEqual({
      kamar: { value: 2, label: { id: 'Kamar', en: 'Rooms' }, says: { id: '2', en: '2' } },
    });
  });

  test("of an element are the element's own", () => {
    const clauses = [
      { clause: 'dua', each: 'kamar', as: 'k', defines: 'dua_kali', formula: 'k.luas * hari' },
    ];
    const answer = answerTo(
      { facts, clauses: [...clauses, { clause: 'satu', defines: 'satu', formula: '1' }] },
      given,
    );

    expect(clauseOf(answer, 'dua', '/kamar/1')).toMatchObject({
      value: 61.5,
      worked: '20.5 * 3',
      inputs: { 'k.luas': { value: 20.5, label: { en: 'Area of the room' } }, hari: { value: 3 } },
    });
  });

  test('that are missing are null, keep their name in the formula, and are named by pointer', () => {
    const others = without(given, 'jam');

    expect(calculation('jam * hari', others)).toMatchObject({
      verdict: 'undetermined',
      value: null,
      potential: null,
      inputs: {
        jam: { value: null, unit: 'jam', says: { id: 'tidak diisi', en: 'not given' } },
        hari: { value: 3 },
      },
      worked: 'jam * 3',
      missing: ['/jam'],
    });
  });

  test('of an open condition are those of all branches', () => {
    const others = without(given, 'anggota');

    const clause = calculation('anggota ? jam : hari', others);

    expect(clause).toMatchObject({ verdict: 'undetermined', missing: ['/anggota'] });
    expect(Object.keys(clause.inputs ?? {}).sort()).toEqual(['anggota', 'hari', 'jam']);
  });
});

describe('what a calculation would come to if what is open were met', () => {
  const formula = 'met("anggota") ? jam * 2 : jam * hari';

  test('is worked out too where it is another value; the verdict is told beside the answer to the verb', () => {
    const clause = calculation(formula, without(given, 'anggota'));

    expect(clause).toMatchObject({
      verdict: 'calculated',
      value: 7.5,
      potential: 5,
      worked: '2.5 * 3',
      workedPotential: '2.5 * 2',
      inputs: {
        'met("anggota")': {
          value: false,
          verdict: 'undetermined',
          says: { id: 'belum dapat ditentukan', en: 'undetermined' },
        },
      },
    });
  });

  test('is left out where it is the same', () => {
    expect(calculation(formula)).toMatchObject({ value: 5, potential: 5, worked: '2.5 * 2' });
    expect(calculation(formula)).not.toHaveProperty('workedPotential');
  });
});

describe('a calculation that does not apply', () => {
  test('has neither value nor formula', () => {
    const clauses = [
      {
        clause: 'khusus',
        defines: 'khusus',
        formula: 'jam',
        applies_when: { fact: 'jenis', operator: 'is', value: 'luar' },
      },
      { clause: 'satu', defines: 'satu', formula: '1' },
    ];

    const clause = clauseOf(answerTo({ facts, clauses, outputs: ['satu'] }, given), 'khusus');

    expect(clause).toMatchObject({
      verdict: 'not_applicable',
      value: null,
      appliesWhen: [{ verdict: 'not_met' }],
    });
    expect(clause).not.toHaveProperty('formula');
    expect(clause).not.toHaveProperty('inputs');
  });
});
