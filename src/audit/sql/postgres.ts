// A connection URL -> a store in PostgreSQL.
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { available, codeOf, errorsIn, messageOf } from './availability.js';
import type { Database } from './database.js';
import { migrate } from './migrations.js';
import type { Tables } from './schema.js';
import { SqlStore } from './sql-store.js';

export interface PostgresOptions {
  /** Milliseconds after which a statement is given up. */
  readonly timeout?: number;
  readonly connections?: number;
  /** A file outside the database to which destroyed keys are written (erasures.ts). */
  readonly erasures?: string;
}

const usual = { timeout: 20_000, connections: 10 };
/** Milliseconds. */
const connectionTimeout = 5_000;
/** The server gives up first and says why; the client does where no word comes from it. */
const grace = 2_000;

/** Throws StoreUnavailable; an Error where the server does not write durably. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<SqlStore> {
  const { timeout, connections } = { ...usual, ...options };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectionTimeout,
    statement_timeout: timeout,
    lock_timeout: timeout,
    query_timeout: timeout + grace,
    idle_in_transaction_session_timeout: timeout + grace,
    keepAlive: true,
    application_name: 'timbang',
    types: { getTypeParser },
  });
  // A connection that breaks while no query of it runs would end the process. The next query of it fails, or the pool
  // opens another one.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const database = postgresDatabase(nameOf(url), db);
  try {
    await available(database, async () => {
      await assertDurable(database.name, db);
      await migrate(db, { bytes: 'bytea', whole: 'bigint', counter: 'identity' });
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  return new SqlStore(database, options.erasures);
}

const bigint = 20;

/** Numbers as numbers: no table here reaches 2^53 rows. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) =>
  oid === bigint ? Number : (pg.types.getTypeParser(oid, format as 'text') as (value: unknown) => unknown);

function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL ${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}

/** What every acknowledgement rests on. */
async function assertDurable(name: string, db: Kysely<Tables>): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit']) {
    const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(db);
    const value = rows[0]?.value;
    // Others, such as remote_apply, wait for the local disk as well.
    if (value === 'off') {
      throw new Error(
        `${name}: ${setting} is off, so that a power cut loses entries that were answered for; set "${setting} = on" in postgresql.conf (or for this user and database) and start again`,
      );
    }
  }
}

function postgresDatabase(name: string, db: Kysely<Tables>): Database {
  let closing: Promise<void> | undefined;
  return {
    name,
    reads: db,
    writes: db,
    // The protocol counts them in 16 bits.
    maxValues: 60_000,
    hasRowLocks: true,
    positionIn: (column, text) => sql<number>`strpos(${sql.ref(column)}, ${text})`,
    numberIn: (column, member) =>
      sql<number | null>`(${sql.ref(column)}::jsonb ->> ${member}::text)::double precision`,
    lockPlacing: async (transaction) => {
      const locked = await sql<{ is: boolean }>`select pg_try_advisory_xact_lock(${placing}) as is`.execute(
        transaction,
      );
      return locked.rows[0]?.is === true;
    },
    snapshot: (work) =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    settle: async (transaction) => {
      await sql`select setval(pg_get_serial_sequence('entries', 'sequence'), max(sequence)) from entries`.execute(
        transaction,
      );
      await sql`analyze`.execute(transaction);
    },
    wipe: () => vacuum(db),
    isUnavailable,
    close: () => (closing ??= db.destroy()),
  };
}

/** Any number that no other use of this database locks. */
const placing = 7_846_322_641;

/**
 * Dead rows hold keys and what evaluations were found by. What remains in pages' free space, in the write-ahead log and
 * in copies of it goes when PostgreSQL reuses or removes it.
 */
async function vacuum(db: Kysely<Tables>): Promise<void> {
  try {
    await db.executeQuery(CompiledQuery.raw('vacuum content_keys, found, idempotency'));
  } catch (error) {
    // Autovacuum does what is left when the server is less busy.
    if (codeOf(error) !== queryCanceled) throw error;
  }
}

const queryCanceled = '57014';

function isUnavailable(error: unknown): boolean {
  return (
    unavailableCodes.test(codeOf(error) ?? '') ||
    unavailableMessages.test(messageOf(error)) ||
    errorsIn(error).some(isUnavailable)
  );
}

/**
 * Connection (08), resources (53), intervention (57), system (58: among them I/O errors), a timeout of a lock or of an
 * idle transaction, deadlock and serialization; read-only after a failover; of the network's own, by name.
 */
const unavailableCodes =
  /^(08\w{3}|53\w{3}|57\w{3}|58\w{3}|55P03|25P0[34]|25006|40001|40P01|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What pg throws without a code. */
const unavailableMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout (exceeded|expired)|Postgres connection has been discarded)|^Connection ended/;
