// Two versions and a stream of submissions -> what replacing the one by the other would do to these submissions.
import type { Pack } from '../../policy/pack.js';
import { diffPacks } from '../diff/diff-packs.js';
import type { Candidate } from './candidate.js';
import type { ChangedSubmission, ChunkResult } from './chunk.js';
import { makeReport } from './report.js';
import type { ImpactReport } from './report.js';
import { addTally, emptyTally } from './tally.js';
import { inThisThread, inThreads } from './threads.js';

export interface ImpactOptions {
  readonly before: Pack;
  readonly after: Pack;
  /** From a file, from recorded evaluations, or from anywhere; taken no faster than they are compared. */
  readonly candidates: AsyncIterable<Candidate> | Iterable<Candidate>;
  /** 1: everything in this thread. */
  readonly threads: number;
  /** Called with the number of submissions done so far. */
  readonly onProgress?: (done: number) => void;
  /** Called with each part of the submissions that changed, in the order in which they came. */
  readonly onChanged?: (changed: readonly ChangedSubmission[]) => void | Promise<void>;
}

const chunkSize = 100;

export async function impactOf(options: ImpactOptions): Promise<ImpactReport> {
  const { before, after, candidates, threads, onProgress, onChanged } = options;
  const start = { before, after, withChanged: onChanged !== undefined };
  const comparer = threads > 1 ? inThreads(threads, start) : inThisThread(start);
  const total = emptyTally();
  const inHand: Promise<ChunkResult>[] = [];
  const takeFirst = async (): Promise<void> => {
    const result = await inHand.shift();
    if (!result) return;
    addTally(total, result.tally);
    await onChanged?.(result.changed);
    onProgress?.(total.read);
  };
  try {
    for await (const chunk of chunksOf(candidates)) {
      const result = comparer.compare(chunk);
      // It is awaited in its turn; a failure before that is no unhandled one.
      result.catch(() => undefined);
      inHand.push(result);
      while (inHand.length >= comparer.capacity) await takeFirst();
    }
    while (inHand.length > 0) await takeFirst();
  } finally {
    await comparer.close();
  }
  return makeReport(before, after, diffPacks(before, after), total);
}

async function* chunksOf(candidates: ImpactOptions['candidates']): AsyncGenerator<Candidate[]> {
  let chunk: Candidate[] = [];
  for await (const candidate of candidates) {
    chunk.push(candidate);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
