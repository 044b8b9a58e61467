// GET /v1/evaluations…: records found, read, replayed and proven. Every reading is itself recorded.
import { Router } from 'express';
import type { RequestHandler, Response } from 'express';
import type { Catalog } from '../evaluation/catalog.js';
import { explainLevels } from '../explanation/explain.js';
import type { ExplainLevel } from '../explanation/explain.js';
import type { Language } from '../explanation/words.js';
import { whatWouldChange } from '../analysis/what-would-change/what-would-change.js';
import { answerOf } from '../audit/records/answers.js';
import type { Log } from '../audit/log/log.js';
import type { Records } from '../audit/records/records.js';
import { replay, replayOn } from '../audit/records/replay.js';
import { explainStanding } from '../audit/records/standing.js';
import type { Listed, Standing } from '../audit/store.js';
import { askedIn } from './asked.js';
import { filterForms, filterOf } from './filters.js';
import { evaluationIn, keptIn, readingIn } from './found.js';
import { formOf, sendAnswer } from './negotiation.js';
import { onlyMethods, problem } from './problems.js';
import { readQuery, wrongParameter } from './query.js';
import { readable } from './readable.js';
import { recordOf } from './refusals.js';

export interface ReadingDependencies {
  readonly catalog: () => Catalog;
  readonly records: Records;
  readonly log: Log;
  readonly language: Language;
}

export function readingRoutes({ catalog, records, log, language }: ReadingDependencies): Router {
  const router = Router();
  readable<Named>(router, '/:id', async (request, response) => {
    const query = readQuery(request, { explain: explainLevels, language: ['id', 'en'] });
    const form = formOf(request, response, { asked: query.language, usual: language });
    const reading = await readingIn(records, request.params.id);
    const { id } = reading.kept.head;
    await note(records, response, { what: 'evaluation' }, id);
    const standing = explainStanding((await records.store.standingOf(id)) as Standing);
    if (reading.kind === 'refusal') {
      const { regulation, version } = reading.kept.head;
      response.json({
        ...recordOf(reading.kept),
        regulation,
        version,
        refusal: reading.content.refusal,
        standing,
      });
      return;
    }
    const level = form.type === 'text' ? 'full' : ((query.explain ?? 'full') as ExplainLevel);
    sendAnswer(response, { ...answerOf(reading, level), standing }, form);
  });
  readable<Named>(router, '/:id/proof', async (request, response) => {
    readQuery(request, {});
    const kept = await keptIn(records, request.params.id);
    await note(records, response, { what: 'proof' }, kept.head.id);
    const proof = await log.proofOf(kept);
    if (!proof) {
      response.setHeader('Retry-After', '1');
      const detail =
        'The record has no place in the log yet; it gets one within seconds. Its receipt stands.';
      throw problem(409, 'not_placed_yet', 'Not placed yet', detail);
    }
    response.json(proof);
  });
  readable<Named>(router, '/:id/what-would-change', getWhatWouldChange(records));
  router.route('/:id/replay').post(postReplay(records, catalog)).all(onlyMethods('POST'));
  return router;
}

interface Named extends Record<string, string> {
  readonly id: string;
}

/** Others wait meanwhile; the command line searches longer. */
const searchLimits = { evaluations: 2_000, sets: 20 };

function getWhatWouldChange(records: Records): RequestHandler<Named> {
  return async (request, response) => {
    const { output, atLeast } = readQuery(request, {
      output: filterForms.output,
      atLeast: filterForms.atLeast,
    });
    if (output === undefined && atLeast !== undefined) throw wrongParameter('atLeast', 'needs output');
    const { kept, ready, content } = await evaluationIn(records, request.params.id);
    const { id, regulation, version } = kept.head;
    await note(records, response, { what: 'what_would_change' }, id);
    const goal =
      output === undefined
        ? undefined
        : { output, ...(atLeast !== undefined && { atLeast: Number(atLeast) }) };
    const answer = whatWouldChange(ready, content.request.facts, content.law.date, goal, searchLimits);
    if (answer.kind === 'no_goal') throw wrongParameter('output', answer.says.en);
    response.json({ id, regulation, version, ...answer });
  };
}

function postReplay(records: Records, catalog: () => Catalog): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const rules = catalog();
    const asked = request.query['version'];
    const reading = await evaluationIn(records, request.params.id);
    const { id, regulation = '' } = reading.kept.head;
    const versions = rules.versions(regulation) ?? [];
    const query = readQuery(request, { version: versions.map(({ pack }) => pack.version) });
    await note(
      records,
      response,
      { what: 'replay', ...(asked !== undefined && { version: query.version }) },
      id,
    );
    const other = versions.find(({ pack }) => pack.version === query.version);
    response.json(other ? { id, ...replayOn(reading, other) } : { id, ...(await replay(reading)) });
  };
}

/** GET /v1/evaluations: the latest first. */
export function getEvaluations(records: Records): RequestHandler {
  return async (request, response) => {
    const { limit, cursor, ...given } = readQuery(request, {
      ...filterForms,
      limit: limitForm,
      cursor: cursorForm,
    });
    const filter = filterOf(given);
    const { subject } = filter;
    await note(records, response, { what: 'list', filter }, undefined, subject);
    const size = limit === undefined ? 50 : Number(limit);
    const found = await records.store.list(filter, {
      limit: size + 1,
      ...(cursor !== undefined && { before: Number(cursor) }),
    });
    const shown = found.slice(0, size);
    const last = shown.at(-1);
    response.json({
      evaluations: shown.map(describeListed),
      ...(found.length > size && last && { next: String(last.sequence) }),
    });
  };
}

const limitForm = { takes: (text: string) => /^[1-9]\d{0,2}$/.test(text), what: 'a number from 1 to 999' };
const cursorForm = {
  takes: (text: string) => /^[1-9]\d{0,15}$/.test(text),
  what: 'the "next" of an earlier answer',
};

function describeListed({
  head,
  place,
  subject,
  lawDate,
  code,
  isComplete,
  scores,
  gone,
  standing,
}: Listed): object {
  const { id, kind, time, regulation, version, digest, about, by } = head;
  return {
    id,
    kind,
    time,
    regulation,
    version,
    digest,
    by,
    ...(about !== undefined && { supersedes: about }),
    ...(subject !== undefined && { subject }),
    ...(lawDate !== undefined && { lawDate }),
    ...(code !== undefined && { code }),
    ...(isComplete !== undefined && { complete: isComplete }),
    scores,
    ...(gone && { gone }),
    ...(place !== undefined && { place }),
    standing: explainStanding(standing),
  };
}

/** Who read what: the record of a reading. */
async function note(
  records: Records,
  response: Response,
  content: Readonly<Record<string, unknown>>,
  about?: string,
  subject?: string,
): Promise<void> {
  await records.note({
    kind: 'read',
    ...askedIn(response),
    content,
    ...(about !== undefined && { about }),
    ...(subject !== undefined && { of: { subject } }),
  });
}
