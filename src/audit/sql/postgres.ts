// PostgreSQL as the store: several processes may write to it at once.
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreUnavailable } from '../store.js';
import type { Differences } from './differences.js';
import { passingAsUnavailable } from './failures.js';
import { migrate } from './migrate.js';
import type { Tables } from './schema.js';
import { SqlStore } from './sql-store.js';

/** Known to nobody else who uses this database. */
const sequencerLock = 7_451_220_001;

const differences: Differences = {
  types: { sequence: 'bigserial primary key', bytes: 'bytea', count: 'bigint', json: 'jsonb' },
  contains: (column, part) => sql`strpos(${sql.ref(column)}, ${part}) > 0`,
  lockRows: sql` for share`,
  maySequence: async (transaction) => {
    const { rows } = await sql<{
      got: boolean;
    }>`select pg_try_advisory_xact_lock(${sequencerLock}) as got`.execute(transaction);
    return rows[0]?.got === true;
  },
  forget: async (db) => {
    await sql`vacuum content_keys, entries, found, idempotency`.execute(db);
  },
};

/** Throws StoreUnavailable where it cannot be reached, and an Error where it does not keep what is committed. */
export async function openPostgres(url: string): Promise<SqlStore> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    query_timeout: 65_000,
    types: { getTypeParser: typeParser },
  });
  // A connection that ends while nobody uses it is replaced by the next that is asked for.
  pool.on('error', () => undefined);
  // One that ends in use fails what was asked on it; nobody else listening, it would end the program as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await passingAsUnavailable(() => mustKeep(db));
    await migrate(db, differences.types);
  } catch (error) {
    await db.destroy();
    throw error instanceof StoreUnavailable
      ? new StoreUnavailable(`PostgreSQL at ${new URL(url).host} cannot be used: ${error.message}`, {
          cause: error,
        })
      : error;
  }
  return new SqlStore({ name: 'postgresql', writing: db, reading: db, differences });
}

/** Counts are far from where a double stops being exact. */
function typeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (type === pg.types.builtins.INT8) return Number;
  return pg.types.getTypeParser(type, format as 'text') as (value: string) => unknown;
}

async function mustKeep(db: Kysely<Tables>): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await sql<Record<string, string>>`${sql.raw(`show ${setting}`)}`.execute(db);
    const value = rows[0]?.[setting];
    if (value === 'off' || value === 'local')
      throw new Error(`PostgreSQL has ${setting} = ${value}: a record could be lost; set it to on`);
  }
}
