// 1,000 reloads, about 30 % of them broken, under a steady load.
import { join } from 'node:path';
import { reloadUnderLoad } from '../cli/reloads.js';
import { withRules, withService } from '../cli/program.js';

const reloads = Number(process.env['TIMBANG_RELOADS'] ?? 1000);

test(`${reloads} reloads`, async () => {
  await withRules([{}], (folder) =>
    withService({ folder, env: { LOG_LEVEL: 'error' } }, async ({ url }) => {
      const seed = Number(process.env['TIMBANG_SEED'] ?? Date.now() % 1_000_000);
      const onProgress = (done: number): void => {
        if (done % 100 === 0) process.stderr.write(`${done} of ${reloads} reloads\n`);
      };

      const found = await reloadUnderLoad({ url, rules: join(folder, 'rules'), reloads, seed, onProgress });

      process.stderr.write(`${JSON.stringify({ seed, ...found })}\n`);
      expect({ wrong: found.wrong, unnoticed: found.unnoticed }).toEqual({ wrong: [], unnoticed: [] });
      expect(found.reloads.refused).toBeGreaterThan(0.25 * reloads);
    }),
  );
}, 3_600_000);
