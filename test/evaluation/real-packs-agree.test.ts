// The packs under rules/ on random submissions: both evaluators say the same, and for KMK-300 so does a third calculation.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeReady } from '../../src/evaluation/evaluate.js';
import { readPack } from '../../src/policy/read-pack.js';
import { calculationDifferences } from '../long/kmk-300-by-hand.js';
import { packOf } from '../packs/pack.js';
import { evaluateBoth } from './evaluate-both.js';
import { arbitraryFacts, Random } from './random-facts.js';

const firstSeed = Number(process.env['TIMBANG_SEED'] ?? 1);

const folders = readdirSync('rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join('rules', name)).map((version) => `rules/${name}/${version}`))
  .filter((folder) => existsSync(join(folder, 'manifest.yaml')));

/** Shared among the packs. */
const submissions = Math.ceil(Number(process.env['TIMBANG_RANDOM'] ?? 20_000) / folders.length);

test.each(folders)(
  `both evaluators agree on ${submissions} random submissions of %s`,
  async (folder) => {
    const ready = makeReady(packOf(readPack(folder, folder)));
    const makers = [0, 0, 0.02, 0.25].map((absent) => arbitraryFacts(ready.pack, { absent }));
    const isKmk300 = folder === 'rules/kmk-300/1.0.0';

    for (let seed = firstSeed; seed < firstSeed + submissions; seed += 1) {
      const facts = makers[seed % makers.length]?.(new Random(seed)) ?? {};
      const outcome = await evaluateBoth(ready, facts, `${folder}, seed ${seed}:`);

      const differences = isKmk300 ? calculationDifferences(facts, outcome) : [];
      // expect costs more than the evaluation, so it is asked only where there is something to show.
      if (differences.length > 0)
        expect({ seed, facts, differences }).toEqual({ seed, facts, differences: [] });
    }
  },
  3_600_000,
);
