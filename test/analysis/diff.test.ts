// Two small packs -> the differences as a policy officer reads them.
import { diffPacks } from '../../src/analysis/diff/diff-packs.js';
import { diffText } from '../../src/analysis/diff/text.js';
import type { Pack } from '../../src/policy/pack.js';
import { filesOf, packOf, readFiles, readParts } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';

type Raw = Record<string, unknown>;

/** The lines of the text without headings, so each is a change. */
function changes(before: Pack, after: Pack, language: 'id' | 'en' = 'en'): string[] {
  const lines = diffText(before, after, diffPacks(before, after), language).split('\n');
  return lines.filter((line) => line.startsWith('  ')).map((line) => line.trim());
}

function between(before: PackParts, after: PackParts, language: 'id' | 'en' = 'en'): string[] {
  return changes(packOf(readParts(before)), packOf(readParts(after)), language);
}

/** A pack with a manifest that has these keys. */
function withManifest(parts: PackParts, keys: Raw): Pack {
  const files = filesOf(parts);
  const manifest = { ...(JSON.parse(files['manifest.yaml'] ?? '') as Raw), ...keys };
  return packOf(readFiles({ ...files, 'manifest.yaml': JSON.stringify(manifest) }));
}

const source = 'source: Words (the regulation itself, confirmed)';
const limited = (values: unknown, more: Raw = {}): PackParts => ({
  facts: { jumlah: { type: 'number', required: true, unit: 'poin' } },
  parameters: { batas: values },
  clauses: [
    { clause: 'nilai.jumlah', defines: 'nilai', formula: 'min(jumlah, parameter.batas)', ...more },
    { clause: 'nilai.akhir', defines: 'akhir', formula: 'nilai * 2' },
  ],
  outputs: ['akhir'],
});

test('packs that say the same have no differences, and only a difference of files is said to be one', () => {
  const pack = packOf(readParts(limited(15)));
  const laidOut = packOf(readParts(limited(15, { formula: 'min( jumlah,\n  (parameter.batas) )' })));

  expect(diffText(pack, pack, diffPacks(pack, pack), 'id')).toBe(
    'uji@1.0.0 → uji@1.0.0: tidak ada perbedaan\n',
  );
  expect(diffPacks(pack, laidOut)).toEqual([]);
  expect(diffText(pack, laidOut, [], 'en')).toContain('no differences in content; the files differ only in');
});

test('a value that changes on a day is told with the day, who reads it, what rests on it and its source', () => {
  const rows = [
    { value: 15 },
    {
      from: '2024-01-01',
      value: 20,
      citation: { document: 'perda_x', part: 'Pasal 4' },
      provenance: { kind: 'secondary', status: 'reported' },
    },
  ];

  expect(between(limited(15), limited(rows), 'id')).toEqual([
    'batas (Kata): 15 → 20 sejak 1 Januari 2024; dipakai klausul nilai.jumlah; memengaruhi keluaran akhir; sumber: Kata, Pasal 4 (sumber sekunder, dilaporkan, belum dikonfirmasi)',
    'batas (Kata): sejak 1 Januari 2024: asal-usul: naskah peraturan, sudah dikonfirmasi → sumber sekunder, dilaporkan, belum dikonfirmasi',
  ]);
});

test('a row that begins later is told as the days on which another value holds', () => {
  const from = (day: string): unknown => [{ value: 15 }, { from: day, value: 20 }];

  expect(between(limited(from('2024-01-01')), limited(from('2024-07-01')))).toEqual([
    `batas (Words): 20 → 15 from 1 January 2024 to 30 June 2024; read by clause nilai.jumlah; reaches output akhir; ${source}`,
  ]);
});

test('days that neither version covers make no difference', () => {
  const since = limited([{ from: '2020-01-01', value: 15 }]);

  expect(between(limited(15), since)).toEqual([]);
});

test('a value without days around it is missing on the others', () => {
  const bounded = [
    { from: '2020-01-01', to: '2022-12-31', value: 15 },
    { from: '2023-01-01', value: 15 },
  ];
  const found = between(
    { ...limited(bounded), inForce: { from: '2020-01-01', to: '2024-12-31' } },
    {
      ...limited([{ from: '2020-01-01', to: '2021-12-31', value: 15 }]),
      inForce: { from: '2020-01-01', to: '2021-12-31' },
    },
  );

  expect(found).toEqual([
    'span in force: from 1 January 2020 to 31 December 2024 → from 1 January 2020 to 31 December 2021',
    `batas (Words): 15 → no value from 1 January 2022; read by clause nilai.jumlah; reaches output akhir; ${source}`,
  ]);
});

test('what was provisional and is confirmed is told once for the parameter, the value unchanged', () => {
  const of = (status: string): PackParts => limited([{ value: 15, provenance: { kind: 'law', status } }]);

  expect(between(of('provisional'), of('confirmed'), 'id')).toEqual([
    'batas (Kata): asal-usul: naskah peraturan, sementara → naskah peraturan, sudah dikonfirmasi',
  ]);
});

test('a parameter that is new or gone is told with its values', () => {
  const without: PackParts = {
    ...limited(15, { formula: 'min(jumlah, 15)' }),
    parameters: {},
  };

  expect(between(without, limited(15))).toEqual([
    `batas (Words): new: 15; read by clause nilai.jumlah; reaches output akhir; ${source}`,
    `nilai.jumlah (Words): formula: min(jumlah, 15) → min(jumlah, parameter.batas); read by clause nilai.akhir; reaches output akhir; ${source}`,
  ]);
  expect(between(limited(15), without)[0]).toBe(
    `batas (Words): removed: 15; read by clause nilai.jumlah; reaches output akhir; ${source}`,
  );
});

const kinds = {
  jenis: {
    type: 'choice',
    required: true,
    label: { id: 'Jenis', en: 'Kind' },
    values: { a: { id: 'kecil', en: 'small' }, b: { id: 'besar', en: 'large' } },
  },
  porsi: { type: 'number', required: true, label: { id: 'Porsi', en: 'Portions' } },
};

function withTable(table: Raw, key = 'jenis'): PackParts {
  return {
    facts: kinds,
    tables: [{ table: 'tarif', by: [{ key, fact: key }], ...table }],
    clauses: [{ clause: 'sewa', defines: 'sewa', formula: `table.tarif(${key})` }],
  };
}

test('a row of a look-up table is found by its keys, wherever it stands', () => {
  const before = withTable({
    kind: 'lookup',
    rows: [
      { jenis: 'a', value: 1 },
      { jenis: 'b', value: 2 },
    ],
  });
  const after = withTable({
    kind: 'lookup',
    rows: [
      { jenis: 'b', value: 3 },
      { jenis: 'a', value: 1 },
    ],
  });

  expect(between(before, after, 'id')).toEqual([
    'tarif (Kata): Jenis: besar: 2 → 3; dipakai klausul sewa; memengaruhi keluaran sewa; sumber: Kata (naskah peraturan, sudah dikonfirmasi)',
  ]);
});

test('a band that was moved is told as the numbers for which another value holds', () => {
  const bands = (edge: number): PackParts =>
    withTable(
      {
        kind: 'band',
        rows: [
          { below: edge, value: 1 },
          { at_least: edge, value: 2 },
        ],
      },
      'porsi',
    );

  expect(between(bands(100), bands(120))[0]).toMatch(
    /^tarif \(Words\): Portions from 100 to below 120: 2 → 1; /,
  );
  expect(between(bands(100), bands(120))).toHaveLength(1);
});

test('a bracket of a marginal scale that was split is told for its own part only', () => {
  const scale = (rows: Raw[]): PackParts => withTable({ kind: 'marginal', rows }, 'porsi');
  const before = scale([{ above: 0, rate: 0.1 }]);
  const after = scale([
    { above: 0, rate: 0.1 },
    { above: 50, rate: 0.2 },
  ]);

  expect(between(before, after)[0]).toMatch(/^tarif \(Words\): Portions above 50: 0.1 → 0.2; /);
});

test('a provenance that changed for all rows is told once, for some with their names', () => {
  const reported = { kind: 'secondary', status: 'reported' };
  const rows = [
    { jenis: 'a', value: 1 },
    { jenis: 'b', value: 2 },
  ];
  const plain = withTable({ kind: 'lookup', rows });
  const changed =
    'provenance: the regulation itself, confirmed → a secondary source, reported, not confirmed';

  expect(between(plain, withTable({ kind: 'lookup', rows, provenance: reported }))).toEqual([
    `tarif (Words): ${changed}`,
  ]);
  const oneRow = [rows[0], { ...rows[1], provenance: reported }];
  expect(between(plain, withTable({ kind: 'lookup', rows: oneRow }))).toEqual([
    `tarif (Words): Kind: large: ${changed}`,
  ]);
});

function requiring(requires: unknown, more: Raw = {}): PackParts {
  return {
    facts: {
      ...kinds,
      luas: { type: 'number', unit: 'meter', label: { id: 'Luas', en: 'Area' } },
      izin: { type: 'boolean', label: { id: 'Izin', en: 'Permit' } },
    },
    parameters: { luas_minimum: 5 },
    clauses: [{ clause: 'syarat.luas', requires, ...more }],
    outputs: ['nol'],
  };
}

/** Without a definition a pack has no output. */
function needs(requires: unknown, more: Raw = {}): PackParts {
  const parts = requiring(requires, more);
  return { ...parts, clauses: [...parts.clauses, { clause: 'nol', defines: 'nol', formula: '0' }] };
}

const area = { name: 'cukup', fact: 'luas', operator: 'atLeast', value: 5 };
const permit = { fact: 'izin', operator: 'is', value: true };
const kind = { fact: 'jenis', operator: 'in', value: ['a', 'b'] };

test('a condition is found by its name, and both sides are told with labels and units', () => {
  const more = { name: 'cukup', fact: 'luas', operator: 'moreThan', value: { parameter: 'luas_minimum' } };

  expect(between(needs(area), needs(more), 'id')).toEqual([
    'syarat.luas (Kata): syarat, berubah "cukup": Luas (luas) paling sedikit 5 meter → Luas (luas) harus lebih dari Kata (parameter.luas_minimum); sumber: Kata (naskah peraturan, sudah dikonfirmasi)',
  ]);
});

test('a condition without a name is found by what it means; others are new or removed', () => {
  const found = between(
    needs({ all: [permit, { fact: 'luas', operator: 'atLeast', value: 5 }] }),
    needs({ all: [{ fact: 'luas', operator: 'atLeast', value: 6 }, kind] }),
  );

  expect(found).toEqual([
    `syarat.luas (Words): requirement, condition removed: Permit (izin) must be yes; ${source}`,
    `syarat.luas (Words): requirement, changed: Area (luas) must be at least 5 meter → Area (luas) must be at least 6 meter; ${source}`,
    `syarat.luas (Words): requirement, new condition: Kind (jenis) must be one of small, large; ${source}`,
  ]);
});

test('order and needless nesting of conditions are no difference', () => {
  const before = needs({ all: [area, permit, kind] });
  const after = needs({ all: [{ all: [kind, area] }, { any: [permit] }] });

  expect(between(before, after)).toEqual([]);
});

test('a condition that came under another group was moved; all of them under another were combined otherwise', () => {
  const all = needs({ all: [area, permit, kind] });

  expect(between(all, needs({ all: [area, { any: [permit, kind] }] }))).toEqual([
    `syarat.luas (Words): requirement, moved: Permit (izin) must be yes: all conditions → all conditions › any condition; ${source}`,
    `syarat.luas (Words): requirement, moved: Kind (jenis) must be one of small, large: all conditions → all conditions › any condition; ${source}`,
  ]);
  expect(between(all, needs({ any: [area, permit, kind] }))).toEqual([
    `syarat.luas (Words): requirement, combined otherwise: all of: Area (luas) must be at least 5 meter; Permit (izin) must be yes; Kind (jenis) must be one of small, large → any of: Area (luas) must be at least 5 meter; Permit (izin) must be yes; Kind (jenis) must be one of small, large; ${source}`,
  ]);
});

test('other pairs under the same groups are combined otherwise', () => {
  const year = { fact: 'porsi', operator: 'atLeast', value: 1 };

  const found = between(
    needs({ all: [{ any: [area, permit] }, { any: [kind, year] }] }),
    needs({ all: [{ any: [area, kind] }, { any: [permit, year] }] }),
  );

  expect(found).toHaveLength(1);
  expect(found[0]).toContain('combined otherwise: all of: (any of: Area');
});

test('an applies_when that is new, and the sentence of a condition, are told', () => {
  const says = (en: string): Raw => ({ ...area, says: { id: 'Luasnya {fact}.', en } });

  expect(
    between(needs(says('It is {fact}.')), needs(says('It has {fact}.'), { applies_when: permit })),
  ).toEqual([
    `syarat.luas (Words): applies when, new condition: Permit (izin) must be yes; ${source}`,
    'syarat.luas (Words): sentence of the condition cukup: It [is → has] {fact}. (the Indonesian text did not change)',
  ]);
});

test('what a clause calls its elements is no difference, on which elements it is evaluated is', () => {
  const rooms = (each: string, as: string): PackParts => {
    const list = { type: 'list', items: { type: 'object', fields: { luas: { type: 'number' } } } };
    return {
      facts: { kamar: list, ruang: list },
      clauses: [
        { clause: 'dua', each, as, defines: 'dua_kali', formula: `${as}.luas * 2` },
        { clause: 'nol', defines: 'nol', formula: '0' },
      ],
      outputs: ['nol'],
    };
  };

  expect(between(rooms('kamar', 'k'), rooms('kamar', 'item'))).toEqual([]);
  expect(between(rooms('kamar', 'k'), rooms('ruang', 'k'))).toEqual([
    `dua (Words): evaluated for each: kamar → ruang; ${source}`,
  ]);
});

test('a clause with another text shows the words in place, long stretches that stayed cut short', () => {
  const text = (word: string): Raw => ({
    text: {
      id: `Jumlah seluruh nilai yang sah dari semua hasil kerja pegawai paling tinggi ${word} poin.`,
      en: `The sum, at most ${word}.`,
    },
  });

  expect(between(limited(15, text('15')), limited(15, text('20')), 'id')).toEqual([
    'nilai.jumlah (Kata): teks: Jumlah seluruh nilai yang … kerja pegawai paling tinggi [15 → 20] poin.',
  ]);
});

test('clauses stand in the order of the law, one that was removed where it stood', () => {
  const of = (...ids: string[]): PackParts => ({
    clauses: ids.map((id) => ({ clause: id, defines: id, formula: '1', from: '2023-01-01' })),
    outputs: ['b'],
    inForce: { from: '2023-01-01' },
  });

  const found = between(of('a', 'x', 'b'), of('a', 'b', 'y'));

  expect(found.map((line) => line.split(' ')[0])).toEqual(['x', 'y']);
  expect(found[1]).toBe(`y (Words): new: Words; Formula: y = 1; from 1 January 2023; ${source}`);
});

test('dates, groups, citations and provenance of a clause are told', () => {
  const asked = (more: Raw): PackParts => {
    const formula = 'met("syarat") || met("lain") ? 1 : 0';
    const other = { clause: 'izin', requires: permit, part_of: ['syarat', 'lain'] };
    const { clauses, ...parts } = needs(area, more);
    return { ...parts, clauses: [...clauses, other, { clause: 'satu', defines: 'satu', formula }] };
  };
  const before = asked({ part_of: 'syarat' });
  const after = asked({
    from: '2024-01-01',
    part_of: ['syarat', 'lain'],
    citation: { document: 'perda_x', part: 'Pasal 2', quote: 'paling sedikit' },
    provenance: { kind: 'assumption', status: 'provisional', note: { id: 'Dugaan.', en: 'A guess.' } },
  });

  expect(between(before, after).map((line) => line.split('; ')[0])).toEqual([
    'syarat.luas (Words): dates in force: none → from 1 January 2024',
    'syarat.luas (Words): part of the group: syarat → syarat, lain',
    'syarat.luas (Words): provenance: the regulation itself, confirmed → an assumption, provisional',
    'syarat.luas (Words): citation: perda_x → perda_x, Pasal 2 quotation: [→ paling sedikit]',
  ]);
});

test('what a submission may give is told by fact: types, limits, choices and what is required', () => {
  const of = (porsi: Raw, values: Raw): PackParts => ({
    ...limited(15),
    facts: {
      jumlah: { type: 'number', required: true, unit: 'poin' },
      warung: {
        type: 'list',
        items: { type: 'object', fields: { porsi, jenis: { type: 'choice', values } } },
      },
    },
  });
  const label = { id: 'Kecil', en: 'Small' };

  const found = between(
    of({ type: 'number', at_least: 0 }, { a: label, b: label }),
    of({ type: 'integer', required: true, at_least: 1 }, { a: { ...label, en: 'Tiny' }, c: label }),
  );

  expect(found).toEqual([
    'warung.porsi: type: number → whole number',
    'warung.porsi: required: no → yes',
    'warung.porsi: at least: 0 → 1',
    'warung.jenis: label of the choice a: [Small → Tiny] (the Indonesian text did not change)',
    'warung.jenis: choice: b (Small) → none',
    'warung.jenis: choice: none → c (Small)',
  ]);
});

test('the manifest is told first: span, deciding fact, documents, outputs, gaps and open questions', () => {
  const parts: PackParts = {
    ...limited(15),
    facts: { ...limited(15).facts, hari: { type: 'date', required: true } },
  };
  const words = { id: 'Kata', en: 'Words' };
  const gap = { gap: 'ramai', title: words, reason: words };
  const before = withManifest(parts, {
    not_encoded: [gap],
    outputs: [{ output: 'akhir', title: words, rounding: { decimals: 2, mode: 'down' } }],
  });
  const after = withManifest(parts, {
    decided_by: 'hari',
    in_force: { from: '2021-01-01' },
    documents: {
      perda_x: { title: words, kind: 'law', number: '5/2024' },
      surat: { title: words, kind: 'circular' },
    },
    outputs: [{ output: 'akhir', title: words, rounding: { decimals: 0, mode: 'half_even' } }],
    not_encoded: [{ ...gap, refuses_when: { fact: 'jumlah', operator: 'moreThan', value: 100 } }],
    open_questions: [{ question: 'arti', title: words, chosen: words, alternatives: [words] }],
  });

  expect(changes(before, after)).toEqual([
    'span in force: from 1 January 2020 → from 1 January 2021',
    'fact that decides which law applies: tanggal → hari',
    'perda_x (Words): number: none → 5/2024',
    'surat (Words): new: circular',
    'akhir (Words): rounding: 2 decimals, down → 0 decimals, half to even; read by clause nilai.akhir',
    'ramai (Words): refuses when, new condition: jumlah must be more than 100 poin',
    'arti (Words): new: Words',
  ]);
});

test('parts come in the order manifest, facts, parameters, tables, clauses', () => {
  const before = limited(15);
  const after: PackParts = {
    ...limited(20, { formula: 'min(jumlah, parameter.batas) + 1' }),
    facts: { jumlah: { type: 'number', required: true, unit: 'poin', at_most: 9 } },
    tables: [{ table: 'tarif', kind: 'band', by: [{ key: 'porsi', type: 'number' }], rows: [{ value: 1 }] }],
    inForce: { from: '2021-01-01' },
  };
  const found = diffPacks(packOf(readParts(before)), packOf(readParts(after)));

  expect(found.map((change) => change.subject.kind)).toEqual([
    'manifest',
    'fact',
    'parameter',
    'table',
    'clause',
  ]);
});
