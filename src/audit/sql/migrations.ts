// An empty database, or one of an earlier program -> the tables of schema.ts. Migrations are never edited, only added.
import { Migrator, sql } from 'kysely';
import type { ColumnDataType, Kysely, Migration } from 'kysely';
import type { Tables } from './schema.js';

/** What the two databases call the same type. */
export interface ColumnTypes {
  readonly bytes: ColumnDataType;
  readonly whole: ColumnDataType;
  /** Of a primary key that counts by itself and never gives a number twice. */
  readonly counter: 'autoincrement' | 'identity';
}

/** Safe when several processes do so at once. Throws what the database throws. */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ '001_tables': tables(types) }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

function tables(types: ColumnTypes): Migration {
  return {
    async up(db) {
      await createEntries(db, types);
      await createWhatFinds(db, types);
      await createKeys(db, types);
      await createTree(db, types);
    },
  };
}

async function createEntries(db: Kysely<unknown>, { bytes, whole, counter }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('entries')
    .addColumn('sequence', counter === 'identity' ? whole : 'integer', (column) =>
      counter === 'identity'
        ? column.generatedByDefaultAsIdentity().primaryKey()
        : column.primaryKey().autoIncrement(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('time', 'text', (column) => column.notNull())
    .addColumn('regulation', 'text')
    .addColumn('version', 'text')
    .addColumn('leaf', 'text', (column) => column.notNull())
    .addColumn('leaf_hash', bytes, (column) => column.notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .addColumn('place', whole, (column) => column.unique())
    .addColumn('key_id', 'text')
    .addColumn('content', bytes)
    .addColumn('gone', 'text')
    .execute();
  await db.schema.createIndex('entries_time').on('entries').column('time').execute();
  await db.schema.createIndex('entries_key').on('entries').column('key_id').execute();
  await db.schema.createIndex('entries_kind').on('entries').columns(['kind', 'sequence']).execute();
  await db.schema
    .createIndex('entries_regulation')
    .on('entries')
    .columns(['regulation', 'version', 'sequence'])
    .execute();
  await db.schema
    .createIndex('entries_unplaced')
    .on('entries')
    .column('sequence')
    .where(sql.ref('place'), 'is', null)
    .execute();
}

async function createWhatFinds(db: Kysely<unknown>, { whole }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('found')
    .addColumn('sequence', whole, (column) => column.primaryKey().references('entries.sequence'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('regulation', 'text')
    .addColumn('key_id', 'text')
    .addColumn('law_date', 'text')
    .addColumn('code', 'text')
    .addColumn('is_complete', 'integer')
    .addColumn('scores', 'text', (column) => column.notNull())
    .addColumn('verdicts', 'text', (column) => column.notNull())
    .addColumn('provisional', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('found_key')
    .on('found')
    .columns(['key_id', 'regulation', 'law_date', 'sequence'])
    .execute();
  await db.schema.createIndex('found_law_date').on('found').column('law_date').execute();
  await db.schema
    .createTable('corrections')
    .addColumn('sequence', whole, (column) => column.primaryKey().references('entries.sequence'))
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('corrections_about').on('corrections').columns(['about', 'kind']).execute();
}

async function createKeys(db: Kysely<unknown>, { bytes }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('content_keys')
    .addColumn('key_id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull().unique())
    .addColumn('key', bytes, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('idempotency')
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_primary', ['caller', 'key'])
    .execute();
  await db.schema.createIndex('idempotency_id').on('idempotency').column('id').execute();
  await db.schema
    .createTable('packs')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('files', bytes, (column) => column.notNull())
    .execute();
}

async function createTree(db: Kysely<unknown>, { bytes, whole }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('subtrees')
    .addColumn('level', 'integer', (column) => column.notNull())
    .addColumn('index', whole, (column) => column.notNull())
    .addColumn('hash', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('subtrees_primary', ['level', 'index'])
    .execute();
  await db.schema
    .createTable('tree')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('size', whole, (column) => column.notNull())
    .addColumn('frontier', bytes, (column) => column.notNull())
    .addColumn('checkpoint', 'text')
    .execute();
  await db.schema
    .createTable('log')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('origin', 'text', (column) => column.notNull())
    .execute();
  await (db as Kysely<Tables>)
    .insertInto('tree')
    .values({ id: 1, size: 0, frontier: Buffer.alloc(0), checkpoint: null })
    .execute();
}
