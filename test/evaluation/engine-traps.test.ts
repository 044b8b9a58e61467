// The traps of json-rules-engine: the bare library falls into each, our evaluators do not.
import { Engine, Operator } from 'json-rules-engine';
import type { RuleProperties } from 'json-rules-engine';
import { evaluate, evaluateByReference, lawDate, makeReady } from '../../src/evaluation/evaluate.js';
import { plainOutcome } from './plain-outcome.js';
import { arbitraryFacts, Random } from './random-facts.js';
import { clauseOutcome, evaluateBoth, evaluated, outcomeFor, values, verdicts } from './evaluate-both.js';
import { definitions, faultLines, readGoodPack, readParts, readyOf } from '../packs/pack.js';

function bareRule(condition: unknown): RuleProperties {
  return { conditions: condition, event: { type: 'held' } } as RuleProperties;
}

/** Whether the bare engine finds that the condition holds. */
async function bareEngineHolds(
  condition: unknown,
  facts: Record<string, unknown>,
  options = {},
): Promise<boolean> {
  const engine = new Engine([bareRule(condition)], options);
  const { events } = await engine.run(facts);
  return events.length > 0;
}

const number = { type: 'number' };
const truth = { type: 'boolean' };

function requirement(requires: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { clause: 'pasal.1', requires, ...more };
}

const one = definitions({ satu: '1' });

describe('1. one engine shared by overlapping runs loses rules', () => {
  test('the bare engine loses some of 400 runs that overlap', async () => {
    const rule = bareRule({ all: [{ fact: 'x', operator: 'equal', value: 1 }] });
    const engine = new Engine([rule]);
    const run = async (index: number): Promise<number> => {
      for (let wait = 0; wait < index % 40; wait += 1) await Promise.resolve();
      const { results, failureResults } = await engine.run({ x: 1 });
      return results.length + failureResults.length;
    };

    const found = await Promise.all(Array.from({ length: 400 }, (_, index) => run(index)));

    expect(found.filter((rules) => rules === 0).length).toBeGreaterThan(100);
  });

  test('200 reference evaluations started together each give their own right outcome', async () => {
    const ready = makeReady(readGoodPack('retribusi'));
    const make = arbitraryFacts(ready.pack);
    const submissions = Array.from({ length: 200 }, (_, seed) => make(new Random(seed)));
    const dateOf = (facts: Record<string, unknown>): string => lawDate(facts, ready.pack.decidedBy) ?? '';
    const alone = [];
    for (const facts of submissions)
      alone.push(plainOutcome(await evaluateByReference(ready, facts, dateOf(facts))));

    const together = await Promise.all(
      submissions.map((facts) => evaluateByReference(ready, facts, dateOf(facts))),
    );

    expect(together.map(plainOutcome)).toEqual(alone);
  });

  test('a reference evaluation that fails does not stop those that wait behind it', async () => {
    const ready = readyOf({ facts: { x: number }, clauses: definitions({ dua: 'x + x' }) });
    const unreadable = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('unreadable');
        },
      },
    );

    const failing = evaluateByReference(ready, unreadable, '2024-01-01');
    const waiting = evaluateByReference(ready, { tanggal: '2024-01-01', x: 2 }, '2024-01-01');

    await expect(failing).rejects.toThrow('unreadable');
    expect(await waiting).toMatchObject({ kind: 'evaluated', scores: [{ value: 4 }] });
  });
});

describe('2. missing facts', () => {
  test('the bare engine finds that a missing fact is not equal and not in a list', async () => {
    const options = { allowUndefinedFacts: true };

    const held = await Promise.all([
      bareEngineHolds({ all: [{ fact: 'x', operator: 'notEqual', value: 1 }] }, {}, options),
      bareEngineHolds({ all: [{ fact: 'x', operator: 'notIn', value: [1] }] }, {}, options),
      bareEngineHolds({ all: [{ fact: 'o', path: '$.x', operator: 'notEqual', value: 1 }] }, { o: {} }),
    ]);

    expect(held).toEqual([true, true, true]);
  });

  test.each(['isNot', 'is', 'atLeast', 'lessThan'])(
    'a missing fact leaves "%s" undetermined',
    async (operator) => {
      const parts = {
        facts: { x: number },
        clauses: [...one, requirement({ fact: 'x', operator, value: 1 })],
      };

      const outcome = await clauseOutcome(parts, 'pasal.1');

      expect(outcome).toMatchObject({ verdict: 'undetermined', missing: ['/x'] });
    },
  );

  test.each([
    ['notIn', 'x', [1, 2]],
    ['in', 'x', [1, 2]],
    ['doesNotContain', 'daftar', 1],
    ['contains', 'daftar', 1],
    ['isEmpty', 'daftar', undefined],
    ['isNotEmpty', 'daftar', undefined],
    ['countLessThan', 'daftar', 1],
  ])('a missing fact leaves "%s" undetermined', async (operator, fact, value) => {
    const facts = { x: number, daftar: { type: 'list', items: number } };
    const parts = {
      facts,
      clauses: [...one, requirement({ fact, operator, ...(value !== undefined && { value }) })],
    };

    const outcome = await clauseOutcome(parts, 'pasal.1');

    expect(outcome).toMatchObject({ verdict: 'undetermined', missing: [`/${fact}`] });
  });

  test('two missing facts do not equal each other', async () => {
    const parts = {
      facts: { x: number, y: number },
      clauses: [...one, requirement({ fact: 'x', operator: 'is', value: { fact: 'y' } })],
    };

    const outcome = await clauseOutcome(parts, 'pasal.1');

    expect(outcome).toMatchObject({ verdict: 'undetermined', missing: ['/x', '/y'] });
  });

  test('`not` over a missing fact is undetermined too', async () => {
    const parts = {
      facts: { x: number },
      clauses: [...one, requirement({ not: { fact: 'x', operator: 'is', value: 1 } })],
    };

    expect(await clauseOutcome(parts, 'pasal.1')).toMatchObject({ verdict: 'undetermined' });
  });
});

describe('3. coercion', () => {
  test('the bare engine compares texts, null and NaN as numbers, and doubles as they are', async () => {
    const greater = (value: unknown, than: unknown): Promise<boolean> =>
      bareEngineHolds({ all: [{ fact: 'x', operator: 'greaterThan', value: than }] }, { x: value });
    const minusFive = new Engine([bareRule({ all: [{ fact: 'x', operator: 'below', value: null }] })]);
    minusFive.addOperator(new Operator('below', (x: number, y: number) => x < y));

    expect(await greater('5', 1)).toBe(true);
    expect(
      await bareEngineHolds(
        { all: [{ fact: 'x', operator: 'lessThanInclusive', value: 0.3 }] },
        { x: 0.1 + 0.2 },
      ),
    ).toBe(false);
    expect((await minusFive.run({ x: -5 })).events).toHaveLength(1);
    expect(
      await bareEngineHolds(
        { all: [{ not: { fact: 'x', operator: 'lessThan', value: 100 } }] },
        { x: Number.NaN },
      ),
    ).toBe(true);
  });

  test.each([
    ['a text where a number belongs', { x: '5' }, '/x', 'must be a number; it is "5"'],
    ['null', { x: null }, '/x', 'must be a number; it is null; leave it out when it is not known'],
    ['a number where true or false belongs', { p: 1 }, '/p', 'must be true or false; it is 1'],
    ['a text where true or false belongs', { p: 'true' }, '/p', 'must be true or false; it is "true"'],
    [
      'infinity, which 1e999 is read as',
      { x: JSON.parse('1e999') as number },
      '/x',
      expect.stringContaining('must be'),
    ],
    [
      'a day that the calendar does not have',
      { d: '2023-02-29' },
      '/d',
      '"2023-02-29" is not a calendar date; write YYYY-MM-DD',
    ],
    [
      'a date with a time',
      { d: '2023-02-28T00:00:00Z' },
      '/d',
      expect.stringContaining('is not a calendar date'),
    ],
    ['a list where a number belongs', { x: [5] }, '/x', 'must be a number; it is a list'],
  ])('facts with %s are refused', (_, facts, pointer, message) => {
    const ready = readyOf({ facts: { x: number, p: truth, d: { type: 'date' } }, clauses: one });

    const faults = ready.check({ tanggal: '2024-01-01', ...facts });

    expect(faults).toEqual([{ pointer, message }]);
  });

  test('0.1 + 0.2 is at most 0.3', async () => {
    const clauses = [
      ...definitions({ jumlah: 'x + y' }),
      requirement({ fact: 'jumlah', operator: 'atMost', value: 0.3 }),
    ];

    const outcome = await clauseOutcome({ facts: { x: number, y: number }, clauses }, 'pasal.1', {
      x: 0.1,
      y: 0.2,
    });

    expect(outcome.verdict).toBe('met');
  });
});

describe('4. empty, misspelt and mixed groups of conditions', () => {
  test('the bare engine holds empty groups for true, and drops one of two groups', async () => {
    const mixed = {
      all: [{ fact: 'x', operator: 'equal', value: 1 }],
      any: [{ fact: 'x', operator: 'equal', value: 2 }],
    };

    expect(await bareEngineHolds({ all: [] }, {})).toBe(true);
    expect(await bareEngineHolds({ any: [] }, {})).toBe(true);
    expect((await bareEngineHolds(mixed, { x: 1 })) !== (await bareEngineHolds(mixed, { x: 2 }))).toBe(true);
  });

  const comparison = { fact: 'x', operator: 'is', value: 1 };
  test.each([
    ['all: []', { all: [] }],
    ['any: []', { any: [] }],
    ['a misspelt key beside all', { all: [comparison], anny: [comparison] }],
    ['all and any at one level', { all: [comparison], any: [comparison] }],
    ['an empty group deep inside', { all: [{ not: { any: [] } }] }],
  ])('a pack with %s is refused', (_, requires) => {
    const reading = readParts({ facts: { x: number }, clauses: [...one, requirement(requires)] });

    expect(faultLines(reading)).toHaveLength(1);
  });
});

describe('5. operators', () => {
  test('the bare engine finds an unknown operator only when it runs', async () => {
    const engine = new Engine([bareRule({ any: [{ fact: 'x', operator: 'equl', value: 1 }] })]);

    await expect(engine.run({ x: 1 })).rejects.toThrow('Unknown operator');
  });

  test('a pack with an unknown operator is refused, even in a branch that does not matter', () => {
    const requires = {
      any: [
        { fact: 'x', operator: 'isNot', value: 1 },
        { fact: 'x', operator: 'atleast', value: 1 },
      ],
    };

    const reading = readParts({ facts: { x: number }, clauses: [...one, requirement(requires)] });

    expect(faultLines(reading)).toEqual([
      expect.stringContaining('there is no operator "atleast"; did you mean "atLeast"?'),
    ]);
  });

  test('the names of Object’s own methods are no operators', () => {
    const requires = { fact: 'x', operator: 'toString', value: 1 };

    const reading = readParts({ facts: { x: number }, clauses: [...one, requirement(requires)] });

    expect(faultLines(reading)).toEqual([expect.stringContaining('there is no operator "toString"')]);
  });
});

describe('6. the order of results', () => {
  test('the bare engine gives rules in the order in which they finish', async () => {
    const rule = (name: string, fact: string): RuleProperties => ({
      ...bareRule({ all: [{ fact, operator: 'equal', value: 1 }] }),
      name,
    });
    const engine = new Engine([rule('first', 'slow'), rule('second', 'quick')]);
    engine.addFact('slow', () => new Promise((resolve) => setTimeout(() => resolve(1), 20)));
    engine.addFact('quick', 1);

    const { results } = await engine.run();

    expect(results.map((each) => each.name)).toEqual(['second', 'first']);
  });

  test('clauses are reported as the files have them, then by element, whatever needs what', async () => {
    const facts = { daftar: { type: 'list', items: { type: 'object', fields: { a: number } } } };
    const clauses = [
      ...definitions({ akhir: 'sum(daftar.map(i, i.ganda))' }),
      { clause: 'butir', each: 'daftar', as: 'i', defines: 'ganda', formula: 'i.a * awal' },
      ...definitions({ awal: '2' }),
    ];

    const { clauses: found } = await evaluated(
      { facts, clauses, outputs: ['akhir'] },
      { daftar: [{ a: 1 }, { a: 2 }] },
    );

    expect(found.map((each) => `${each.clause.id} ${each.element.pointer}`)).toEqual([
      'hitung.akhir ',
      'butir /daftar/0',
      'butir /daftar/1',
      'hitung.awal ',
    ]);
  });
});

describe('7. what a result keeps', () => {
  test('the outcome has every condition of nested groups with its name, and does not share the submission’s objects', async () => {
    const facts = { x: number, daftar: { type: 'list', items: number } };
    const requires = {
      any: [
        { name: 'besar', fact: 'x', operator: 'moreThan', value: 5 },
        {
          all: [
            { name: 'ada', fact: 'daftar', operator: 'contains', value: 1 },
            { fact: 'x', operator: 'is', value: 2 },
          ],
        },
      ],
    };
    const submitted = { x: 2, daftar: [1, 3] };

    const outcome = await clauseOutcome(
      { facts, clauses: [...one, requirement(requires)] },
      'pasal.1',
      submitted,
    );

    expect(
      plainOutcome({ ...(await evaluated({ facts, clauses: one }, submitted)), clauses: [outcome] }),
    ).toMatchObject({
      clauses: [
        {
          requires: {
            kind: 'any',
            verdict: 'met',
            conditions: [
              { left: 'x', verdict: 'not_met', actual: 2, expected: 5 },
              {
                kind: 'all',
                verdict: 'met',
                conditions: [
                  { actual: [1, 3], expected: 1 },
                  { actual: 2, expected: 2 },
                ],
              },
            ],
          },
        },
      ],
    });
    const nested = outcome.requires?.kind === 'any' ? outcome.requires.conditions[1] : undefined;
    const first = nested?.kind === 'all' ? nested.conditions[0] : undefined;
    expect(first?.kind === 'comparison' && first.comparison.name).toBe('ada');
    expect(first?.kind === 'comparison' && first.actual).not.toBe(submitted.daftar);
  });
});

describe('8. posted facts and derived facts', () => {
  test('in the bare engine a posted fact wins over a derived one of the same name', async () => {
    const engine = new Engine([bareRule({ all: [{ fact: 'score', operator: 'equal', value: 120 }] })]);
    engine.addFact('score', () => 60);

    expect((await engine.run({ score: 120 })).events).toHaveLength(1);
  });

  test('a submission that gives a definition’s name is refused', () => {
    const ready = readyOf({ facts: { x: number }, clauses: definitions({ nilai: 'x * 2' }) });

    const faults = ready.check({ tanggal: '2024-01-01', x: 30, nilai: 120 });

    expect(faults).toEqual([{ pointer: '/nilai', message: expect.stringContaining('is unknown here') }]);
  });

  test('even unchecked, a posted value does not replace a calculated one', async () => {
    const ready = readyOf({
      facts: { x: number },
      clauses: definitions({ nilai: 'x * 2', akhir: 'nilai + 1' }),
    });
    const facts = { tanggal: '2024-01-01', x: 30, nilai: 120 };

    const outcomes = [
      evaluate(ready, facts, '2024-01-01'),
      await evaluateByReference(ready, facts, '2024-01-01'),
    ];

    for (const outcome of outcomes) expect(outcome).toMatchObject({ scores: [{ value: 60 }, { value: 61 }] });
  });

  test('a posted fact named like the text of a formula does not replace the formula', async () => {
    const ready = readyOf({
      facts: { x: number },
      clauses: [...one, requirement({ fact: 'x', operator: 'atLeast', value: { formula: '10 + 1' } })],
    });
    const facts = { tanggal: '2024-01-01', x: 5, '10 + 1': 0 };

    const outcomes = [
      evaluate(ready, facts, '2024-01-01'),
      await evaluateByReference(ready, facts, '2024-01-01'),
    ];

    for (const outcome of outcomes)
      expect(outcome.kind === 'evaluated' && outcome.clauses[1]?.verdict).toBe('not_met');
  });
});

describe('9. paths', () => {
  test('the bare engine executes an expression inside a path', async () => {
    const condition = { all: [{ fact: 'o', path: '$[?(@.n > 1)]', operator: 'contains', value: 2 }] };
    const engine = new Engine([bareRule(condition)]);
    engine.addOperator(new Operator('contains', (found: unknown) => JSON.stringify(found) === '[{"n":2}]'));

    const { events } = await engine.run({ o: [{ n: 1 }, { n: 2 }] });

    expect(events).toHaveLength(1);
  });

  test.each(['path', 'params', 'priority'])('a pack whose condition has "%s" is refused', (key) => {
    const requires = { fact: 'x', operator: 'is', value: 1, [key]: '$.x' };

    const reading = readParts({ facts: { x: number }, clauses: [...one, requirement(requires)] });

    expect(faultLines(reading)).toEqual([expect.stringContaining(`the key "${key}" is unknown`)]);
  });

  test('only a submission’s own properties are read', async () => {
    const facts = { alamat: { type: 'object', fields: { jarak: number } } };
    const inherited = Object.create({ alamat: { jarak: 7 } }) as Record<string, unknown>;
    const ready = readyOf({ facts, clauses: definitions({ nilai: 'alamat.jarak' }) });

    const outcome = evaluate(ready, Object.assign(inherited, { tanggal: '2024-01-01' }), '2024-01-01');

    expect(outcome).toMatchObject({ scores: [{ value: null }], missing: ['/alamat/jarak'] });
  });
});

describe('10. skipped conditions', () => {
  test('the bare engine leaves a condition of lower priority without a result', async () => {
    const conditions = {
      any: [
        { fact: 'x', operator: 'equal', value: 1, priority: 10 },
        { fact: 'y', operator: 'equal', value: 1, priority: 1 },
      ],
    };
    const engine = new Engine([bareRule(conditions)]);

    const { results } = await engine.run({ x: 1, y: 1 });

    const parts = (results[0]?.conditions as unknown as { any: { result?: boolean }[] }).any;
    expect(parts.map((each) => each.result)).toEqual([true, undefined]);
  });

  test('a group that is already decided still shows what each of its conditions found', async () => {
    const requires = {
      all: [
        { fact: 'x', operator: 'is', value: 0 },
        { fact: 'y', operator: 'is', value: 1 },
        { fact: 'z', operator: 'is', value: 1 },
      ],
    };
    const parts = { facts: { x: number, y: number, z: number }, clauses: [...one, requirement(requires)] };

    const { requires: found } = await clauseOutcome(parts, 'pasal.1', { x: 1, y: 1 });

    expect(found?.kind === 'all' && found.conditions.map((each) => each.verdict)).toEqual([
      'not_met',
      'met',
      'undetermined',
    ]);
  });
});

describe('11. deep nesting', () => {
  const nest = (depth: number): unknown =>
    depth === 0 ? { fact: 'x', operator: 'is', value: 1 } : { all: [nest(depth - 1)] };

  test('conditions 20 deep are read and evaluated', async () => {
    const parts = { facts: { x: number }, clauses: [...one, requirement(nest(20))] };

    expect(await verdicts(parts, { x: 1 })).toMatchObject({ 'pasal.1': 'met' });
  });

  test('conditions 21 deep are refused', () => {
    const reading = readParts({ facts: { x: number }, clauses: [...one, requirement(nest(21))] });

    expect(faultLines(reading)).toEqual([expect.stringContaining('conditions nest deeper than 20')]);
  });

  test('conditions nested beyond what YAML may nest are refused without an exception', () => {
    const reading = readParts({ facts: { x: number }, clauses: [...one, requirement(nest(2000))] });

    expect(faultLines(reading)).toHaveLength(1);
  });

  test('a submission nested 15,000 deep is refused without an exception', () => {
    const ready = readyOf({ facts: { x: number }, clauses: one });
    let deep: unknown = 1;
    for (let depth = 0; depth < 15_000; depth += 1) deep = [deep];

    const faults = ready.check({ tanggal: '2024-01-01', x: deep });

    expect(faults).toEqual([{ pointer: '', message: 'nests deeper than 64 levels' }]);
  });
});

describe('facts as JSON and ajv read them', () => {
  test('a posted __proto__ is refused and changes nothing', () => {
    const ready = readyOf({ facts: { x: number }, clauses: one });

    const faults = ready.check(JSON.parse('{"tanggal":"2024-01-01","__proto__":{"x":1}}'));

    expect(faults).toEqual([{ pointer: '/__proto__', message: expect.stringContaining('is unknown here') }]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('a posted "%s" is refused', (name) => {
    const ready = readyOf({ facts: { x: number }, clauses: one });

    expect(ready.check({ tanggal: '2024-01-01', [name]: 1 })).toHaveLength(1);
  });

  test('a missing required fact is not found on Object’s prototype', () => {
    const ready = readyOf({ facts: { valueof: { ...number, required: true } }, clauses: one });

    expect(ready.check({ tanggal: '2024-01-01' })).toEqual([{ pointer: '/valueof', message: 'is missing' }]);
  });

  test('a pattern that would hold up a backtracking engine answers at once', () => {
    const facts = { kode: { type: 'text', pattern: '(a+)+', max_length: 10000 } };
    const ready = readyOf({ facts, clauses: one });
    const startedAt = performance.now();

    const faults = ready.check({ tanggal: '2024-01-01', kode: `${'a'.repeat(5000)}!` });

    expect(faults).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test('a pattern must match the whole text, also one with alternatives or with lines', () => {
    const ready = readyOf({ facts: { kode: { type: 'text', pattern: 'a|b' } }, clauses: one });
    const isAccepted = (kode: string): boolean => ready.check({ tanggal: '2024-01-01', kode }).length === 0;

    expect(['a', 'b', 'ab', 'xa', 'bx', 'a\n', '\nb', ''].filter(isAccepted)).toEqual(['a', 'b']);
  });

  test('a hostile body gives no more than 50 faults, and quickly', () => {
    const facts = {
      daftar: { type: 'list', max_items: 1000, items: { type: 'object', fields: { a: number, b: number } } },
    };
    const ready = readyOf({ facts, clauses: one });
    const startedAt = performance.now();

    const faults = ready.check({
      tanggal: '2024-01-01',
      daftar: Array.from({ length: 100_000 }, () => ({ a: 'x', b: 'x', c: 1, d: 1 })),
    });

    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(50);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test('all faults of a small submission are found at once, each with its pointer', () => {
    const facts = {
      daftar: {
        type: 'list',
        max_items: 3,
        items: { type: 'object', fields: { a: { ...number, above: 0, required: true } } },
      },
    };
    const ready = readyOf({ facts, clauses: one });

    const faults = ready.check({ tanggal: 'besok', daftar: [{ a: 0 }, {}, { a: 1, 'x/y~z': 1 }] });

    expect(faults.map((each) => each.pointer).sort()).toEqual([
      '/daftar/0/a',
      '/daftar/1/a',
      '/daftar/2/x~1y~0z',
      '/tanggal',
    ]);
  });

  test.each([
    { limit: 'at_least', accepted: [1, 1.01] },
    { limit: 'at_most', accepted: [0.99, 1] },
    { limit: 'above', accepted: [1.01] },
    { limit: 'below', accepted: [0.99] },
  ])('the limit $limit 1 is held just below, at and just above it', ({ limit, accepted }) => {
    const ready = readyOf({ facts: { x: { type: 'number', [limit]: 1 } }, clauses: one });
    const isAccepted = (x: number): boolean => ready.check({ tanggal: '2024-01-01', x }).length === 0;

    expect([0.99, 1, 1.01].filter(isAccepted)).toEqual(accepted);
  });

  test('a fact that is required when another has some value may be absent otherwise', () => {
    const facts = {
      daftar: {
        type: 'list',
        items: {
          type: 'object',
          fields: {
            jenis: { type: 'choice', values: { a: words, b: words } },
            rinci: {
              type: 'object',
              fields: { sifat: { type: 'text', required_when: { fact: 'jenis', in: ['a'] } } },
            },
          },
        },
      },
    };
    const ready = readyOf({ facts, clauses: one });
    const faultsOf = (item: unknown): unknown => ready.check({ tanggal: '2024-01-01', daftar: [item] });

    expect(faultsOf({ jenis: 'b' })).toEqual([]);
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ jenis: 'a', rinci: { sifat: 'x' } })).toEqual([]);
    expect(faultsOf({ jenis: 'a', rinci: {} })).toEqual([
      { pointer: '/daftar/0/rinci/sifat', message: 'is missing' },
    ]);
    expect(faultsOf({ jenis: 'a' })).toEqual([{ pointer: '/daftar/0/rinci', message: 'is missing' }]);
  });
});

const words = { id: 'kata', en: 'word' };

describe('a submission', () => {
  test('is not changed by being evaluated, even when it is frozen', async () => {
    const ready = makeReady(readGoodPack('kantin'));
    const facts = arbitraryFacts(ready.pack, { texts: { nama: ['Budi'] } })(new Random(11));
    const before = JSON.stringify(facts);

    await evaluateBoth(ready, deepFreeze(facts));

    expect(JSON.stringify(facts)).toBe(before);
  });

  test('evaluated twice gives the same outcome, whatever was evaluated between', async () => {
    const parts = { facts: { x: number, p: truth }, clauses: definitions({ nilai: 'p ? x : x / 3' }) };
    const ready = readyOf(parts);
    const evaluateX = async (x: number): Promise<unknown> =>
      plainOutcome(await evaluateBoth(ready, { tanggal: '2024-01-01', x, p: x > 1 }));

    const first = await evaluateX(1);
    await evaluateX(2);

    expect(await evaluateX(1)).toEqual(first);
  });

  test('with an empty list has no elements to judge, with an absent list neither', async () => {
    const facts = { daftar: { type: 'list', items: { type: 'object', fields: { a: number } } } };
    const clauses = [
      ...one,
      { clause: 'butir', each: 'daftar', as: 'i', requires: { fact: 'i.a', operator: 'is', value: 1 } },
    ];

    expect(await verdicts({ facts, clauses }, { daftar: [] })).toEqual({ 'hitung.satu': 'calculated' });
    expect(await verdicts({ facts, clauses })).toEqual({ 'hitung.satu': 'calculated' });
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

test('values and outcomes of the same parts come from the same evaluation', async () => {
  const parts = { clauses: one };

  expect(await values(parts)).toEqual({ satu: 1 });
  expect((await outcomeFor(parts)).kind).toBe('evaluated');
});
