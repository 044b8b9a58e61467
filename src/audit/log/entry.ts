// What the log holds: an entry's head, to which the tree commits, and its content, to which the head commits.
import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { escapePointer } from '../../policy/schema-faults.js';
import { leafHash } from './merkle.js';

export const entryKinds = [
  /** Facts, the law that applied and what it said. */
  'evaluation',
  /** A submission that a pack does not answer for. */
  'refusal',
  /** An evaluation declared void. */
  'void',
  /** Somebody read, listed, replayed or exported. */
  'read',
  /** A subject's key was destroyed. */
  'erasure',
  /** Contents older than the retention period were removed. */
  'expiry',
  /** A new signing key, introduced by the one before. */
  'key',
  /** The store was restored from a backup. */
  'restore',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Holds no personal data: it stays in the tree for ever. */
export interface Head {
  /** UUID. */
  readonly id: string;
  readonly kind: EntryKind;
  /** UTC, ISO 8601 with milliseconds. */
  readonly time: string;
  /** The version of the program that wrote it. */
  readonly program: string;
  /** The id of the key with which it was asked for; null where no keys are in use. */
  readonly by: string | null;
  readonly requestId: string | null;
  /** "sha256:<hex>" of the content's canonical JSON, whose salt keeps it from being guessed. */
  readonly content: string;
  readonly regulation?: string;
  readonly version?: string;
  /** The pack's. */
  readonly digest?: string;
  /** The entry that this one supersedes, voids or read. */
  readonly about?: string;
}

/** Personal data may be in it: it can be erased, and the tree still verifies. */
export interface Content {
  /** 16 random bytes in base64. */
  readonly salt: string;
  readonly [name: string]: unknown;
}

/** A head and its content as the bytes that are hashed and stored. */
export interface Sealed {
  readonly head: Head;
  /** The head's canonical JSON (RFC 8785). */
  readonly leaf: string;
  /** RFC 9162: SHA-256 of 0x00 and the leaf's bytes. */
  readonly leafHash: Buffer;
  /** The content's canonical JSON. */
  readonly content: string;
}

export function seal(head: Omit<Head, 'content'>, content: Readonly<Record<string, unknown>>): Sealed {
  const text = canonical({ ...content, salt: randomBytes(16).toString('base64') });
  const whole: Head = { ...head, content: digestOf(text) };
  const leaf = canonical(whole);
  return { head: whole, leaf, leafHash: leafHash(Buffer.from(leaf)), content: text };
}

/** RFC 8785; what JSON has no place for (undefined members) is left out. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** A value as it comes out of a record: what was given is then the same, letter by letter, as what is read later. */
export function asRecorded<T>(value: T): T {
  return JSON.parse(canonical(value)) as T;
}

/** JSON Pointer of the first text or number that canonical JSON has no form for: half a surrogate pair, infinity. */
export function notCanonical(value: unknown, at = ''): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : at;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : at;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const found = name.isWellFormed() ? notCanonical(each, `${at}/${escapePointer(name)}`) : at;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As records are named. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
