// An answer as plain text: a tree, line by line.
import { renderText } from '../../src/explanation/text.js';
import { answerTo } from './answer.js';
import type { PackParts } from '../packs/pack.js';

const parts: PackParts = {
  facts: {
    tamu: { type: 'integer', label: { id: 'Tamu', en: 'Guests' } },
    kamar: {
      type: 'list',
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
    'Not given: /kamar/0/kipas',
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
    '│     └─ ✗ kamar: 2; must be empty (not met).',
    '└─ = Area: 11.75 meter. [aula.luas]',
    '   ├─ The sum of the areas.',
    '   ├─ Source: Words (the regulation itself, confirmed)',
    '   ├─ Formula: sum(kamar.map(k, k.luas)) + 0.5',
    '   │  └─ kamar[].luas = 7.25, 4',
    '   └─ With its numbers: sum([7.25,4]) + 0.5 = 11.75 meter',
    '',
    '/kamar/0',
    '└─ ? With a fan: undetermined. [kamar.kipas]',
    '   ├─ A fan is needed.',
    '   ├─ Source: Words (an assumption, provisional)',
    '   ├─ Applies when',
    '   │  └─ ✓ k.luas: 7.25; must be more than 5 (met).',
    '   ├─ ? k.kipas: not given; must be yes (undetermined).',
    '   └─ Not given: /kamar/0/kipas',
    '',
    '/kamar/1',
    '└─ – With a fan: not applicable. [kamar.kipas]',
    '',
    'Provisional, to be confirmed',
    '└─ kamar.kipas',
    '',
  ]);
});

test('in Indonesian, with the same branches', () => {
  const [indonesian, english] = [lines('id'), lines('en')];

  expect(indonesian.slice(0, 16)).toEqual([
    'Kata (uji@1.0.0)',
    'Hukum yang berlaku pada 30 Juni 2024 (tanggal)',
    'sha256:0',
    'Belum diisi: /kamar/0/kipas',
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
    '│     └─ ✗ kamar: 2; harus kosong (tidak terpenuhi).',
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

  const [, , , passedOver, complete] = renderText(
    { ...answer, law, complete: true, missing: [] },
    'en',
  ).split('\n');

  expect(passedOver).toBe('Other versions 0.9.0: lower');
  expect(complete).toBe('Nothing that is needed is missing.');
});

test('a provisional parameter and a provisional row are named with their value', () => {
  const provenance = { kind: 'assumption', status: 'provisional' } as const;
  const citation = { document: 'perda_x' };
  const provisional = [
    { parameter: 'batas', value: 0.5, provenance, citation },
    { table: 'tarif', row: { jenis: 'warga', lama: 2 }, value: 1000, provenance, citation },
  ];

  const text = renderText({ ...answer, provisional }, 'id');

  expect(text).toContain('├─ batas = 0,5\n└─ tarif (jenis = warga, lama = 2) = 1.000\n');
});
