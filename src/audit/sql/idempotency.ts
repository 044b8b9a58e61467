// Idempotency keys of new entries -> which of them had been used.
import { sql } from 'kysely';
import type { Appended, Idempotency, NewEntry } from '../store.js';
import { batches } from './batches.js';
import type { Writing } from './database.js';
import type { IdempotencyTable } from './schema.js';

type Known = Appended & { readonly kind: 'known' };

/** Takes the keys for these entries; of two entries with one key the first takes it. Gives the entries that found theirs taken. */
export async function claimKeys(
  writing: Writing,
  entries: readonly NewEntry[],
): Promise<ReadonlyMap<NewEntry, Known>> {
  const wanted = new Map<string, IdempotencyTable>();
  for (const { idempotency, head } of entries) {
    if (!idempotency) continue;
    const { caller, key, fingerprint } = idempotency;
    const name = nameOf(idempotency);
    if (!wanted.has(name)) wanted.set(name, { caller, key, fingerprint, id: head.id });
  }
  const holders = await holdersOf(writing, wanted);
  return new Map(
    entries.flatMap((entry): [NewEntry, Known][] => {
      const holder = entry.idempotency && holders.get(nameOf(entry.idempotency));
      if (!holder || holder.id === entry.head.id) return [];
      return [[entry, { kind: 'known', id: holder.id, fingerprint: holder.fingerprint }]];
    }),
  );
}

/** A key that another process uses at this moment is waited for; it may turn out to be free after all. */
async function holdersOf(
  { transaction, database }: Writing,
  wanted: ReadonlyMap<string, IdempotencyTable>,
): Promise<Map<string, IdempotencyTable>> {
  const holders = new Map<string, IdempotencyTable>();
  // In a fixed order, so that two processes never wait for each other.
  let open = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  while (open.length > 0) {
    for (const some of batches(open, database.maxValues)) {
      const free = await transaction
        .insertInto('idempotency')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .execute();
      const names = some.map(({ caller, key }) => sql`(${caller}, ${key})`);
      const taken = await transaction
        .selectFrom('idempotency')
        .selectAll()
        .where(sql<boolean>`(caller, key) in (values ${sql.join(names)})`)
        .execute();
      for (const row of [...free, ...taken]) holders.set(nameOf(row), row);
    }
    open = open.filter((row) => !holders.has(nameOf(row)));
  }
  return holders;
}

function nameOf({ caller, key }: Pick<Idempotency, 'caller' | 'key'>): string {
  return JSON.stringify([caller, key]);
}
