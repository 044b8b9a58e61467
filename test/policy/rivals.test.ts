// Two clauses may define one name where what they compare can never hold for both.
import { faultLines, readParts } from '../packs/pack.js';

const facts = {
  x: { type: 'number' },
  y: { type: 'number' },
  mulai: { type: 'date' },
  jenis: {
    type: 'choice',
    values: Object.fromEntries(['a', 'b', 'c'].map((each) => [each, { id: each, en: each }])),
  },
  pakai: { type: 'boolean' },
  daftar: { type: 'list', items: { type: 'number' } },
};
const parameters = {
  rendah: [{ value: 5 }, { from: '2025-01-01', value: 7 }],
  tinggi: [{ value: 6 }, { from: '2025-01-01', value: 8 }],
  kadang: [{ value: 9 }, { from: '2025-01-01', value: 4 }],
  awal: '2024-01-01',
  akhir: '2024-06-30',
};

type Comparison = readonly [fact: string, operator: string, value?: unknown];

function faultsOf(one: Comparison | readonly Comparison[], other: Comparison, days: object = {}): string[] {
  const condition = ([fact, operator, value]: Comparison): object => ({
    fact,
    operator,
    ...(value !== undefined && { value }),
  });
  const all = (Array.isArray(one[0]) ? one : [one]) as readonly Comparison[];
  const clause = (id: string, applies: object): Record<string, unknown> => ({
    clause: id,
    defines: 'nilai',
    formula: '1',
    applies_when: applies,
  });
  const clauses = [
    { ...clause('satu', { all: all.map(condition) }), ...days },
    clause('dua', condition(other)),
  ];
  return faultLines(readParts({ facts, parameters, clauses }));
}

const parameter = (name: string): object => ({ parameter: name });

test.each<[string, Comparison | readonly Comparison[], Comparison]>([
  ['numbers apart', ['x', 'lessThan', 5], ['x', 'moreThan', 9]],
  ['numbers that meet in an end that one leaves out', ['x', 'lessThan', 5], ['x', 'atLeast', 5]],
  ['a number and a range beside it', ['x', 'is', 4], ['x', 'moreThan', 4]],
  ['values and a range beside them', ['x', 'in', [1, 2]], ['x', 'atLeast', 3]],
  ['dates apart', ['mulai', 'before', '2024-01-01'], ['mulai', 'onOrAfter', '2024-01-01']],
  [
    'dates that parameters give',
    ['mulai', 'onOrBefore', parameter('awal')],
    ['mulai', 'after', parameter('akhir')],
  ],
  [
    'numbers that parameters order on every day',
    ['x', 'lessThan', parameter('rendah')],
    ['x', 'moreThan', parameter('tinggi')],
  ],
  [
    'below and above one thing, whatever it is',
    ['x', 'lessThan', { fact: 'y' }],
    ['x', 'moreThan', { fact: 'y' }],
  ],
  ['a value and the others', ['jenis', 'notIn', ['b', 'c']], ['jenis', 'in', ['b', 'c']]],
  ['all values left out', ['jenis', 'notIn', ['a', 'b']], ['jenis', 'isNot', 'c']],
  ['true and not true', ['pakai', 'is', true], ['pakai', 'isNot', true]],
  ['lengths of a list', ['daftar', 'isEmpty'], ['daftar', 'countAtLeast', 1]],
  [
    'one of several comparisons',
    [
      ['pakai', 'is', true],
      ['x', 'lessThan', 5],
    ],
    ['x', 'moreThan', 9],
  ],
  [
    'what two together leave',
    [
      ['x', 'atLeast', 5],
      ['x', 'isNot', 5],
    ],
    ['x', 'atMost', 5],
  ],
])('are told apart by %s', (_, one, other) => {
  expect(faultsOf(one, other)).toEqual([]);
});

test.each<[string, Comparison, Comparison]>([
  ['numbers that overlap', ['x', 'lessThan', 9], ['x', 'moreThan', 5]],
  ['numbers that share an end', ['x', 'atMost', 5], ['x', 'atLeast', 5]],
  ['dates that share a day', ['mulai', 'onOrBefore', '2024-01-01'], ['mulai', 'onOrAfter', '2024-01-01']],
  [
    'parameters that are ordered otherwise on some days',
    ['x', 'lessThan', parameter('kadang')],
    ['x', 'moreThan', parameter('tinggi')],
  ],
  ['two facts', ['x', 'lessThan', 5], ['y', 'moreThan', 9]],
  ['values of which one is shared', ['jenis', 'in', ['a', 'b']], ['jenis', 'notIn', ['a']]],
  ['equal and not above one thing', ['x', 'is', { fact: 'y' }], ['x', 'atMost', { fact: 'y' }]],
])('are rivals with %s', (_, one, other) => {
  expect(faultsOf(one, other)).toEqual([expect.stringContaining('"nilai" is also defined by satu')]);
});

test('are told apart on the days that they share, whatever other days would give', () => {
  const [low, high]: Comparison[] = [
    ['x', 'lessThan', parameter('kadang')],
    ['x', 'moreThan', parameter('tinggi')],
  ];

  expect(low && high && faultsOf(low, high, { from: '2025-01-01' })).toEqual([]);
  expect(low && high && faultsOf(low, high, { to: '2025-01-01' })).toHaveLength(1);
});
