// A file -> a store in SQLite: one thread that writes, one that reads.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import { StoreUnavailable } from '../store.js';
import { available, codeOf } from './availability.js';
import type { Database } from './database.js';
import { migrate } from './migrations.js';
import type { Tables } from './schema.js';
import { threadDialect } from './sqlite-driver.js';
import { SqlStore } from './sql-store.js';

const usualBusyTimeout = 5_000;
const wipeAttempts = 5;

export interface SqliteOptions {
  /** Milliseconds to wait for another process that writes. */
  readonly busyTimeout?: number;
  /** A file outside the database to which destroyed keys are written (erasures.ts). */
  readonly erasures?: string;
}

/** Makes the file, and its folder, where there is none. Throws StoreUnavailable; an Error where the file cannot be written durably. */
export async function openSqlite(
  file: string,
  { busyTimeout = usualBusyTimeout, erasures }: SqliteOptions = {},
): Promise<SqlStore> {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const start = { file: resolve(file), busyTimeout };
  const connect = (readOnly: boolean) =>
    new Kysely<Tables>({ dialect: threadDialect({ ...start, readOnly }) });
  const database = sqliteDatabase(`SQLite ${file}`, connect);
  try {
    await available(database, () =>
      migrate(database.writes, { bytes: 'blob', whole: 'integer', counter: 'autoincrement' }),
    );
  } catch (error) {
    await database.close();
    throw error;
  }
  return new SqlStore(database, erasures);
}

function sqliteDatabase(name: string, connect: (readOnly: boolean) => Kysely<Tables>): Database {
  const [reads, writes] = [connect(true), connect(false)];
  return {
    name,
    reads,
    writes,
    // SQLITE_MAX_VARIABLE_NUMBER is 32766.
    maxValues: 30_000,
    hasRowLocks: false,
    positionIn: (column, text) => sql<number>`instr(${sql.ref(column)}, ${text})`,
    numberIn: (column, member) =>
      sql<number | null>`(select value from json_each(${sql.ref(column)}) where key = ${member})`,
    lockPlacing: () => Promise.resolve(true),
    snapshot: async (work) => {
      const db = connect(true);
      try {
        return await db.transaction().execute(work);
      } finally {
        await db.destroy();
      }
    },
    // AUTOINCREMENT does.
    settle: () => Promise.resolve(),
    wipe: () => truncateLog(name, writes),
    isUnavailable,
    close: async () => {
      await reads.destroy();
      await writes.destroy();
    },
  };
}

/** secure_delete has overwritten the rows in the file; what was written before stands in the write-ahead log still. */
async function truncateLog(name: string, writes: Kysely<Tables>): Promise<void> {
  for (let attempt = 0; attempt < wipeAttempts; attempt += 1) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(writes);
    if (rows[0]?.busy === 0) return;
  }
  throw new StoreUnavailable(
    `${name}: what was removed is still in the write-ahead log, because another process is reading; try again when it has ended`,
  );
}

function isUnavailable(error: unknown): boolean {
  return unavailableCodes.test(codeOf(error) ?? '');
}

const unavailableCodes =
  /^(SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM|PROTOCOL|PERM)(_.*)?|THREAD_ENDED)$/;
