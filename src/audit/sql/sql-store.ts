// The store over a database: entries in, entries out; each method is one transaction or one query.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { Head } from '../entry.js';
import type { HashAt } from '../merkle.js';
import type { Appended, Filter, KeptEntry, Listed, NewEntry, Standing, Store, Tree } from '../store.js';
import { appendEntries } from './append.js';
import { decrypt } from './content-keys.js';
import type { Differences } from './differences.js';
import { passingAsUnavailable } from './failures.js';
import { emptyContents } from './forgetting.js';
import type { Tables } from './schema.js';
import { conditionsOf, goneFrom, standingColumns, standingFrom } from './search.js';
import { placeEntries, readTree, subtreeHash } from './tree.js';

export interface SqlStoreParts {
  readonly name: string;
  readonly writing: Kysely<Tables>;
  readonly reading: Kysely<Tables>;
  readonly differences: Differences;
}

/** Entries are read so many at a time. */
const pageSize = 500;

const entryColumns = [
  'entries.sequence',
  'entries.id',
  'entries.leaf',
  'entries.receipt',
  'entries.place',
  'entries.content',
  'entries.gone',
  'content_keys.key',
] as const;

interface EntryRow {
  readonly sequence: number;
  readonly id: string;
  readonly leaf: string;
  readonly receipt: string;
  readonly place: number | null;
  readonly content: Buffer | null;
  readonly gone: string | null;
  readonly key: Buffer | null;
  readonly key_id: string | null;
}

export class SqlStore implements Store {
  readonly name: string;
  private readonly writing: Kysely<Tables>;
  private readonly reading: Kysely<Tables>;
  private readonly differences: Differences;

  constructor({ name, writing, reading, differences }: SqlStoreParts) {
    this.name = name;
    this.writing = writing;
    this.reading = reading;
    this.differences = differences;
  }

  append(entries: readonly NewEntry[]): Promise<Appended[]> {
    return passingAsUnavailable(() =>
      this.writing.transaction().execute((trx) => appendEntries(trx, entries, this.differences)),
    );
  }

  find(id: string): Promise<KeptEntry | undefined> {
    return passingAsUnavailable(async () => {
      const row = await this.entries_().where('entries.id', '=', id).executeTakeFirst();
      return row && keptEntry(row);
    });
  }

  findIdempotent(caller: string, key: string): Promise<{ id: string; fingerprint: string } | undefined> {
    return passingAsUnavailable(() =>
      this.reading
        .selectFrom('idempotency')
        .select(['id', 'fingerprint'])
        .where('caller', '=', caller)
        .where('key', '=', key)
        .executeTakeFirst(),
    );
  }

  standingOf(id: string): Promise<Standing | undefined> {
    return passingAsUnavailable(async () => {
      const row = await this.reading
        .selectFrom('found')
        .select(['kind', 'gone', ...standingColumns])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && standingFrom(row);
    });
  }

  list(filter: Filter, { limit, before }: { limit: number; before?: number }): Promise<Listed[]> {
    return passingAsUnavailable(async () => {
      let query = this.reading
        .selectFrom('found')
        .innerJoin('entries', 'entries.sequence', 'found.sequence')
        .leftJoin('content_keys', 'content_keys.key_id', 'found.key_id')
        .selectAll('found')
        .select(['entries.leaf', 'entries.place', 'content_keys.owner', ...standingColumns]);
      for (const condition of await this.conditionsOf(filter)) query = query.where(condition);
      if (before !== undefined) query = query.where('found.sequence', '<', before);
      const rows = await query.orderBy('found.sequence', 'desc').limit(limit).execute();
      return rows.map((row) => {
        const gone = goneFrom(row.gone);
        const subject = subjectOf(row.owner);
        return {
          sequence: row.sequence,
          head: JSON.parse(row.leaf) as Head,
          scores: scoresFrom(row.scores),
          standing: standingFrom(row),
          ...(row.place !== null && { place: row.place }),
          ...(subject !== undefined && { subject }),
          ...(row.law_date !== null && { lawDate: row.law_date }),
          ...(row.code !== null && { code: row.code }),
          ...(row.is_complete !== null && { isComplete: row.is_complete === 1 }),
          ...(gone && { gone }),
        };
      });
    });
  }

  async *entries({ from, to }: { from: number; to: number }, filter?: Filter): AsyncIterable<KeptEntry> {
    let next = from;
    while (next < to) {
      const rows = await this.page(next, to, filter);
      for (const row of rows) yield keptEntry(row);
      const last = rows.at(-1)?.place;
      if (rows.length < pageSize || last === null || last === undefined) return;
      next = last + 1;
    }
  }

  private page(from: number, to: number, filter: Filter | undefined): Promise<EntryRow[]> {
    return passingAsUnavailable(async () => {
      let query = this.entries_().where('entries.place', '>=', from).where('entries.place', '<', to);
      if (filter) {
        let ids = this.reading.selectFrom('found').select('found.sequence');
        for (const condition of await this.conditionsOf(filter)) ids = ids.where(condition);
        query = query.where('entries.sequence', 'in', ids);
      }
      return query.orderBy('entries.place').limit(pageSize).execute();
    });
  }

  private entries_() {
    return this.reading
      .selectFrom('entries')
      .leftJoin('content_keys', 'content_keys.key_id', 'entries.key_id')
      .select([...entryColumns, 'entries.key_id']);
  }

  private async conditionsOf(
    filter: Filter,
  ): ReturnType<typeof Promise.resolve<ReturnType<typeof conditionsOf>>> {
    const { subject } = filter;
    const key =
      subject === undefined
        ? undefined
        : await this.reading
            .selectFrom('content_keys')
            .select('key_id')
            .where('owner', '=', `subject:${subject}`)
            .executeTakeFirst();
    return conditionsOf(filter, key?.key_id, this.differences);
  }

  async keepPack(digest: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
    const inBase64 = Object.fromEntries([...files].map(([path, bytes]) => [path, bytes.toString('base64')]));
    await passingAsUnavailable(() =>
      this.writing
        .insertInto('packs')
        .values({ digest, files: gzipSync(JSON.stringify(inBase64)) })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  pack(digest: string): Promise<ReadonlyMap<string, Buffer> | undefined> {
    return passingAsUnavailable(async () => {
      const row = await this.reading
        .selectFrom('packs')
        .select('files')
        .where('digest', '=', digest)
        .executeTakeFirst();
      if (!row) return undefined;
      const files = JSON.parse(gunzipSync(row.files).toString()) as Record<string, string>;
      return new Map(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes, 'base64')]));
    });
  }

  place(sign: (tree: Tree) => string, limit: number): Promise<Tree | undefined> {
    return passingAsUnavailable(() =>
      this.writing.transaction().execute(async (trx) => {
        if (!(await this.differences.maySequence(trx))) return undefined;
        return placeEntries(trx, sign, limit);
      }),
    );
  }

  checkpoint(): Promise<string | undefined> {
    return passingAsUnavailable(async () => {
      const row = await this.reading.selectFrom('tree').select('checkpoint').executeTakeFirst();
      return row?.checkpoint ?? undefined;
    });
  }

  tree(): Promise<Tree> {
    return passingAsUnavailable(async () => {
      const { size, root } = await readTree(this.reading);
      return { size, root };
    });
  }

  readonly hashAt: HashAt = (level, index) =>
    passingAsUnavailable(() => subtreeHash(this.reading, level, index));

  unplaced(): Promise<{ count: number; oldest?: string }> {
    return passingAsUnavailable(async () => {
      const row = await this.reading
        .selectFrom('entries')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('time').as('oldest')])
        .where('place', 'is', null)
        .executeTakeFirst();
      const oldest = row?.oldest as string | null | undefined;
      return { count: row?.count ?? 0, ...(oldest && { oldest }) };
    });
  }

  origin(proposed: string): Promise<string> {
    return passingAsUnavailable(async () => {
      await this.writing
        .insertInto('log')
        .values({ one: 1, origin: proposed })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { origin } = await this.writing.selectFrom('log').select('origin').executeTakeFirstOrThrow();
      return origin;
    });
  }

  async erase(owner: string, entry: NewEntry): Promise<number> {
    const count = await passingAsUnavailable(() =>
      this.writing.transaction().execute(async (trx) => {
        const key = await trx
          .deleteFrom('content_keys')
          .where('owner', '=', owner)
          .returning('key_id')
          .executeTakeFirst();
        const emptied = key
          ? await emptyContents(trx, 'erased', (of) => of.where('key_id', '=', key.key_id))
          : 0;
        await appendEntries(trx, [entry], this.differences);
        return emptied;
      }),
    );
    await this.differences.forget(this.writing);
    return count;
  }

  async expire(before: string, entry: (count: number) => NewEntry): Promise<number> {
    const count = await passingAsUnavailable(() =>
      this.writing.transaction().execute(async (trx) => {
        const emptied = await emptyContents(trx, 'expired', (of) =>
          of.where('time', '<', before).where('kind', 'in', ['evaluation', 'refusal']),
        );
        if (emptied > 0) await appendEntries(trx, [entry(emptied)], this.differences);
        return emptied;
      }),
    );
    await this.differences.forget(this.writing);
    return count;
  }

  async close(): Promise<void> {
    await this.writing.destroy();
    if (this.reading !== this.writing) await this.reading.destroy();
  }
}

function keptEntry({ sequence, id, leaf, receipt, place, content, gone, key, key_id }: EntryRow): KeptEntry {
  const why = goneFrom(gone);
  const plain = content && (key_id === null ? content.toString() : key && decrypt(content, key, id));
  return {
    sequence,
    head: JSON.parse(leaf) as Head,
    leaf,
    receipt,
    ...(place !== null && { place }),
    ...(plain !== null && { content: plain }),
    ...(why && { gone: why }),
  };
}

function scoresFrom(scores: string | Record<string, number>): Record<string, number> {
  return typeof scores === 'string' ? (JSON.parse(scores) as Record<string, number>) : scores;
}

/** The subject whose contents these are; none where the content is its record's own. */
function subjectOf(owner: string | null): string | undefined {
  return owner?.startsWith('subject:') ? owner.slice('subject:'.length) : undefined;
}
