// Good packs are read whole; of a broken one every fault is told, each at its place.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { termsOf } from '../../src/policy/evaluation-order.js';
import { functionNames, macros, walk } from '../../src/policy/formula/expression.js';
import { operatorNames, operators } from '../../src/policy/operators.js';
import { roundingModes } from '../../src/policy/pack.js';
import type { Condition, Pack } from '../../src/policy/pack.js';
import { readPack } from '../../src/policy/read-pack.js';
import {
  definitions,
  faultLines,
  filesOf,
  goodPackNames,
  packOf,
  readFiles,
  readGoodPack,
  readParts,
} from '../packs/pack.js';

const badPacks = join('test', 'packs', 'bad');
const badPackNames = readdirSync(badPacks);

function expectation(name: string, file: 'expected.txt' | 'expected.id.txt'): string[] {
  return readFileSync(join(badPacks, name, file), 'utf8')
    .trimEnd()
    .split('\n');
}

describe('a broken pack', () => {
  test.each(badPackNames)('is refused with its fault at its place, in both languages: %s', (name) => {
    const reading = readPack(withoutExpectation(name), name);

    expect(faultLines(reading, 'en')).toEqual(expectation(name, 'expected.txt'));
    expect(faultLines(reading, 'id')).toEqual(expectation(name, 'expected.id.txt'));
  });

  test('is never told the same in Indonesian as in English', () => {
    const same = badPackNames.flatMap((name) => {
      const english = expectation(name, 'expected.txt');
      return expectation(name, 'expected.id.txt').filter((line) => english.includes(line));
    });

    expect(same).toEqual([]);
  });

  test('has for one fault one line', () => {
    const following = badPackNames.filter((name) => expectation(name, 'expected.txt').length > 1);

    expect(following).toEqual([]);
  });

  test('with faults in two files has both told in one run, sorted by file, line and column', () => {
    const files = filesOf({ facts: { x: { type: 'number' } }, clauses: definitions({ nilai: 'x * 2' }) });
    const broken = {
      ...files,
      'facts.yaml':
        'facts:\n  tanggal: { type: date, required: true }\n  x: { type: number, unit: 5 }\n  y: { type: angka }\n',
      'clauses/pasal.yaml': (files['clauses/pasal.yaml'] ?? '')
        .replace('hitung.nilai', 'Nilai')
        .replace('confirmed', 'sure'),
    };

    const lines = faultLines(readFiles(broken));

    expect(lines).toEqual([
      expect.stringMatching(/^uji\/clauses\/pasal\.yaml:1:\d+ "sure" is not allowed here/),
      expect.stringMatching(/^uji\/clauses\/pasal\.yaml:1:\d+ "Nilai" does not have the right form/),
      expect.stringMatching(/^uji\/facts\.yaml:3:28 "5" should be a text/),
      expect.stringMatching(/^uji\/facts\.yaml:4:14 "angka" is not allowed here/),
    ]);
  });

  test('with faults in formulas of two clause files has both told in one run', () => {
    const clause = (id: string, formula: string): string =>
      JSON.stringify([
        {
          ...JSON.parse(
            filesOf({ clauses: definitions({ [id]: formula }) })['clauses/pasal.yaml'] ?? '[]',
          )[0],
        },
      ]);
    const files = {
      ...filesOf({ clauses: definitions({ nilai: '1' }) }),
      'clauses/b.yaml': clause('dua', 'tidakada + 1'),
      'clauses/a.yaml': clause('satu', 'parameter.tidak'),
    };

    const lines = faultLines(readFiles(files));

    expect(lines).toEqual([
      expect.stringMatching(/^uji\/clauses\/a\.yaml:1:\d+ there is no parameter "tidak"/),
      expect.stringMatching(/^uji\/clauses\/b\.yaml:1:\d+ there is no fact or definition "tidakada" here/),
    ]);
  });

  test('two faults in one formula are both told', () => {
    const reading = readParts({
      facts: { x: { type: 'number' } },
      clauses: definitions({ nilai: 'xx + yy' }),
    });

    expect(faultLines(reading)).toEqual([expect.stringContaining('"xx"'), expect.stringContaining('"yy"')]);
  });

  test.each([
    { formula: 'xx == "a"', fault: 'there is no fact or definition "xx" here' },
    { formula: 'xx ? 1 : 2', fault: 'there is no fact or definition "xx" here' },
    { formula: 'sum(parameter.tidak)', fault: 'there is no parameter "tidak"' },
    { formula: '(x + "a") && true', fault: 'this should be a number and is a text' },
  ])('what only follows from a fault is not told: $formula', ({ formula, fault }) => {
    const reading = readParts({
      facts: { x: { type: 'number' } },
      clauses: definitions({ nilai: formula }),
    });

    expect(faultLines(reading)).toEqual([expect.stringContaining(fault)]);
  });

  test.each([
    { wrote: 'citattion', instead: 'citation' },
    { wrote: 'define', instead: 'defines' },
    { wrote: 'formulla', instead: 'formula' },
  ])('of a misspelt key it is not told that the right one is missing: $wrote', ({ wrote, instead }) => {
    const files = filesOf({ clauses: definitions({ nilai: '1' }) });
    const clauses = (files['clauses/pasal.yaml'] ?? '').replace(`"${instead}"`, `"${wrote}"`);

    const lines = faultLines(readFiles({ ...files, 'clauses/pasal.yaml': clauses }));

    expect(lines).toEqual([
      expect.stringContaining(`the key "${wrote}" is unknown here; did you mean "${instead}"?`),
    ]);
  });

  test.each([
    ['facts.yaml', { facts: { x: { type: 'text', max_length: 0 } } }, '"0" terlalu kecil; paling kecil 1'],
    [
      'facts.yaml',
      { facts: { if: { type: 'text' } } },
      '"if" bukan nama: hanya huruf kecil, angka, dan _, dan bukan kata dari bahasa rumus',
    ],
    [
      'clauses/pasal.yaml',
      [{ clause: 'a', part_of: 7 }],
      '"7" tidak boleh dipakai di sini: tulislah satu nama, atau beberapa di dalam [ ]',
    ],
    ['clauses/pasal.yaml', [], 'harus berisi paling sedikit 1'],
    ['parameters.yaml', { parameters: [] }, 'sebuah daftar seharusnya sekumpulan kunci'],
    [
      'parameters.yaml',
      { parameters: { a: { label: { id: '', en: 'A' }, values: [{ value: 1 }] } } },
      'panjangnya harus paling sedikit 1 huruf',
    ],
  ])('is told in Indonesian what shape is asked for, in %s: %j', (path, data, message) => {
    const files = filesOf({ clauses: definitions({ nilai: '1' }) });

    const lines = faultLines(readFiles({ ...files, [path]: JSON.stringify(data) }), 'id');

    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toContain(message);
  });

  test('a folder that does not exist is a fault, not an exception', () => {
    expect(faultLines(readPack('test/packs/tidak-ada', 'tidak-ada'))).toContain(
      'tidak-ada:1:1 there is no such folder',
    );
  });
});

/** The folder as a pack: the expectations are no part of it, so the other files are read from a copy. */
function withoutExpectation(name: string): string {
  const folder = join(copies, name);
  cpSync(join(badPacks, name), folder, {
    recursive: true,
    filter: (file) => !/expected(\.id)?\.txt$/.test(file),
  });
  return folder;
}

let copies = '';
beforeAll(() => {
  copies = mkdtempSync(join(tmpdir(), 'timbang-bad-'));
});
afterAll(() => {
  if (existsSync(copies)) rmSync(copies, { recursive: true });
});

function* namesIn(condition: Condition): Generator<string> {
  if (condition.kind === 'comparison') yield condition.operator;
  else for (const each of condition.conditions) yield* namesIn(each);
}

/** Operators, functions, macros, kinds of expressions and of tables, and rounding modes that a pack uses. */
function usedIn(pack: Pack): Set<string> {
  const conditions = [
    ...pack.clauses.flatMap((each) => [
      each.appliesWhen,
      each.kind === 'requirement' ? each.requires : undefined,
    ]),
    ...pack.notEncoded.map((gap) => gap.refusesWhen),
  ].filter((each) => each !== undefined);
  const expressions = pack.clauses.flatMap((clause) =>
    [...termsOf(clause)].flatMap((term) => [...walk(term.expression)]),
  );
  return new Set<string>([
    ...conditions.flatMap((each) => [...namesIn(each)]),
    ...expressions.map((each) => each.kind),
    ...expressions.flatMap((each) => (each.kind === 'call' ? [each.name] : [])),
    ...expressions.flatMap((each) => (each.kind === 'comprehension' ? [each.macro] : [])),
    ...expressions.flatMap((each) => (each.kind === 'verdict' ? [each.verb] : [])),
    ...[...pack.tables.values()].map((table) => table.kind),
    ...pack.outputs.flatMap((output) => output.rounding?.mode ?? []),
  ]);
}

describe('the good packs', () => {
  test.each(goodPackNames)('%s is read without a fault, and frozen', (name) => {
    const pack = readGoodPack(name);

    expect(pack.regulation).toBe(name);
    expect(
      Object.isFrozen(pack) && Object.isFrozen(pack.clauses[0]) && Object.isFrozen(pack.outputs[0]),
    ).toBe(true);
  });

  test('use between them every operator, function, macro, verb, kind of table and mode of rounding', () => {
    const used = new Set(goodPackNames.flatMap((name) => [...usedIn(readGoodPack(name))]));
    const all = [
      ...operatorNames,
      ...functionNames,
      ...macros,
      'met',
      'notMet',
      'notApplicable',
      'lookup',
      'band',
      'marginal',
      ...roundingModes,
    ];

    expect(all.filter((each) => !used.has(each))).toEqual([]);
  });

  test('have their clauses in the order of files and of the file, and evaluate each after what it reads', () => {
    const pack = readGoodPack('kantin');
    const place = new Map(pack.evaluationOrder.map((clause, index) => [clause.id, index]));

    expect(pack.clauses.map((each) => each.index)).toEqual(pack.clauses.map((_, index) => index));
    expect(pack.clauses[0]?.id).toBe('kantin.hari-buka');
    expect(place.get('nilai.inspeksi')).toBeLessThan(place.get('kantin.inspeksi') ?? 0);
    expect(place.get('bahan.segar')).toBeLessThan(place.get('bahan.berat') ?? 0);
  });
});

describe('`not`', () => {
  test('is pushed to the leaves: each operator becomes its negation, all becomes any', () => {
    const x = (operator: string): unknown => ({ fact: 'x', operator, value: 1 });
    const requires = { not: { all: [x('atLeast'), { any: [x('is'), { not: x('atMost') }] }] } };
    const pack = packOf(
      readParts({
        facts: { x: { type: 'number' } },
        clauses: [...definitions({ satu: '1' }), { clause: 'a', requires }],
      }),
    );

    const clause = pack.clauses[1];

    expect(clause?.kind === 'requirement' && clause.requires).toMatchObject({
      kind: 'any',
      conditions: [
        { operator: 'lessThan' },
        { kind: 'all', conditions: [{ operator: 'isNot' }, { operator: 'atMost' }] },
      ],
    });
  });

  test('twice over is the operator itself', () => {
    expect(operatorNames.map((name) => operators[operators[name].negation].negation)).toEqual(operatorNames);
  });
});

describe('the digest', () => {
  const files = filesOf({ clauses: definitions({ nilai: '1' }) });
  const digestOf = (more: Record<string, string>): string => packOf(readFiles({ ...files, ...more })).digest;

  test('is the same for the same files, also with other line ends, and whatever the tests say', () => {
    const cases =
      'cases:\n  - case: satu adalah satu\n    facts: { tanggal: "2024-01-01" }\n    expect: { scores: { nilai: 1 } }\n';

    expect(digestOf({})).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digestOf({ 'tests/a.yaml': cases })).toBe(digestOf({}));
    expect(digestOf({ 'facts.yaml': `${files['facts.yaml'] ?? ''}\r\n` })).toBe(
      digestOf({ 'facts.yaml': `${files['facts.yaml'] ?? ''}\n` }),
    );
  });

  test('is another as soon as one character of a rule is another', () => {
    expect(digestOf({ 'facts.yaml': `${files['facts.yaml'] ?? ''} ` })).not.toBe(digestOf({}));
  });
});

describe('dated rows', () => {
  const parts = (rows: unknown[]): Parameters<typeof readParts>[0] => ({
    parameters: { tarif: rows },
    clauses: definitions({ nilai: 'parameter.tarif' }),
    inForce: { from: '2024-01-01', to: '2024-12-31' },
  });

  test.each([
    ['no row for the last day', [{ to: '2024-12-30', value: 1 }], '2024-12-31'],
    ['no row for the first day', [{ from: '2024-01-02', value: 1 }], '2024-01-01'],
    [
      'a day between two rows',
      [
        { to: '2024-02-28', value: 1 },
        { from: '2024-03-01', value: 2 },
      ],
      '2024-02-29',
    ],
  ])('leave no gap on a day of the pack: %s', (_, rows, day) => {
    expect(faultLines(readParts(parts(rows)))).toEqual([
      expect.stringContaining(`reads parameter.tarif, which has no value on ${day}`),
    ]);
  });

  test.each([
    [
      'rows that meet',
      [
        { to: '2024-02-29', value: 1 },
        { from: '2024-03-01', value: 2 },
      ],
    ],
    ['a row without an end, which lasts until the next', [{ value: 1 }, { from: '2024-03-01', value: 2 }]],
    ['rows in any order', [{ from: '2024-03-01', value: 2 }, { value: 1 }]],
    ['rows that just cover the pack', [{ from: '2024-01-01', to: '2024-12-31', value: 1 }]],
  ])('are accepted: %s', (_, rows) => {
    expect(faultLines(readParts(parts(rows)))).toEqual([]);
  });
});

describe('a pack is refused', () => {
  const number = { type: 'number' };
  const inner = { type: 'list', items: { type: 'object', fields: { k: number } } };
  const list = { type: 'list', items: { type: 'object', fields: { k: number, dalam: inner } } };
  const x = definitions({ nilai: 'x' });

  test.each([
    ['at_least is above at_most', { at_least: 5, at_most: 1 }],
    // Only `above` reaches the schema, so x = 2 is accepted.
    ['both above and at_least are given', { above: 1, at_least: 5 }],
    ['both below and at_most are given', { below: 9, at_most: 5 }],
  ])('when of the limits of a fact %s', (_, limits) => {
    expect(faultLines(readParts({ facts: { x: { ...number, ...limits } }, clauses: x }))).toHaveLength(1);
  });

  test('when min_items is above max_items', () => {
    const facts = { x: { type: 'list', min_items: 5, max_items: 1, items: number } };

    expect(faultLines(readParts({ facts, clauses: definitions({ nilai: 'count(x)' }) }))).toHaveLength(1);
  });

  test('when a date among the keys of a table is not in the calendar', () => {
    const rows = [{ d: '2023-02-30', value: 1 }];
    const table = { table: 't', kind: 'lookup', by: [{ key: 'd', fact: 'd' }], rows };
    const clauses = definitions({ nilai: 'table.t(d)' });

    expect(faultLines(readParts({ facts: { d: { type: 'date' } }, tables: [table], clauses }))).toHaveLength(
      1,
    );
  });

  test('when required_when names a value that its fact cannot have', () => {
    const facts = { p: { type: 'boolean' }, x: { ...number, required_when: { fact: 'p', in: ['ya'] } } };

    expect(faultLines(readParts({ facts, clauses: x }))).toHaveLength(1);
  });

  test('when the name of an element is also that of a definition', () => {
    const requires = { fact: 'nilai.k', operator: 'is', value: 1 };
    const clauses = [...definitions({ nilai: '1' }), { clause: 'b', each: 'daftar', as: 'nilai', requires }];

    expect(faultLines(readParts({ facts: { daftar: list }, clauses }))).toHaveLength(1);
  });

  // cannotBothHold compares the texts of the two sides, and `a.k` stands for another element in each clause.
  test('when two clauses define one name and their applies_when only look as if they exclude each other', () => {
    const clause = (id: string, outer: string, within: string, value: number): Record<string, unknown> => ({
      clause: id,
      each: 'daftar',
      as: outer,
      within: { each: `${outer}.dalam`, as: within },
      defines: 'z',
      applies_when: { fact: 'a.k', operator: 'is', value },
      formula: String(value),
    });
    const clauses = [...definitions({ nilai: '1' }), clause('satu', 'a', 'b', 1), clause('dua', 'b', 'a', 2)];

    expect(faultLines(readParts({ facts: { daftar: list }, clauses }))).toHaveLength(1);
  });

  test('with all that a clause lacks, not only that it has neither requires nor defines', () => {
    const files = { ...filesOf({ clauses: x }), 'clauses/pasal.yaml': '- clause: satu\n' };

    expect(faultLines(readFiles(files)).join()).toContain('the key "citation" is missing');
  });
});
