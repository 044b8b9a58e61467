// POST /v1/evaluations: a request -> the law in force and its outcome -> a durable record -> the answer.
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'winston';
import { didYouMean } from '../policy/fault.js';
import { shortened } from '../policy/schema-faults.js';
import type { Catalog } from '../evaluation/catalog.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { ReadyVersion } from '../evaluation/decide.js';
import { explain, explainLevels } from '../explanation/explain.js';
import type { ExplainLevel } from '../explanation/explain.js';
import { explainRefusal } from '../explanation/refusals.js';
import type { RefusalExplained } from '../explanation/refusals.js';
import type { Language } from '../explanation/words.js';
import { answerOf, receiptOf, recordedAnswer } from '../audit/records/answers.js';
import type { RecordedRequest } from '../audit/records/content.js';
import { isRecordable } from '../audit/records/drafts.js';
import type { Asked, RecordableRefusal } from '../audit/records/drafts.js';
import { asRecorded, notCanonical } from '../audit/log/entry.js';
import type { EvaluationReading, Records } from '../audit/records/records.js';
import type { Idempotency } from '../audit/store.js';
import { askedIn } from './asked.js';
import { readBody } from './body.js';
import { supersedingOf } from './corrections.js';
import { checkEvaluationRequest } from './envelope.js';
import type { EvaluationRequest } from './envelope.js';
import { IdempotencyKeys, sameRequest } from './idempotency.js';
import { formOf, sendAnswer } from './negotiation.js';
import { problem, sentence } from './problems.js';
import type { Problem } from './problems.js';
import { readQuery } from './query.js';
import { recordOf, refusalProblem } from './refusals.js';
import { compareWithReference } from './shadow.js';

export interface EvaluationDependencies {
  readonly catalog: () => Catalog;
  readonly records: Records;
  readonly logger: Logger;
  readonly language: Language;
  /** Whether this request is to be answered by both evaluators and compared. */
  readonly isShadowed: () => boolean;
}

export function postEvaluation(dependencies: EvaluationDependencies): RequestHandler {
  const { catalog, records, language, isShadowed } = dependencies;
  const keys = new IdempotencyKeys(records);
  return async (request, response) => {
    const query = readQuery(request, {
      explain: explainLevels,
      evaluator: ['compiled', 'reference'],
      language: ['id', 'en'],
      store: ['true', 'false'],
    });
    const form = formOf(request, response, { asked: query.language, usual: language });
    const level = form.type === 'text' ? 'full' : ((query.explain ?? 'full') as ExplainLevel);
    const submission = readBody(request, checkEvaluationRequest);
    const rules = catalog();
    response.setHeader('Timbang-Rules', rules.digest);
    const versions = versionsOf(rules, submission.regulation);
    const isKept = query.store !== 'false';
    const asked = askedIn(response);
    const idempotency = keys.of(request, { submission, level, isKept, by: asked.by });
    const sendEarlier = async (id: string): Promise<void> => {
      const reading = await earlier(records, id);
      sendAnswer(created(response, id), answerOf(reading, level), form);
    };
    await keys.once(idempotency, async () => {
      const known = idempotency && (await keys.find(idempotency));
      if (known !== undefined) return sendEarlier(known);
      const superseding = await supersedingOf(submission, records);
      const isByReference = query.evaluator === 'reference';
      const decision = isByReference
        ? await decideByReference(versions, submission)
        : decide(versions, submission);
      if (isShadowed() && !isByReference)
        void compareWithReference({ versions, submission, decision }, response, dependencies.logger);
      if (decision.kind !== 'evaluated') {
        const refusal = explainRefusal(decision, submission.regulation, versions);
        if (!isKept || !isRecordable(decision)) throw refusalProblem(refusal);
        throw await recordRefusal({ decision, refusal, submission }, { ...asked, idempotency }, records);
      }
      response.locals['version'] = decision.law.version.pack.version;
      if (!isKept) return sendAnswer(response, explain(decision, level), form);
      const recorded = await records.evaluation(decision, recordedRequest(submission), {
        ...asked,
        ...(superseding && { superseding }),
        ...(idempotency && { idempotency }),
      });
      if (recorded.kind === 'known') return sendEarlier(sameRequest(idempotency, recorded));
      sendAnswer(created(response, recorded.head.id), recordedAnswer(recorded, decision, level), form);
    });
  };
}

function created(response: Response, id: string): Response {
  return response.status(201).location(`/v1/evaluations/${id}`);
}

/** What the record holds of the request, besides the regulation. */
function recordedRequest({
  facts,
  subject,
  version,
  asOf,
  requireConfirmed,
}: EvaluationRequest): RecordedRequest {
  return {
    facts,
    ...(subject !== undefined && { subject }),
    ...(version !== undefined && { version }),
    ...(asOf !== undefined && { asOf }),
    ...(requireConfirmed !== undefined && { requireConfirmed }),
  };
}

/** The record that an idempotency key stands for; a refusal is thrown again. */
async function earlier(records: Records, id: string): Promise<EvaluationReading> {
  const reading = await records.read(id);
  if (reading?.kind === 'evaluation') return reading;
  if (reading?.kind === 'refusal')
    throw refusalProblem(reading.content.refusal, recordOf(reading.kept.head, receiptOf(reading.kept)));
  const detail = 'This Idempotency-Key stands for a record whose content is gone; use a new key.';
  throw problem(410, 'record_gone', 'Record gone', detail);
}

async function recordRefusal(
  {
    decision,
    refusal,
    submission,
  }: {
    decision: RecordableRefusal;
    refusal: RefusalExplained;
    submission: EvaluationRequest;
  },
  asked: Asked & { readonly idempotency: Idempotency | undefined },
  records: Records,
): Promise<Problem> {
  const unwritable = notCanonical(submission.facts);
  if (unwritable !== undefined) {
    const message = 'is half a surrogate pair or a number too large to be read';
    const errors = [{ pointer: shortened(`/facts${unwritable}`), message }];
    return problem(422, 'invalid_facts', 'Invalid facts', 'The facts cannot be recorded.', errors);
  }
  const { idempotency, ...by } = asked;
  const request = { regulation: submission.regulation, ...recordedRequest(submission) };
  const recorded = await records.refusal(decision, refusal, request, {
    ...by,
    ...(idempotency && { idempotency }),
  });
  if (recorded.kind === 'recorded')
    return refusalProblem(asRecorded(refusal), recordOf(recorded.head, recorded.receipt));
  await earlier(records, sameRequest(idempotency, recorded));
  throw new Error('a key that stood for a refusal stands for an evaluation');
}

function versionsOf(catalog: Catalog, regulation: string): readonly ReadyVersion[] {
  const versions = catalog.versions(regulation);
  if (versions) return versions;
  const message = `there is no regulation "${shortened(regulation)}"${didYouMean(regulation, catalog.regulations).en}`;
  throw problem(404, 'unknown_regulation', 'Unknown regulation', sentence(message), [
    { pointer: '/regulation', message },
  ]);
}
