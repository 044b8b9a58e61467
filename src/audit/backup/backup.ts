// A store, while it is in use -> a folder from which it, or one in the other database, can be made again.
import { mkdir, readdir } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { available } from '../sql/availability.js';
import { encrypt } from '../sql/encryption.js';
import type { Tables } from '../sql/schema.js';
import type { SqlStore } from '../sql/sql-store.js';
import { readTree } from '../sql/tree.js';
import { keysManifest, recordsManifest, UnusableBackup, writeLines, writeManifest } from './format.js';
import type { EntryLine, KeyLine, KeysManifest, PackLine, Particulars, RecordsManifest } from './format.js';

/** Called now and then. */
export type Progress = (entries: { readonly done: number; readonly total: number }) => void;

const pageSize = 500;

/**
 * Everything as it is at one moment, but not the private signing keys. The folder is made, or is empty.
 * Its manifests come last: a folder without them is not whole. Throws UnusableBackup and StoreUnavailable.
 */
export async function backup(
  store: SqlStore,
  folder: string,
  progress: Progress = () => undefined,
): Promise<RecordsManifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new UnusableBackup(`${folder} is not empty; name a folder that is empty or does not exist`);
  }
  return available(store.database, () =>
    store.database.snapshot(async (db) => {
      const manifest = await recordsOf(db, folder, progress);
      const { origin, made } = manifest;
      const keys = await writeLines(folder, 'content-keys.ndjson.gz', keyLines(db));
      const keysOf: KeysManifest = {
        timbang: 'content-keys/1',
        origin,
        made,
        files: { 'content-keys.ndjson.gz': keys },
      };
      await writeManifest(folder, keysManifest, keysOf);
      await writeManifest(folder, recordsManifest, manifest);
      return manifest;
    }),
  );
}

async function recordsOf(db: Kysely<Tables>, folder: string, progress: Progress): Promise<RecordsManifest> {
  const made = new Date().toISOString();
  const log = await db.selectFrom('log').select('origin').executeTakeFirst();
  if (!log) throw new UnusableBackup('there is nothing to back up: the log has no origin yet');
  const { frontier, checkpoint } = await readTree(db);
  const entries = await writeLines(folder, 'entries.ndjson.gz', entryLines(db, progress));
  const packs = await writeLines(folder, 'packs.ndjson.gz', packLines(db));
  return {
    timbang: 'backup/1',
    origin: log.origin,
    made,
    tree: { size: frontier.size, root: frontier.root.toString('base64') },
    checkpoint: checkpoint ?? null,
    files: { 'entries.ndjson.gz': entries, 'packs.ndjson.gz': packs },
  };
}

async function* entryLines(db: Kysely<Tables>, progress: Progress): AsyncIterable<EntryLine> {
  const { total } = await db
    .selectFrom('entries')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let done = 0;
  for (let after = 0; ;) {
    const rows = await entryRows(db).where('entries.sequence', '>', after).execute();
    for (const row of rows) yield entryLine(row);
    done += rows.length;
    progress({ done, total });
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.sequence;
  }
}

function entryRows(db: Kysely<Tables>) {
  return db
    .selectFrom('entries')
    .leftJoin('found', 'found.sequence', 'entries.sequence')
    .leftJoin('content_keys', 'content_keys.key_id', 'entries.key_id')
    .leftJoin('idempotency', 'idempotency.id', 'entries.id')
    .select(['entries.sequence', 'entries.id', 'entries.leaf', 'entries.receipt', 'entries.place'])
    .select(['entries.key_id', 'entries.content', 'entries.gone', 'content_keys.key as content_key'])
    .select(['found.law_date', 'found.code', 'found.is_complete'])
    .select(['found.scores', 'found.verdicts', 'found.provisional'])
    .select(['idempotency.caller', 'idempotency.key', 'idempotency.fingerprint'])
    .orderBy('entries.sequence')
    .limit(pageSize);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryRows>['execute']>>[number];

function entryLine(row: EntryRow): EntryLine {
  const { sequence, id, leaf, receipt, place, key_id, content, content_key, gone } = row;
  const particulars = particularsOf(row);
  const line = {
    ...{ sequence, leaf, receipt, place, gone, keyId: key_id },
    content: content?.toString('base64') ?? null,
  };
  if (Object.keys(particulars).length === 0) return line;
  if (key_id === null || content_key === null) return { ...line, particulars };
  const key = { keyId: key_id, key: content_key };
  return { ...line, encrypted: encrypt(JSON.stringify(particulars), key, id).toString('base64') };
}

function particularsOf(row: EntryRow): Particulars {
  const { law_date, code, is_complete, scores, verdicts, provisional, caller, key, fingerprint } = row;
  return {
    ...(scores === null || verdicts === null || provisional === null
      ? {}
      : { found: { law_date, code, is_complete, scores, verdicts, provisional } }),
    ...(caller === null || key === null || fingerprint === null
      ? {}
      : { claim: { caller, key, fingerprint } }),
  };
}

async function* packLines(db: Kysely<Tables>): AsyncIterable<PackLine> {
  const digests = await db.selectFrom('packs').select('digest').orderBy('digest').execute();
  for (const { digest } of digests) {
    const { files } = await db
      .selectFrom('packs')
      .select('files')
      .where('digest', '=', digest)
      .executeTakeFirstOrThrow();
    yield { digest, files: files.toString('base64') };
  }
}

async function* keyLines(db: Kysely<Tables>): AsyncIterable<KeyLine> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('content_keys')
      .selectAll()
      .where('key_id', '>', after)
      .orderBy('key_id')
      .limit(pageSize)
      .execute();
    for (const { key_id, owner, key } of rows) yield { keyId: key_id, owner, key: key.toString('base64') };
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.key_id;
  }
}
