// The smallest sets of requirements that reach a goal, held against every set there is.
import { Requirements } from '../../src/analysis/what-would-change/blocks.js';
import { neverFalls } from '../../src/analysis/what-would-change/never-falls.js';
import { whatWouldChange } from '../../src/analysis/what-would-change/what-would-change.js';
import type { GoalAnswer } from '../../src/analysis/what-would-change/what-would-change.js';
import { evaluate, lawDate } from '../../src/evaluation/evaluate.js';
import type { ReadyPack } from '../../src/evaluation/evaluate.js';
import { arbitraryFacts, Random } from '../evaluation/random-facts.js';
import type { Facts } from '../evaluation/random-facts.js';
import { randomPack } from '../evaluation/random-formulas.js';
import { readyOf } from '../packs/pack.js';
import { everySet, placesOf, scoreOf, smallestOf } from './brute-force.js';
import type { Smallest, Tried } from './brute-force.js';
import { verdictFacts, verdictPack } from './random-verdict-packs.js';

const firstSeed = Number(process.env['TIMBANG_SEED'] ?? 1);
const packs = Number(process.env['TIMBANG_VERDICT_PACKS'] ?? 15);
const plenty = { evaluations: 100_000, sets: 10_000 };

interface Goal {
  readonly output: string;
  readonly atLeast: number;
}

function goalOf(ready: ReadyPack, facts: Facts, goal: Goal, limits = plenty): GoalAnswer {
  const date = lawDate(facts, ready.pack.decidedBy) ?? '';
  const answer = whatWouldChange(ready, facts, date, goal, limits);
  if (answer.kind !== 'answered' || !answer.goal) throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return answer.goal;
}

function asFound({ size, sets, reachable, proven }: GoalAnswer): Smallest {
  expect(proven).toMatchObject({ smallest: true, all: true });
  if (!reachable) return { size: undefined, sets: [] };
  if (size === 0) return { size, sets: [''] };
  const told = sets.map(({ changes }) =>
    changes
      .map(({ clause, at }) => `${clause} ${at}`)
      .sort()
      .join(', '),
  );
  return { size: size ?? undefined, sets: told.sort() };
}

describe('the smallest sets', () => {
  test.each([
    { onlyRising: true, about: 'whose scores never fall when more is met' },
    { onlyRising: false, about: 'with deductions and requirements that hang on other verdicts' },
  ])(
    'are those that trying every set finds, in random packs $about',
    ({ onlyRising }) => {
      const sizes = new Set<number | undefined>();
      for (let seed = firstSeed; seed < firstSeed + packs; seed += 1) {
        const ready = readyOf(verdictPack(seed, onlyRising));
        for (let turn = 0; turn < 3; turn += 1) {
          const facts = verdictFacts(new Random(seed * 100 + turn));
          const random = new Random(seed);
          const goal = {
            output: random.pick(['akhir', 'akhir', 'nilai_butir']),
            atLeast: random.below(16) / 2,
          };

          const found = asFound(goalOf(ready, facts, goal));

          const tried = smallestOf(everySet(ready, facts), goal);
          expect({ seed, turn, ...found }).toEqual({ seed, turn, ...tried });
          sizes.add(tried.size);
        }
      }
      expect([...sizes]).toEqual(expect.arrayContaining([0, 1, 2, undefined]));
    },
    120_000,
  );

  test('are those that trying every set finds, in packs of random formulas that may be refused', () => {
    let compared = 0;
    for (let seed = firstSeed; seed < firstSeed + packs / 2; seed += 1) {
      const ready = readyOf(randomPack(seed, 6, { canFail: seed % 2 === 0, canMeetGaps: seed % 4 === 0 }));
      const make = arbitraryFacts(ready.pack, { absent: 0.1 });
      for (let turn = 0; turn < 6; turn += 1) {
        const facts = make(new Random(seed * 1000 + turn));
        const now = evaluate(ready, facts, lawDate(facts, ready.pack.decidedBy) ?? '');
        if (now.kind === 'refused' || placesOf(now).length > 9) continue;
        const every = everySet(ready, facts);
        for (const { name, type } of ready.pack.outputs) {
          if (type.kind !== 'number') continue;
          const value = scoreOf(now, name);
          const goal = { output: name, atLeast: typeof value === 'number' ? value + 0.5 : 0 };

          const found = asFound(goalOf(ready, facts, goal));

          expect({ seed, turn, name, ...found }).toEqual({
            seed,
            turn,
            name,
            ...smallestOf(every, goal),
          });
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(packs / 2);
  }, 120_000);
});

describe('an output that is shown never to fall when more is met', () => {
  test.each([
    {
      about: 'whose formulas only add what is met',
      packOf: (seed: number) => verdictPack(seed, true),
      least: 5,
    },
    { about: 'with deductions', packOf: (seed: number) => verdictPack(seed, false), least: 0 },
    {
      about: 'of random formulas',
      packOf: (seed: number) => randomPack(seed, 6, { canFail: true, canMeetGaps: true }),
      least: 0,
    },
  ])(
    'falls with no set of requirements, in random packs $about',
    ({ packOf, least }) => {
      let shown = 0;
      for (let seed = firstSeed; seed < firstSeed + packs; seed += 1) {
        const ready = readyOf(packOf(seed));
        const make = ready.pack.facts.has('k') ? arbitraryFacts(ready.pack, { absent: 0.1 }) : verdictFacts;
        const facts = make(new Random(seed));
        const date = lawDate(facts, ready.pack.decidedBy) ?? '';
        const now = evaluate(ready, facts, date);
        if (now.kind === 'refused' || placesOf(now).length > 8) continue;
        const every = everySet(ready, facts);
        for (const { name, type } of ready.pack.outputs) {
          if (type.kind !== 'number') continue;
          if (!neverFalls(ready.pack, new Requirements(ready.pack), name, date)) continue;
          shown += 1;
          expect({ seed, name, falls: firstFall(every, name) }).toEqual({ seed, name });
        }
      }
      expect(shown).toBeGreaterThanOrEqual(least);
    },
    60_000,
  );
});

/** Two sets, the second with one more, of which the second shows less. */
function firstFall(tried: readonly Tried[], output: string): unknown {
  const shown = new Map(
    tried.map(({ places, outcome }) => [[...places].sort().join(), scoreOf(outcome, output)]),
  );
  for (const { places, outcome } of tried) {
    const value = scoreOf(outcome, output);
    for (const place of places) {
      const fewer = places.filter((each) => each !== place);
      const before = shown.get([...fewer].sort().join());
      if (typeof before === 'number' && typeof value === 'number' && value < before)
        return { fewer, before, more: place, value };
    }
  }
  return undefined;
}
