// A table whose rows stand in a CSV is the table it would be with them in its YAML; its parts are found in the CSV.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPack } from '../../../src/policy/read-pack.js';
import type { PackReading } from '../../../src/policy/read-pack.js';
import { definitions, faultLines, filesOf, packOf, readFiles } from '../../packs/pack.js';

const words = { id: 'Kata', en: 'Words' };
const facts = {
  wilayah: { type: 'choice', values: { utara: words, timur: words } },
  kode: { type: 'text' },
  baru: { type: 'boolean' },
  sejak: { type: 'date' },
};
const keys = Object.keys(facts).map((key) => ({ key, fact: key }));
const clauses = definitions({ nilai: 'table.tarif(wilayah, kode, baru, sejak)' });

function readWith(table: object, csv?: string | Buffer): PackReading {
  const raw = { table: 'tarif', kind: 'lookup', by: keys, ...table };
  const files = filesOf({ facts, tables: [raw], clauses });
  if (csv === undefined) return readFiles(files);
  const folder = mkdtempSync(join(tmpdir(), 'timbang-csv-'));
  try {
    for (const each of ['tables', 'clauses']) mkdirSync(join(folder, each));
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    writeFileSync(join(folder, 'tables', 'tarif.csv'), csv);
    return readPack(folder, 'uji');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const inCsv = (csv: string | Buffer, table: object = {}): PackReading =>
  readWith({ rows_in: 'tarif.csv', ...table }, csv);

const origin = {
  provenance: { kind: 'assumption', status: 'provisional', note: { id: 'Dugaan, "kasar"', en: 'A guess' } },
  citation: { document: 'perda_x', part: 'Lampiran' },
};
const rows = [
  { wilayah: 'utara', kode: '007', baru: true, sejak: '2024-01-31', value: 1.5, ...origin },
  { wilayah: 'timur', kode: '7', baru: false, sejak: '2024-01-31', to: '2024-12-31', value: -1234 },
  { wilayah: 'timur', kode: '7', baru: false, sejak: '2024-01-31', from: '2025-01-01', value: 0 },
];

const header =
  'wilayah,kode,baru,sejak,from,to,value,provenance.kind,provenance.status,provenance.note.id,provenance.note.en,citation.document,citation.part';
const csv = `${header}
utara,007,true,2024-01-31,,,1.5,assumption,provisional,"Dugaan, ""kasar""",A guess,perda_x,Lampiran
timur,7,false,2024-01-31,,2024-12-31,-1234,,,,,,
timur,7,false,2024-01-31,2025-01-01,,0,,,,,,
`;
/** As with Indonesian settings: other separators, and a comma in the number. */
const local = (separator: string): string =>
  csv
    .replace('"Dugaan, ""kasar"""', 'X')
    .replaceAll(',', separator)
    .replace('X', '"Dugaan, ""kasar"""')
    .replace('1.5', '1,5');
const [firstLine = '', ...otherLines] = csv.trimEnd().split('\n');

test.each<[string, string | Buffer]>([
  ['with commas', csv],
  ['with semicolons and decimal commas', local(';')],
  ['with tabs and decimal commas', local('\t')],
  ['with semicolons and decimal points', local(';').replace('1,5', '1.5')],
  ['with a mark of UTF-8 and the line ends of Windows', `\uFEFF${csv.replaceAll('\n', '\r\n')}`],
  ['without a line end after the last row', csv.trimEnd()],
  [
    'with empty columns and rows at the end',
    `${[firstLine, ...otherLines].map((line) => `${line},,`).join('\n')}\n,,\n\n`,
  ],
  ['with short rows', csv.replaceAll(/,+$/gm, '')],
  ['with every cell in quotes', csv.replaceAll(/(?<=^|,)([^",\n]*)(?=,|$)/gm, '"$1"')],
  [
    'with the truth of an Indonesian spreadsheet',
    csv.replaceAll('true', 'BENAR').replaceAll('false', 'SALAH'),
  ],
  ['with an apostrophe that keeps a spreadsheet from changing a text', csv.replaceAll(/,(00)?7,/g, ",'$17,")],
])('%s it is the same table', (_, text) => {
  const inYaml = packOf(readWith({ rows })).tables.get('tarif');

  expect(faultLines(inCsv(text))).toEqual([]);
  expect(packOf(inCsv(text)).tables.get('tarif')).toEqual(inYaml);
});

test('values are numbers, unless the table says what they are', () => {
  const texts = csv.replace('1.5', 'tinggi').replace('-1234', 'sedang').replace(',0,', ',007,');

  expect(faultLines(inCsv(texts))[0]).toMatch(/^uji\/tables\/tarif\.csv:2:29 "tinggi" is not a number/);
  expect(
    packOf(inCsv(texts, { value_type: 'text' }))
      .tables.get('tarif')
      ?.rows.map((row) => row.value),
  ).toEqual(['tinggi', 'sedang', '007']);
});

test('the parts of its rows are found in the CSV, those of the table itself in the YAML', () => {
  const reading = inCsv(csv);
  if ('faults' in reading) throw new Error('the pack has faults');
  const place = (...path: (string | number)[]): string => {
    const { file, line, column } = reading.places.table('tarif', path);
    return `${file}:${line}:${column}`;
  };

  expect(place('rows', 0, 'value')).toBe('uji/tables/tarif.csv:2:29');
  expect(place('rows', 1, 'to')).toBe('uji/tables/tarif.csv:3:27');
  expect(place('rows', 0, 'provenance', 'status')).toBe('uji/tables/tarif.csv:2:44');
  expect(place('rows', 2)).toBe('uji/tables/tarif.csv:4:1');
  expect(place('by', 1)).toMatch(/^uji\/tables\/tarif\.yaml:1:\d+$/);
});

test('a cell after one with several lines is found at its own line', () => {
  const text = 'wilayah,kode,baru,sejak,value\nutara,"a\nb",true,2024-01-31,1\nutara,c,true,2024-01-31,x\n';

  expect(faultLines(inCsv(text))).toEqual([
    expect.stringMatching(/^uji\/tables\/tarif\.csv:4:25 "x" is not/),
  ]);
});

test('the digest of the pack changes with the CSV, not with its line ends', () => {
  const digest = (text: string): string => packOf(inCsv(text)).digest;

  expect(digest(csv.replace('-1234', '-1235'))).not.toBe(digest(csv));
  expect(digest(csv.replaceAll('\n', '\r\n'))).toBe(digest(csv));
});

test('a CSV larger than 2 MB is refused as a whole', () => {
  expect(faultLines(inCsv(csv + '\n'.repeat(2 * 1024 * 1024)))).toEqual([
    expect.stringMatching(/^uji\/tables\/tarif\.csv:1:1 is larger than 2097152 bytes/),
  ]);
});

test.each([
  ['1.234,5', ',', '1234.5'],
  ['1,234.5', ';', '1234,5'],
  ['1.234.567', ',', '1234567'],
  ['1,234', ',', '1234 or 1.234'],
  ['1.234', ';', '1234 or 1,234'],
  ['12,5', ',', '12.5'],
  ['007', ',', '7'],
  ['+5', ',', '5'],
  [' 5', ',', '5'],
  ['1 000', ',', '1000'],
  ['7,5%', ';', '0,075'],
])('the number "%s" between cells with %s is refused with what to write: %s', (cell, separator, wanted) => {
  const text = `wilayah,kode,baru,sejak,value\nutara,a,true,2024-01-31,X\n`.replaceAll(',', separator);

  const [line] = faultLines(inCsv(text.replace('X', separator === ',' ? `"${cell}"` : cell)));

  expect(line).toContain(`:2:25 "${cell}" is not clear as a number; write ${wanted}, without`);
});

test.each(['0.125', '1.5', '1234', '-0.5', '12.3456'])('%s is clear with semicolons too', (cell) => {
  const text = `wilayah;kode;baru;sejak;value\nutara;a;true;2024-01-31;${cell}\n`;

  expect(packOf(inCsv(text)).tables.get('tarif')?.rows[0]?.value).toBe(Number(cell));
});

test.each([
  ['31/12/2023', '2023-12-31'],
  ['31-12-2023', '2023-12-31'],
  ['2023/12/31', '2023-12-31'],
  ['3/4/2023', '2023-04-03 or 2023-03-04'],
  ['29/02/2023', 'e.g. 2023-12-31'],
  ['45291', 'e.g. 2023-12-31'],
])('the date "%s" is refused with what to write: %s', (cell, wanted) => {
  const text = `wilayah,kode,baru,sejak,value\nutara,a,true,${cell},1\n`;

  expect(faultLines(inCsv(text))).toEqual([
    `uji/tables/tarif.csv:2:14 "${cell}" is not a date; write year-month-day: ${wanted}`,
  ]);
});
