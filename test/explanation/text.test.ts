// An answer as plain text: a tree, line by line.
import { renderText } from '../../src/explanation/text.js';
import { answerTo } from './answer.js';
import type { PackParts } from '../packs/pack.js';

const parts: PackParts = {
  facts: {
    tamu: { type: 'integer', label: { id: 'Tamu', en: 'Guests' } },
    kamar: {
      type: 'list',
      label: { id: 'Kamar', en: 'Room' },
      items: {
        type: 'object',
        fields: { luas: { type: 'number', required: true }, kipas: { type: 'boolean' } },
      },
    },
  },
  parameters: { tamu_terbanyak: 100 },
  clauses: [
    {
      clause: 'aula.tamu',
      title: { id: 'Tamu muat', en: 'Guests fit' },
      text: { id: 'Tamu terbatas.', en: 'Guests are limited.' },
      citation: { document: 'perda_x', part: 'Pasal 2' },
      requires: {
        any: [
          { fact: 'tamu', operator: 'atMost', value: { parameter: 'tamu_terbanyak' } },
          { fact: 'kamar', operator: 'isEmpty' },
        ],
      },
    },
    {
      clause: 'kamar.kipas',
      title: { id: 'Berkipas', en: 'With a fan' },
      text: { id: 'Harus berkipas.', en: 'A fan is needed.' },
      provenance: { kind: 'assumption', status: 'provisional' },
      each: 'kamar',
      as: 'k',
      applies_when: { fact: 'k.luas', operator: 'moreThan', value: 5 },
      requires: { fact: 'k.kipas', operator: 'is', value: true },
    },
    {
      clause: 'aula.luas',
      title: { id: 'Luas', en: 'Area' },
      text: { id: 'Jumlah luas.', en: 'The sum of the areas.' },
      defines: 'luas',
      unit: 'meter',
      formula: 'sum(kamar.map(k, k.luas))\n  + 0.5',
    },
  ],
  outputs: [{ output: 'luas', title: { id: 'Luas', en: 'Area' }, rounding: { decimals: 0, mode: 'up' } }],
};

const answer = answerTo(parts, { tamu: 120, kamar: [{ luas: 7.25 }, { luas: 4 }] });

function lines(language: 'id' | 'en'): string[] {
  return renderText({ ...answer, digest: 'sha256:0' }, language).split('\n');
}

test('in English', () => {
  expect(lines('en')).toEqual([
    'Words (uji@1.0.0)',
    'The law as of 30 June 2024 (tanggal)',
    'sha256:0',
    'A draft: this version is not released.',
    'Not given: Room 1: kipas',
    '',
    'Scores',
    '└─ Area: 12 meter (rounded up, 0 decimals, from 11.75).',
    '',
    'The whole submission',
    '├─ ✗ Guests fit: not met. [aula.tamu]',
    '│  ├─ Guests are limited.',
    '│  ├─ Source: Words, Pasal 2 (the regulation itself, confirmed)',
    '│  └─ ✗ any of:',
    '│     ├─ ✗ Guests: 120; must be at most 100 (not met).',
    '│     └─ ✗ Room: 2; must be empty (not met).',
    '└─ = Area: 11.75 meter. [aula.luas]',
    '   ├─ The sum of the areas.',
    '   ├─ Source: Words (the regulation itself, confirmed)',
    '   ├─ Formula: sum(kamar.map(k, k.luas)) + 0.5',
    '   │  └─ kamar[].luas = 7.25; 4',
    '   └─ With its numbers: sum([7.25,4]) + 0.5 = 11.75 meter',
    '',
    'Room 1 (/kamar/0)',
    '└─ ? With a fan: undetermined. [kamar.kipas]',
    '   ├─ A fan is needed.',
    '   ├─ Source: Words (an assumption, provisional)',
    '   ├─ Applies when',
    '   │  └─ ✓ k.luas: 7.25; must be more than 5 (met).',
    '   ├─ ? k.kipas: not given; must be yes (undetermined).',
    '   └─ Not given: Room 1: kipas',
    '',
    'Room 2 (/kamar/1)',
    '└─ – With a fan: not applicable. [kamar.kipas]',
    '',
    'Provisional, to be confirmed',
    '└─ With a fan',
    '',
  ]);
});

test('in Indonesian, with the same branches', () => {
  const [indonesian, english] = [lines('id'), lines('en')];

  expect(indonesian.slice(0, 17)).toEqual([
    'Kata (uji@1.0.0)',
    'Hukum yang berlaku pada 30 Juni 2024 (tanggal)',
    'sha256:0',
    'Rancangan: versi ini belum dirilis.',
    'Belum diisi: Kamar 1: kipas',
    '',
    'Nilai',
    '└─ Luas: 12 meter (dibulatkan ke atas, 0 desimal, dari 11,75).',
    '',
    'Seluruh pengajuan',
    '├─ ✗ Tamu muat: tidak terpenuhi. [aula.tamu]',
    '│  ├─ Tamu terbatas.',
    '│  ├─ Sumber: Kata, Pasal 2 (naskah peraturan, sudah dikonfirmasi)',
    '│  └─ ✗ salah satu:',
    '│     ├─ ✗ Tamu: 120; paling banyak 100 (tidak terpenuhi).',
    '│     └─ ✗ Kamar: 2; harus kosong (tidak terpenuhi).',
    '└─ = Luas: 11,75 meter. [aula.luas]',
  ]);
  const branches = (text: readonly string[]): string[] =>
    text.map((line) => /^[│├└─ ]*[✓✗?–=]?/.exec(line)?.[0] ?? '');
  expect(branches(indonesian)).toEqual(branches(english));
});

test('says that nothing is missing, and why other versions did not answer', () => {
  const law = {
    ...answer.law,
    passedOver: [
      { version: '0.9.0', because: 'lower_version' as const, says: { id: 'lebih rendah', en: 'lower' } },
    ],
  };

  const [, , , , passedOver, complete] = renderText(
    { ...answer, law, complete: true, missing: [] },
    'en',
  ).split('\n');

  expect(passedOver).toBe('Other versions 0.9.0: lower');
  expect(complete).toBe('Nothing that is needed is missing.');
});

test.each([
  {
    status: 'withdrawn' as const,
    id: 'Versi ini sudah ditarik (1 Juli 2024: tabel keliru).',
    en: 'This version is withdrawn (1 July 2024: tabel keliru).',
  },
  {
    status: 'draft' as const,
    id: 'Rancangan: versi ini belum dirilis.',
    en: 'A draft: this version is not released.',
  },
])('a version that is $status is said to be so in the heading', ({ status, id, en }) => {
  const withdrawn = { date: '2024-07-01', reason: 'tabel keliru' };
  const law = { ...answer.law, status, ...(status === 'withdrawn' && { withdrawn }) };

  const heading = (language: 'id' | 'en'): string | undefined =>
    renderText({ ...answer, law }, language).split('\n')[3];

  expect([heading('id'), heading('en')]).toEqual([id, en]);
});

test('of a released version the heading says nothing more', () => {
  const text = renderText({ ...answer, law: { ...answer.law, status: 'released' } }, 'en');

  expect(text).not.toMatch(/draft|withdrawn/);
  expect(text.split('\n')[3]).toBe('Not given: Room 1: kipas');
});

test('a source has the number of its document', () => {
  const documents = Object.fromEntries(
    Object.entries(answer.documents ?? {}).map(([name, each]) => [name, { ...each, number: 'No. 3/2020' }]),
  );

  const text = renderText({ ...answer, documents }, 'en');

  expect(text).toContain('Source: Words, No. 3/2020, Pasal 2 (the regulation itself, confirmed)');
});

test('what is only reported is said not to be confirmed', () => {
  const provenance = { kind: 'secondary', status: 'reported' } as const;
  const clauses = answer.clauses?.map((each) => ({ ...each, provenance })) ?? [];

  const [id, en] = [renderText({ ...answer, clauses }, 'id'), renderText({ ...answer, clauses }, 'en')];

  expect(id).toContain('(sumber sekunder, dilaporkan, belum dikonfirmasi)');
  expect(en).toContain('(a secondary source, reported, not confirmed)');
});

test('what would come if what is open were met is a line of its own', () => {
  const clauses = [
    { clause: 'izin', requires: { fact: 'izin', operator: 'is', value: true } },
    { clause: 'biaya', defines: 'biaya', unit: 'ribu', formula: 'met("izin") ? angka * 2 : angka' },
  ];
  const facts = { izin: { type: 'boolean' }, angka: { type: 'number' } };

  const text = renderText(answerTo({ facts, clauses }, { angka: 6000.5 }), 'id');

  expect(text).toContain(
    [
      '   ├─ Rumus: met("izin") ? angka * 2 : angka',
      '   │  ├─ met("izin") = belum dapat ditentukan (Kata)',
      '   │  └─ angka = 6000,5',
      '   ├─ Dengan angkanya: 6000.5 = 6000,5 ribu',
      '   └─ Bila yang belum jelas terpenuhi: 6000.5 * 2 = 12.001 ribu',
    ].join('\n'),
  );
});

test('a provisional parameter and a provisional row are named with their value', () => {
  const provenance = { kind: 'assumption', status: 'provisional' };
  const kinds = { warga: { id: 'warga desa', en: 'villager' } };
  const provisional = answerTo(
    {
      facts: {
        jenis: { type: 'choice', label: { id: 'Pemohon', en: 'Applicant' }, values: kinds },
        lama: { type: 'integer' },
      },
      parameters: { batas: [{ value: 0.5, provenance }] },
      tables: [
        {
          table: 'tarif',
          kind: 'lookup',
          title: { id: 'Tarif', en: 'Rate' },
          unit: 'rupiah',
          by: [
            { key: 'jenis', fact: 'jenis' },
            { key: 'lama', fact: 'lama' },
          ],
          rows: [{ jenis: 'warga', lama: 2, value: 1000, provenance }],
        },
      ],
      clauses: [{ clause: 'biaya', defines: 'biaya', formula: 'parameter.batas * table.tarif(jenis, lama)' }],
    },
    { jenis: 'warga', lama: 2 },
  );

  const [id, en] = [renderText(provisional, 'id'), renderText(provisional, 'en')];

  expect(id).toContain('├─ Kata = 0,5\n└─ Tarif (Pemohon: warga desa, lama: 2) = 1000 rupiah\n');
  expect(en).toContain('├─ Words = 0.5\n└─ Rate (Applicant: villager, lama: 2) = 1000 rupiah\n');
});
