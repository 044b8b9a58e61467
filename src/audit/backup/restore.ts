// A backup's folder -> an empty store filled with it, but for whoever was erased since.
import type { Insertable, Selectable } from 'kysely';
import { digestOf } from '../log/entry.js';
import type { Head } from '../log/entry.js';
import { leafHash } from '../log/merkle.js';
import { correctionOf } from '../sql/append.js';
import { available } from '../sql/availability.js';
import { batches } from '../sql/batches.js';
import type { Writing } from '../sql/database.js';
import { decrypt } from '../sql/encryption.js';
import type { ContentKeysTable, EntriesTable, FoundTable, IdempotencyTable } from '../sql/schema.js';
import type { SqlStore } from '../sql/sql-store.js';
import type { Progress } from './backup.js';
import { checkedManifest, keysManifest, readLines, recordsManifest, UnusableBackup } from './format.js';
import type { EntryLine, KeyLine, KeysManifest, PackLine, Particulars, RecordsManifest } from './format.js';
import { rebuildTree } from './rebuild-tree.js';

const pageSize = 500;

export interface RestoreOptions {
  /** Ids of keys that were destroyed since (erasures.ts): what stood under them does not come back. */
  readonly erased?: ReadonlySet<string>;
  readonly progress?: Progress;
}

/**
 * All or nothing, in one transaction. The entry that says so is the caller's.
 * Throws UnusableBackup where the backup is damaged or the store is not empty, and StoreUnavailable.
 */
export async function restore(
  folder: string,
  store: SqlStore,
  { erased = new Set(), progress = () => undefined }: RestoreOptions = {},
): Promise<RecordsManifest> {
  const records = await checkedManifest<RecordsManifest>(folder, recordsManifest, 'backup/1');
  const keys = await checkedManifest<KeysManifest>(folder, keysManifest, 'content-keys/1');
  assertBelongTogether(records, keys);
  const { database } = store;
  await available(database, () =>
    database.writes.transaction().execute(async (transaction) => {
      const writing = { transaction, database };
      await assertEmpty(writing, store.name);
      await restoreKeys(writing, folder, erased);
      await restorePacks(writing, folder);
      await restoreEntries(writing, folder, { total: records.files['entries.ndjson.gz'].lines, progress });
      await database.settle(transaction);
      await transaction.insertInto('log').values({ id: 1, origin: records.origin }).execute();
      await rebuildTree(writing, records);
    }),
  );
  return records;
}

function assertBelongTogether(records: RecordsManifest, keys: KeysManifest): void {
  if (records.origin !== keys.origin) {
    throw new UnusableBackup(
      `${keysManifest} holds keys of ${keys.origin}, the records are of ${records.origin}; take the keys of the same log`,
    );
  }
  if (keys.made < records.made) {
    throw new UnusableBackup(
      `${keysManifest} is of ${keys.made}, the records are of ${records.made}: contents whose keys are newer would be lost; take keys of the same backup or a later one`,
    );
  }
}

async function assertEmpty({ transaction }: Writing, name: string): Promise<void> {
  for (const table of ['entries', 'content_keys', 'packs', 'log'] as const) {
    const row = await transaction.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row) throw new UnusableBackup(`${name} is not empty; restore into a new one`);
  }
}

async function restoreKeys(writing: Writing, folder: string, erased: ReadonlySet<string>): Promise<void> {
  const { transaction } = writing;
  for await (const lines of pages(readLines<KeyLine>(folder, 'content-keys.ndjson.gz'))) {
    const rows = lines
      .filter(({ keyId }) => !erased.has(keyId))
      .map(({ keyId, owner, key }) => ({ key_id: keyId, owner, key: Buffer.from(key, 'base64') }));
    if (rows.length > 0) await transaction.insertInto('content_keys').values(rows).execute();
  }
}

async function restorePacks({ transaction }: Writing, folder: string): Promise<void> {
  for await (const { digest, files } of readLines<PackLine>(folder, 'packs.ndjson.gz')) {
    const row = { digest, files: Buffer.from(files, 'base64') };
    await transaction.insertInto('packs').values(row).execute();
  }
}

async function restoreEntries(
  writing: Writing,
  folder: string,
  { total, progress }: { readonly total: number; readonly progress: Progress },
): Promise<void> {
  let done = 0;
  for await (const lines of pages(readLines<EntryLine>(folder, 'entries.ndjson.gz'))) {
    await restorePage(writing, lines);
    done += lines.length;
    progress({ done, total });
  }
}

async function restorePage({ transaction, database }: Writing, lines: readonly EntryLine[]): Promise<void> {
  const ids = [...new Set(lines.flatMap(({ keyId }) => keyId ?? []))];
  const keys =
    ids.length === 0
      ? []
      : await transaction.selectFrom('content_keys').selectAll().where('key_id', 'in', ids).execute();
  const byId = new Map(keys.map((key) => [key.key_id, key]));
  const restored = lines.map((line) => restoredOf(line, byId));
  const { maxValues } = database;
  for (const rows of batches(
    restored.map(({ entry }) => entry),
    maxValues,
  ))
    await transaction.insertInto('entries').values(rows).execute();
  for (const rows of batches(
    restored.flatMap(({ found }) => found ?? []),
    maxValues,
  ))
    await transaction.insertInto('found').values(rows).execute();
  for (const rows of batches(
    restored.flatMap(({ claim }) => claim ?? []),
    maxValues,
  ))
    await transaction.insertInto('idempotency').values(rows).execute();
  for (const rows of batches(
    restored.flatMap(({ correction }) => correction ?? []),
    maxValues,
  ))
    await transaction.insertInto('corrections').values(rows).execute();
}

interface Restored {
  readonly entry: Insertable<EntriesTable>;
  readonly found: Insertable<FoundTable> | undefined;
  readonly claim: IdempotencyTable | undefined;
  readonly correction: ReturnType<typeof correctionOf>;
}

function restoredOf(line: EntryLine, keys: ReadonlyMap<string, Selectable<ContentKeysTable>>): Restored {
  const head = JSON.parse(line.leaf) as Head;
  const key = line.keyId === null ? undefined : keys.get(line.keyId)?.key;
  const isErased = line.content !== null && line.keyId !== null && !key;
  const { found, claim } = particularsOf(line, head.id, key);
  return {
    entry: {
      ...{ sequence: line.sequence, id: head.id, kind: head.kind, time: head.time },
      ...{ regulation: head.regulation ?? null, version: head.version ?? null },
      ...{ leaf: line.leaf, leaf_hash: leafHash(Buffer.from(line.leaf)), receipt: line.receipt },
      ...{ place: line.place, key_id: line.keyId },
      content: isErased ? null : contentOf(line, head, key),
      gone: isErased ? 'erased' : line.gone,
    },
    found: found && {
      ...{ sequence: line.sequence, id: head.id, kind: head.kind, regulation: head.regulation ?? null },
      ...{ key_id: line.keyId, ...found },
    },
    claim: claim && { ...claim, id: head.id },
    correction: correctionOf(head, line.sequence),
  };
}

/** Of what was erased nothing but that it was there. */
function particularsOf(line: EntryLine, id: string, key: Buffer | undefined): Particulars {
  if (line.encrypted === undefined) return line.particulars ?? {};
  if (key) return JSON.parse(decrypt(Buffer.from(line.encrypted, 'base64'), key, id)) as Particulars;
  const nothing = { law_date: null, code: null, is_complete: null };
  return { found: { ...nothing, scores: '{}', verdicts: '', provisional: '' } };
}

/** Throws UnusableBackup where it is not the content that the head names. */
function contentOf({ content }: EntryLine, head: Head, key: Buffer | undefined): Buffer | null {
  if (content === null) return null;
  const bytes = Buffer.from(content, 'base64');
  const text = key ? decrypt(bytes, key, head.id) : bytes.toString();
  if (digestOf(text) !== head.content) {
    throw new UnusableBackup(`the content of ${head.id} is not the one that its head names`);
  }
  return bytes;
}

async function* pages<T>(lines: AsyncIterable<T>): AsyncIterable<T[]> {
  let page: T[] = [];
  for await (const line of lines) {
    page.push(line);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
