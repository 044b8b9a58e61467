// Bodies of another media type or encoding, too large, or too deep.
import { gzipSync } from 'node:zlib';
import supertest from 'supertest';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { callers, meeting, request, serve } from './service.js';

const { app } = serve();
const { send } = callers(app);

const good = JSON.stringify(request());

describe('another media type or encoding is a 415 or a 400', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'nonsense'])(
    '%s',
    async (type) => {
      const response = await send(good, { 'Content-Type': type });

      expectContract('post /v1/evaluations', response);
      expect(expectProblem(response, 415).detail).toBe(`Send application/json; this is ${type}.`);
    },
  );

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;profile=x'])(
    '%s is JSON',
    async (type) => {
      const response = await send(good, { 'Content-Type': type });

      expect(response.status).toBe(201);
    },
  );

  test('an encoding that there is not', async () => {
    const response = await send(good, { 'Content-Encoding': 'compress' });

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, { status: 415, code: 'unsupported_encoding' });
  });

  test('gzip is read', async () => {
    const response = await send(gzipSync(good), { 'Content-Encoding': 'gzip' });

    expect(response.status).toBe(201);
  });

  test('gzip that is none', async () => {
    const response = await send(good, { 'Content-Encoding': 'gzip' });

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, { status: 400, code: 'bad_request' });
  });

  test('gzip that is cut short', async () => {
    const response = await send(gzipSync(good).subarray(0, 60), { 'Content-Encoding': 'gzip' });

    expectRefusal(response, { status: 400, code: 'bad_request' });
  });
});

describe('size', () => {
  test('10 MB is a 413', async () => {
    const response = await send(good.replace('{', `{${' '.repeat(10_000_000)}`));

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, { status: 413, code: 'body_too_large' });
  });

  test('a small gzip that unpacks to 10 MB is a 413', async () => {
    const response = await send(gzipSync(good.replace('{', `{${' '.repeat(10_000_000)}`)), {
      'Content-Encoding': 'gzip',
    });

    expectRefusal(response, { status: 413, code: 'body_too_large' });
  });

  test('a body of exactly the limit is read, a byte more is not', async () => {
    const { app: small } = serve({ maxBody: 1000 });
    const post = (size: number): supertest.Test =>
      supertest(small)
        .post('/v1/evaluations')
        .set('Content-Type', 'application/json')
        .send(good.padEnd(size));

    const [within, beyond] = [await post(1000), await post(1001)];

    expect(within.status).toBe(201);
    expectRefusal(beyond, { status: 413, code: 'body_too_large' });
  });

  test('60,000 unknown members at the top make a small answer', async () => {
    const members = Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join(',');

    const response = await send(good.replace('{', `{${members},`));

    expect(response.status).toBe(400);
    expect(response.text.length).toBeLessThan(20_000);
  });
});

describe('depth', () => {
  const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const objects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

  test.each([
    { what: 'lists 5,000 deep', facts: `{"ruang":${lists(5000)}}` },
    { what: 'objects 5,000 deep', facts: objects(5000) },
    { what: 'lists 100,000 deep', facts: `{"ruang":${lists(100_000)}}` },
    { what: 'objects 100,000 deep', facts: objects(100_000) },
  ])('$what in the facts is a 422', async ({ facts }) => {
    const text = JSON.stringify(request(meeting({ nested: 'HERE' }))).replace('"HERE"', facts);

    const response = await send(text);

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts',
      message: 'nests deeper than 64 levels',
    });
  });

  test.each([
    { what: 'the body itself', text: lists(100_000) },
    { what: 'facts', text: `{"regulation":"sewa-aula","facts":${lists(100_000)}}` },
    { what: 'the subject', text: `{"regulation":"sewa-aula","facts":{},"subject":${objects(100_000)}}` },
    {
      what: 'a member that there is not',
      text: `{"regulation":"sewa-aula","facts":{},"x":${lists(100_000)}}`,
    },
  ])('100,000 deep in $what is a 400', async ({ text }) => {
    const response = await send(text);

    expectRefusal(response, { status: 400, code: 'invalid_request' });
  });
});
