// How many entries a second the stores keep, beside how often the same disk syncs at all: node bench/append.mjs [FOLDER]
// Needs `npm run build`. TIMBANG_DATABASE_URL: a PostgreSQL of your own, empty; without it one for tests is started.
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import { once } from 'node:events';

const built = (file) => import(new URL(`../dist/audit/${file}`, import.meta.url).href);
const { seal } = await built('log/entry.js');
const { openSqlite } = await built('sql/sqlite.js');
const { openPostgres } = await built('sql/postgres.js');

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'timbang-bench-'));
const seconds = 5;
const text = randomBytes(2_500).toString('hex');

function entry(n) {
  const id = randomUUID();
  const head = {
    id,
    kind: 'evaluation',
    time: new Date().toISOString(),
    program: '1.0.0',
    by: null,
    requestId: null,
    regulation: 'kantin',
    version: '1.0.0',
    digest: 'sha256:00',
  };
  return {
    ...seal(head, { text }),
    receipt: `${'r'.repeat(200)}\n`,
    owner: `subject:E-${n % 5_000}`,
    found: { lawDate: '2025-01-31', scores: { nilai: n }, verdicts: ['a=met'], provisional: [] },
    idempotency: { caller: 'app', key: id, fingerprint: id },
  };
}

/** The latency of one as well: nothing else is asked meanwhile. */
async function measured(name, work, count = 1) {
  const times = [];
  const start = performance.now();
  while (performance.now() - start < seconds * 1_000) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  const elapsed = (performance.now() - start) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(2);
  const rate = ((times.length * count) / elapsed).toFixed(0);
  console.log(`${name.padEnd(34)} ${rate.padStart(7)}/s   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms`);
}

async function bareSync() {
  const file = openSync(join(folder, 'bare'), 'w');
  const bytes = Buffer.alloc(5_000, 1);
  await measured('write 5 kB and fsync', () => {
    writeSync(file, bytes);
    fsyncSync(file);
  });
  closeSync(file);
}

async function store(name, opened) {
  let n = 0;
  for (const size of [1, 100, 500]) {
    const batch = () => Array.from({ length: size }, () => entry((n += 1)));
    await measured(`${name}, batches of ${size}`, () => opened.append(batch()), size);
  }
  const place = async () => {
    const started = performance.now();
    let placed = 0;
    for (let tree; (tree = await opened.place(() => 'signed\n', 5_000)); placed = tree.size);
    const rate = (placed / (performance.now() - started)) * 1_000;
    console.log(
      `${`${name}, places given`.padEnd(34)} ${rate.toFixed(0).padStart(7)}/s   (${placed} entries)`,
    );
  };
  await place();
  await opened.close();
}

async function withPostgres(work) {
  const url = process.env.TIMBANG_DATABASE_URL;
  if (url) return work(url);
  const server = fork(new URL('../test/audit/postgres-server.js', import.meta.url), [
    // Not within the other folder, which only this user may enter.
    mkdtempSync(join(process.argv[2] ?? tmpdir(), 'timbang-bench-')),
    '54329',
  ]);
  try {
    const [{ failed }] = await once(server, 'message');
    if (failed) throw new Error(failed);
    await work('postgres://timbang:secret-of-tests@127.0.0.1:54329/postgres');
  } finally {
    server.send('end');
    await once(server, 'exit');
  }
}

try {
  await bareSync();
  await store('SQLite', await openSqlite(join(folder, 'store.sqlite')));
  await withPostgres(async (url) => store('PostgreSQL', await openPostgres(url)));
  await bareSync();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
