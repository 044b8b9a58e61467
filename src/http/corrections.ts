// Corrections: which evaluation a new one supersedes, and POST /v1/evaluations/{id}/void.
import type { RequestHandler } from 'express';
import type { Superseding } from '../audit/records/drafts.js';
import type { EvaluationReading, Records } from '../audit/records/records.js';
import { askedIn } from './asked.js';
import { readBody } from './body.js';
import { checkVoidRequest } from './envelope.js';
import type { EvaluationRequest } from './envelope.js';
import { problem } from './problems.js';
import { readQuery } from './query.js';
import { evaluationIn } from './found.js';
import { recordOf } from './refusals.js';

/** Throws where there is nothing of this subject that could be superseded. */
export async function supersedingOf(
  { supersedes, regulation, subject }: EvaluationRequest,
  records: Records,
): Promise<Superseding | undefined> {
  if (!supersedes) return undefined;
  const { id, reason } = supersedes;
  const reading = await records.read(id);
  if (reading?.kind !== 'evaluation')
    throw wrong('unknown_evaluation', '/supersedes/id', 'is not an evaluation that can be superseded');
  if (reading.kept.head.regulation !== regulation)
    throw wrong('other_regulation', '/regulation', 'is not that of the evaluation that is superseded');
  if (reading.content.request.subject !== subject)
    throw wrong('other_subject', '/subject', 'is not that of the evaluation that is superseded');
  await mustStand(reading, records);
  return { supersedes: id, reason };
}

export function postVoid(records: Records): RequestHandler<{ id: string }> {
  return async (request, response) => {
    readQuery(request, {});
    const { reason } = readBody(request, checkVoidRequest);
    const reading = await evaluationIn(records, request.params.id);
    await mustStand(reading, records);
    const { id } = reading.kept.head;
    const { subject } = reading.content.request;
    const recorded = await records.note({
      kind: 'void',
      ...askedIn(response),
      about: id,
      content: { reason },
      of: subject === undefined ? 'itself' : { subject },
    });
    response.status(201).json({ ...recordOf(recorded.head, recorded.receipt), about: id, reason });
  };
}

/** What is void, or has been superseded, is not corrected again. */
async function mustStand(reading: EvaluationReading, records: Records): Promise<void> {
  const { id } = reading.kept.head;
  const standing = await records.store.standingOf(id);
  if (!standing || standing.counts || (standing.because !== 'void' && standing.because !== 'superseded'))
    return;
  const how = standing.because === 'void' ? 'is void' : 'has been superseded';
  throw problem(
    409,
    `evaluation_${standing.because}`,
    'Evaluation corrected already',
    `Evaluation ${id} ${how} by ${standing.by}.`,
  );
}

function wrong(code: string, pointer: string, message: string): Error {
  return problem(
    422,
    code,
    'Not to be superseded',
    'The evaluation cannot take the place of the one it names.',
    [{ pointer, message }],
  );
}
