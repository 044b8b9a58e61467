// POST /v1/evaluations: a request -> the law in force and its outcome -> the answer.
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'winston';
import { didYouMean } from '../policy/fault.js';
import { shortened } from '../policy/schema-faults.js';
import type { Catalog } from '../evaluation/catalog.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { Decision, ReadyVersion } from '../evaluation/decide.js';
import { explain, explainLevels } from '../explanation/explain.js';
import type { Answer, ExplainLevel } from '../explanation/explain.js';
import { explainRefusal } from '../explanation/refusals.js';
import { renderText } from '../explanation/text.js';
import type { Language } from '../explanation/words.js';
import { readRequest } from './body.js';
import type { EvaluationRequest } from './envelope.js';
import { Problem, problem, requestIdOf, sentence } from './problems.js';
import { readQuery } from './query.js';

export interface EvaluationDependencies {
  readonly catalog: () => Catalog;
  readonly logger: Logger;
  readonly language: Language;
  /** Whether this request is to be answered by both evaluators and compared. */
  readonly isShadowed: () => boolean;
}

export function postEvaluation(dependencies: EvaluationDependencies): RequestHandler {
  const { catalog, logger, language, isShadowed } = dependencies;
  return async (request, response) => {
    const query = readQuery(request, {
      explain: explainLevels,
      evaluator: ['compiled', 'reference'],
      language: ['id', 'en'],
      store: ['false'],
    });
    const wantsText = negotiate(request, response) === 'text/plain';
    const submission = readRequest(request);
    const { regulation } = submission;
    const rules = catalog();
    response.setHeader('Timbang-Rules', rules.digest);
    const versions = versionsOf(rules, regulation);
    const byReference = query.evaluator === 'reference';
    const decision = byReference
      ? await decideByReference(versions, submission)
      : decide(versions, submission);
    if (isShadowed() && !byReference)
      void compareWithReference({ versions, submission, decision }, response, logger);
    if (decision.kind !== 'evaluated') throw refused(decision, regulation, versions);
    response.locals['version'] = decision.law.version.pack.version;
    const answer = explain(
      decision,
      wantsText ? 'full' : ((query.explain as ExplainLevel | undefined) ?? 'full'),
    );
    if (wantsText)
      sendText(request, response, answer, { asked: query.language as Language | undefined, usual: language });
    else response.type('application/json').send(JSON.stringify(answer));
  };
}

function negotiate(request: Request, response: Response): string {
  response.vary('Accept, Accept-Language');
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
  const message = `there is no regulation "${shortened(regulation)}"${didYouMean(regulation, catalog.regulations).en}`;
  throw problem(404, 'unknown_regulation', 'Unknown regulation', sentence(message), [
    { pointer: '/regulation', message },
  ]);
}

function refused(
  decision: Exclude<Decision, { kind: 'evaluated' }>,
  regulation: string,
  versions: readonly ReadyVersion[],
): Problem {
  const { code, title, detail, errors, extra } = explainRefusal(decision, regulation, versions);
  const status = code === 'unknown_version' ? 404 : 422;
  return new Problem({
    status,
    code,
    title: title.en,
    detail: detail.en,
    ...(errors.length > 0 && { errors }),
    extra,
  });
}

/** Beside the answer: what the reference evaluator says must be the same. */
async function compareWithReference(
  {
    versions,
    submission,
    decision,
  }: { versions: readonly ReadyVersion[]; submission: EvaluationRequest; decision: Decision },
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
