// Idempotency-Key: a request that is sent again gets what was recorded, and nothing is recorded twice.
import type { Express } from 'express';
import type { Response } from 'supertest';
import { evaluate, list } from './asking.js';
import type { Wanted } from './asking.js';
import { expectContract, expectProblem } from './contract.js';
import { recording, recordsWith } from './recording.js';
import { serve } from './service.js';

const { app } = serve();

async function send(key: string, wanted: Wanted = {}, on = app): Promise<Response> {
  const headers = { 'X-Request-Id': 'r-1', ...wanted.headers, 'Idempotency-Key': key };
  return evaluate(on, { ...wanted, headers });
}

async function countOf(subject: string): Promise<number> {
  const { evaluations } = (await list(app, `subject=${subject}`)).body as { evaluations: unknown[] };
  return evaluations.length;
}

function expectReused(response: Response): void {
  expectContract('post /v1/evaluations', response);
  expect(expectProblem(response, 422)).toMatchObject({
    code: 'idempotency_key_reused',
    errors: [{ parameter: 'Idempotency-Key', message: 'stands for another request' }],
  });
}

describe('the same request again under its key', () => {
  test('gets the same bytes and the same status and place, and is recorded once', async () => {
    const more = { subject: 'sekali' };

    const first = await send('sekali-1', { more });
    const again = await send('sekali-1', { more });

    expectContract('post /v1/evaluations', first);
    expect(first.status).toBe(201);
    expect({ status: again.status, text: again.text, location: again.headers['location'] as string }).toEqual(
      {
        status: 201,
        text: first.text,
        location: `/v1/evaluations/${(first.body as { id: string }).id}`,
      },
    );
    expect(await countOf('sekali')).toBe(1);
  });

  test('gets the same bytes from a service that has been started anew', async () => {
    const first = await send('mulai-ulang');

    const again = await send('mulai-ulang', {}, serve().app);

    expect(again.text).toBe(first.text);
  });

  test('gets the same record from an instance that did not see the key in time', async () => {
    const late: Express = serve({
      records: recordsWith({ findIdempotent: () => Promise.resolve(undefined) }),
    }).app;
    const first = await send('dua-proses', { more: { subject: 'dua' } });

    const again = await send('dua-proses', { more: { subject: 'dua' } }, late);
    const other = await send('dua-proses', { more: { subject: 'tiga' } }, late);

    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expectReused(other);
    expect(await countOf('dua')).toBe(1);
  });

  test('gets the same refusal with the same record', async () => {
    const facts = { acara: { tanggal: '2023-06-15', politik: true } };
    const more = { subject: 'ditolak' };

    const first = await send('tolak', { facts, more });
    const again = await send('tolak', { facts, more });

    expectContract('post /v1/evaluations', first);
    expect(expectProblem(first, 422)).toMatchObject({
      code: 'not_covered',
      id: expect.any(String) as unknown,
    });
    expect(again.text).toBe(first.text);
    expect(await countOf('ditolak')).toBe(1);
  });

  test('is the same with its members in another order, with and without quotes around the key', async () => {
    const first = await send('kutip', { more: { subject: 's', asOf: '2023-07-01' } });

    const again = await send('"kutip"', { more: { asOf: '2023-07-01', subject: 's' } });

    expect(again.text).toBe(first.text);
  });

  test('may be answered as text', async () => {
    const first = await send('teks', { headers: { Accept: 'text/plain' } });

    const again = await send('teks', { headers: { Accept: 'text/plain' } });

    expect(again.status).toBe(201);
    expect(again.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(again.text).toBe(first.text);
  });
});

describe('another request under a key that was used', () => {
  test.each([
    { what: 'other facts', wanted: { facts: { tamu: 121 } } },
    { what: 'another subject', wanted: { more: { subject: 'lain' } } },
    { what: 'another level of explanation', wanted: { query: '?explain=none' } },
    { what: 'facts that are refused', wanted: { facts: { kursi: 0 } } },
  ])('is refused: $what', async ({ what, wanted }) => {
    const key = what.replaceAll(' ', '-');
    await send(key);

    expectReused(await send(key, wanted));
  });

  test('is refused where the key stands for a refusal', async () => {
    await send('kursi', { facts: { kursi: 0 } });

    expectReused(await send('kursi'));
  });
});

test('a mistake in the request does not use up its key', async () => {
  const mistaken = await send('perbaiki', { facts: { tamu: 'banyak' } });

  const mended = await send('perbaiki');

  expectProblem(mistaken, 422);
  expect(mended.status).toBe(201);
});

test('while the first is being answered, the second is told so; the first gets its answer', async () => {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let arrived = (): void => undefined;
  const atTheGate = new Promise<void>((resolve) => (arrived = resolve));
  const slow = recordsWith({
    append: async (entries) => {
      arrived();
      await gate;
      return recording().store.append(entries);
    },
  });
  const { app: waiting } = serve({ records: slow });

  const first = send('bersamaan', {}, waiting);
  await atTheGate;
  const second = await send('bersamaan', {}, waiting);
  open();
  const answered = await first;

  expectContract('post /v1/evaluations', second);
  expect(expectProblem(second, 409).code).toBe('request_in_flight');
  expect(answered.status).toBe(201);
  expect((await send('bersamaan', {}, waiting)).text).toBe(answered.text);
});

test('with store=false a key has no use, and the request is told so', async () => {
  const response = await send('percobaan', { query: '?store=false' });

  expectContract('post /v1/evaluations', response);
  expect(expectProblem(response, 400)).toMatchObject({
    code: 'invalid_parameter',
    detail:
      'The header Idempotency-Key has no use with store=false: nothing is kept that it could stand for.',
    errors: [{ parameter: 'Idempotency-Key' }],
  });
});

test.each(['', '""', 'two words', 'a"b', '"open', 'x'.repeat(256), 'é'])(
  'a key that is none is a 400: %j',
  async (key) => {
    const response = await send(key);

    expect(expectProblem(response, 400)).toMatchObject({
      code: 'invalid_parameter',
      errors: [{ parameter: 'Idempotency-Key', message: 'is not one to 255 visible ASCII characters' }],
    });
  },
);

test('a key of 255 characters is taken', async () => {
  const response = await send('k'.repeat(255));

  expect(response.status).toBe(201);
});
