// POST /v1/evaluations: envelope -> the law in force and its outcome -> the answer.
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'winston';
import { didYouMean } from '../policy/fault.js';
import type { Catalog } from '../evaluation/catalog.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { Decision, ReadyVersion, Submission } from '../evaluation/decide.js';
import { explain, explainLevels } from '../explanation/explain.js';
import type { Answer, ExplainLevel } from '../explanation/explain.js';
import { renderText } from '../explanation/text.js';
import type { Language } from '../explanation/words.js';
import { readEnvelope } from './body.js';
import { Problem, problem, requestIdOf, sentence } from './problems.js';
import type { ProblemDetails } from './problems.js';
import { readQuery } from './query.js';

export interface EvaluationDependencies {
  readonly catalog: () => Catalog;
  readonly logger: Logger;
  readonly language: Language;
  /** Whether this request is to be answered by both evaluators and compared. */
  readonly isShadowed: () => boolean;
}

export function postEvaluation({
  catalog,
  logger,
  language,
  isShadowed,
}: EvaluationDependencies): RequestHandler {
  return async (request, response) => {
    const query = readQuery(request, {
      explain: explainLevels,
      evaluator: ['compiled', 'reference'],
      language: ['id', 'en'],
      store: ['false'],
    });
    const wantsText = negotiate(request) === 'text/plain';
    const submission = readEnvelope(request);
    const versions = versionsOf(catalog(), submission.regulation);
    const byReference = query.evaluator === 'reference';
    const decision = byReference
      ? await decideByReference(versions, submission)
      : decide(versions, submission);
    if (decision.kind !== 'evaluated') throw refusal(decision, submission.regulation);
    response.locals['version'] = decision.law.version.pack.version;
    const answer = explain(
      decision,
      wantsText ? 'full' : ((query.explain as ExplainLevel | undefined) ?? 'full'),
    );
    if (wantsText)
      sendText(request, response, answer, { asked: query.language as Language | undefined, usual: language });
    else response.type('application/json').send(JSON.stringify(answer));
    if (isShadowed() && !byReference)
      await compareWithReference(
        { versions, submission, answer: explain(decision, 'full') },
        response,
        logger,
      );
  };
}

function negotiate(request: Request): string {
  const type = request.accepts(['application/json', 'text/plain']);
  if (type === false) {
    throw problem(
      406,
      'not_acceptable',
      'Not acceptable',
      'The answer comes as application/json or text/plain.',
    );
  }
  return type;
}

function sendText(
  request: Request,
  response: Response,
  answer: Answer,
  language: { asked: Language | undefined; usual: Language },
): void {
  const accepted =
    request.headers['accept-language'] === undefined ? false : request.acceptsLanguages(['id', 'en']);
  const chosen = language.asked ?? (accepted === 'id' || accepted === 'en' ? accepted : language.usual);
  response.setHeader('Content-Language', chosen);
  response.type('text/plain').send(renderText(answer, chosen));
}

function versionsOf(catalog: Catalog, regulation: string): readonly ReadyVersion[] {
  const versions = catalog.versions(regulation);
  if (versions) return versions;
  const message = `there is no regulation "${regulation}"${didYouMean(regulation, catalog.regulations)}`;
  throw problem(404, 'unknown_regulation', 'Unknown regulation', sentence(message), [
    { pointer: '/regulation', message },
  ]);
}

/** Why there is no answer, as a problem. */
export function refusal(decision: Exclude<Decision, { kind: 'evaluated' }>, regulation: string): Problem {
  return new Problem(refusalDetails(decision, regulation));
}

function refusalDetails(
  decision: Exclude<Decision, { kind: 'evaluated' }>,
  regulation: string,
): ProblemDetails {
  switch (decision.kind) {
    case 'invalid_facts':
      return {
        status: 422,
        code: 'invalid_facts',
        title: 'Invalid facts',
        detail: `The facts do not have the form that ${regulation}@${decision.version.pack.version} asks for.`,
        errors: decision.faults.map(({ pointer, message }) => ({ pointer: `/facts${pointer}`, message })),
      };
    case 'refused': {
      const { refusal: refused } = decision;
      const isGap = refused.code === 'not_covered';
      return {
        status: 422,
        code: refused.code,
        title: isGap ? 'Not covered' : 'Not computable',
        detail: isGap
          ? `${refused.gap.title.en}: this submission needs a part of the law that is not encoded, so it is not scored.`
          : 'The formulas of this version have no answer for these facts, so they are not scored.',
        errors: refused.reasons.map(({ clause, at, says }) => ({
          pointer: `/facts${at}`,
          message: clause === undefined ? says.en : `${clause}: ${says.en}`,
          says,
        })),
        extra: { ...lawOf(decision), ...(isGap && { gap: refused.gap.gap }) },
      };
    }
    case 'unconfirmed_law':
      return {
        status: 422,
        code: 'unconfirmed_law',
        title: 'Unconfirmed law',
        detail: 'The answer would rest on what is only provisional, and the request demands confirmed law.',
        extra: { ...lawOf(decision), provisional: decision.provisional },
      };
    case 'unknown_version':
      return {
        status: 404,
        code: 'unknown_version',
        title: 'Unknown version',
        detail: `${regulation} has no such version. There are: ${decision.passedOver.map((each) => each.version).join(', ')}.`,
        errors: [{ pointer: '/version', message: 'is not a version of this regulation' }],
      };
    case 'version_does_not_cover_date':
      return {
        status: 422,
        code: 'version_does_not_cover_date',
        title: 'Version does not cover the date',
        detail: `${regulation}@${decision.pack.version} covers ${decision.pack.inForce.from} to ${decision.pack.inForce.to ?? 'open end'}, not ${decision.date}.`,
        errors: [
          {
            pointer: `/facts/${decision.pack.decidedBy.replaceAll('.', '/')}`,
            message: 'is outside the span of the version',
          },
        ],
      };
    case 'no_law_on_date':
      return {
        status: 422,
        code: 'no_law_on_date',
        title: 'No law on that date',
        detail: `No released version of ${regulation} covers the law date.`,
        errors: decision.dates.map(({ decidedBy, date }) => ({
          pointer: `/facts/${decidedBy.replaceAll('.', '/')}`,
          message: `${date} is outside the span of every released version`,
        })),
        extra: { passedOver: decision.passedOver },
      };
  }
}

function lawOf(decision: Extract<Decision, { law: unknown }>): object {
  const { pack } = decision.law.version;
  return { regulation: pack.regulation, version: pack.version, digest: pack.digest };
}

/** After the answer has left: the reference evaluator's answer must be the same. */
async function compareWithReference(
  {
    versions,
    submission,
    answer,
  }: { versions: readonly ReadyVersion[]; submission: Submission; answer: Answer },
  response: Response,
  logger: Logger,
): Promise<void> {
  const reference = await decideByReference(versions, submission);
  const same =
    reference.kind === 'evaluated' && JSON.stringify(explain(reference, 'full')) === JSON.stringify(answer);
  if (!same) {
    const { regulation, version, digest } = answer;
    logger.error('the evaluators disagree', {
      requestId: requestIdOf(response),
      regulation,
      version,
      digest,
    });
  }
}
