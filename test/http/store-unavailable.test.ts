// A store that is out of reach: 503, no score leaves, and what was not acknowledged is not there.
import supertest from 'supertest';
import type { Response } from 'supertest';
import { Log } from '../../src/audit/log/log.js';
import { StoreUnavailable } from '../../src/audit/store.js';
import type { Store } from '../../src/audit/store.js';
import { declareVoid, evaluate, keep, list, read, replay, standingOf } from './asking.js';
import { expectContract, expectProblem } from './contract.js';
import { placeAll, recording, recordsWith, storeWith } from './recording.js';
import { serve } from './service.js';
import type { Service } from './service.js';

const { app } = serve();

const fails = (): Promise<never> =>
  Promise.reject(new StoreUnavailable('/data/timbang.sqlite: disk is full'));

function serveOver(change: Partial<Store>): Service {
  const { keys } = recording();
  const log = new Log({ store: storeWith(change), origin: keys.origin, keys: () => keys.keys() });
  return serve({ records: recordsWith(change), log });
}

function expectUnavailable(operation: string, response: Response): void {
  expectContract(operation, response);
  expect(expectProblem(response, 503)).toMatchObject({ code: 'store_unavailable' });
  expect(response.headers['retry-after']).toBe('1');
  expect(response.text).not.toMatch(/scores|total_sewa|verdict|receipt|disk|sqlite/);
}

async function listed(subject: string): Promise<unknown[]> {
  return ((await list(app, `subject=${subject}`)).body as { evaluations: unknown[] }).evaluations;
}

describe('an evaluation that cannot be recorded is not answered', () => {
  test.each([
    { what: 'nothing can be appended', change: { append: fails } },
    { what: 'the pack cannot be kept', change: { keepPack: fails } },
  ])('because $what', async ({ what, change }) => {
    const { app: broken, logged } = serveOver(change);

    const response = await evaluate(broken, { more: { subject: what } });

    expectUnavailable('post /v1/evaluations', response);
    expect(response.headers).not.toHaveProperty('location');
    expect(await listed(what)).toEqual([]);
    expect(logged).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'the store is unavailable',
        reason: '/data/timbang.sqlite: disk is full',
      }),
    );
  });

  test('as text neither', async () => {
    const response = await evaluate(serveOver({ append: fails }).app, { headers: { Accept: 'text/plain' } });

    expectUnavailable('post /v1/evaluations', response);
  });

  test('nor is a refusal', async () => {
    const { app: broken } = serveOver({ append: fails });

    const response = await evaluate(broken, { facts: { kursi: 0 }, more: { subject: 'tolak' } });

    expectUnavailable('post /v1/evaluations', response);
    expect(response.text).not.toContain('not_computable');
    expect(await listed('tolak')).toEqual([]);
  });

  test('nor one whose key cannot be looked up', async () => {
    const { app: broken } = serveOver({ findIdempotent: fails });

    const response = await evaluate(broken, { headers: { 'Idempotency-Key': 'k-1' } });

    expectUnavailable('post /v1/evaluations', response);
  });

  test('nor one that would supersede another', async () => {
    const { id } = await keep(app);
    const more = { supersedes: { id, reason: 'Salah ketik.' } };

    const response = await evaluate(serveOver({ append: fails }).app, { more });

    expectUnavailable('post /v1/evaluations', response);
    expect(await standingOf(app, id)).toEqual({ counts: true });
  });

  test('but with store=false it is, since nothing is to be kept', async () => {
    const response = await evaluate(serveOver({ append: fails, keepPack: fails }).app, {
      query: '?store=false',
    });

    expectContract('post /v1/evaluations', response);
    expect(response.status).toBe(200);
  });
});

test('a mistake in the request is told also while the store is out of reach', async () => {
  const response = await evaluate(serveOver({ append: fails }).app, { facts: { tamu: 'banyak' } });

  expect(expectProblem(response, 422).code).toBe('invalid_facts');
});

test('once the store is back the same request under the same key is answered and recorded once', async () => {
  let isDown = true;
  const down = serveOver({
    append: (entries) => (isDown ? fails() : recording().store.append(entries)),
    keepPack: (digest, files) => (isDown ? fails() : recording().store.keepPack(digest, files)),
  });
  const wanted = { headers: { 'Idempotency-Key': 'kembali' }, more: { subject: 'kembali' } };

  const failed = await evaluate(down.app, wanted);
  isDown = false;
  const answered = await evaluate(down.app, wanted);

  expectUnavailable('post /v1/evaluations', failed);
  expect(answered.status).toBe(201);
  expect(await listed('kembali')).toHaveLength(1);
});

test('an acknowledgement that was lost is found again under its key', async () => {
  const { app: lossy } = serveOver({
    append: async (entries) => {
      await recording().store.append(entries);
      return fails();
    },
  });
  const wanted = { headers: { 'Idempotency-Key': 'hilang' }, more: { subject: 'hilang' } };

  const lost = await evaluate(lossy, wanted);
  const again = await evaluate(app, wanted);

  expectUnavailable('post /v1/evaluations', lost);
  expect(again.status).toBe(201);
  expect(await listed('hilang')).toHaveLength(1);
});

describe('a reading that cannot be recorded shows nothing', () => {
  test('whichever it is', async () => {
    const { id } = await keep(app);
    await placeAll();
    const { app: broken } = serveOver({ append: fails });

    expectUnavailable('get /v1/evaluations/{id}', await read(broken, id));
    expectUnavailable('get /v1/evaluations/{id}/proof', await read(broken, id, '/proof'));
    expectUnavailable('post /v1/evaluations/{id}/replay', await replay(broken, id));
    expectUnavailable('get /v1/evaluations', await list(broken, 'kind=evaluation'));
  });
});

test('a void that cannot be recorded is none', async () => {
  const { id } = await keep(app);

  const response = await declareVoid(serveOver({ append: fails }).app, id);

  expectUnavailable('post /v1/evaluations/{id}/void', response);
  expect(await standingOf(app, id)).toEqual({ counts: true });
});

test('what cannot be read is a 503 as well', async () => {
  const { id } = await keep(app);
  await placeAll();
  const { app: broken } = serveOver({ find: fails, list: fails, checkpoint: fails, hashAt: fails });

  expectUnavailable('get /v1/evaluations/{id}', await read(broken, id));
  expectUnavailable('get /v1/evaluations', await list(broken, ''));
  expectUnavailable('get /v1/log/checkpoint', await supertest(broken).get('/v1/log/checkpoint'));
  expectUnavailable('get /v1/log/consistency', await supertest(broken).get('/v1/log/consistency'));
});

test('an error of another kind is a 500 that says nothing of the inside', async () => {
  const { app: broken } = serveOver({ append: () => Promise.reject(new TypeError('inside')) });

  const response = await evaluate(broken);

  expect(expectProblem(response, 500).code).toBe('unexpected_error');
  expect(response.text).not.toMatch(/inside|scores/);
});
