// A chunk of submissions -> its counts and, where asked for, each submission that changed; the unit of work of a thread.
import type { Candidate } from './candidate.js';
import { compare } from './compare.js';
import type { Comparison, OutputChange } from './compare.js';
import type { Pair } from './pair.js';
import { count } from './count.js';
import { emptyTally } from './tally.js';
import type { Tally } from './tally.js';

export interface ChangedSubmission {
  readonly id: Candidate['id'];
  readonly subject?: string;
  readonly outputs: readonly OutputChange[];
}

export interface ChunkResult {
  readonly tally: Tally;
  /** Empty unless asked for. */
  readonly changed: readonly ChangedSubmission[];
}

export function compareChunk(
  pair: Pair,
  candidates: readonly Candidate[],
  withChanged: boolean,
): ChunkResult {
  const tally = emptyTally();
  const changed: ChangedSubmission[] = [];
  for (const candidate of candidates) {
    const comparison = compare(pair, candidate);
    count(tally, comparison);
    if (withChanged && isChanged(comparison)) {
      const { id, subject, outputs } = comparison;
      changed.push({ id, ...(subject !== undefined && { subject }), outputs });
    }
  }
  return { tally, changed };
}

function isChanged(comparison: Comparison): comparison is Extract<Comparison, { kind: 'compared' }> {
  return comparison.kind === 'compared' && comparison.outputs.length > 0;
}
