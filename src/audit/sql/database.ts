// What the two databases do differently; everything else is the same SQL.
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Tables } from './schema.js';

export interface Database {
  /** For people, without secrets. */
  readonly name: string;
  readonly reads: Kysely<Tables>;
  readonly writes: Kysely<Tables>;
  /** Most values that one statement takes. */
  readonly maxValues: number;
  /** Whether rows that are read are kept from others by a lock, because several transactions write at once. */
  readonly hasRowLocks: boolean;
  /** Where a text stands within another, from 1; 0: nowhere. Both are case-sensitive. */
  readonly positionIn: (column: string, text: string) => RawBuilder<number>;
  /** A number of an object that stands in a column as JSON; null where it has none of this name. */
  readonly numberIn: (column: string, name: string) => RawBuilder<number | null>;
  /** False: another process is placing entries. Let go at the end of the transaction. */
  readonly lockPlacing: (transaction: Transaction<Tables>) => Promise<boolean>;
  /** Everything that the work reads is as it was at one moment; whoever writes meanwhile is not held up. */
  readonly snapshot: <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /** After many rows came with their sequence: the next one is greater, and the planner knows of them. */
  readonly settle: (transaction: Transaction<Tables>) => Promise<void>;
  /** Removes what deleted rows leave in the database's files. */
  readonly wipe: () => Promise<void>;
  /** Whether a failure is one that a person can wait out, or do something about, without a change of the program. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly close: () => Promise<void>;
}

/** A transaction, and what its database does differently. */
export interface Writing {
  readonly transaction: Transaction<Tables>;
  readonly database: Database;
}
