// log/keys.txt <-> every key the log has had, the oldest first: its first vkey, then the notes that introduce the others.
import { readFileSync } from 'node:fs';
import { splitNotes } from './note-file.js';

export interface LogKey {
  /** The public key: "<origin>+<key id>+<base64>". */
  readonly vkey: string;
  /** What the key before it signed; absent for the first. */
  readonly introduced?: string;
}

export function formatKeys([first, ...others]: readonly LogKey[]): string {
  return `${first?.vkey ?? ''}\n${others.map(({ introduced }) => `\n${introduced ?? ''}`).join('')}`;
}

/** None where there is no such file. */
export function readKeys(path: string): LogKey[] {
  const text = readIfThere(path);
  const end = text.indexOf('\n');
  if (end < 1) return [];
  const introductions = splitNotes(text.slice(end + 1));
  return [
    { vkey: text.slice(0, end) },
    ...introductions.map((introduced) => ({ vkey: introduced.split('\n')[2] ?? '', introduced })),
  ];
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return '';
    throw error;
  }
}
