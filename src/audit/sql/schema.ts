// The tables of both stores, and the migrations that make them.
import { sql } from 'kysely';
import type { Generated, Kysely, Migration } from 'kysely';

export interface Tables {
  /** The log: heads for ever, contents until they are erased or expire. */
  entries: {
    sequence: Generated<number>;
    id: string;
    kind: string;
    time: string;
    leaf: string;
    leaf_hash: Buffer;
    receipt: string;
    place: number | null;
    key_id: string | null;
    content: Buffer | null;
    gone: string | null;
  };
  /** Evaluations and refusals by what they are found by; emptied when the content goes. */
  found: {
    sequence: number;
    id: string;
    kind: string;
    time: string;
    regulation: string;
    version: string | null;
    law_date: string | null;
    code: string | null;
    is_complete: number | null;
    /** JSON, as a text or as what it stands for. */
    scores: string | Record<string, number>;
    /** Each on a line of its own, line breaks before and after. */
    verdicts: string;
    provisional: string;
    key_id: string | null;
    gone: string | null;
  };
  corrections: { by: string; about: string; kind: 'void' | 'supersede' };
  /** Whose contents are under which key. Destroying a row erases them, and with it the owner's name. */
  content_keys: { key_id: string; owner: string; key: Buffer };
  idempotency: { caller: string; key: string; fingerprint: string; id: string };
  /** gzip of a JSON object: base64 by path. */
  packs: { digest: string; files: Buffer };
  /** Complete subtrees whose level is a multiple of eight; the others follow from them. */
  subtrees: { level: number; position: number; hash: Buffer };
  /** One row. `frontier`: the hashes in base64, as a JSON list. */
  tree: { one: number; size: number; frontier: string; root: Buffer; checkpoint: string | null };
  /** One row. */
  log: { one: number; origin: string };
}

/** What the two databases call the same. */
export interface ColumnTypes {
  readonly sequence: string;
  readonly bytes: string;
  readonly count: string;
  readonly json: string;
}

export function migrationsFor(types: ColumnTypes): Record<string, Migration> {
  return { '2026-11-25-records': { up: (db: Kysely<unknown>) => createRecords(db, types) } };
}

async function createRecords(
  db: Kysely<unknown>,
  { sequence, bytes, count, json }: ColumnTypes,
): Promise<void> {
  const statements = [
    `create table entries (sequence ${sequence}, id text not null unique, kind text not null, time text not null,
      leaf text not null, leaf_hash ${bytes} not null, receipt text not null, place ${count} unique,
      key_id text, content ${bytes}, gone text)`,
    `create index entries_unplaced on entries (sequence) where place is null`,
    `create index entries_of_key on entries (key_id) where key_id is not null`,
    `create index entries_by_time on entries (time)`,
    `create table found (sequence ${count} primary key, id text not null unique, kind text not null,
      time text not null, regulation text not null, version text, law_date text, code text, is_complete integer,
      scores ${json} not null, verdicts text not null, provisional text not null, key_id text, gone text)`,
    `create index found_of_key on found (key_id, regulation, law_date, sequence)`,
    `create index found_by_law on found (regulation, law_date, sequence)`,
    `create index found_by_time on found (time)`,
    `create table corrections ("by" text primary key, about text not null, kind text not null)`,
    `create index corrections_of on corrections (about)`,
    `create table content_keys (key_id text primary key, owner text not null unique, key ${bytes} not null)`,
    `create table idempotency (caller text not null, key text not null, fingerprint text not null, id text not null,
      primary key (caller, key))`,
    `create index idempotency_of on idempotency (id)`,
    `create table packs (digest text primary key, files ${bytes} not null)`,
    `create table subtrees (level integer not null, position ${count} not null, hash ${bytes} not null,
      primary key (level, position))`,
    `create table tree (one integer primary key check (one = 1), size ${count} not null, frontier text not null,
      root ${bytes} not null, checkpoint text)`,
    `create table log (one integer primary key check (one = 1), origin text not null)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
