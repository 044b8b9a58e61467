// New entries -> rows, within the transaction of whoever calls.
import type { Insertable } from 'kysely';
import type { Head } from '../log/entry.js';
import type { Appended, NewEntry } from '../store.js';
import { batches } from './batches.js';
import type { Writing } from './database.js';
import { encrypt } from './encryption.js';
import type { ContentKey } from './encryption.js';
import { claimKeys } from './idempotency.js';
import { contentKeysOf } from './content-keys.js';
import type { CorrectionsTable, EntriesTable, FoundTable } from './schema.js';
import { tokensText } from './tokens.js';

export async function appendRows(writing: Writing, entries: readonly NewEntry[]): Promise<Appended[]> {
  // Before content keys, and each in a fixed order, so that two processes never wait for each other.
  const known = await claimKeys(writing, entries);
  const kept = entries.filter((entry) => !known.has(entry));
  const owners = kept.flatMap(({ owner }) => owner ?? []);
  const keys = await contentKeysOf(writing, owners);
  const keyOf = ({ owner }: NewEntry): ContentKey | undefined =>
    owner === undefined ? undefined : keys.get(owner);
  const sequences = await insertEntries(
    writing,
    kept.map((entry) => entryRow(entry, keyOf(entry))),
  );
  const sequenceOf = ({ head }: NewEntry): number => numberOf(sequences, head.id);
  await insertFound(
    writing,
    kept.flatMap((entry) => foundRow(entry, sequenceOf(entry), keyOf(entry)) ?? []),
  );
  await insertCorrections(
    writing,
    kept.flatMap((entry) => correctionOf(entry.head, sequenceOf(entry)) ?? []),
  );
  return entries.map((entry) => known.get(entry) ?? { kind: 'kept' });
}

function numberOf(sequences: ReadonlyMap<string, number>, id: string): number {
  const sequence = sequences.get(id);
  if (sequence === undefined) throw new Error(`entry ${id} was not kept`);
  return sequence;
}

function entryRow(entry: NewEntry, key: ContentKey | undefined): Insertable<EntriesTable> {
  const { head, leaf, leafHash, receipt, content } = entry;
  return {
    id: head.id,
    kind: head.kind,
    time: head.time,
    regulation: head.regulation ?? null,
    version: head.version ?? null,
    leaf,
    leaf_hash: leafHash,
    receipt,
    place: null,
    key_id: key?.keyId ?? null,
    content: key ? encrypt(content, key, head.id) : Buffer.from(content),
    gone: null,
  };
}

function foundRow(
  { found, head }: NewEntry,
  sequence: number,
  key: ContentKey | undefined,
): Insertable<FoundTable> | undefined {
  if (!found) return undefined;
  return {
    ...{ sequence, id: head.id, kind: head.kind, regulation: head.regulation ?? null },
    key_id: key?.keyId ?? null,
    law_date: found.lawDate ?? null,
    code: found.code ?? null,
    is_complete: found.isComplete === undefined ? null : Number(found.isComplete),
    scores: JSON.stringify(found.scores),
    verdicts: tokensText(found.verdicts),
    provisional: tokensText(found.provisional),
  };
}

/** An evaluation that names another supersedes it. */
export function correctionOf(
  { about, id, kind }: Head,
  sequence: number,
): Insertable<CorrectionsTable> | undefined {
  if (about === undefined || (kind !== 'void' && kind !== 'evaluation')) return undefined;
  return { sequence, about, by: id, kind: kind === 'void' ? 'void' : 'supersede' };
}

/** By id. */
async function insertEntries(
  { transaction, database }: Writing,
  rows: readonly Insertable<EntriesTable>[],
): Promise<Map<string, number>> {
  const sequences = new Map<string, number>();
  for (const some of batches(rows, database.maxValues)) {
    const inserted = await transaction
      .insertInto('entries')
      .values(some)
      .returning(['id', 'sequence'])
      .execute();
    for (const { id, sequence } of inserted) sequences.set(id, sequence);
  }
  return sequences;
}

async function insertFound({ transaction, database }: Writing, rows: readonly Insertable<FoundTable>[]) {
  for (const some of batches(rows, database.maxValues))
    await transaction.insertInto('found').values(some).execute();
}

async function insertCorrections(
  { transaction, database }: Writing,
  rows: readonly Insertable<CorrectionsTable>[],
) {
  for (const some of batches(rows, database.maxValues))
    await transaction.insertInto('corrections').values(some).execute();
}
