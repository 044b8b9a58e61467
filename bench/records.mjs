// What recording costs: evaluations a second without and with a durable record, and bytes a record takes.
// npm run build && node bench/records.mjs [evaluations a round, 2000] [a postgresql:// URL besides]
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRuleSet } from '../dist/policy/rule-set.js';
import { Catalog } from '../dist/evaluation/catalog.js';
import { decide } from '../dist/evaluation/decide.js';
import { explain } from '../dist/explanation/explain.js';
import { openRecording } from '../dist/recording.js';
import { recordedAnswer } from '../dist/audit/records/answers.js';

const count = Number(process.argv[2] ?? 2_000);
const databaseUrl = process.argv[3];
const asked = { by: null, requestId: 'bench' };
const versions = new Catalog(readRuleSet('rules', 'rules')).versions('kmk-300');
const submissions = readFileSync('docs/examples/six-employees.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).facts)
  .filter((facts) => decide(versions, { facts }).kind === 'evaluated');
const factsOf = (index) => submissions[index % submissions.length];

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function rate(act, atOnce) {
  const started = process.hrtime.bigint();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await act(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return count / (Number(process.hrtime.bigint() - started) / 1e9);
}

async function measure(name, settings) {
  const recording = await openRecording(settings);
  recording.sequence((alarm) => console.error(alarm));
  const bare = async (index) => {
    JSON.stringify(explain(decide(versions, { facts: factsOf(index) }), 'full'));
  };
  const kept = async (index) => {
    const facts = factsOf(index);
    const decision = decide(versions, { facts });
    const recorded = await recording.records.evaluation(decision, { facts, subject: `S-${index}` }, asked);
    JSON.stringify(recordedAnswer(recorded, decision, 'full'));
  };
  for (const atOnce of [1, 64]) {
    const rounds = { bare: [], kept: [] };
    await rate(kept, atOnce);
    for (let round = 0; round < 5; round += 1) {
      rounds.bare.push(await rate(bare, atOnce));
      rounds.kept.push(await rate(kept, atOnce));
    }
    const [without, recorded] = [median(rounds.bare), median(rounds.kept)];
    console.log(
      `${name}, ${atOnce} at once: ${Math.round(without)}/s answered, ${Math.round(recorded)}/s answered and recorded (${(recorded / without).toFixed(2)})`,
    );
  }
  const { size } = await recording.store.tree();
  await recording.close();
  return size;
}

const folder = mkdtempSync(join(tmpdir(), 'timbang-records-'));
try {
  const size = await measure('SQLite', { data: folder });
  const bytes = readdirSync(folder)
    .filter((name) => name.startsWith('timbang.sqlite'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  console.log(`${size} entries in ${(bytes / 1e6).toFixed(1)} MB: ${Math.round(bytes / size)} bytes each`);
  if (databaseUrl !== undefined) {
    const keys = mkdtempSync(join(tmpdir(), 'timbang-records-'));
    await measure('PostgreSQL', { data: keys, databaseUrl });
    rmSync(keys, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true });
}
