// What is probably not meant is told at its place, in both languages; what cannot be proven is not told.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { warningsOf } from '../../src/analysis/warnings/warnings.js';
import { formatFault } from '../../src/policy/fault.js';
import type { Fault } from '../../src/policy/fault.js';
import type { Pack } from '../../src/policy/pack.js';
import { readPack } from '../../src/policy/read-pack.js';
import { definitions, filesOf, packOf, readFiles, readParts } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';

const doubtfulPacks = join('test', 'packs', 'doubtful');

let copies = '';
beforeAll(() => {
  copies = mkdtempSync(join(tmpdir(), 'timbang-doubtful-'));
});
afterAll(() => {
  rmSync(copies, { recursive: true });
});

/** The folder as a pack: what is expected of it is no part of it. */
function readDoubtful(name: string): ReturnType<typeof readPack> {
  const folder = join(copies, name);
  const isPart = (file: string): boolean => !/expected(\.id)?\.txt$/.test(file);
  cpSync(join(doubtfulPacks, name), folder, { recursive: true, filter: isPart });
  return readPack(folder, name);
}

function warningsIn(reading: ReturnType<typeof readPack>, released: readonly Pack[] = []): Fault[] {
  return 'faults' in reading ? [...reading.faults] : warningsOf(reading.pack, reading.places, released);
}

function expectedLines(name: string, file: string): string[] {
  return readFileSync(join(doubtfulPacks, name, file), 'utf8')
    .trimEnd()
    .split('\n');
}

describe('a doubtful pack', () => {
  test.each(readdirSync(doubtfulPacks))('has its doubt told at its place, and no other: %s', (name) => {
    const found = warningsIn(readDoubtful(name));

    expect(found.map((each) => formatFault(each, 'en'))).toEqual(expectedLines(name, 'expected.txt'));
    expect(found.map((each) => formatFault(each, 'id'))).toEqual(expectedLines(name, 'expected.id.txt'));
    expect(found.map(({ severity }) => severity)).toEqual(found.map(() => 'warning'));
  });
});

const number = { type: 'number', required: true };
const truth = { type: 'boolean', required: true };
const choice = (...values: string[]): Record<string, unknown> => ({
  type: 'choice',
  required: true,
  values: Object.fromEntries(values.map((each) => [each, { id: each, en: each }])),
});
const says = { id: '{fact}.', en: 'It is {fact}.' };
const requires = (
  fact: string,
  operator: string,
  value: unknown,
  name = 'syarat',
): Record<string, unknown> => ({
  name,
  fact,
  operator,
  value,
  says,
});

/** Codes of the warnings, without those on citations: the clauses made for tests have no part. */
function codesOf(parts: PackParts): string[] {
  return warningsIn(readParts(parts))
    .map(({ code }) => code)
    .filter((code) => code !== 'citation_without_part');
}

describe('a table without a row for every value', () => {
  const facts = { jenis: choice('a', 'b', 'c'), halal: truth };
  const tables = [
    {
      table: 't',
      kind: 'lookup',
      by: [{ key: 'jenis', fact: 'jenis' }],
      rows: [
        { jenis: 'a', value: 1 },
        { jenis: 'b', value: 2 },
      ],
    },
  ];
  const clause = (formula: string, applies?: unknown): PackParts => ({
    facts,
    tables,
    clauses: [
      { ...definitions({ nilai: formula })[0], ...(applies !== undefined && { applies_when: applies }) },
      { clause: 'k', requires: requires('halal', 'is', true) },
    ],
  });

  test.each([
    ['a branch on the same fact', 'jenis == "c" ? 0 : table.t(jenis)'],
    ['a branch that names the others', 'jenis in ["a", "b"] ? table.t(jenis) : 0'],
    ['a branch on two facts', 'jenis != "c" && halal ? table.t(jenis) : 0'],
    ['a branch taken for the rest', 'jenis == "c" || halal ? 0 : table.t(jenis)'],
    ['a key that is written out', 'table.t("a")'],
  ])('is not told where the value cannot come to it: %s', (_, formula) => {
    expect(codesOf(clause(formula))).not.toContain('table_gap');
  });

  test('is not told where applies_when leaves the value out', () => {
    const applies = { fact: 'jenis', operator: 'isNot', value: 'c' };

    expect(codesOf(clause('table.t(jenis)', applies))).not.toContain('table_gap');
  });

  test('is told where the guard leaves the value in', () => {
    expect(codesOf(clause('jenis == "a" && halal ? 0 : table.t(jenis)'))).toContain('table_gap');
  });

  test('is not told of two keys that never come together', () => {
    const by = ['jenis', 'halal'].map((key) => ({ key, fact: key }));
    const rows = ['a', 'b', 'c'].flatMap((jenis) =>
      [true, false].map((halal) => ({ jenis, halal, value: 1 })),
    );
    const table = { table: 't', kind: 'lookup', by, rows: rows.slice(0, -1) };
    const guarded = '!(jenis == "c" && halal == false) ? table.t(jenis, halal) : 0';

    expect(codesOf({ facts, tables: [table], clauses: definitions({ nilai: guarded }) })).toEqual([]);
    expect(
      codesOf({ facts, tables: [table], clauses: definitions({ nilai: 'table.t(jenis, halal)' }) }),
    ).toEqual(['table_gap']);
  });
});

describe('the ends of a band table', () => {
  const tables = [
    {
      table: 't',
      kind: 'band',
      by: [{ key: 'x', type: 'number' }],
      rows: [{ at_least: 0, below: 10, value: 1 }],
    },
  ];

  test.each([
    ['reach as far as the fact does', { at_least: 0, below: 10 }, []],
    ['are just missed by an end that is included', { at_least: 0, at_most: 10 }, ['table_gap']],
    ['are missed by a fact without limits, on both sides', {}, ['table_gap']],
  ])('%s', (_, limits, codes) => {
    const facts = { x: { ...number, ...limits } };

    expect(codesOf({ facts, tables, clauses: definitions({ nilai: 'table.t(x)' }) })).toEqual(codes);
  });

  test('are not told of for a number that is calculated, which may never come near them', () => {
    const facts = { x: { ...number, at_least: 0, at_most: 10 } };

    expect(codesOf({ facts, tables, clauses: definitions({ nilai: 'table.t(x * x - x)' }) })).toEqual([]);
  });

  test('between whole numbers leave no number out', () => {
    const facts = { x: { type: 'integer', required: true, at_least: 0, at_most: 10 } };
    const rows = [
      { at_least: 0, below: 5, value: 1 },
      { at_least: 4.5, below: 11, value: 2 },
    ].map((row, index) => (index === 0 ? { ...row, below: 4.2 } : row));
    const table = { table: 't', kind: 'band', by: [{ key: 'x', fact: 'x' }], rows };

    expect(codesOf({ facts, tables: [table], clauses: definitions({ nilai: 'table.t(x)' }) })).toEqual([]);
  });
});

describe('a condition', () => {
  const x = { ...number, at_least: 0, at_most: 100 };
  const check = (...conditions: unknown[]): string[] =>
    codesOf({
      facts: { x, y: number, daftar: { type: 'list', min_items: 1, max_items: 3, items: number } },
      parameters: { batas: [{ value: 40 }, { from: '2025-01-01', value: 60 }] },
      clauses: [
        ...definitions({ nilai: 'x + y + sum(daftar) + parameter.batas' }),
        { clause: 'k', requires: { all: conditions } },
      ],
    });

  test.each([
    ['at a limit that is included', [requires('x', 'atLeast', 100)], []],
    ['just beyond it', [requires('x', 'moreThan', 100)], ['requirement_never_met']],
    ['between two values of a parameter', [requires('x', 'atMost', { parameter: 'batas' })], []],
    ['on the length of a list', [requires('daftar', 'countAtMost', 3)], ['requirement_always_met']],
    ['on the length of a list, within its limits', [requires('daftar', 'countAtMost', 2)], []],
    [
      'against another fact, ordered one way and the other',
      [requires('x', 'lessThan', { fact: 'y' }, 'a'), requires('y', 'lessThan', 0, 'b')],
      ['contradicting_conditions'],
    ],
    [
      'that follows from the one before',
      [requires('x', 'atMost', 10, 'a'), requires('x', 'atMost', 20, 'b')],
      ['condition_always_true'],
    ],
    ['that narrows the one before', [requires('x', 'atMost', 20, 'a'), requires('x', 'atMost', 10, 'b')], []],
  ])('is told only where limits decide it: %s', (_, conditions, codes) => {
    expect(check(...conditions)).toEqual(codes);
  });

  test('on a value that may not apply is not always met, for it then fails', () => {
    const facts = { x, pakai: truth };
    const applies = { fact: 'pakai', operator: 'is', value: true };
    const defined = { ...definitions({ nilai: 'x' })[0], applies_when: applies };
    const clauses = [defined, { clause: 'k', requires: requires('nilai', 'atLeast', 0) }];

    expect(codesOf({ facts, clauses })).toEqual([]);
  });

  test('on an optional fact is always met although the fact may be absent', () => {
    const facts = { x: { ...x, required: false } };
    const clauses = [...definitions({ nilai: 'x' }), { clause: 'k', requires: requires('x', 'atLeast', 0) }];

    expect(codesOf({ facts, clauses })).toEqual(['requirement_always_met']);
  });
});

describe('requirements that never go together', () => {
  const facts = { x: number, y: number, jenis: choice('a', 'b') };
  const low = { clause: 'rendah', requires: requires('x', 'lessThan', 5) };
  const high = { clause: 'tinggi', requires: requires('x', 'moreThan', 9) };
  const only = (value: string): unknown => ({ fact: 'jenis', operator: 'is', value });
  const check = (a: object, b: object, formula = 'x + y'): string[] =>
    codesOf({
      facts,
      clauses: [
        ...definitions({ nilai: `${formula} + (jenis == "a" ? 1 : 2)` }),
        { ...low, ...a },
        { ...high, ...b },
      ],
    });

  test.each([
    ['for the same submissions', {}, {}, ['contradicting_requirements']],
    ['for kinds that have nothing in common', { applies_when: only('a') }, { applies_when: only('b') }, []],
    ['for days that have nothing in common', { to: '2024-12-31' }, { from: '2025-01-01' }, []],
    [
      'for days of which one is shared',
      { to: '2025-01-01' },
      { from: '2025-01-01' },
      ['contradicting_requirements'],
    ],
  ])('are told %s', (_, a, b, codes) => {
    expect(check(a, b)).toEqual(codes);
  });

  test('are alternatives where formulas ask for each by itself', () => {
    expect(check({}, {}, 'met("rendah") ? y : met("tinggi") ? y + 1 : x')).toEqual([]);
    expect(check({ part_of: 'semua' }, { part_of: 'semua' }, 'met("semua") ? y : x')).toEqual([
      'contradicting_requirements',
    ]);
  });
});

describe('a division', () => {
  test.each([
    ['a fact above 0', { ...number, above: 0 }, 'y / x', []],
    ['a fact that may be 0', { ...number, at_least: 0 }, 'y / x', ['division_may_be_by_zero']],
    ['a fact tested before', { ...number, at_least: 0 }, 'x == 0 ? y : y / x', []],
    ['a fact tested beside it', { ...number, at_least: 0 }, 'y / x > 2 && x != 0 ? y : 1', []],
    ['what is calculated', { ...number, at_least: 0 }, 'y / (x + y)', []],
    ['what is always 0', { ...number, at_least: 0 }, 'y / (0 * x)', ['division_by_zero']],
  ])('by %s', (_, x, formula, codes) => {
    expect(codesOf({ facts: { x, y: number }, clauses: definitions({ nilai: formula }) })).toEqual(codes);
  });
});

describe('a formula that asks whether a clause is met', () => {
  const facts = { x: { ...number, at_least: 0, at_most: 10 }, ok: truth };
  const check = (formula: string): string[] =>
    codesOf({
      facts,
      clauses: [...definitions({ nilai: formula }), { clause: 'k', requires: requires('ok', 'is', true) }],
    });

  test.each([
    ['met("k") ? x : 0', false],
    ['met("k") ? 0 : x', true],
    ['!met("k") ? 0 : x', false],
    ['100 - (met("k") ? x : 0)', true],
    ['100 - (notMet("k") ? x : 0)', false],
    ['100 - (met("k") ? 0 : x)', false],
    ['x * (met("k") ? 1 : 2)', true],
    ['-x * (met("k") ? 1 : 2)', false],
    ['min(50, met("k") ? 20 : 30)', true],
    // Which branch gives more depends on x.
    ['met("k") ? x : 5', false],
    ['met("k") && x > 5 ? 1 : 2', true],
  ])('%s falls when it turns met: %s', (formula, falls) => {
    expect(check(formula).includes('falls_when_met')).toBe(falls);
  });
});

describe('a chain of choices', () => {
  const facts = { jenis: choice('a', 'b', 'c', 'd') };

  test.each([
    ['with one value left', 'jenis == "a" ? 1 : jenis == "b" ? 2 : jenis == "c" ? 3 : 4', []],
    ['with two values left', 'jenis == "a" ? 1 : jenis == "b" ? 2 : 3', ['values_not_named']],
    ['with two named together', 'jenis == "a" ? 1 : jenis in ["b", "c"] ? 2 : 3', []],
    ['of one rule and its exception', 'jenis == "a" ? 1 : 2', []],
  ])('%s', (_, formula, codes) => {
    expect(codesOf({ facts, clauses: definitions({ nilai: formula }) })).toEqual(codes);
  });
});

describe('ids of a released version', () => {
  const parts = (
    version: string,
    more: Partial<PackParts>,
    kinds: string[],
  ): ReturnType<typeof readFiles> => {
    const files = filesOf({
      facts: { jenis: choice(...kinds), ...more.facts },
      clauses: [
        {
          ...definitions({ nilai: 'jenis == "a" ? 1 : 2' })[0],
          citation: { document: 'perda_x', part: '1' },
        },
        ...(more.clauses ?? []),
      ],
    });
    return readFiles({ ...files, 'manifest.yaml': (files['manifest.yaml'] ?? '').replace('1.0.0', version) });
  };
  const cited = { citation: { document: 'perda_x', part: '2' } };
  const older = packOf(
    parts(
      '1.2.0',
      {
        facts: { x: number },
        clauses: [
          { clause: 'lama', defines: 'ganda', formula: 'x * 2', ...cited },
          { clause: 'dua', requires: requires('x', 'atLeast', 1), ...cited },
        ],
      },
      ['a', 'b', 'c'],
    ),
  );

  test('that are gone are told at the version: clauses, outputs, facts and values of a choice', () => {
    const reading = parts('1.10.0', {}, ['a', 'b']);

    const found = warningsIn(reading, [older]);

    expect(found.map(({ code }) => code)).toEqual([
      'dropped_clause',
      'dropped_clause',
      'dropped_fact',
      'dropped_output',
      'dropped_value',
    ]);
    expect(found.map((each) => formatFault(each, 'en'))).toContainEqual(
      expect.stringMatching(
        /^uji\/manifest\.yaml:1:\d+ warning: clause lama is in version 1\.2\.0 and no longer here; .* end it with a to date$/,
      ),
    );
  });

  test('are held against the highest lower version only', () => {
    const last = packOf(parts('1.9.0', {}, ['a', 'b']));

    expect(warningsIn(parts('1.10.0', {}, ['a', 'b']), [older, last])).toEqual([]);
    expect(warningsIn(parts('1.1.0', {}, ['a', 'b']), [older, last])).toEqual([]);
  });
});

test('a pack in which nothing is doubtful has no warning', () => {
  const parts: PackParts = {
    facts: { x: { ...number, above: 0 }, nama: { type: 'text' } },
    clauses: [{ ...definitions({ nilai: 'x / 2' })[0], citation: { document: 'perda_x', part: 'Pasal 1' } }],
  };

  expect(warningsIn(readParts(parts))).toEqual([]);
});
