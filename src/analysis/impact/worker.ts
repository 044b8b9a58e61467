// A worker thread: chunks of submissions come in, their counts go out.
import { parentPort, workerData } from 'node:worker_threads';
import type { Candidate } from './candidate.js';
import { compareChunk } from './chunk.js';
import { Pair } from './pair.js';
import type { WorkerStart } from './threads.js';

const { before, after, withChanged } = workerData as WorkerStart;
const pair = new Pair(before, after);
parentPort?.on('message', (chunk: readonly Candidate[]) => {
  parentPort?.postMessage(compareChunk(pair, chunk, withChanged));
});
