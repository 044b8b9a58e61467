// Chunks of submissions -> their results, by worker threads or in this thread.
import { Worker } from 'node:worker_threads';
import type { Pack } from '../../policy/pack.js';
import type { Candidate } from './candidate.js';
import { compareChunk } from './chunk.js';
import type { ChunkResult } from './chunk.js';
import { Pair } from './pair.js';

export interface Comparer {
  /** How many chunks it can have in hand without idling. */
  readonly capacity: number;
  readonly compare: (chunk: readonly Candidate[]) => Promise<ChunkResult>;
  readonly close: () => Promise<void>;
}

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly before: Pack;
  readonly after: Pack;
  readonly withChanged: boolean;
}

export function inThisThread({ before, after, withChanged }: WorkerStart): Comparer {
  const pair = new Pair(before, after);
  return {
    capacity: 1,
    compare: (chunk) => Promise.resolve(compareChunk(pair, chunk, withChanged)),
    close: () => Promise.resolve(),
  };
}

interface Waiting {
  readonly resolve: (result: ChunkResult) => void;
  readonly reject: (error: unknown) => void;
}

/** A worker thread with the chunks that it has still to answer, in their order. */
class Thread {
  readonly waiting: Waiting[] = [];
  private readonly worker: Worker;

  constructor(start: WorkerStart) {
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: start });
    this.worker.on('message', (result: ChunkResult) => this.waiting.shift()?.resolve(result));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`a worker thread ended with ${code}`)));
  }

  compare(chunk: readonly Candidate[]): Promise<ChunkResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(chunk);
    });
  }

  private fail(error: unknown): void {
    for (const each of this.waiting.splice(0)) each.reject(error);
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The packs go along as they are, so that a file edited meanwhile changes nothing. */
export function inThreads(count: number, start: WorkerStart): Comparer {
  const threads = Array.from({ length: count }, () => new Thread(start));
  return {
    // One to work on and one at hand, for each.
    capacity: count * 2,
    compare: (chunk) => {
      const idlest = threads.reduce((a, b) => (b.waiting.length < a.waiting.length ? b : a));
      return idlest.compare(chunk);
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
