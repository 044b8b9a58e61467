// The compiled evaluator and the reference evaluator on random submissions and random formulas: always the same outcome.
import { makeReady } from '../../src/evaluation/evaluate.js';
import { goodPackNames, readGoodPack, readyOf } from '../packs/pack.js';
import { evaluateBoth } from './evaluate-both.js';
import { arbitraryFacts, Random } from './random-facts.js';
import { randomPack } from './random-formulas.js';

/** Another start gives other submissions and formulas: TIMBANG_SEED=1000 npx jest test/evaluation/evaluators-agree */
const firstSeed = Number(process.env['TIMBANG_SEED'] ?? 1);
const formulaPacks = Number(process.env['TIMBANG_FORMULA_PACKS'] ?? 30);

describe('both evaluators give the same outcome', () => {
  test.each(goodPackNames)(
    'for 200 random submissions of the pack %s, with and without gaps',
    async (name) => {
      const ready = makeReady(readGoodPack(name));
      const texts = { nama: ['Budi', 'Siti Aminah'] };
      const makers = [0, 0.1, 0.4].map((absent) => arbitraryFacts(ready.pack, { absent, texts }));
      const kinds = new Set<string>();

      for (let seed = firstSeed; seed < firstSeed + 200; seed += 1) {
        const facts = makers[seed % 3]?.(new Random(seed)) ?? {};
        const outcome = await evaluateBoth(ready, facts, `${name}, seed ${seed}:`);
        kinds.add(outcome.kind === 'evaluated' ? `complete: ${outcome.complete}` : outcome.code);
      }

      expect([...kinds]).toEqual(expect.arrayContaining(['complete: true', 'complete: false']));
    },
    60_000,
  );

  test.each([
    { canFail: false, canMeetGaps: false, about: 'that always have an answer' },
    {
      canFail: true,
      canMeetGaps: false,
      about: 'that may divide by zero, miss a row of a table or leave the calendar',
    },
    { canFail: true, canMeetGaps: true, about: 'that may also meet law that is not encoded' },
  ])(
    'for random formulas $about',
    async ({ canFail, canMeetGaps }) => {
      for (let seed = firstSeed; seed < firstSeed + formulaPacks / 2; seed += 1) {
        const ready = readyOf(randomPack(seed, 8, { canFail, canMeetGaps }));
        const make = arbitraryFacts(ready.pack, { absent: 0.15 });

        for (let turn = 0; turn < 12; turn += 1) {
          const facts = make(new Random(seed * 1000 + turn));
          await evaluateBoth(ready, facts, `formulas of seed ${seed}, facts of seed ${seed * 1000 + turn}:`);
        }
      }
    },
    120_000,
  );
});

describe('the submissions made for these tests', () => {
  test('are the same again for the same seed, and others for another', () => {
    const make = arbitraryFacts(readGoodPack('kantin'), { texts: { nama: ['Budi'] } });

    const [first, again, other] = [7, 7, 8].map((seed) => JSON.stringify(make(new Random(seed))));

    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
