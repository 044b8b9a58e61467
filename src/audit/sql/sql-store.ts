// The store over SQL, the same for both databases.
import type { Transaction } from 'kysely';
import { recordErasures } from './erasures.js';
import type { HashAt } from '../log/merkle.js';
import type { Appended, Filter, KeptEntry, Listed, NewEntry, Standing, Store, Tree } from '../store.js';
import { appendRows } from './append.js';
import { available, availableRows } from './availability.js';
import type { Database, Writing } from './database.js';
import { packBytes, packFiles } from './pack-files.js';
import { entriesInOrder, findEntry, listEntries, standingsOfEntries } from './reading.js';
import { eraseOwner, expireBefore } from './removal.js';
import type { Removed } from './removal.js';
import type { Tables } from './schema.js';
import { placeEntries, readTree, SubtreeHashes } from './tree.js';

export class SqlStore implements Store {
  readonly hashAt: HashAt;

  /** @param erasures the file outside the store to which destroyed keys are written. */
  constructor(
    readonly database: Database,
    private readonly erasures?: string,
  ) {
    const hashes = new SubtreeHashes(database);
    this.hashAt = (level, index) => this.available(() => hashes.at(level, index));
  }

  get name(): string {
    return this.database.name;
  }

  append(entries: readonly NewEntry[]): Promise<Appended[]> {
    return this.writing((writing) => appendRows(writing, entries));
  }

  find(id: string): Promise<KeptEntry | undefined> {
    return this.available(() => findEntry(this.database, id));
  }

  findIdempotent(caller: string, key: string): Promise<{ id: string; fingerprint: string } | undefined> {
    return this.available(() =>
      this.database.reads
        .selectFrom('idempotency')
        .select(['id', 'fingerprint'])
        .where('caller', '=', caller)
        .where('key', '=', key)
        .executeTakeFirst(),
    );
  }

  async standingOf(id: string): Promise<Standing | undefined> {
    return (await this.standingsOf([id])).get(id);
  }

  standingsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    return this.available(() => standingsOfEntries(this.database, ids));
  }

  list(filter: Filter, page: { readonly limit: number; readonly before?: number }): Promise<Listed[]> {
    return this.available(() => listEntries(this.database, filter, page));
  }

  entries(range: { readonly from: number; readonly to: number }, filter?: Filter): AsyncIterable<KeptEntry> {
    return availableRows(this.database, () => entriesInOrder(this.database, range, filter));
  }

  async keepPack(digest: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
    const bytes = await packBytes(files);
    await this.writing(({ transaction }) =>
      transaction
        .insertInto('packs')
        .values({ digest, files: bytes })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async pack(digest: string): Promise<ReadonlyMap<string, Buffer> | undefined> {
    const row = await this.available(() =>
      this.database.reads.selectFrom('packs').select('files').where('digest', '=', digest).executeTakeFirst(),
    );
    return row && packFiles(row.files);
  }

  place(sign: (tree: Tree) => string, limit: number): Promise<Tree | undefined> {
    return this.writing((writing) => placeEntries(writing, sign, limit));
  }

  async checkpoint(): Promise<string | undefined> {
    return (await this.available(() => readTree(this.database.reads))).checkpoint;
  }

  async tree(): Promise<Tree> {
    const { frontier } = await this.available(() => readTree(this.database.reads));
    return { size: frontier.size, root: frontier.root };
  }

  async unplaced(): Promise<{ readonly count: number; readonly oldest?: string }> {
    const row = await this.available(() =>
      this.database.reads
        .selectFrom('entries')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('time').as('oldest')])
        .where('place', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    return row.count === 0 ? { count: 0 } : { count: row.count, oldest: row.oldest };
  }

  origin(proposed: string): Promise<string> {
    return this.writing(async ({ transaction }) => {
      await transaction
        .insertInto('log')
        .values({ id: 1, origin: proposed })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { origin } = await transaction.selectFrom('log').select('origin').executeTakeFirstOrThrow();
      return origin;
    });
  }

  erase(owner: string, entry: NewEntry): Promise<number> {
    return this.removing(async (writing) => {
      const removed = await eraseOwner(writing, owner, entry);
      // Before it is certain: that an erasure is applied which failed in the end is better than that one is forgotten.
      const erasures = removed.keyIds.map((keyId) => ({ keyId, time: entry.head.time }));
      if (this.erasures !== undefined) await recordErasures(this.erasures, erasures);
      return removed;
    });
  }

  expire(before: string, entry: (count: number) => NewEntry): Promise<number> {
    return this.removing((writing) => expireBefore(writing, before, entry));
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private async removing(work: (writing: Writing) => Promise<Removed>): Promise<number> {
    const { count } = await this.writing(work);
    await this.available(() => this.database.wipe());
    return count;
  }

  private writing<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const { database } = this;
    return this.available(() =>
      database.writes
        .transaction()
        .execute((transaction: Transaction<Tables>) => work({ transaction, database })),
    );
  }

  private available<T>(work: () => Promise<T>): Promise<T> {
    return available(this.database, work);
  }
}
