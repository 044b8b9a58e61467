// Contents that must go -> rows without them, and without what they were found by.
import type { Transaction, UpdateQueryBuilder, UpdateResult } from 'kysely';
import type { Gone } from '../store.js';
import type { Tables } from './schema.js';

type OfEntries = UpdateQueryBuilder<Tables, 'entries', 'entries', UpdateResult>;

/** @returns how many contents there were. */
export async function emptyContents(
  trx: Transaction<Tables>,
  gone: Gone,
  those: (entries: OfEntries) => OfEntries,
): Promise<number> {
  const update = trx.updateTable('entries').set({ content: null, gone }).where('content', 'is not', null);
  const emptied = await those(update).returning('id').execute();
  const ids = emptied.map(({ id }) => id);
  for (let start = 0; start < ids.length; start += 1000) {
    const some = ids.slice(start, start + 1000);
    await trx
      .updateTable('found')
      .set({
        gone,
        law_date: null,
        is_complete: null,
        scores: '{}',
        verdicts: '',
        provisional: '',
        key_id: null,
      })
      .where('id', 'in', some)
      .execute();
    // A fingerprint of what is gone could be guessed.
    await trx.deleteFrom('idempotency').where('id', 'in', some).execute();
  }
  return ids.length;
}
