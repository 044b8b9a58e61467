// GET /v1/evaluations…: records found, read, replayed and proven. Every reading is itself recorded.
import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { Catalog } from '../evaluation/catalog.js';
import { explainLevels } from '../explanation/explain.js';
import type { ExplainLevel } from '../explanation/explain.js';
import type { Language } from '../explanation/words.js';
import { whatWouldChange } from '../analysis/what-would-change/what-would-change.js';
import { answerOf, receiptOf } from '../audit/records/answers.js';
import type { Log } from '../audit/log/log.js';
import type { Records } from '../audit/records/records.js';
import { replay, replayOn } from '../audit/records/replay.js';
import { explainStanding } from '../audit/records/standing.js';
import type { Listed, Standing } from '../audit/store.js';
import { askedIn } from './asked.js';
import { filterForms, filterOf } from './filters.js';
import { evaluationIn, keptIn, proofIn, readingIn } from './found.js';
import { formOf, sendAnswer } from './negotiation.js';
import { onlyMethods } from './problems.js';
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
    await records.noteReading({ what: 'evaluation' }, askedIn(response), { about: id });
    const standing = explainStanding((await records.store.standingOf(id)) as Standing);
    if (reading.kind === 'refusal') {
      const { regulation, version } = reading.kept.head;
      response.json({
        ...recordOf(reading.kept.head, receiptOf(reading.kept)),
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
    await records.noteReading({ what: 'proof' }, askedIn(response), { about: kept.head.id });
    response.json(await proofIn(log, kept, response));
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
    await records.noteReading({ what: 'what_would_change' }, askedIn(response), { about: id });
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
    const reading = await evaluationIn(records, request.params.id);
    const { id, regulation = '' } = reading.kept.head;
    const versions = catalog().versions(regulation) ?? [];
    const { version } = readQuery(request, { version: versions.map(({ pack }) => pack.version) });
    const what = { what: 'replay', ...(version !== undefined && { version }) };
    await records.noteReading(what, askedIn(response), { about: id });
    const other = versions.find(({ pack }) => pack.version === version)?.pack;
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
    await records.noteReading({ what: 'list', filter }, askedIn(response), { subject: filter.subject });
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
