// The first regulation over HTTP: what it refuses, what it calls provisional, and the example of its source.
import { join } from 'node:path';
import supertest from 'supertest';
import { readCases } from '../../src/policy/case-files.js';
import { expectContract, expectProblem, expectRefusal } from '../http/contract.js';
import { serve } from '../http/service.js';
import { examples } from './examples.js';
import type { Answer } from './examples.js';
import { realCatalog } from './real-rules.js';

const { app } = serve({ catalog: realCatalog() });

type Facts = Readonly<Record<string, unknown>>;

const [{ facts }] = examples as [(typeof examples)[number]];

function evaluate(change: Facts = {}, more: object = {}): supertest.Test {
  return supertest(app)
    .post('/v1/evaluations')
    .send({ regulation: 'kmk-300', facts: { ...facts, ...change }, ...more });
}

/** The submission around the article's own example, as policy staff keep it among the pack's cases. */
function assetTalks(): Facts {
  const folder = join('rules', 'kmk-300', '1.0.0');
  const found = readCases(folder, folder).cases.find(({ place }) =>
    place.file.endsWith('80-contoh-artikel.yaml'),
  );
  return found?.facts as Facts;
}

test('the head of a performance-owning unit is not covered, and is told by which fact', async () => {
  const response = await evaluate({ pegawai: { pimpinan_upk: true } });

  expectContract('post /v1/evaluations', response);
  expectRefusal(response, { status: 422, code: 'not_covered', pointer: '/facts/pegawai/pimpinan_upk' });
  expect(response.body).not.toHaveProperty('scores');
});

test.each([0, -1])('a target of %d is refused', async (target) => {
  const iki = { target, realisasi: 1, polarisasi: 'maximize', bobot: 1 };
  const [first, ...others] = facts.hkt as Facts[];

  const main = await evaluate({ hku: { koefisien_k3: 1, iki: [iki] } });
  const additional = await evaluate({ hkt: [{ ...first, target }, ...others] });

  const message = `must be larger than 0; it is ${target}`;
  expectRefusal(main, { status: 422, code: 'invalid_facts', pointer: '/facts/hku/iki/0/target', message });
  expectRefusal(additional, { status: 422, code: 'invalid_facts', pointer: '/facts/hkt/0/target', message });
});

test('a period that ends before the regulation was in force has no law, the day itself has', async () => {
  const before = await evaluate({ periode: { mulai: '2022-01-01', selesai: '2022-07-27' } });
  const first = await evaluate({ periode: { mulai: '2022-01-01', selesai: '2022-07-28' } });

  expectRefusal(before, { status: 422, code: 'no_law_on_date', pointer: '/facts/periode/selesai' });
  expect(first.status).toBe(201);
});

test('requireConfirmed refuses, since the weights are provisional', async () => {
  const response = await evaluate({}, { requireConfirmed: true });

  expectContract('post /v1/evaluations', response);
  expect(expectProblem(response, 422)).toMatchObject({
    code: 'unconfirmed_law',
    provisional: expect.arrayContaining([
      expect.objectContaining({ table: 'bobot_inovasi', row: { lingkup: 'nasional' } }),
    ]) as unknown,
  });
});

test("the article's own example is scored with a met verdict for every clause that applies", async () => {
  const response = await supertest(app)
    .post('/v1/evaluations')
    .send({ regulation: 'kmk-300', facts: assetTalks() });

  const { scores, clauses } = response.body as Answer;
  const verdicts = new Set(clauses.map((each) => each.verdict));
  expectContract('post /v1/evaluations', response);
  expect(scores).toMatchObject({
    nilai_hku_k3: { value: 99.96, potential: 99.96 },
    nilai_hkt: { value: 3, potential: 3 },
    nilai_hasil_kerja: { value: 102.96, potential: 102.96 },
  });
  expect(verdicts).toEqual(new Set(['met', 'not_applicable', 'calculated']));
  expect(response.body).toMatchObject({ complete: true, missing: [] });
});

test.each([
  { language: 'id', words: ['Hukum yang berlaku pada 31 Desember 2023', 'penugasan lain', 'terpenuhi'] },
  { language: 'en', words: ['The law as of 31 December 2023', 'other assignment', 'met'] },
])("the article's own example reads as text in $language", async ({ language, words }) => {
  const response = await supertest(app)
    .post(`/v1/evaluations?language=${language}`)
    .set('Accept', 'text/plain')
    .send({ regulation: 'kmk-300', facts: assetTalks() });

  expectContract('post /v1/evaluations', response);
  for (const word of words) expect(response.text).toContain(word);
});

test('every clause of the example is backed by a clause that can be read', async () => {
  const { body } = await supertest(app)
    .post('/v1/evaluations')
    .send({ regulation: 'kmk-300', facts: assetTalks() });
  const ids = [...new Set((body as Answer).clauses.map((each) => each.clause))];

  const read = await Promise.all(
    ids.map((id) => supertest(app).get(`/v1/regulations/kmk-300/versions/1.0.0/clauses/${id}`)),
  );

  expect(read.map((each) => each.status)).toEqual(ids.map(() => 200));
});
