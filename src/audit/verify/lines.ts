// A file's bytes -> its lines, one at a time, and before that its seal: the last line and the hash of all before it.
import { joined } from './bytes.js';
import type { MakeHasher } from './sha256.js';

/** Gives the file's bytes from the start, each time it is called. */
export type Source = () => AsyncIterable<Uint8Array>;

export interface Line {
  readonly bytes: Uint8Array;
  /** Counted from 1. */
  readonly line: number;
  /** Where it begins, counted from 0. */
  readonly byte: number;
}

const newline = 10;

/** Without their newlines. */
export async function* linesOf(source: Source): AsyncGenerator<Line> {
  let line = 0;
  let byte = 0;
  let open: Uint8Array[] = [];
  for await (const chunk of source()) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const part = chunk.subarray(start, end);
      const bytes = open.length === 0 ? part : joined([...open, part]);
      open = [];
      line += 1;
      yield { bytes, line, byte };
      byte += bytes.length + 1;
      start = end + 1;
    }
    if (start < chunk.length) open.push(chunk.subarray(start));
  }
  if (open.length > 0) yield { bytes: joined(open), line: line + 1, byte };
}

export interface End {
  /** The last line, with its newline if it has one. */
  readonly last: Uint8Array;
  readonly byte: number;
  /** Of all bytes before it. */
  readonly sha256: Uint8Array;
}

export async function readEnd(source: Source, sha256: MakeHasher): Promise<End> {
  const hasher = sha256();
  let byte = 0;
  let last: Uint8Array = new Uint8Array();
  for await (const chunk of source()) {
    const bytes = last.length === 0 ? chunk : joined([last, chunk]);
    // The last byte ends the last line; what is before that line is hashed.
    const start = bytes.length < 2 ? 0 : bytes.lastIndexOf(newline, bytes.length - 2) + 1;
    hasher.update(bytes.subarray(0, start));
    byte += start;
    last = bytes.subarray(start);
  }
  return { last, byte, sha256: hasher.digest() };
}
