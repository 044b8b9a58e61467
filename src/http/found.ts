// The record that a route names, or the problem: there is none, or its content is gone.
import type { Response } from 'express';
import { shortened } from '../policy/schema-faults.js';
import type { InclusionProof, Log } from '../audit/log/log.js';
import type { EvaluationReading, Reading, Records } from '../audit/records/records.js';
import type { KeptEntry } from '../audit/store.js';
import { isUuid } from '../audit/log/entry.js';
import { problem, sentence } from './problems.js';

export async function keptIn(records: Records, id: string): Promise<KeptEntry> {
  const kept = isUuid(id) ? await records.store.find(id) : undefined;
  if (kept && (kept.head.kind === 'evaluation' || kept.head.kind === 'refusal')) return kept;
  throw problem(
    404,
    'unknown_evaluation',
    'Unknown evaluation',
    sentence(`there is no evaluation "${shortened(id)}"`),
  );
}

export async function readingIn(records: Records, id: string): Promise<Exclude<Reading, { kind: 'gone' }>> {
  const kept = await keptIn(records, id);
  const reading = (await records.open(kept)) as Reading;
  if (reading.kind !== 'gone') return reading;
  const why =
    reading.gone === 'erased' ? 'was erased with its subject' : 'was removed after the retention period';
  throw problem(
    410,
    'record_gone',
    'Record gone',
    `The content of this record ${why}; its place in the log still verifies.`,
  );
}

export async function evaluationIn(records: Records, id: string): Promise<EvaluationReading> {
  const reading = await readingIn(records, id);
  if (reading.kind === 'evaluation') return reading;
  throw problem(
    409,
    'not_an_evaluation',
    'Not an evaluation',
    'This record is of a submission that was refused; it has no scores.',
  );
}

/** Says when to come back where it has no place in the log yet. */
export async function proofIn(log: Log, kept: KeptEntry, response: Response): Promise<InclusionProof> {
  const proof = await log.proofOf(kept);
  if (proof) return proof;
  response.setHeader('Retry-After', '1');
  const detail = 'The record has no place in the log yet; it gets one within seconds. Its receipt stands.';
  throw problem(409, 'not_placed_yet', 'Not placed yet', detail);
}
