// Times timbang impact on random submissions of KMK-300: the worked examples with their numbers, answers and list elements varied.
// npm run build && node bench/impact.mjs [submissions, 80000] [threads, the number of cores]
import {
  createWriteStream,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { impact } from '../dist/cli/impact.js';

const submissions = Number(process.argv[2] ?? 80_000);
const threads = Number(process.argv[3] ?? availableParallelism());
const folder = mkdtempSync(join(tmpdir(), 'timbang-impact-'));
const older = 'rules/kmk-300/1.0.0';
const newer = join(folder, '1.1.0');

/** A version with another limit, other weights and another limit on the index. */
function writeNewer() {
  cpSync(older, newer, { recursive: true, filter: (path) => !path.includes('/tests') });
  replace('manifest.yaml', 'version: "1.0.0"', 'version: "1.1.0"');
  replace('parameters.yaml', '- value: 15', '- value: 15\n      - { from: "2023-01-01", value: 20 }');
  replace('tables/bobot-inovasi.yaml', 'nasional, value: 15', 'nasional, value: 16');
  replace('tables/bobot-squad-team.yaml', 'value: 6', 'value: 5');
}

function replace(path, found, put) {
  const text = readFileSync(join(newer, path), 'utf8');
  if (!text.includes(found)) throw new Error(`${path} has no ${found}`);
  writeFileSync(
    join(newer, path),
    text.replace(found, () => put),
  );
}

let state = 1;
/** mulberry32, so that every run has the same submissions. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const pick = (from) => from[Math.floor(random() * from.length)];

/** Lists of objects draw on the elements of all examples; numbers move by a fifth at most; an answer in twenty turns. */
function vary(value, pools, path = '') {
  if (typeof value === 'number')
    return Number.isInteger(value) && value > 1900
      ? value
      : Number((value * (0.8 + random() * 0.4)).toFixed(2));
  if (typeof value === 'boolean') return random() < 0.05 ? !value : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const pool = pools.get(path);
    if (!pool) return value;
    const length = Math.max(1, value.length + pick([-1, 0, 0, 0, 1]));
    return Array.from({ length }, () => vary(pick(pool), pools, `${path}[]`));
  }
  return Object.fromEntries(
    Object.entries(value)
      // Now and then an answer is not there yet.
      .filter(([, each]) => typeof each !== 'boolean' || random() > 0.01)
      .map(([key, each]) => [key, vary(each, pools, `${path}/${key}`)]),
  );
}

function collect(value, pools, path = '') {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) && typeof value[0] === 'object')
    pools.set(path, [...(pools.get(path) ?? []), ...value]);
  for (const [key, each] of Object.entries(value))
    collect(each, pools, Array.isArray(value) ? `${path}[]` : `${path}/${key}`);
}

async function writeSubmissions(path) {
  const examples = readFileSync('test/cases/kmk-300-examples.ndjson', 'utf8').trim().split('\n');
  const facts = examples.map((line) => JSON.parse(line).facts);
  const pools = new Map();
  for (const each of facts) collect(each, pools);
  const file = createWriteStream(path);
  for (let index = 1; index <= submissions; index += 1) {
    const line = JSON.stringify({ subject: `pegawai-${index}`, facts: vary(pick(facts), pools) });
    if (!file.write(`${line}\n`)) await new Promise((resolve) => file.once('drain', resolve));
  }
  file.end();
  await finished(file);
}

try {
  writeNewer();
  const path = join(folder, 'pengajuan.ndjson');
  await writeSubmissions(path);
  const megabytes = (statSync(path).size / 1e6).toFixed(0);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const out = join(folder, 'dampak.json');
  const settings = { rules: 'rules', language: 'id', format: 'json' };
  await impact(older, newer, { ...settings, on: path, out, threads });
  const seconds = (performance.now() - started) / 1000;
  // Of all threads: what the wall clock would say, times the cores, were the machine idle.
  const { user, system } = process.cpuUsage(used);
  const { submissions: counts } = JSON.parse(readFileSync(out, 'utf8'));
  console.log(
    `${counts.read} submissions, ${megabytes} MB, ${threads} threads: ${seconds.toFixed(1)} s (${Math.round(counts.read / seconds)}/s), ${((user + system) / 1e6).toFixed(1)} s of processor`,
  );
  console.log(
    `${counts.compared} compared, ${counts.changed} changed, ${counts.notCompared} not compared; ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
  );
  if (process.argv[4]) cpSync(folder, process.argv[4], { recursive: true });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
