// What happens to a store in PostgreSQL when the server, the network or its disk fails it.
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '../../../src/audit/sql/postgres.js';
import type { SqlStore } from '../../../src/audit/sql/sql-store.js';
import { StoreUnavailable } from '../../../src/audit/store.js';
import { made, sign } from '../made.js';
import { startPostgres } from '../postgres.js';
import type { Postgres } from '../postgres.js';
import { smallDisk } from './small-disk.js';

let postgres: Postgres;
const stores: SqlStore[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => postgres.remove());

async function opened(url: string, timeout = 5_000): Promise<SqlStore> {
  const store = await openPostgres(url, { timeout });
  stores.push(store);
  return store;
}

/** One entry; whether it was acknowledged. Any failure but StoreUnavailable is one of the test. */
async function tried(store: SqlStore, acknowledged: string[]): Promise<boolean> {
  const entry = made({ subject: `E-${acknowledged.length % 7}` });
  try {
    await store.append([entry]);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return false;
  }
  acknowledged.push(entry.head.id);
  return true;
}

async function expectAll(store: SqlStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) expect((await store.find(id))?.content).toBeDefined();
  while ((await store.place(sign, 1_000)) !== undefined);
  expect((await store.tree()).size).toBeGreaterThanOrEqual(ids.length);
  expect(await store.unplaced()).toEqual({ count: 0 });
}

test.each(['stop', 'kill'] as const)(
  'a server that goes away (%s) and comes back has every entry that was acknowledged',
  async (how) => {
    const store = await opened(await postgres.createDatabase());
    const acknowledged: string[] = [];
    let isOver = false;
    const refusals: boolean[] = [];
    const writers = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        if (await tried(store, acknowledged)) continue;
        refusals.push(true);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    await until(() => acknowledged.length > 30);

    await postgres[how]();
    const before = acknowledged.length;
    await until(() => refusals.length > 10);
    expect(acknowledged.length).toBe(before);
    await postgres.start();
    await until(() => acknowledged.length > before + 30);
    isOver = true;
    await Promise.all(writers);

    await expectAll(store, acknowledged);
  },
);

test('connections that are cut in the middle lose nothing that was acknowledged', async () => {
  const store = await opened(await postgres.createDatabase());
  const acknowledged: string[] = [];
  let isOver = false;
  let refused = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (!isOver) if (!(await tried(store, acknowledged))) refused += 1;
  });

  while (refused < 12) {
    await postgres.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'timbang'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  isOver = true;
  await Promise.all(writers);

  expect(await tried(store, acknowledged)).toBe(true);
  await expectAll(store, acknowledged);
});

test('a server that does not answer in time is unavailable, and available when it does again', async () => {
  const url = await postgres.createDatabase();
  const store = await opened(url, 300);
  const blocker = new pg.Client({ connectionString: url });
  await blocker.connect();
  await blocker.query('begin; lock table entries in access exclusive mode');

  const started = Date.now();
  await expect(store.append([made()])).rejects.toThrow(StoreUnavailable);
  await expect(store.find(made().head.id)).rejects.toThrow(StoreUnavailable);
  expect(Date.now() - started).toBeLessThan(4_000);
  await blocker.end();

  expect(await store.append([made()])).toEqual([{ kind: 'kept' }]);
});

test('a full disk refuses entries, loses none and takes them again when it has room', async () => {
  const disk = smallDisk(16);
  if (!disk) return console.warn('not tested: only root mounts a small disk');
  try {
    const folder = join(disk.folder, 'tablespace');
    mkdirSync(folder);
    const { uid, gid } = statSync(postgres.folder);
    chownSync(folder, uid, gid);
    await postgres.query(`create tablespace small location '${folder}'`);
    const url = await postgres.createDatabase('tablespace small');
    const store = await opened(url);
    const acknowledged: string[] = [];
    const large = (): ReturnType<typeof made> => made({ content: { text: 'x'.repeat(50_000) } });

    const failure = await fill(store, large, acknowledged);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(String(failure)).toMatch(/53100|No space left/);
    expect(acknowledged.length).toBeGreaterThan(5);

    disk.grow(200);
    await store.append([large()]);
    await expectAll(store, acknowledged);
    await stores.pop()?.close();
    await postgres.dropDatabase(url);
    await postgres.query('drop tablespace small');
  } finally {
    disk.remove();
  }
});

async function fill(
  store: SqlStore,
  large: () => ReturnType<typeof made>,
  acknowledged: string[],
): Promise<unknown> {
  for (let n = 0; n < 2_000; n += 1) {
    const entry = large();
    try {
      await store.append([entry]);
    } catch (error) {
      return error;
    }
    acknowledged.push(entry.head.id);
  }
  return 'it is not full';
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !holds();) {
    if (Date.now() > end) throw new Error('waited 30 seconds in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
