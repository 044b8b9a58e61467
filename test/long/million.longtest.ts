// A million random submissions of KMK-300: compiled evaluator, reference evaluator and a calculation by hand.
// Two processes at once, each with its half of the seeds:
//   TIMBANG_PART=1/2 npx jest --testMatch '**/test/long/*.longtest.ts' & TIMBANG_PART=2/2 npx jest ... ; wait
// TIMBANG_RANDOM: how many in all (1,000,000); TIMBANG_SEED: the first seed (1).
import { evaluate, evaluateByReference, makeReady } from '../../src/evaluation/evaluate.js';
import { readPack } from '../../src/policy/read-pack.js';
import { outcomeText, plainOutcome } from '../evaluation/plain-outcome.js';
import { arbitraryFacts, Random } from '../evaluation/random-facts.js';
import type { Facts } from '../evaluation/random-facts.js';
import { packOf } from '../packs/pack.js';
import { calculationDifferences } from './kmk-300-by-hand.js';

const submissions = Number(process.env['TIMBANG_RANDOM'] ?? 1_000_000);
const firstSeed = Number(process.env['TIMBANG_SEED'] ?? 1);
const [part = 1, parts = 1] = (process.env['TIMBANG_PART'] ?? '1/1').split('/').map(Number);
const progressEvery = 10_000;

function say(text: string): void {
  process.stderr.write(`[${part}/${parts}] ${text}\n`);
}

/** How it goes: rate, and the time that is left at this rate. */
function progress(done: number, of: number, startedAt: number): void {
  const rate = done / ((Date.now() - startedAt) / 1000);
  const left = Math.round((of - done) / rate);
  say(`${done} of ${of}, ${rate.toFixed(0)} a second, ${Math.floor(left / 60)} min ${left % 60} s left`);
}

test(
  `${submissions} random submissions: no difference between evaluators, none to the calculation by hand`,
  async () => {
    const pack = packOf(readPack('rules/kmk-300/1.0.0', 'rules/kmk-300/1.0.0'));
    const ready = makeReady(pack);
    const makers = [0, 0, 0.02, 0.25].map((absent) => arbitraryFacts(pack, { absent }));
    const found = { invalid: 0, betweenEvaluators: 0, toCalculationByHand: 0 };
    const report = (kind: keyof typeof found, seed: number, details: unknown): void => {
      found[kind] += 1;
      if (found[kind] === 1) say(`${kind}, seed ${seed}: ${JSON.stringify(details, null, 2)}`);
    };
    const total = Math.floor((submissions - part) / parts) + 1;
    const startedAt = Date.now();

    for (let done = 1; done <= total; done += 1) {
      const seed = firstSeed + part - 1 + (done - 1) * parts;
      const facts: Facts = makers[Math.floor(seed / parts) % makers.length]?.(new Random(seed)) ?? {};
      const date = (facts['periode'] as { selesai: string }).selesai;
      const faults = ready.check(facts);
      if (faults.length > 0) {
        report('invalid', seed, { facts, faults });
        continue;
      }
      const compiled = evaluate(ready, facts, date);
      const reference = await evaluateByReference(ready, facts, date);
      if (outcomeText(compiled) !== outcomeText(reference)) {
        report('betweenEvaluators', seed, {
          facts,
          compiled: plainOutcome(compiled),
          reference: plainOutcome(reference),
        });
      }
      const differences = calculationDifferences(facts, compiled);
      if (differences.length > 0) report('toCalculationByHand', seed, { facts, differences });
      if (done % progressEvery === 0 || done === total) progress(done, total, startedAt);
    }

    say(`${total} submissions: ${JSON.stringify(found)}`);
    expect(found).toEqual({ invalid: 0, betweenEvaluators: 0, toCalculationByHand: 0 });
  },
  24 * 3_600_000,
);
