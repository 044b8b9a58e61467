// What surrounds the evaluations: documentation, health, headers, request ids and the log.
import supertest from 'supertest';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { meeting, request, serve } from './service.js';

const { app } = serve();

describe('/docs', () => {
  test('is a page whose every script, style and icon is there', async () => {
    const page = await supertest(app).get('/docs');

    const paths = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    const assets = await Promise.all(paths.map((path) => supertest(app).get(path)));

    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(paths).toContain('/docs/assets/swagger-ui-bundle.js');
    expect(assets.map((each) => each.status)).toEqual(paths.map(() => 200));
    expect(assets.map((each) => String(each.headers['content-type']).split(';')[0])).toEqual([
      'text/css',
      'image/png',
      'text/javascript',
      'text/javascript',
    ]);
  });

  test('starts from a file, since the CSP lets no inline script run', async () => {
    const page = await supertest(app).get('/docs');

    const csp = String(page.headers['content-security-policy']);
    const scripts = csp.split(';').find((each) => each.trim().startsWith('script-src '));
    expect(scripts).toBe("script-src 'self'");
    expect(csp).toContain("default-src 'self'");
    expect(csp).toContain("object-src 'none'");
    expect(csp).not.toContain('upgrade-insecure-requests');
    expect(page.text).not.toMatch(/<script(?![^>]*src=)|\son\w+=/);
  });

  test.each([
    '/docs/assets/package.json',
    '/docs/assets/../package.json',
    '/docs/assets/..%2fpackage.json',
    '/docs/assets/',
  ])('gives no other file of its parts: %s', async (path) => {
    const response = await supertest(app).get(path);

    expectRefusal(response, { status: 404, code: 'not_found' });
  });

  test('is where / leads', async () => {
    const response = await supertest(app).get('/');

    expect(response.status).toBe(302);
    expect(response.headers['location']).toBe('/docs');
  });
});

describe('health', () => {
  test('/livez answers while the process lives, ready or not', async () => {
    const { app: starting } = serve({ isReady: () => false });

    const response = await supertest(starting).get('/livez');

    expectContract('get /livez', response);
    expect(response.body).toEqual({ status: 'alive' });
  });

  test('/readyz tells the rules that are served and when their files were last read', async () => {
    const response = await supertest(app).get('/readyz');

    expectContract('get /readyz', response);
    expect(response.body).toEqual({
      status: 'ready',
      rules: {
        digest: expect.stringMatching(/^sha256:/) as unknown,
        servedSince: '2023-01-01T00:00:00.000Z',
        lastSuccess: '2023-01-01T00:00:00.000Z',
        lastRefusal: null,
      },
    });
  });

  test('/readyz is 503 while the service starts or stops', async () => {
    const { app: stopping } = serve({ isReady: () => false });

    const response = await supertest(stopping).get('/readyz');

    expectContract('get /readyz', response);
    expectRefusal(response, { status: 503, code: 'not_ready' });
  });

  test.each(['/livez', '/readyz', '/v1/status', '/metrics'])(
    '%s takes no parameters, and the specification says so',
    async (path) => {
      const response = await supertest(app).get(`${path}?deep=1`);

      expectContract(`get ${path}`, response);
      expectRefusal(response, { status: 400, code: 'invalid_parameter' });
    },
  );
});

describe('headers', () => {
  test('tell nothing of the server, forbid sniffing and framing, and carry no ETag', async () => {
    const { headers } = await supertest(app).post('/v1/evaluations').send(request());

    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  test("a plain request id of the caller's own is kept", async () => {
    const response = await supertest(app).get('/livez').set('X-Request-Id', 'gaji-2023_12.7');

    expect(response.headers['x-request-id']).toBe('gaji-2023_12.7');
  });

  test.each(['two words', 'x'.repeat(81), '<script>', 'a,b'])(
    'another request id is replaced: %s',
    async (id) => {
      const response = await supertest(app).get('/livez').set('X-Request-Id', id);

      expect(response.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );

  test('a problem names the request id', async () => {
    const response = await supertest(app).get('/nothing').set('X-Request-Id', 'r-1');

    expect(expectProblem(response, 404)).toMatchObject({
      code: 'not_found',
      requestId: 'r-1',
      detail: 'There is nothing at GET /nothing; see /docs.',
    });
  });
});

describe('the log', () => {
  test('has one line for a request: id, method, path, status, time, version', async () => {
    const { app: own, logged } = serve();

    await supertest(own).post('/v1/evaluations?explain=none').set('X-Request-Id', 'r-2').send(request());

    expect(logged).toEqual([
      {
        level: 'info',
        message: 'request',
        requestId: 'r-2',
        method: 'POST',
        path: '/v1/evaluations',
        status: 201,
        milliseconds: expect.any(Number) as unknown,
        version: '1.0.0',
      },
    ]);
  });

  test('holds no facts, no subject and no query, whether the answer is a score or a refusal', async () => {
    const { app: own, logged } = serve();
    const secret = 'Rahasia 12345';
    const facts = meeting({
      acara: { tanggal: '2023-06-15', nama: secret },
      ruang: [{ jam: 3, nama: secret }],
    });

    await supertest(own)
      .post('/v1/evaluations')
      .send(request(facts, { subject: secret }));
    await supertest(own)
      .post(`/v1/evaluations?explain=${encodeURIComponent(secret)}`)
      .send(request(facts));
    await supertest(own)
      .post('/v1/evaluations')
      .send(request({ ...facts, [secret]: secret }));
    await supertest(own).post('/v1/evaluations').set('Content-Type', 'application/json').send(`{"${secret}`);

    expect(logged.map((each) => each['status'])).toEqual([201, 400, 422, 400]);
    expect(JSON.stringify(logged)).not.toMatch(/Rahasia|12345/);
  });
});
