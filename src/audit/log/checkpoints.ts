// Checkpoints -> log/checkpoints.txt, a file outside the store, and whether the store still agrees with the last one.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { appendDurably, makeFolder } from '../../policy/durable-file.js';
import { rootOf } from './merkle.js';
import { splitNotes } from './note-file.js';
import type { Store } from '../store.js';

export interface Checkpoints {
  /** Returns when it is durable. */
  append(note: string): void;
  /** The last whole one, whatever a crash has left behind it. */
  last(): string | undefined;
}

export function openCheckpoints(dataFolder: string): Checkpoints {
  const folder = join(dataFolder, 'log');
  const path = join(folder, 'checkpoints.txt');
  makeFolder(folder, 0o755);
  return {
    append: (note) => appendDurably(path, `${closing(endOf(path))}${note}\n`),
    last: () => splitNotes(endOf(path)).at(-1),
  };
}

/** What closes a note that a crash has cut off, so that it is never read together with the next. */
function closing(end: string): string {
  if (end === '' || end.endsWith('\n\n')) return '';
  return end.endsWith(splitNotes(end).at(-1) ?? ' ') ? '\n' : ' (torn)\n\n';
}

/** Far more than one note is long. */
const endLength = 65_536;

function endOf(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return '';
    throw error;
  }
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(Math.min(size, endLength));
    readSync(file, end, 0, end.length, size - end.length);
    return end.toString('utf8');
  } finally {
    closeSync(file);
  }
}

export type Agreement =
  | { readonly kind: 'ok' }
  /** The store has lost entries, as after restoring an old backup. */
  | { readonly kind: 'behind'; readonly says: string }
  /** What the store has is not what was signed. */
  | { readonly kind: 'altered'; readonly says: string };

/** @param outside the last checkpoint that was kept outside the store. */
export async function compareWithStore(
  outside: string | undefined,
  { origin, store }: { readonly origin: string; readonly store: Pick<Store, 'tree' | 'hashAt'> },
): Promise<Agreement> {
  if (outside === undefined) return { kind: 'ok' };
  const [signedOrigin = '', signedSize = '', signedRoot = ''] = outside.split('\n');
  if (signedOrigin !== origin)
    return {
      kind: 'altered',
      says: `the last checkpoint outside the store is of the log ${signedOrigin}, the store of ${origin}; one of them belongs to another log`,
    };
  const size = Number(signedSize);
  const { size: there } = await store.tree();
  if (there < size)
    return {
      kind: 'behind',
      says: `the store has ${there} entries in its tree, but a checkpoint over ${size} was signed; the last ${size - there} are lost: restore a newer backup`,
    };
  const root = (await rootOf(size, store.hashAt)).toString('base64');
  if (root === signedRoot) return { kind: 'ok' };
  return {
    kind: 'altered',
    says: `the first ${size} entries of the store have the root ${root}, but ${signedRoot} was signed; entries were altered, removed or put in`,
  };
}
