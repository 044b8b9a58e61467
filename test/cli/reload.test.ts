// Hot reload of a running service: new rules are served, broken ones are not, and nobody who asks notices.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replace } from '../http/service.js';
import { reloadUnderLoad, reloaded, statusOf } from './reloads.js';
import { withRules, withService } from './program.js';

/** Before the reading that follows the start of watching. */
const none = { served: 0, unchanged: 0, refused: 0 };

test('of 60 reloads under load, some of them broken, each good one is served and no broken one', async () => {
  await withRules([{}], (folder) =>
    withService({ folder, env: { LOG_LEVEL: 'error' } }, async ({ url }) => {
      const seed = Number(process.env['TIMBANG_SEED'] ?? Date.now() % 1_000_000);

      const found = await reloadUnderLoad({ url, rules: join(folder, 'rules'), reloads: 60, seed });

      expect({ seed, wrong: found.wrong, unnoticed: found.unnoticed }).toEqual({
        seed,
        wrong: [],
        unnoticed: [],
      });
      expect(found.reloads.refused).toBeGreaterThan(5);
      expect(found.reloads.served).toBeGreaterThan(20);
      expect(found.answers).toBeGreaterThan(60);
    }),
  );
});

test('what was refused is in the log and in the status, with its place, until it is mended', async () => {
  await withRules([{}], (folder) =>
    withService({ folder }, async ({ url, said }) => {
      const file = join(folder, 'rules', 'sewa-aula', '1.0.0', 'clauses', '20-sewa.yaml');
      const text = readFileSync(file, 'utf8');

      await reloaded(url, none);

      const before = await statusOf(url);
      writeFileSync(file, replace(text, 'luas / kursi', 'luas / kursii'));
      const refused = await reloaded(url, before.rules.reloads);
      writeFileSync(file, text);
      const mended = await reloaded(url, refused.rules.reloads);

      expect(said.stderr).toContain('rules/sewa-aula/1.0.0/clauses/20-sewa.yaml:29:19');
      const place = { file: 'rules/sewa-aula/1.0.0/clauses/20-sewa.yaml', line: 29, column: 19 };
      expect(refused).toMatchObject({ rules: { lastRefusal: { faults: [place] }, reloads: { refused: 1 } } });
      expect(mended).toMatchObject({ rules: { reloads: { refused: 1, served: 0 } } });
    }),
  );
});

test('SIGHUP has the files read again', async () => {
  await withRules([{}], (folder) =>
    withService({ folder }, async ({ url, child }) => {
      const { rules: before } = await reloaded(url, none);

      child.kill('SIGHUP');
      const { rules: after } = await reloaded(url, before.reloads);

      expect(after.reloads.unchanged).toBe(before.reloads.unchanged + 1);
    }),
  );
});
