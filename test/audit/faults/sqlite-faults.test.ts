// What happens to a store in SQLite when the disk or another process fails it.
import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { openSqlite } from '../../../src/audit/sql/sqlite.js';
import type { SqlStore } from '../../../src/audit/sql/sql-store.js';
import { StoreUnavailable } from '../../../src/audit/store.js';
import { made, sign } from '../made.js';
import { smallDisk } from './small-disk.js';

let folder = '';
let file = '';
const stores: SqlStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'timbang-faults-'));
  file = join(folder, 'store.sqlite');
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(busyTimeout = 5_000, path = file): Promise<SqlStore> {
  const store = await openSqlite(path, { busyTimeout });
  stores.push(store);
  return store;
}

const large = { content: { text: 'x'.repeat(20_000) } };

/** Appends until the store refuses; the ids that it acknowledged. */
async function fill(store: SqlStore): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let n = 0; n < 1_000; n += 1) {
    const entry = made({ subject: `E-${n}`, ...large });
    try {
      await store.append([entry]);
    } catch (error) {
      expect(error).toBeInstanceOf(StoreUnavailable);
      return acknowledged;
    }
    acknowledged.push(entry.head.id);
  }
  throw new Error('it is not full');
}

async function expectAll(store: SqlStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) expect((await store.find(id))?.content).toBeDefined();
}

function expectSound(path = file): void {
  const db = new Database(path, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
}

test('a file that may not grow refuses entries, loses none and takes them again when it may', async () => {
  const store = await opened();
  await sql.raw('pragma max_page_count = 120').execute(store.database.writes);

  const acknowledged = await fill(store);
  await expect(store.append([made(large)])).rejects.toThrow(/SQLite .* is not available: .*SQLITE_FULL/);
  expect(acknowledged.length).toBeGreaterThan(5);
  await expectAll(store, acknowledged);

  await sql.raw('pragma max_page_count = 100000').execute(store.database.writes);
  await store.append([made(large)]);
  expect((await store.place(sign, 5_000))?.size).toBe(acknowledged.length + 1);
  expectSound();
});

test('a full disk refuses entries, loses none and takes them again when it has room', async () => {
  const disk = smallDisk(2);
  if (!disk) return console.warn('not tested: only root mounts a small disk');
  try {
    const path = join(disk.folder, 'store.sqlite');
    const store = await opened(5_000, path);

    const acknowledged = await fill(store);
    await expect(store.append([made(large)])).rejects.toThrow(StoreUnavailable);
    expect(acknowledged.length).toBeGreaterThan(5);
    await expectAll(store, acknowledged);

    disk.grow(64);
    const after = made(large);
    await store.append([after]);
    await expectAll(store, [...acknowledged, after.head.id]);
    expect((await store.place(sign, 5_000))?.size).toBeGreaterThanOrEqual(acknowledged.length + 1);
    await stores.pop()?.close();
    expectSound(path);
  } finally {
    disk.remove();
  }
});

test('another process that writes too long makes it unavailable, to readers it is not', async () => {
  const store = await opened(200);
  const kept = made();
  await store.append([kept]);
  const other = new Database(file);
  other.exec('begin immediate');

  await expect(store.append([made()])).rejects.toThrow(/SQLITE_BUSY/);
  expect(await store.find(kept.head.id)).toBeDefined();
  other.exec('rollback');
  other.close();

  expect(await store.append([made()])).toEqual([{ kind: 'kept' }]);
});

test('what fails for another reason is thrown as it is', async () => {
  const store = await opened();
  const entry = made();
  await store.append([entry]);

  const failure: unknown = await store.append([entry]).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(StoreUnavailable);
});

describe('an fsync that fails', () => {
  let child: ChildProcess | undefined;
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  test('acknowledges nothing, and the store recovers by itself', async () => {
    const library = join(folder, 'fsync.so');
    try {
      execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(__dirname, 'fsync.c'), '-ldl']);
    } catch {
      return console.warn('not tested: there is no C compiler, or none that makes a library here');
    }
    const failing = join(folder, 'failing');
    child = fork(join(__dirname, 'writer.js'), [file], {
      execArgv: [],
      env: { ...process.env, LD_PRELOAD: library, FSYNC_FAILS: failing },
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the writer ended with ${String(code)}`);
    });
    ended.catch(() => undefined);
    await Promise.race([once(child, 'message'), ended]);
    const append = async (): Promise<Said> => {
      child?.send('append');
      const [said] = child ? ((await once(child, 'message')) as [Said]) : [];
      if (!said) throw new Error('no answer');
      return said;
    };
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = await append();
      expect(before).toMatchObject({ kept: true });

      writeFileSync(failing, '');
      expect(await append()).toMatchObject({ kept: false, unavailable: true });
      const second = await append();
      expect(second).toMatchObject({ kept: false, unavailable: true });
      expect(second.message).toMatch(/SQLITE_IOERR/);
      rmSync(failing);

      const after = await append();
      expect(after).toMatchObject({ kept: true });
      acknowledged.push(before.id, after.id);
    }
    child.kill('SIGKILL');
    await once(child, 'exit');

    expect(existsSync(file)).toBe(true);
    await expectAll(await opened(), acknowledged);
    expectSound();
  });
});

interface Said {
  readonly id: string;
  readonly kept: boolean;
  readonly message?: string;
}
