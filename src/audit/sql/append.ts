// New entries -> rows, in one transaction: idempotency keys first, then the owners' keys, then the rest.
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Appended, NewEntry } from '../store.js';
import { encrypt, newContentKey } from './content-keys.js';
import type { Differences } from './differences.js';
import type { Tables } from './schema.js';
import { asLines } from './search.js';

interface OwnerKey {
  readonly key_id: string;
  readonly key: Buffer;
}

export async function appendEntries(
  trx: Transaction<Tables>,
  entries: readonly NewEntry[],
  differences: Differences,
): Promise<Appended[]> {
  const known = await claimKeys(trx, entries);
  const fresh = entries.filter((entry) => !known.has(entry));
  if (fresh.length > 0) {
    const keys = await ownersKeys(trx, fresh, differences);
    const sequences = await insertEntries(trx, fresh, keys);
    await insertFound(trx, fresh, { keys, sequences });
    await insertCorrections(trx, fresh);
  }
  return entries.map((entry) => known.get(entry) ?? { kind: 'kept' });
}

/** The entries whose idempotency key stands for another one already. */
async function claimKeys(
  trx: Transaction<Tables>,
  entries: readonly NewEntry[],
): Promise<Map<NewEntry, Appended>> {
  // In one order everywhere, so that two transactions never wait for each other.
  const keyed = entries
    .flatMap((entry) => (entry.idempotency ? [{ ...entry.idempotency, id: entry.head.id }] : []))
    .sort((a, b) => (a.caller + a.key < b.caller + b.key ? -1 : 1));
  const known = new Map<NewEntry, Appended>();
  if (keyed.length === 0) return known;
  const claimed = await trx
    .insertInto('idempotency')
    .values(keyed)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const won = new Set(claimed.map(({ id }) => id));
  for (const entry of entries) {
    const { idempotency, head } = entry;
    if (!idempotency || won.has(head.id)) continue;
    const { id, fingerprint } = await trx
      .selectFrom('idempotency')
      .select(['id', 'fingerprint'])
      .where('caller', '=', idempotency.caller)
      .where('key', '=', idempotency.key)
      .executeTakeFirstOrThrow();
    known.set(entry, { kind: 'known', id, fingerprint });
  }
  return known;
}

/** Looked up within the transaction and never remembered: another process may have destroyed one. */
async function ownersKeys(
  trx: Transaction<Tables>,
  entries: readonly NewEntry[],
  { lockRows }: Differences,
): Promise<ReadonlyMap<string, OwnerKey>> {
  const owners = [...new Set(entries.flatMap(({ owner }) => owner ?? []))].sort();
  if (owners.length === 0) return new Map();
  await trx
    .insertInto('content_keys')
    .values(owners.map(newContentKey))
    .onConflict((conflict) => conflict.column('owner').doNothing())
    .execute();
  const rows = await trx
    .selectFrom('content_keys')
    .select(['key_id', 'owner', 'key'])
    .where('owner', 'in', owners)
    .modifyEnd(sql`${lockRows}`)
    .execute();
  return new Map(rows.map(({ owner, key_id, key }) => [owner, { key_id, key }]));
}

/** @returns the sequence that each id was given. */
async function insertEntries(
  trx: Transaction<Tables>,
  entries: readonly NewEntry[],
  keys: ReadonlyMap<string, OwnerKey>,
): Promise<ReadonlyMap<string, number>> {
  const rows = entries.map(({ head, leaf, leafHash, receipt, content, owner }) => {
    const key = keyOf(keys, owner);
    return {
      id: head.id,
      kind: head.kind,
      time: head.time,
      leaf,
      leaf_hash: leafHash,
      receipt,
      key_id: key?.key_id ?? null,
      content: key ? encrypt(content, key.key, head.id) : Buffer.from(content),
    };
  });
  const inserted = await trx.insertInto('entries').values(rows).returning(['id', 'sequence']).execute();
  return new Map(inserted.map(({ id, sequence }) => [id, sequence]));
}

function keyOf(keys: ReadonlyMap<string, OwnerKey>, owner: string | undefined): OwnerKey | undefined {
  if (owner === undefined) return undefined;
  const key = keys.get(owner);
  if (!key) throw new Error('an owner was given no key');
  return key;
}

async function insertFound(
  trx: Transaction<Tables>,
  entries: readonly NewEntry[],
  { keys, sequences }: { keys: ReadonlyMap<string, OwnerKey>; sequences: ReadonlyMap<string, number> },
): Promise<void> {
  const rows = entries.flatMap(({ head, owner, found }) => {
    if (!found) return [];
    const { lawDate, code, isComplete, scores, verdicts, provisional } = found;
    return [
      {
        sequence: sequences.get(head.id) as number,
        id: head.id,
        kind: head.kind,
        time: head.time,
        regulation: head.regulation ?? '',
        version: head.version ?? null,
        law_date: lawDate ?? null,
        code: code ?? null,
        is_complete: isComplete === undefined ? null : Number(isComplete),
        scores: JSON.stringify(scores),
        verdicts: asLines(verdicts),
        provisional: asLines(provisional),
        key_id: keyOf(keys, owner)?.key_id ?? null,
      },
    ];
  });
  if (rows.length > 0) await trx.insertInto('found').values(rows).execute();
}

/** An evaluation that names another supersedes it; a void entry voids it. */
async function insertCorrections(trx: Transaction<Tables>, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.flatMap(({ head: { id, kind, about } }) =>
    about !== undefined && (kind === 'void' || kind === 'evaluation')
      ? [{ by: id, about, kind: kind === 'void' ? ('void' as const) : ('supersede' as const) }]
      : [],
  );
  if (rows.length > 0) await trx.insertInto('corrections').values(rows).execute();
}
