// The one interface to what is kept: entries, their contents, packs and the tree. Two stores stand behind it.
import type { Sealed, EntryKind, Head } from './log/entry.js';
import type { HashAt } from './log/merkle.js';

/** An entry to be kept, and what it is found by. */
export interface NewEntry extends Sealed {
  /** A signed note over the leaf's hash. */
  readonly receipt: string;
  /** Whose data the content is, e.g. `subject:E-1`: it is kept under a key of theirs. Absent: it is nobody's. */
  readonly owner?: string;
  /** For evaluations and refusals. */
  readonly found?: FoundBy;
  readonly idempotency?: Idempotency;
}

export interface Idempotency {
  /** Who asked; keys of different callers have nothing to do with each other. */
  readonly caller: string;
  readonly key: string;
  /** Of the request; another one under the same key is a mistake. */
  readonly fingerprint: string;
}

/** By what an evaluation or a refusal is found; emptied of what is personal when its content goes. */
export interface FoundBy {
  readonly lawDate?: string;
  /** For a refusal. */
  readonly code?: string;
  readonly isComplete?: boolean;
  /** Numeric outputs. */
  readonly scores: Readonly<Record<string, number>>;
  /** Clause ids with the verdicts that they had on some element: "kantin.denda=not_met". */
  readonly verdicts: readonly string[];
  /** "clause:…", "parameter:…", "table:…", "transitional:…". */
  readonly provisional: readonly string[];
}

export type Appended =
  | { readonly kind: 'kept' }
  /** The idempotency key had been used by then: nothing of this entry was kept. */
  | { readonly kind: 'known'; readonly id: string; readonly fingerprint: string };

/** Why an entry has no content. */
export type Gone = 'erased' | 'expired';

export interface KeptEntry {
  /** Order of arrival. */
  readonly sequence: number;
  readonly head: Head;
  readonly leaf: string;
  readonly receipt: string;
  /** Index in the tree, from 0; absent until the sequencer has given it one. */
  readonly place?: number;
  /** Canonical JSON. */
  readonly content?: string;
  readonly gone?: Gone;
}

export interface Filter {
  readonly kinds?: readonly EntryKind[];
  readonly regulation?: string;
  readonly version?: string;
  readonly subject?: string;
  /** Law dates, both ends included, YYYY-MM-DD. */
  readonly lawDate?: { readonly from?: string; readonly to?: string };
  /** Instants, ISO 8601: `from` is included, `to` is not. */
  readonly time?: { readonly from?: string; readonly to?: string };
  /** "clause=verdict", on any element. */
  readonly verdict?: string;
  /** As in FoundBy. */
  readonly provisional?: string;
  /** Both ends included. */
  readonly score?: { readonly output: string; readonly from?: number; readonly to?: number };
  /** Only those that count, or only those that do not. */
  readonly counts?: boolean;
}

/** An evaluation or refusal in a list. */
export interface Listed {
  readonly sequence: number;
  readonly head: Head;
  readonly place?: number;
  readonly subject?: string;
  readonly lawDate?: string;
  readonly code?: string;
  readonly isComplete?: boolean;
  readonly scores: Readonly<Record<string, number>>;
  readonly gone?: Gone;
  readonly standing: Standing;
}

/**
 * Whether an evaluation counts. Of those of one regulation, subject and law date that are neither void nor
 * superseded, the one that arrived last counts; one without a subject stands alone.
 */
export type Standing =
  | { readonly counts: true }
  /** A refusal has no scores. */
  | { readonly counts: false; readonly because: 'refused' | 'gone' }
  | { readonly counts: false; readonly because: 'void' | 'superseded' | 'later'; readonly by: string };

/** The tree as far as entries have places. */
export interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/** What the store cannot do just now: disk full, connection lost. Nothing was kept, or it is not certain that it was. */
export class StoreUnavailable extends Error {}

export interface Store {
  /** For people: which store this is, without secrets. */
  readonly name: string;

  /** Resolves when all is durable, each in order; all or nothing. Throws StoreUnavailable. */
  append(entries: readonly NewEntry[]): Promise<Appended[]>;

  find(id: string): Promise<KeptEntry | undefined>;
  findIdempotent(caller: string, key: string): Promise<{ id: string; fingerprint: string } | undefined>;
  standingOf(id: string): Promise<Standing | undefined>;
  /** Of many at once, by id; those that are neither evaluation nor refusal are not among them. */
  standingsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** The latest first. @param before only what arrived before this sequence. */
  list(filter: Filter, page: { readonly limit: number; readonly before?: number }): Promise<Listed[]>;
  /** By place, the first first. @param filter absent: every entry that has a place below `to`. */
  entries(range: { readonly from: number; readonly to: number }, filter?: Filter): AsyncIterable<KeptEntry>;

  /** Files by path within the pack's folder, by the pack's digest. Keeping it again changes nothing. */
  keepPack(digest: string, files: ReadonlyMap<string, Buffer>): Promise<void>;
  pack(digest: string): Promise<ReadonlyMap<string, Buffer> | undefined>;

  /**
   * Gives places to entries without one, in order of arrival, and keeps the checkpoint that `sign` makes of the new
   * tree. Only one process does so at a time; undefined: another is at it, or there is nothing to place.
   */
  place(sign: (tree: Tree) => string, limit: number): Promise<Tree | undefined>;
  /** The latest signed checkpoint. */
  checkpoint(): Promise<string | undefined>;
  tree(): Promise<Tree>;
  readonly hashAt: HashAt;
  /** When the oldest entry without a place was written, and how many there are. */
  unplaced(): Promise<{ readonly count: number; readonly oldest?: string }>;

  /** The origin of this log, kept on first use. */
  origin(proposed: string): Promise<string>;

  /** Destroys the owner's key and the contents under it, and keeps the entry that says so; the number of contents. */
  erase(owner: string, entry: NewEntry): Promise<number>;
  /** Removes contents of evaluations and refusals written before then, and keeps the entry that says so. */
  expire(before: string, entry: (count: number) => NewEntry): Promise<number>;

  close(): Promise<void>;
}
