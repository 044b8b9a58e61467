// Random tables with the rows that a CSV must carry unchanged: any texts, numbers and dates, with or without an origin.
import fc from 'fast-check';
import { parseYaml } from '../../../src/policy/yaml-file.js';
import type { YamlFile } from '../../../src/policy/yaml-file.js';
import type { RawRow, TableHead } from '../../../src/policy/table/columns.js';

const words = { id: 'Kata', en: 'Words' };

const awkward = fc.constantFrom(
  ...[
    '=1+1',
    '+62',
    '-',
    '@SUM(A1)',
    "'",
    "''",
    "'=x",
    "'007",
    '007',
    '1e5',
    '1,5',
    '1.234',
    '2024-01-01',
    'true',
  ],
  ...[
    '',
    ' ',
    ' a ',
    'a,b',
    'a;b',
    'a\tb',
    'a"b',
    '"',
    'a\nb',
    '\n',
    '\tx',
    '\rx',
    'x\r',
    'null',
    '~',
    '#x',
    '- x',
  ],
  ...[
    'ya: tidak',
    '{x}',
    '[x]',
    '*x',
    '&x',
    '!x',
    '% x',
    '`',
    '|',
    '>',
    'é',
    '≥ 5',
    '日本',
    '😀',
    '0x1F',
    '1_000',
    '.5',
  ],
);
/** Line ends inside a text are one character: a CSV and YAML read both kinds alike. */
export const anyText = fc
  .oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 8 }))
  .map((text) => text.replaceAll('\r\n', '\n'));

export const anyNumber = fc
  .oneof(
    fc.integer({ min: -10_000, max: 10_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc
      .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
      .map(([n, d]) => n / 10 ** d),
  )
  .map((value) => value + 0);

export const anyDate = fc
  .tuple(
    fc.integer({ min: 1990, max: 2060 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) =>
    [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  );

const filled = anyText.map((text) => text || 'x');
const bilingual = fc.record({ id: filled, en: filled });
const provenance = fc.record(
  {
    kind: fc.constantFrom('law', 'secondary', 'parent_regulation', 'assumption'),
    status: fc.constantFrom('confirmed', 'reported', 'provisional'),
    note: bilingual,
    to_be_confirmed_by: bilingual,
  },
  { requiredKeys: ['kind', 'status'] },
);
const citation = fc.record(
  { document: fc.constantFrom('perda_x', 'surat'), part: filled, quote: anyText },
  { requiredKeys: ['document'] },
);
const origin = { from: anyDate, to: anyDate, provenance, citation };

export interface RandomTable {
  readonly head: TableHead;
  readonly rows: readonly RawRow[];
}

const valueTypes = {
  number: anyNumber,
  text: anyText,
  date: anyDate,
  boolean: fc.boolean(),
} as const;

const lookup = fc.constantFrom('number', 'text', 'date', 'boolean').chain((type) =>
  rowsOf(
    {
      ...head('lookup'),
      by: [
        { key: 'kode', type: 'text' },
        { key: 'urut', type: 'number' },
      ],
      rows_in: 'x.csv',
      value_type: type,
    },
    { kode: anyText, urut: anyNumber, value: valueTypes[type], ...origin },
    ['kode', 'urut', 'value'],
  ),
);
const byNumber = { by: [{ key: 'n', type: 'number' as const }], rows_in: 'x.csv' };
const band = rowsOf(
  { ...head('band'), ...byNumber, unit: 'poin' },
  { at_least: anyNumber, below: anyNumber, value: anyNumber, ...origin },
  ['value'],
);
const marginal = rowsOf(
  { ...head('marginal'), ...byNumber },
  { above: anyNumber, rate: anyNumber, ...origin },
  ['above', 'rate'],
);

export const anyTable: fc.Arbitrary<RandomTable> = fc.oneof(lookup, band, marginal);

function head(kind: TableHead['kind']): Pick<TableHead, 'table' | 'kind'> {
  return { table: 'x', kind };
}

function rowsOf(
  table: TableHead,
  cells: Record<string, fc.Arbitrary<unknown>>,
  requiredKeys: string[],
): fc.Arbitrary<RandomTable> {
  const row = fc.record(cells, { requiredKeys }).map((each) => JSON.parse(JSON.stringify(each)) as RawRow);
  return fc.array(row, { minLength: 1, maxLength: 6 }).map((rows) => ({ head: table, rows }));
}

/** The table's YAML, with the rest that every table needs. */
export function yamlOf(head: object): YamlFile {
  const whole = {
    title: words,
    citation: { document: 'perda_x' },
    provenance: { kind: 'law', status: 'confirmed' },
    ...head,
  };
  return parseYaml(JSON.stringify(whole), 'x.yaml') as YamlFile;
}
