// The tables of a store, the same in both databases.
import type { Generated } from 'kysely';

export interface Tables {
  entries: EntriesTable;
  found: FoundTable;
  corrections: CorrectionsTable;
  content_keys: ContentKeysTable;
  idempotency: IdempotencyTable;
  packs: PacksTable;
  subtrees: SubtreesTable;
  tree: TreeTable;
  log: LogTable;
}

export interface EntriesTable {
  /** Order of arrival. */
  sequence: Generated<number>;
  id: string;
  kind: string;
  time: string;
  regulation: string | null;
  version: string | null;
  /** The head's canonical JSON. */
  leaf: string;
  leaf_hash: Buffer;
  receipt: string;
  /** Index in the tree. */
  place: number | null;
  /** Of content_keys; stays when the key is gone. */
  key_id: string | null;
  /** Encrypted where there is a key id (encryption.ts), else the canonical JSON. */
  content: Buffer | null;
  gone: string | null;
}

/** Evaluations and refusals. What stands in entries too is here so that later ones are found by one index. */
export interface FoundTable {
  sequence: number;
  id: string;
  kind: string;
  regulation: string | null;
  key_id: string | null;
  law_date: string | null;
  code: string | null;
  is_complete: number | null;
  /** JSON. */
  scores: string;
  /** Each framed by newlines (tokens.ts). */
  verdicts: string;
  provisional: string;
}

/** `by` declares `about` void or supersedes it. */
export interface CorrectionsTable {
  /** Of `by`. */
  sequence: number;
  about: string;
  by: string;
  kind: 'void' | 'supersede';
}

/** The only place where a subject stands outside the encrypted contents. */
export interface ContentKeysTable {
  key_id: string;
  owner: string;
  key: Buffer;
}

export interface IdempotencyTable {
  caller: string;
  key: string;
  fingerprint: string;
  id: string;
}

export interface PacksTable {
  digest: string;
  /** gzip of a JSON object: path -> base64. */
  files: Buffer;
}

/** Complete subtrees of the levels that are kept (tree.ts). */
export interface SubtreesTable {
  level: number;
  index: number;
  hash: Buffer;
}

/** One row. */
export interface TreeTable {
  id: number;
  size: number;
  /** The hashes of the frontier, one after the other. */
  frontier: Buffer;
  checkpoint: string | null;
}

/** One row, once the log has a name. */
export interface LogTable {
  id: number;
  origin: string;
}
