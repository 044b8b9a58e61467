// Owners -> the keys under which their contents stand.
import type { Writing } from './database.js';
import { batches } from './batches.js';
import { newContentKey } from './encryption.js';
import type { ContentKey } from './encryption.js';

/**
 * Makes the keys that do not exist. They are read in each transaction and locked until its end, never remembered: one
 * that another process destroys meanwhile must not be used again.
 */
export async function contentKeysOf(
  writing: Writing,
  owners: readonly string[],
): Promise<ReadonlyMap<string, ContentKey>> {
  const keys = new Map<string, ContentKey>();
  // In a fixed order, so that two processes never wait for each other.
  let open = [...new Set(owners)].sort();
  for (;;) {
    for (const { owner, key_id, key } of await locked(writing, open)) keys.set(owner, { keyId: key_id, key });
    // The first time these are new; later on, destroyed between the two statements.
    open = open.filter((owner) => !keys.has(owner));
    if (open.length === 0) return keys;
    await makeMissing(writing, open);
  }
}

async function makeMissing({ transaction, database }: Writing, owners: readonly string[]): Promise<void> {
  const rows = owners.map((owner) => {
    const { keyId, key } = newContentKey();
    return { key_id: keyId, owner, key };
  });
  for (const some of batches(rows, database.maxValues)) {
    await transaction
      .insertInto('content_keys')
      .values(some)
      .onConflict((conflict) => conflict.column('owner').doNothing())
      .execute();
  }
}

async function locked({ transaction, database }: Writing, owners: readonly string[]) {
  if (owners.length === 0) return [];
  const query = transaction
    .selectFrom('content_keys')
    .selectAll()
    .where('owner', 'in', owners)
    .orderBy('owner');
  return (database.hasRowLocks ? query.forShare() : query).execute();
}
