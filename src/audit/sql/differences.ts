// What the two databases do each in its own way.
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { ColumnTypes, Tables } from './schema.js';

export interface Differences {
  readonly types: ColumnTypes;
  /** Whether a text contains another, letter by letter. */
  readonly contains: (column: string, part: string) => RawBuilder<boolean>;
  /** Ends a select of rows that another transaction must not destroy meanwhile. */
  readonly lockRows: RawBuilder<unknown>;
  /** Whether this transaction may give places; it alone then does, until it ends. */
  readonly maySequence: (transaction: Transaction<Tables>) => Promise<boolean>;
  /** After rows were destroyed: leaves no trace of them where that can be had. */
  readonly forget: (db: Kysely<Tables>) => Promise<void>;
}
