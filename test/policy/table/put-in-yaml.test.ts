// Rows put into a table's YAML: what changed is written, the rest stays as people laid it out.
import { columnsOf } from '../../../src/policy/table/columns.js';
import type { RawRow, TableHead } from '../../../src/policy/table/columns.js';
import { leaveToCsv } from '../../../src/policy/table/leave-to-csv.js';
import { putInYaml } from '../../../src/policy/table/put-in-yaml.js';
import { matchRows } from '../../../src/policy/table/same-rows.js';
import { parseYaml } from '../../../src/policy/yaml-file.js';
import type { YamlFile } from '../../../src/policy/yaml-file.js';

const inBraces = `# Tarif menurut kode.
kind: lookup
by: [{ key: kode, type: text }]
rows: # dari lampiran
  # kelas rendah
  - { kode: 'a',   value: 1 }   # lihat butir 1
  - {
      kode: b,
      value: 2, # dua
    }

  # kelas tinggi
  - { kode: c, value: 3, provenance: { kind: law, status: confirmed } }
# akhir
title: >-
  Satu
  judul
`;
const overLines = `kind: lookup
by: [{ key: kode, type: text }]
rows:
- kode: a # huruf pertama
  value: 1
  # sampai kapan?
- kode: b
  citation:
    document: x
    quote: |
      Dua
      baris
  value: 2 # dua
`;

function edited(text: string, edit: (rows: RawRow[]) => readonly RawRow[]): string {
  const head = (parseYaml(text, 'x.yaml') as YamlFile).data as TableHead;
  const columns = columnsOf(head, new Map());
  const old = head.rows ?? [];
  const rows = edit([...old]);
  return putInYaml({ text, columns, rows, matches: matchRows(columns, old, rows) });
}

/** The lines that differ, as a diff shows them. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

const change =
  (index: number, values: object) =>
  (rows: RawRow[]): RawRow[] =>
    rows.map((row, each) => (each === index ? { ...row, ...values } : row));

test.each([
  [
    inBraces,
    0,
    { value: 1.5 },
    [
      "-  - { kode: 'a',   value: 1 }   # lihat butir 1",
      "+  - { kode: 'a',   value: 1.5 }   # lihat butir 1",
    ],
  ],
  [
    inBraces,
    0,
    { kode: "d'e" },
    [
      "-  - { kode: 'a',   value: 1 }   # lihat butir 1",
      "+  - { kode: 'd''e',   value: 1 }   # lihat butir 1",
    ],
  ],
  [inBraces, 1, { value: 20 }, ['-      value: 2, # dua', '+      value: 20, # dua']],
  [
    inBraces,
    2,
    { provenance: { kind: 'law', status: 'reported' } },
    [
      '-  - { kode: c, value: 3, provenance: { kind: law, status: confirmed } }',
      '+  - { kode: c, value: 3, provenance: { kind: law, status: reported } }',
    ],
  ],
  [
    inBraces,
    2,
    { from: '2025-01-01' },
    [
      '-  - { kode: c, value: 3, provenance: { kind: law, status: confirmed } }',
      '+  - { kode: c, value: 3, provenance: { kind: law, status: confirmed }, from: "2025-01-01" }',
    ],
  ],
  [overLines, 1, { value: 3 }, ['-  value: 2 # dua', '+  value: 3 # dua']],
  [overLines, 0, { to: '2024-12-31' }, ['+  to: "2024-12-31"']],
])('a change of one cell changes its line alone (%#)', (text, row, values, lines) => {
  expect(difference(text, edited(text, change(row, values)))).toEqual(lines);
});

test('a new row comes in the way of the others; a heading above the first row stays when that row goes', () => {
  const added = { kode: '007', from: '2025-01-01', value: 4 };

  const after = edited(inBraces, (old) => [...old.slice(1), added]);

  expect(difference(inBraces, after)).toEqual([
    "-  - { kode: 'a',   value: 1 }   # lihat butir 1",
    '+  - { kode: "007", from: "2025-01-01", value: 4 }',
  ]);
  expect(after).toContain('4 }\n# akhir\n');
});

test('a new row among rows over several lines is written so too', () => {
  const after = edited(overLines, (old) => [...old, { kode: 'c', value: 3 }]);

  expect(after).toBe(`${overLines}- kode: c\n  value: 3\n`);
});

test('a row that goes takes the comment above it along', () => {
  const after = edited(inBraces, (old) => old.slice(0, 2));

  expect(after).toBe(inBraces.replace(/\n {2}# kelas tinggi\n.*\n/, ''));
});

test('rows in another order take their comments with them', () => {
  const after = edited(overLines, (old) => [...old].reverse());

  expect(difference(overLines, after)).toEqual([]);
  expect(after.indexOf('# dua')).toBeLessThan(after.indexOf('# huruf pertama'));
});

test('a row that loses what it had is written without it', () => {
  const after = edited(inBraces, (old) => old.map(({ kode = '', value = 0 }) => ({ kode, value })));

  expect(difference(inBraces, after)).toEqual([
    '-  - { kode: c, value: 3, provenance: { kind: law, status: confirmed } }',
    '+  - { kode: c, value: 3 }',
  ]);
});

test('the line ends of Windows stay', () => {
  const windows = inBraces.replaceAll('\n', '\r\n');

  expect(edited(windows, change(0, { value: 9, to: '2024-12-31' }))).not.toMatch(/[^\r]\n/);
});

test('a table whose rows leave for a CSV keeps every comment', () => {
  expect(leaveToCsv(inBraces, 'tarif.csv', 'text')).toBe(`# Tarif menurut kode.
kind: lookup
by: [{ key: kode, type: text }]
# dari lampiran
# kelas rendah
# lihat butir 1
# dua
# kelas tinggi
value_type: text
rows_in: tarif.csv
# akhir
title: >-
  Satu
  judul
`);
});
