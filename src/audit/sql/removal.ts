// An owner, or a moment -> contents and what they were found by removed, with the entry that says so.
import { sql } from 'kysely';
import type { Gone, NewEntry } from '../store.js';
import { appendRows } from './append.js';
import type { Writing } from './database.js';

/** What a removal took away. */
export interface Removed {
  readonly count: number;
  /** Of content_keys. */
  readonly keyIds: readonly string[];
}

export async function eraseOwner(writing: Writing, owner: string, entry: NewEntry): Promise<Removed> {
  const { transaction } = writing;
  // First of all: it waits for whoever writes under the key just now, and whoever comes later makes a new one.
  const destroyed = await transaction
    .deleteFrom('content_keys')
    .where('owner', '=', owner)
    .returning('key_id')
    .execute();
  const keyIds = destroyed.map(({ key_id }) => key_id);
  const count = await removeUnder(writing, keyIds);
  await appendRows(writing, [entry]);
  return { count, keyIds };
}

/** The number of contents that stood under these keys. */
export async function removeUnder(writing: Writing, keyIds: readonly string[]): Promise<number> {
  let count = 0;
  for (const keyId of keyIds) {
    count += await removeContents(writing, sql<boolean>`key_id = ${keyId} and gone is null`, 'erased');
  }
  return count;
}

export async function expireBefore(
  writing: Writing,
  before: string,
  entry: (count: number) => NewEntry,
): Promise<Removed> {
  const { transaction, database } = writing;
  const old = sql<boolean>`kind in ('evaluation', 'refusal') and time < ${new Date(before).toISOString()} and gone is null`;
  const count = await removeContents(writing, old, 'expired');
  if (count === 0) return { count, keyIds: [] };
  // Locked before they are looked at again: an entry may be on its way to a key that has none at this moment.
  const emptied = transaction
    .selectFrom('content_keys')
    .select('key_id')
    .where('key_id', 'not in', (from) =>
      from.selectFrom('entries').select('key_id').where('key_id', 'is not', null).where('gone', 'is', null),
    )
    .orderBy('owner');
  const candidates = await (database.hasRowLocks ? emptied.forUpdate() : emptied).execute();
  const keyIds: string[] = [];
  for (const { key_id } of candidates) {
    const gone = await transaction
      .deleteFrom('content_keys')
      .where('key_id', '=', key_id)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom('entries').select('id').where('key_id', '=', key_id).where('gone', 'is', null)),
        ),
      )
      .returning('key_id')
      .execute();
    keyIds.push(...gone.map((row) => row.key_id));
  }
  await appendRows(writing, [entry(count)]);
  return { count, keyIds };
}

/** With all that tells of them: scores and dates, and fingerprints, which could be guessed from. */
async function removeContents(
  { transaction }: Writing,
  which: ReturnType<typeof sql<boolean>>,
  gone: Gone,
): Promise<number> {
  await sql`update found set law_date = null, is_complete = null, scores = '{}', verdicts = '', provisional = ''
    where sequence in (select sequence from entries where ${which})`.execute(transaction);
  await sql`delete from idempotency where id in (select id from entries where ${which})`.execute(transaction);
  const { numAffectedRows } = await sql`update entries set content = null, gone = ${gone}
    where ${which}`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}
