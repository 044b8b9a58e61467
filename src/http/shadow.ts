// Beside an answer: what the reference evaluator says must be the same; a difference is logged as an error.
import type { Response } from 'express';
import type { Logger } from 'winston';
import { decideByReference } from '../evaluation/decide.js';
import type { Decision, ReadyVersion } from '../evaluation/decide.js';
import { explain } from '../explanation/explain.js';
import { explainRefusal } from '../explanation/refusals.js';
import type { EvaluationRequest } from './envelope.js';
import { requestIdOf } from './problems.js';

export interface Decided {
  readonly versions: readonly ReadyVersion[];
  readonly submission: EvaluationRequest;
  readonly decision: Decision;
}

export async function compareWithReference(
  { versions, submission, decision }: Decided,
  response: Response,
  logger: Logger,
): Promise<void> {
  const requestId = requestIdOf(response);
  const { regulation } = submission;
  try {
    const reference = await decideByReference(versions, submission);
    if (inFull(reference) !== inFull(decision)) {
      const { version, digest } = ('law' in decision ? decision.law.version.pack : undefined) ?? {};
      logger.error('the evaluators disagree', { requestId, regulation, version, digest });
    }
  } catch (error) {
    logger.error('the reference evaluator failed', {
      requestId,
      stack: error instanceof Error ? error.stack : String(error),
    });
  }
}

function inFull(decision: Decision): string {
  return JSON.stringify(
    decision.kind === 'evaluated' ? explain(decision, 'full') : explainRefusal(decision, '', []),
  );
}
