// What was acknowledged outlives any end of the server or its database; 200 and 50 rounds are in test/long.
import { killAgainAndAgain } from './kill-rounds.js';
import type { KillsFound } from './kill-rounds.js';
import { startPostgres } from './postgres.js';

const seed = Number(process.env['TIMBANG_SEED'] ?? Date.now() % 1_000_000);

function report(found: KillsFound): void {
  process.stderr.write(`${JSON.stringify(found)}\n`);
}

test('killed ten times under load on SQLite: nothing acknowledged is lost, nothing is half written or doubled', async () => {
  const found = await killAgainAndAgain({ rounds: 10, seed });

  report(found);
  expect(found.wrong).toEqual([]);
  expect(found.acknowledged).toBeGreaterThan(100);
}, 180_000);

test('the same on PostgreSQL, where the database is killed as well', async () => {
  const postgres = await startPostgres();
  try {
    const found = await killAgainAndAgain({ rounds: 3, seed, postgres });

    report(found);
    expect(found.wrong).toEqual([]);
    expect(found.acknowledged).toBeGreaterThan(30);
  } finally {
    await postgres.remove();
  }
}, 180_000);
