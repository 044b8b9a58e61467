import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { backup } from '../../src/audit/backup/backup.js';
import { restore } from '../../src/audit/backup/restore.js';
import { erasedKeyIds } from '../../src/audit/sql/erasures.js';
import { rootOf } from '../../src/audit/log/merkle.js';
import { openPostgres } from '../../src/audit/sql/postgres.js';
import { openSqlite } from '../../src/audit/sql/sqlite.js';
import type { SqlStore } from '../../src/audit/sql/sql-store.js';
import type { KeptEntry } from '../../src/audit/store.js';
import { made, sign } from './made.js';
import { startPostgres } from './postgres.js';
import type { Postgres } from './postgres.js';

type Kind = 'SQLite' | 'PostgreSQL';

let postgres: Postgres;
let folder = '';
let opened = 0;
const stores: SqlStore[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'timbang-backup-'));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function newStore(kind: Kind): Promise<SqlStore> {
  opened += 1;
  const erasures = join(folder, 'log', 'erased.ndjson');
  const store =
    kind === 'SQLite'
      ? await openSqlite(join(folder, `${opened}.sqlite`), { erasures })
      : await openPostgres(await postgres.createDatabase(), { erasures });
  stores.push(store);
  return store;
}

const pack = new Map([['manifest.yaml', Buffer.from('regulation: kantin\n')]]);

/** 700 evaluations with places, a void one, and two entries without places. */
async function filled(kind: Kind): Promise<SqlStore> {
  const store = await newStore(kind);
  await store.origin('log of tests');
  await store.keepPack('sha256:00', pack);
  const entries = Array.from({ length: 700 }, (_, n) =>
    made({
      subject: `Budi-${n % 20}`,
      found: {
        lawDate: `2025-01-${10 + (n % 20)}`,
        scores: { nilai: n },
        verdicts: ['a=met'],
        isComplete: true,
      },
      idempotency: { caller: 'app', key: `k${n}`, fingerprint: `sidik-${n}` },
    }),
  );
  await store.append([...entries, made({ kind: 'void', about: String(entries[699]?.head.id) })]);
  await store.place(sign, 10_000);
  await store.append([made({ kind: 'read' }), made({ kind: 'refusal', found: { code: 'not_covered' } })]);
  return store;
}

async function all(store: SqlStore): Promise<KeptEntry[]> {
  const entries: KeptEntry[] = [];
  for await (const entry of store.entries({ from: 0, to: 100_000 })) entries.push(entry);
  return entries;
}

test.each<[Kind, Kind]>([
  ['SQLite', 'SQLite'],
  ['SQLite', 'PostgreSQL'],
  ['PostgreSQL', 'SQLite'],
  ['PostgreSQL', 'PostgreSQL'],
])('a backup of %s restored into %s holds the same', async (from, to) => {
  const store = await filled(from);
  const told: number[] = [];
  await backup(store, join(folder, 'backup'), ({ done, total }) => told.push(done / total));
  const restored = await newStore(to);

  await restore(join(folder, 'backup'), restored, { progress: ({ done, total }) => told.push(done / total) });

  expect(await all(restored)).toEqual(await all(store));
  expect(await restored.list({}, { limit: 1_000 })).toEqual(await store.list({}, { limit: 1_000 }));
  expect(await restored.list({ verdict: 'a=met', counts: true }, { limit: 1_000 })).toHaveLength(20);
  expect(await restored.tree()).toEqual(await store.tree());
  expect(await restored.checkpoint()).toBe(await store.checkpoint());
  expect(await rootOf(513, restored.hashAt)).toEqual(await rootOf(513, store.hashAt));
  expect(await restored.unplaced()).toEqual(await store.unplaced());
  expect(await restored.pack('sha256:00')).toEqual(pack);
  expect(await restored.findIdempotent('app', 'k5')).toEqual(await store.findIdempotent('app', 'k5'));
  expect(await restored.origin('another')).toBe('log of tests');
  expect(told.filter((share) => share === 1)).toHaveLength(2);

  const next = made({ subject: 'Budi-1' });
  await restored.append([next]);
  expect((await restored.find(next.head.id))?.sequence).toBe(704);
  expect((await restored.place(sign, 10))?.size).toBe(704);
});

test.each<Kind>(['SQLite', 'PostgreSQL'])(
  'a backup of %s is of one moment, while others write and read',
  async (kind) => {
    const store = await filled(kind);
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      while (!isOver) {
        await store.append([made({ subject: `Siti-${written}` })]);
        await store.place(sign, 100);
        written += 1;
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));

    const { tree } = await backup(store, join(folder, 'backup'));
    isOver = true;
    await writing;

    const restored = await newStore(kind);
    await restore(join(folder, 'backup'), restored);
    expect((await restored.tree()).size).toBe(tree.size);
    expect(written).toBeGreaterThan(2);
    const read = await all(restored);
    expect(read.filter(({ content }) => content === undefined)).toEqual([]);
  },
);

test.each<Kind>(['SQLite', 'PostgreSQL'])(
  'whoever was erased from %s after a backup does not come back with it',
  async (kind) => {
    const store = await filled(kind);
    await backup(store, join(folder, 'backup'));
    await store.erase('subject:Budi-3', made({ kind: 'erasure' }));
    const erased = await erasedKeyIds(join(folder, 'log', 'erased.ndjson'));
    const restored = await newStore(kind);

    await restore(join(folder, 'backup'), restored, { erased });

    expect(await restored.list({ subject: 'Budi-3' }, { limit: 100 })).toEqual([]);
    const gone = (await all(restored)).filter((entry) => entry.gone === 'erased');
    expect(gone).toHaveLength(35);
    expect(gone.some(({ content }) => content !== undefined)).toBe(false);
    expect(await restored.list({ lawDate: { from: '2025-01-13', to: '2025-01-13' } }, { limit: 9 })).toEqual(
      [],
    );
    expect(await restored.findIdempotent('app', 'k3')).toBeUndefined();
    expect(await restored.tree()).toMatchObject({ size: 701 });
  },
);

test('old records with the newest keys hold nothing of whoever was erased between', async () => {
  const store = await filled('SQLite');
  await backup(store, join(folder, 'old'));
  await store.erase('subject:Budi-3', made({ kind: 'erasure' }));
  await backup(store, join(folder, 'new'));
  for (const name of readdirSync(join(folder, 'new')).filter((each) => each.startsWith('content-keys')))
    renameSync(join(folder, 'new', name), join(folder, 'old', name));
  const restored = await newStore('SQLite');

  await restore(join(folder, 'old'), restored);

  expect((await all(restored)).filter(({ gone }) => gone === 'erased')).toHaveLength(35);
  expect(await restored.list({ subject: 'Budi-4' }, { limit: 100 })).toHaveLength(35);
});

test('outside the file of keys a backup tells of nobody', async () => {
  await backup(await filled('SQLite'), join(folder, 'backup'));

  const texts = readdirSync(join(folder, 'backup')).map((name): [string, string] => {
    const bytes = readFileSync(join(folder, 'backup', name));
    return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()];
  });

  const telling = (word: string): string[] =>
    texts.filter(([, text]) => text.includes(word)).map(([name]) => name);
  expect(telling('Budi')).toEqual(['content-keys.ndjson.gz']);
  expect(telling('sidik')).toEqual([]);
  expect(telling('2025-01-1')).toEqual([]);
  expect(telling('a=met')).toEqual([]);
});

describe('what is refused', () => {
  test('a store that holds something', async () => {
    const store = await filled('SQLite');
    await backup(store, join(folder, 'backup'));

    await expect(restore(join(folder, 'backup'), store)).rejects.toThrow(
      /is not empty; restore into a new one/,
    );
  });

  test('a folder that holds something, to back up into', async () => {
    writeFileSync(join(folder, 'x'), '');

    await expect(backup(await filled('SQLite'), folder)).rejects.toThrow(/is not empty; name a folder/);
  });

  test('a backup that was not finished', async () => {
    await backup(await filled('SQLite'), join(folder, 'backup'));
    rmSync(join(folder, 'backup', 'records.json'));

    await expect(restore(join(folder, 'backup'), await newStore('SQLite'))).rejects.toThrow(
      /is no whole backup: records.json cannot be read/,
    );
  });

  test.each(['entries', 'packs', 'content-keys'])('a backup whose %s were changed', async (name) => {
    await backup(await filled('SQLite'), join(folder, 'backup'));
    appendFileSync(join(folder, 'backup', `${name}.ndjson.gz`), 'x');
    const restored = await newStore('SQLite');

    await expect(restore(join(folder, 'backup'), restored)).rejects.toThrow(
      new RegExp(`${name}.ndjson.gz is damaged: its SHA-256 is not the one that .*; take another copy`),
    );

    expect((await restored.unplaced()).count).toBe(0);
  });

  test('a tree other than the one over the entries, and nothing of it is kept', async () => {
    await backup(await filled('SQLite'), join(folder, 'backup'));
    const manifest = join(folder, 'backup', 'records.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"size": 701', '"size": 700'));
    const restored = await newStore('SQLite');

    await expect(restore(join(folder, 'backup'), restored)).rejects.toThrow(
      /the tree over the 701 restored entries has the root/,
    );

    expect(await restored.list({}, { limit: 1 })).toEqual([]);
  });

  test('keys that are older than the records', async () => {
    const store = await filled('SQLite');
    await backup(store, join(folder, 'old'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await backup(store, join(folder, 'new'));
    for (const name of readdirSync(join(folder, 'old')).filter((each) => each.startsWith('content-keys')))
      renameSync(join(folder, 'old', name), join(folder, 'new', name));

    await expect(restore(join(folder, 'new'), await newStore('SQLite'))).rejects.toThrow(
      /contents whose keys are newer would be lost/,
    );
  });
});
