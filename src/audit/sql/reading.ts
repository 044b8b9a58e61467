// Rows -> entries as the store gives them out.
import { sql } from 'kysely';
import type { Head } from '../log/entry.js';
import type { Filter, Gone, KeptEntry, Listed, Standing } from '../store.js';
import type { Database } from './database.js';
import { decrypt } from './encryption.js';
import { conditionsOf, subjectOfOwner } from './filter.js';
import { standingColumns, standingOf } from './standing.js';

/** Contents of several thousand bytes each stay a few megabytes. */
const pageSize = 200;

export async function findEntry(database: Database, id: string): Promise<KeptEntry | undefined> {
  const row = await keptRows(database).where('entries.id', '=', id).executeTakeFirst();
  return row && keptEntry(row);
}

export async function* entriesInOrder(
  database: Database,
  { from, to }: { readonly from: number; readonly to: number },
  filter?: Filter,
): AsyncIterable<KeptEntry> {
  const conditions = filter ? conditionsOf(filter, database) : [];
  for (let next = from; next < to;) {
    let query = keptRows(database)
      .where('entries.place', '>=', next)
      .where('entries.place', '<', to)
      .orderBy('entries.place')
      .limit(pageSize);
    for (const condition of conditions) query = query.where(condition);
    const rows = await query.execute();
    for (const row of rows) yield keptEntry(row);
    if (rows.length < pageSize) return;
    next = (rows.at(-1)?.place ?? to) + 1;
  }
}

function keptRows({ reads }: Database) {
  return reads
    .selectFrom('entries')
    .leftJoin('found', 'found.sequence', 'entries.sequence')
    .leftJoin('content_keys', 'content_keys.key_id', 'entries.key_id')
    .select(['entries.sequence', 'entries.id', 'entries.leaf', 'entries.receipt', 'entries.place'])
    .select(['entries.content', 'entries.gone', 'entries.key_id', 'content_keys.key']);
}

interface KeptRow {
  readonly sequence: number;
  readonly id: string;
  readonly leaf: string;
  readonly receipt: string;
  readonly place: number | null;
  readonly content: Buffer | null;
  readonly gone: string | null;
  readonly key_id: string | null;
  readonly key: Buffer | null;
}

function keptEntry(row: KeptRow): KeptEntry {
  const { sequence, leaf, receipt, place } = row;
  const content = contentOf(row);
  const gone = goneOf(row);
  return {
    sequence,
    head: JSON.parse(leaf) as Head,
    leaf,
    receipt,
    ...(place === null ? {} : { place }),
    ...(content === undefined ? {} : { content }),
    ...(gone === undefined ? {} : { gone }),
  };
}

function contentOf({ id, content, key_id, key }: KeptRow): string | undefined {
  if (content === null) return undefined;
  if (key_id === null) return content.toString('utf8');
  return key === null ? undefined : decrypt(content, key, id);
}

/** A content whose key is not there cannot be read by anybody. */
function goneOf({ content, gone, key_id, key }: KeptRow): Gone | undefined {
  if (gone !== null) return gone as Gone;
  return content !== null && key_id !== null && key === null ? 'erased' : undefined;
}

export async function standingsOfEntries(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  if (ids.length === 0) return new Map();
  const rows = await database.reads
    .selectFrom('entries')
    .innerJoin('found', 'found.sequence', 'entries.sequence')
    .select(['entries.id', 'entries.kind', 'entries.gone', ...standingColumns])
    .where('entries.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, standingOf(row)]));
}

export async function listEntries(
  database: Database,
  filter: Filter,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<Listed[]> {
  let query = listedRows(database).orderBy('entries.sequence', 'desc').limit(limit);
  for (const condition of conditionsOf(filter, database)) query = query.where(condition);
  if (before !== undefined) query = query.where('entries.sequence', '<', before);
  return (await query.execute()).map(listed);
}

function listedRows({ reads }: Database) {
  return reads
    .selectFrom('entries')
    .innerJoin('found', 'found.sequence', 'entries.sequence')
    .leftJoin('content_keys', 'content_keys.key_id', 'entries.key_id')
    .select(['entries.sequence', 'entries.kind', 'entries.leaf', 'entries.place', 'entries.gone'])
    .select(['found.law_date', 'found.code', 'found.is_complete', 'found.scores', 'content_keys.owner'])
    .select([...standingColumns])
    .where(sql<boolean>`entries.kind in ('evaluation', 'refusal')`);
}

type ListedRow = Awaited<ReturnType<ReturnType<typeof listedRows>['execute']>>[number];

function listed(row: ListedRow): Listed {
  const subject = row.owner === null ? undefined : subjectOfOwner(row.owner);
  return {
    sequence: row.sequence,
    head: JSON.parse(row.leaf) as Head,
    ...(row.place === null ? {} : { place: row.place }),
    ...(subject === undefined ? {} : { subject }),
    ...(row.law_date === null ? {} : { lawDate: row.law_date }),
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.is_complete === null ? {} : { isComplete: row.is_complete === 1 }),
    scores: JSON.parse(row.scores) as Record<string, number>,
    ...(row.gone === null ? {} : { gone: row.gone as Gone }),
    standing: standingOf(row),
  };
}
