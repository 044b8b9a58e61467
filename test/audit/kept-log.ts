// A small log in memory, written with the program's own parts, and what is given out of it.
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonical, seal } from '../../src/audit/log/entry.js';
import type { Head } from '../../src/audit/log/entry.js';
import { exportLines } from '../../src/audit/exports/ndjson-export.js';
import type { ExportOf } from '../../src/audit/exports/ndjson-export.js';
import type { LogKey } from '../../src/audit/log/key-list.js';
import { Frontier, inclusionProof, leafHash, rootOf } from '../../src/audit/log/merkle.js';
import type { HashAt } from '../../src/audit/log/merkle.js';
import { signNote, vkeyOf } from '../../src/audit/log/signed-note.js';
import type { Signer } from '../../src/audit/log/signing-keys.js';
import { checkpointText, keyText, receiptText } from '../../src/audit/log/statements.js';
import type { KeptEntry } from '../../src/audit/store.js';
import { verify } from '../../src/audit/verify/verify.js';
import type { Options, Verified } from '../../src/audit/verify/verify.js';
import type { Trusted } from '../../src/audit/verify/context.js';

export const origin = 'timbang/0a1b2c3d';

export function makeSigner(name = origin): Signer & { readonly key: KeyObject } {
  const key = generateKeyPairSync('ed25519').privateKey;
  return { origin: name, vkey: vkeyOf(name, key), key, sign: (text) => signNote(text, name, key) };
}

export interface KeptLog {
  readonly signer: Signer;
  readonly keys: LogKey[];
  readonly entries: KeptEntry[];
  readonly leaves: Buffer[];
  readonly hashAt: HashAt;
}

export function emptyLog(signer: Signer = makeSigner()): KeptLog {
  const leaves: Buffer[] = [];
  return { signer, keys: [{ vkey: signer.vkey }], entries: [], leaves, hashAt: hashesOf(leaves) };
}

/** Complete subtrees of these leaves, each reckoned once. */
export function hashesOf(leaves: readonly Buffer[]): HashAt {
  const known = new Map<string, Buffer>();
  return async (level, index) => {
    const name = `${level}/${index}`;
    const start = index * 2 ** level;
    const hash =
      known.get(name) ??
      leaves
        .slice(start, start + 2 ** level)
        .reduce((frontier, leaf) => frontier.append(leaf).frontier, Frontier.empty).root;
    if (start + 2 ** level > leaves.length) throw new RangeError(`no subtree ${name}`);
    known.set(name, hash);
    return hash;
  };
}

/** What an entry of the tests has unless it says otherwise. */
export interface Added {
  readonly head?: Partial<Head>;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly gone?: 'erased' | 'expired';
  readonly signer?: Signer;
}

export function add(log: KeptLog, { head = {}, content, gone, signer = log.signer }: Added = {}): KeptEntry {
  const place = log.entries.length;
  const sealed = seal(
    {
      id: uuid(place),
      kind: 'evaluation',
      time: `2026-03-01T08:00:${String(place % 60).padStart(2, '0')}.000Z`,
      program: '0.1.0',
      by: null,
      requestId: null,
      regulation: 'sewa-aula',
      version: '1.0.0',
      ...head,
    },
    content ?? {
      facts: { peserta: 40 + place, lama_jam: 3.5, penyewa: { nama: 'Karang Taruna Mekar', warga: true } },
      scores: { sewa: { value: 150000 + place, potential: 150000 + place, unit: 'rupiah' } },
      subject: `W-${place}`,
    },
  );
  const text = receiptText(origin, { id: sealed.head.id, leafHash: sealed.leafHash });
  const entry: KeptEntry = {
    sequence: place + 1,
    head: sealed.head,
    leaf: sealed.leaf,
    receipt: signer.sign(text),
    place,
    ...(gone === undefined ? { content: sealed.content } : { gone }),
  };
  log.entries.push(entry);
  log.leaves.push(sealed.leafHash);
  return entry;
}

export function uuid(number: number): string {
  const hex = createHash('sha256').update(`entry ${number}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Changes the key as the service does. */
export function rotate(log: KeptLog, next: Signer): void {
  log.keys.push({ vkey: next.vkey, introduced: log.signer.sign(keyText(origin, next.vkey)) });
  Object.assign(log, { signer: next });
}

export async function checkpointAt(log: KeptLog, size: number, signer = log.signer): Promise<string> {
  return signer.sign(checkpointText(origin, { size, root: await rootOf(size, log.hashAt) }));
}

export async function exported(log: KeptLog, changes: Partial<ExportOf> = {}): Promise<string> {
  const lines: string[] = [];
  const { signer, keys, entries } = log;
  const checkpoint = await checkpointAt(log, entries.length);
  for await (const line of exportLines({
    signer,
    keys,
    checkpoint,
    filter: null,
    entries: inOrder(entries),
    ...changes,
  }))
    lines.push(line);
  return lines.join('');
}

export async function* inOrder<T>(all: readonly T[]): AsyncGenerator<T> {
  for (const each of all) yield each;
}

/** Only entries of these places, each with its proof. */
export async function filtered(log: KeptLog, places: readonly number[]): Promise<string> {
  const size = log.entries.length;
  return exported(log, {
    filter: { regulation: 'sewa-aula' },
    entries: inOrder(log.entries.filter(({ place }) => places.includes(place ?? -1))),
    proofFor: (place) => inclusionProof(place, size, log.hashAt),
  });
}

/** As an insider who holds the key: the file with a seal that fits whatever is in it. */
export function resealed(lines: readonly string[], signer: Signer): string {
  const text = lines.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('base64');
  const sealText = `timbang/export/1\n${origin}\n${lines.length - 1}\n${sha256}\n`;
  return `${text}${canonical({ seal: signer.sign(sealText) })}\n`;
}

/** The line with other values in it, canonical again. */
export function changed(line: string, change: (value: Record<string, unknown>) => void): string {
  const value = JSON.parse(line) as Record<string, unknown>;
  change(value);
  return canonical(value);
}

export function leafOf(head: unknown): Buffer {
  return leafHash(Buffer.from(canonical(head)));
}

export async function verified(
  text: string | Uint8Array,
  trusted: Trusted,
  options: Options = {},
): Promise<Verified> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return verify(() => inOrder([bytes]), trusted, { sha256: () => createHash('sha256'), ...options });
}

export async function codes(text: string, trusted: Trusted): Promise<string[]> {
  const { findings } = await verified(text, trusted);
  return [...new Set(findings.map(({ code }) => code))];
}

/** 200 entries with all that an export may have in it: a changed key, contents that are gone, a void, a correction. */
export async function richExport(
  count = 200,
): Promise<{ bytes: Buffer; trusted: Trusted; log: KeptLog; kept: string }> {
  const log = emptyLog();
  const trusted = { vkeys: [log.signer.vkey] };
  for (let place = 0; place < count; place += 1) {
    if (place === 120) rotate(log, makeSigner(origin));
    if (place % 40 === 10) add(log, { gone: 'erased' });
    else if (place % 40 === 20)
      add(log, { head: { kind: 'void', about: uuid(place - 1) }, content: { reason: 'salah berkas' } });
    else add(log, place % 40 === 30 ? { head: { about: uuid(place - 3) } } : {});
  }
  const kept = await checkpointAt(log, count);
  return { bytes: Buffer.from(await exported(log)), trusted, log, kept };
}

export async function isFound(bytes: Uint8Array, trusted: Trusted): Promise<boolean> {
  return (await verified(bytes, trusted, { maxFindings: 1 })).findings.length > 0;
}

/** @returns the changes that the verifier did not find, and how many it was shown. */
export async function missedBytes(
  { bytes, trusted }: { readonly bytes: Buffer; readonly trusted: Trusted },
  masksAt: (at: number) => readonly number[],
): Promise<{ missed: string[]; runs: number }> {
  const missed: string[] = [];
  let runs = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    for (const mask of masksAt(at)) {
      bytes[at] = byte ^ mask;
      runs += 1;
      if (!(await isFound(bytes, trusted))) missed.push(`byte ${at}: ${byte} -> ${byte ^ mask}`);
    }
    bytes[at] = byte;
  }
  return { missed, runs };
}

/** @returns the names of edits that the verifier did not find. */
export async function missed(edits: Iterable<[string, Buffer]>, trusted: Trusted): Promise<string[]> {
  const unseen: string[] = [];
  for (const [name, bytes] of edits) if (!(await isFound(bytes, trusted))) unseen.push(name);
  return unseen;
}
