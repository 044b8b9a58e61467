// An empty or older database -> the tables of this version.
import { Migrator } from 'kysely';
import type { Kysely } from 'kysely';
import { passingAsUnavailable } from './failures.js';
import { migrationsFor } from './schema.js';
import type { ColumnTypes, Tables } from './schema.js';

/** @param isTransaction the connection is in one already. Throws StoreUnavailable. */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes, isTransaction = false): Promise<void> {
  const migrations = migrationsFor(types);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    disableTransactions: isTransaction,
  });
  await passingAsUnavailable(async () => {
    const { error } = await migrator.migrateToLatest();
    if (error) throw error as Error;
  });
}
