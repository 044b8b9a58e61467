// An NDJSON file or standard input -> its lines one after the other, never the whole of it.
import { createReadStream, statSync } from 'node:fs';
import type { Candidate } from '../../analysis/impact/candidate.js';
import { WrongUse } from '../packs.js';

/** A line that is longer is passed over, so that a file without line ends does not fill the memory. */
const maxLine = 16 * 1024 * 1024;

export interface SubmissionFile {
  /** Bytes; undefined for standard input. */
  readonly size: number | undefined;
  /** Bytes read so far. */
  readonly position: () => number;
  /** Each line that is not blank, with its number from 1. */
  readonly candidates: AsyncIterable<Candidate>;
}

/** @param path - for standard input. */
export function openSubmissions(path: string): SubmissionFile {
  const size = path === '-' ? undefined : sizeOf(path);
  let position = 0;
  // Counted as characters come by, which is near enough for a progress bar.
  const onText = (text: string): void => void (position += text.length);
  return { size, position: () => position, candidates: linesOf(path, onText) };
}

function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    if (!stat.isDirectory()) return stat.size;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '?';
    throw new WrongUse({ id: `${path} tidak dapat dibaca: ${code}`, en: `${path} cannot be read: ${code}` });
  }
  throw new WrongUse({
    id: `${path} adalah map; sebut berkas yang berisi satu pengajuan per baris`,
    en: `${path} is a folder; give a file with a submission a line`,
  });
}

/** Only \n ends a line: other characters that end lines elsewhere may stand within JSON texts. */
async function* linesOf(path: string, onText: (text: string) => void): AsyncGenerator<Candidate> {
  // Opened by the first who asks for a line: a stream that nobody reads would fail unseen.
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 256 * 1024 });
  stream.setEncoding('utf8');
  let rest = '';
  let number = 1;
  let isTooLong = false;
  for await (const text of stream as AsyncIterable<string>) {
    onText(text);
    const lines = text.split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield* candidateOf(line, number, isTooLong);
      isTooLong = false;
      number += 1;
    }
    if (rest.length > maxLine) [rest, isTooLong] = ['', true];
  }
  yield* candidateOf(rest, number, isTooLong);
}

function* candidateOf(line: string, id: number, isTooLong: boolean): Generator<Candidate> {
  // A byte order mark, as some editors put it before the first line.
  const text = id === 1 && line.startsWith('\uFEFF') ? line.slice(1) : line;
  if (isTooLong) yield { id, problem: 'too_long' };
  else if (text.trim() !== '') yield { id, text };
}
