// In which form an evaluation is answered, JSON or a readable tree in one language; and the answer in that form.
import type { Request, Response } from 'express';
import type { Answer } from '../explanation/explain.js';
import { renderText } from '../explanation/text.js';
import type { Language } from '../explanation/words.js';
import type { StandingExplained } from '../audit/records/standing.js';
import { problem } from './problems.js';

export type Form = { readonly type: 'json' } | { readonly type: 'text'; readonly language: Language };

/** @param asked the language that the query names; @param usual that of the service. */
export function formOf(
  request: Request,
  response: Response,
  { asked, usual }: { asked: string | undefined; usual: Language },
): Form {
  response.vary('Accept, Accept-Language');
  const type = request.accepts(['application/json', 'text/plain']);
  if (type === 'application/json') return { type: 'json' };
  if (type === false) {
    const detail = 'The answer comes as application/json or text/plain.';
    throw problem(406, 'not_acceptable', 'Not acceptable', detail);
  }
  const accepted =
    request.headers['accept-language'] === undefined ? false : request.acceptsLanguages(['id', 'en']);
  return { type: 'text', language: [asked, accepted].find(isLanguage) ?? usual };
}

function isLanguage(value: unknown): value is Language {
  return value === 'id' || value === 'en';
}

export function sendAnswer(
  response: Response,
  answer: Answer & { readonly standing?: StandingExplained },
  form: Form,
): void {
  if (form.type === 'json') {
    response.type('application/json').send(JSON.stringify(answer));
    return;
  }
  response.setHeader('Content-Language', form.language);
  const { standing } = answer;
  const note = standing && !standing.counts ? `${standing.says[form.language]}\n\n` : '';
  response.type('text/plain').send(note + renderText(answer, form.language));
}
