// A share of the traffic is answered by both evaluators: what disagrees is logged, the caller never notices.
import supertest from 'supertest';
import { Catalog } from '../../src/evaluation/catalog.js';
import type { ReadyVersion } from '../../src/evaluation/decide.js';
import { hallVersion, meeting, request, serve } from './service.js';
import type { LogLine, Service } from './service.js';

type Evaluate = ReadyVersion['ready']['reference']['evaluate'];

/** A catalog whose reference evaluator is another. */
function catalogWith(replace: (usual: Evaluate) => Evaluate): Catalog {
  const catalog = new Catalog({ versions: [hallVersion()] });
  const [version] = catalog.all as [ReadyVersion];
  const { reference } = version.ready;
  const usual = reference.evaluate.bind(reference);
  Object.assign(reference, { evaluate: replace(usual) });
  return catalog;
}

/** The comparison runs after the answer has left. */
async function logOf({ app, logged }: Service, facts = meeting(), query = ''): Promise<LogLine[]> {
  const response = await supertest(app)
    .post(`/v1/evaluations${query}`)
    .set('X-Request-Id', 'r-3')
    .send(request(facts));
  expect(response.status).toBe(201);
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  return logged.filter((each) => each['message'] !== 'request');
}

test('nothing is logged when both evaluators agree', async () => {
  const service = serve({ isShadowed: () => true });

  expect(await logOf(service)).toEqual([]);
});

test('an error without facts is logged when they do not agree, and the answer stays', async () => {
  const catalog = catalogWith((usual) => (_facts, law) => usual(meeting({ tamu: 121 }), law));
  const service = serve({ catalog, isShadowed: () => true });

  const lines = await logOf(service);

  expect(lines).toEqual([
    {
      level: 'error',
      message: 'the evaluators disagree',
      requestId: 'r-3',
      regulation: 'sewa-aula',
      version: '1.0.0',
      digest: expect.stringMatching(/^sha256:/) as unknown,
    },
  ]);
});

test('an error is logged when the reference evaluator refuses what the compiled one answers', async () => {
  const catalog = catalogWith((usual) => (_facts, law) => usual(meeting({ kursi: 0 }), law));
  const service = serve({ catalog, isShadowed: () => true });

  expect(await logOf(service)).toMatchObject([{ level: 'error', message: 'the evaluators disagree' }]);
});

test('an error is logged when the reference evaluator answers what the compiled one refuses', async () => {
  const catalog = catalogWith((usual) => (_facts, law) => usual(meeting(), law));
  const { app, logged } = serve({ catalog, isShadowed: () => true });

  const response = await supertest(app)
    .post('/v1/evaluations')
    .send(request(meeting({ kursi: 0 })));
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);

  expect(response.status).toBe(422);
  expect(logged).toContainEqual(
    expect.objectContaining({ level: 'error', message: 'the evaluators disagree' }),
  );
});

test('a failing reference evaluator is logged as an error, and the answer arrives whole', async () => {
  const catalog = catalogWith(() => () => Promise.reject(new Error('out of order')));
  const service = serve({ catalog, isShadowed: () => true });

  expect(await logOf(service)).toMatchObject([{ level: 'error', requestId: 'r-3' }]);
});

test('what is not in the share is answered by one evaluator alone', async () => {
  const catalog = catalogWith(() => () => Promise.reject(new Error('must not run')));
  const service = serve({ catalog, isShadowed: () => false });

  expect(await logOf(service)).toEqual([]);
});
