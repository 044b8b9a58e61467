// The default store: a SQLite file, written and read by a connection each in threads of their own.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Differences } from './differences.js';
import { passingAsUnavailable } from './failures.js';
import { migrate } from './migrate.js';
import type { Tables } from './schema.js';
import { SqlStore } from './sql-store.js';
import { sqliteDialect } from './sqlite-connection.js';

const differences: Differences = {
  types: { sequence: 'integer primary key autoincrement', bytes: 'blob', count: 'integer', json: 'text' },
  contains: (column, part) => sql`instr(${sql.ref(column)}, ${part}) > 0`,
  // A transaction that writes is alone.
  lockRows: sql``,
  maySequence: () => Promise.resolve(true),
  forget: async (db) => {
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
  },
};

/** Makes the file where there is none. Throws StoreUnavailable. */
export async function openSqlite(file: string): Promise<SqlStore> {
  // Personal data is in it.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writing = new Kysely<Tables>({ dialect: sqliteDialect({ file, isReading: false }) });
  // Two processes that start at once migrate one after the other.
  await passingAsUnavailable(() =>
    writing.connection().execute(async (connection) => {
      await sql`begin immediate`.execute(connection);
      await migrate(connection, differences.types, true);
      await sql`commit`.execute(connection);
    }),
  );
  const reading = new Kysely<Tables>({ dialect: sqliteDialect({ file, isReading: true }) });
  return new SqlStore({ name: 'sqlite', writing, reading, differences });
}
