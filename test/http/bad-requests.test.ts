// Requests that are wrong outside their body: parameters, methods, addresses, and what only a raw socket can send.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { request, serve } from './service.js';
import type { LogLine } from './service.js';

const { app } = serve();

describe('query parameters', () => {
  test.each([
    { query: 'explain=short', parameter: 'explain', message: '"short" is not one of full, verdicts, none' },
    { query: 'explain=', parameter: 'explain', message: '"" is not one of full, verdicts, none' },
    {
      query: 'explian=full',
      parameter: 'explian',
      message: 'there is no parameter "explian"; did you mean "explain"?',
    },
    { query: 'explain=full&explain=none', parameter: 'explain', message: 'is given more than once' },
    { query: 'explain[]=full', parameter: 'explain[]', message: /^there is no parameter "explain\[\]"/ },
    { query: 'evaluator=fast', parameter: 'evaluator', message: '"fast" is not one of compiled, reference' },
    { query: 'language=fr', parameter: 'language', message: '"fr" is not one of id, en' },
    { query: 'store=no', parameter: 'store', message: '"no" is not one of true, false' },
    { query: 'store', parameter: 'store', message: '"" is not one of true, false' },
    { query: '__proto__=1', parameter: '__proto__', message: /^there is no parameter "__proto__"/ },
    { query: 'constructor=1', parameter: 'constructor', message: /^there is no parameter "constructor"/ },
    { query: 'x', parameter: 'x', message: /^there is no parameter "x"/ },
    { query: '%ff=%zz', parameter: expect.any(String) as unknown, message: /^there is no parameter/ },
  ])('$query is a 400 that names it', async ({ query, parameter, message }) => {
    const response = await supertest(app).post(`/v1/evaluations?${query}`).send(request());

    expectContract('post /v1/evaluations', response);
    const text = typeof message === 'string' ? message : (expect.stringMatching(message) as unknown);
    expect(expectProblem(response, 400)).toMatchObject({
      code: 'invalid_parameter',
      errors: [{ parameter, message: text }],
    });
  });
});

describe('methods and addresses', () => {
  test.each(['put', 'patch', 'delete'] as const)('%s is not for evaluations', async (method) => {
    const response = await supertest(app)[method]('/v1/evaluations');

    expectRefusal(response, { status: 405, code: 'method_not_allowed' });
    expect(response.headers['allow']).toBe('GET, HEAD, POST');
  });

  test.each(['/v1/regulations', '/v1/regulations/sewa-aula', '/livez', '/readyz', '/openapi.json'])(
    'POST %s is told that it is the method that is wrong',
    async (path) => {
      const response = await supertest(app).post(path);

      expectRefusal(response, { status: 405, code: 'method_not_allowed' });
      expect(response.headers['allow']).toBe('GET, HEAD');
    },
  );

  test.each([
    '/v1',
    '/v1/evaluation',
    '/v1/evaluations/7/proofs',
    '/v1/log',
    '/V2/evaluations',
    '/v1/regulations/sewa-aula/versions',
  ])('%s is a 404', async (path) => {
    const response = await supertest(app).get(path);

    expectRefusal(response, { status: 404, code: 'not_found' });
  });

  test.each(['/v1/regulations/%', '/v1/regulations/%E0%A4%A', '/v1/regulations/sewa-aula/versions/%ff'])(
    'broken percent-encoding is a 400: %s',
    async (path) => {
      const response = await supertest(app).get(path);

      expectRefusal(response, { status: 400, code: 'bad_request' });
    },
  );

  test('an address of 8,000 characters makes a problem and no error', async () => {
    const response = await supertest(app).get(`/${'a'.repeat(8000)}`);

    expectRefusal(response, { status: 404, code: 'not_found' });
  });
});

describe('on a raw socket', () => {
  interface Spoken {
    readonly answer: string;
    readonly logged: readonly LogLine[];
    /** The status of a plain request afterwards. */
    readonly afterwards: number;
  }

  /** Sends the text, closes this side of the connection, and gives what came back. */
  async function speak(text: string): Promise<Spoken> {
    const own = serve();
    const server = own.app.listen(0, '127.0.0.1') as Server;
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const answer = await exchange(port, text);
      const after = await fetch(`http://127.0.0.1:${port}/livez`, { headers: { connection: 'close' } });
      await after.text();
      return { answer, logged: own.logged, afterwards: after.status };
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  async function exchange(port: number, text: string): Promise<string> {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', () => socket.destroy());
    socket.write(text);
    const silence = setTimeout(() => socket.end(), 150);
    await once(socket, 'close');
    clearTimeout(silence);
    return Buffer.concat(parts).toString();
  }

  const body = JSON.stringify(request());
  const head = (length: number): string =>
    `POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

  test('a body shorter than its length says is no error of ours, and the next request is answered', async () => {
    const { logged, afterwards } = await speak(head(body.length + 10) + body);

    expect(afterwards).toBe(200);
    expect(logged.filter((each) => each['level'] === 'error')).toEqual([]);
  });

  test('a body longer than its length says is no error of ours: the surplus is no request', async () => {
    const { answer, logged, afterwards } = await speak(`${head(body.length)}${body}surplus`);

    expect(answer).toContain('HTTP/1.1 400 Bad Request');
    expect(afterwards).toBe(200);
    expect(logged.filter((each) => each['level'] === 'error')).toEqual([]);
  });

  test('no body and no length is an empty body, whatever its media type', async () => {
    const text = 'POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n';

    const { answer } = await speak(text);

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"not_json"');
    expect(answer).not.toContain('Send application/json; this is application/json');
  });

  test('a chunked body is read', async () => {
    const text = `POST /v1/evaluations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

    const { answer } = await speak(text);

    expect(answer).toMatch(/^HTTP\/1\.1 201 Created/);
  });

  test.each([
    {
      what: 'a length that is no number',
      text: head(0).replace('Content-Length: 0', 'Content-Length: many'),
    },
    { what: 'two lengths', text: head(0).replace('\r\n\r\n', '\r\nContent-Length: 5\r\n\r\n') },
    {
      what: 'a length and chunks',
      text: head(0).replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n'),
    },
    { what: 'no HTTP at all', text: 'hello\r\n\r\n' },
  ])('$what is a 400, and the next request is answered', async ({ text }) => {
    const { answer, afterwards } = await speak(text);

    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(afterwards).toBe(200);
  });
});
