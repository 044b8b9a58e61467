// The server killed 200 times under load on SQLite, and 50 times, or its database, on PostgreSQL.
//   TIMBANG_ROUNDS: how many on SQLite (200); a quarter of them on PostgreSQL; TIMBANG_SEED: whatever number
import { killAgainAndAgain } from '../audit/kill-rounds.js';
import { startPostgres } from '../audit/postgres.js';

const rounds = Number(process.env['TIMBANG_ROUNDS'] ?? 200);
const seed = Number(process.env['TIMBANG_SEED'] ?? Date.now() % 1_000_000);

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function onProgress(round: number): void {
  if (round % 10 === 0) say(`${round} rounds`);
}

test(`${rounds} kills on SQLite`, async () => {
  const found = await killAgainAndAgain({ rounds, seed, onProgress });

  say(JSON.stringify(found));
  expect(found.wrong).toEqual([]);
}, 7_200_000);

test(`${Math.ceil(rounds / 4)} kills on PostgreSQL`, async () => {
  const postgres = await startPostgres();
  try {
    const found = await killAgainAndAgain({ rounds: Math.ceil(rounds / 4), seed, postgres, onProgress });

    say(JSON.stringify(found));
    expect(found.wrong).toEqual([]);
  } finally {
    await postgres.remove();
  }
}, 7_200_000);
