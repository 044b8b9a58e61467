// An evaluation as plain text, and in which language.
import supertest from 'supertest';
import { expectContract, expectRefusal } from './contract.js';
import { request, serve } from './service.js';

const { app } = serve({ language: 'id' });
const { app: englishApp } = serve({ language: 'en' });

function ask(headers: Record<string, string>, query = '', on = app): supertest.Test {
  return supertest(on).post(`/v1/evaluations${query}`).set(headers).send(request());
}

test('Accept: text/plain gives a tree in the usual language of the service', async () => {
  const response = await ask({ Accept: 'text/plain' });

  expectContract('post /v1/evaluations', response);
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(response.headers['content-language']).toBe('id');
  expect(response.text.split('\n').slice(0, 2)).toEqual([
    'Sewa aula desa (karangan) (sewa-aula@1.0.0)',
    'Hukum yang berlaku pada 15 Juni 2023 (acara.tanggal)',
  ]);
});

test.each([
  { asked: 'the usual language of the service', headers: {}, query: '', language: 'en', on: englishApp },
  {
    asked: 'Accept-Language',
    headers: { 'Accept-Language': 'en-GB,en;q=0.9,id;q=0.1' },
    query: '',
    language: 'en',
  },
  {
    asked: 'Accept-Language for a language there is not',
    headers: { 'Accept-Language': 'fr' },
    query: '',
    language: 'id',
  },
  { asked: '?language', headers: {}, query: '?language=en', language: 'en' },
  {
    asked: '?language over Accept-Language',
    headers: { 'Accept-Language': 'en' },
    query: '?language=id',
    language: 'id',
  },
])('the language is decided by $asked', async ({ headers, query, language, on }) => {
  const response = await ask({ Accept: 'text/plain', ...headers }, query, on);

  expect(response.headers['content-language']).toBe(language);
  expect(response.text).toContain(language === 'en' ? 'Hire of the village hall' : 'Sewa aula desa');
});

test.each([
  { accept: '*/*', type: 'application/json; charset=utf-8' },
  { accept: 'application/json, text/plain', type: 'application/json; charset=utf-8' },
  { accept: 'application/json;q=0.5, text/plain', type: 'text/plain; charset=utf-8' },
])('Accept: $accept is answered as $type', async ({ accept, type }) => {
  const response = await ask({ Accept: accept });

  expect(response.headers['content-type']).toBe(type);
});

test('text is always full, whatever explain says', async () => {
  const full = await ask({ Accept: 'text/plain' });
  const brief = await ask({ Accept: 'text/plain' }, '?explain=none');

  expect(brief.text).toBe(full.text);
});

test('text is the same from either evaluator', async () => {
  const compiled = await ask({ Accept: 'text/plain' });
  const reference = await ask({ Accept: 'text/plain' }, '?evaluator=reference');

  expect(reference.text).toBe(compiled.text);
});

test('an Accept header for neither JSON nor text is refused', async () => {
  const response = await ask({ Accept: 'text/html' });

  expectContract('post /v1/evaluations', response);
  expectRefusal(response, { status: 406, code: 'not_acceptable' });
});

test('a refusal is a problem also where text was asked for', async () => {
  const body = { regulation: 'sewa-aula', facts: {} };

  const response = await supertest(app).post('/v1/evaluations').set('Accept', 'text/plain').send(body);

  expectRefusal(response, { status: 422, code: 'invalid_facts' });
});
