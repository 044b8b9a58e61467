// What is said of a formula without a submission holds for every submission: random ones never give anything else.
import { decided } from '../../src/analysis/warnings/decided.js';
import { Interpreter } from '../../src/analysis/warnings/interpreter.js';
import { warningsOf } from '../../src/analysis/warnings/warnings.js';
import { evaluate, lawDate, makeReady } from '../../src/evaluation/evaluate.js';
import type { ReadyPack } from '../../src/evaluation/evaluate.js';
import type { ClauseOutcome } from '../../src/evaluation/outcome.js';
import { asRange, holds } from '../../src/policy/possible-values.js';
import { goodPackNames, packOf, readGoodPack, readParts } from '../packs/pack.js';
import { arbitraryFacts, Random } from '../evaluation/random-facts.js';
import { randomPack } from '../evaluation/random-formulas.js';

const firstSeed = Number(process.env['TIMBANG_SEED'] ?? 1);

/** What an outcome says that the interpreter says can never be. */
function surprises(outcome: ClauseOutcome, interpreter: Interpreter): string[] {
  const { clause, verdict, value, potential } = outcome;
  const here = interpreter.applied(clause);
  if (clause.kind === 'requirement') {
    if (!here)
      return verdict === 'not_applicable' || verdict === 'undetermined' ? [] : [`${clause.id} applies`];
    const truth = decided(clause.requires, here, interpreter);
    const isSurprise = (truth === true && verdict === 'not_met') || (truth === false && verdict === 'met');
    return isSurprise ? [`${clause.id} is ${verdict}`] : [];
  }
  const values = here ? interpreter.valuesOf(clause.formula.expression, here) : undefined;
  return [value, potential]
    .filter((each) => each !== null && each !== undefined && !Array.isArray(each))
    .filter((each) => !values || !isAmong(each as string | number | boolean, values))
    .map((each) => `${clause.id} is ${String(each)}, not ${JSON.stringify(values)}`);
}

/** Values are shown to 10 decimals, so a number may be shown a little outside its range. */
function isAmong(value: string | number | boolean, values: ReturnType<Interpreter['valuesOf']>): boolean {
  if (holds(values, value)) return true;
  const bounds = asRange(values);
  if (!bounds || typeof value !== 'number') return false;
  const slack = 1e-10 + Math.abs(value) * 1e-15;
  return Number(bounds.low.at) - slack <= value && value <= Number(bounds.high.at) + slack;
}

function surprisesOf(ready: ReadyPack, interpreter: Interpreter, facts: unknown): string[] {
  const outcome = evaluate(ready, facts, lawDate(facts, ready.pack.decidedBy) ?? '');
  return outcome.kind === 'refused' ? [] : outcome.clauses.flatMap((each) => surprises(each, interpreter));
}

test.each(goodPackNames)('for 300 random submissions of the pack %s', (name) => {
  const ready = makeReady(readGoodPack(name));
  const interpreter = new Interpreter(ready.pack);
  const makers = [0, 0.2].map((absent) => arbitraryFacts(ready.pack, { absent, texts: { nama: ['Budi'] } }));

  for (let seed = firstSeed; seed < firstSeed + 300; seed += 1) {
    const facts = makers[seed % 2]?.(new Random(seed));
    expect({ seed, found: surprisesOf(ready, interpreter, facts) }).toEqual({ seed, found: [] });
  }
});

test.each([{ canFail: false }, { canFail: true }])(
  'for random formulas (canFail: $canFail), which are also read to their end without an exception',
  ({ canFail }) => {
    for (let seed = firstSeed; seed < firstSeed + 10; seed += 1) {
      const reading = readParts(randomPack(seed, 8, { canFail }));
      const ready = makeReady(packOf(reading));
      const interpreter = new Interpreter(ready.pack);
      const make = arbitraryFacts(ready.pack, { absent: 0.1 });
      if ('places' in reading) expect(warningsOf(reading.pack, reading.places)).toBeInstanceOf(Array);

      for (let turn = 0; turn < 12; turn += 1) {
        const found = surprisesOf(ready, interpreter, make(new Random(seed * 1000 + turn)));
        expect({ seed, turn, found }).toEqual({ seed, turn, found: [] });
      }
    }
  },
  120_000,
);
