// Bodies that are no request: what is not JSON, and JSON of another form.
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { callers, request, serve } from './service.js';

const { send } = callers(serve().app);

const good = JSON.stringify(request());

describe('what is not JSON is a 400', () => {
  test.each([
    { what: 'an empty body', body: '', detail: /The body is empty; send a JSON object/ },
    { what: 'a body of blanks', body: '  \n', detail: /cannot be read as JSON/ },
    { what: 'half of a body', body: good.slice(0, 40), detail: /cannot be read as JSON/ },
    { what: 'a word', body: 'facts', detail: /cannot be read as JSON/ },
    {
      what: 'NaN',
      body: '{"regulation":"sewa-aula","facts":{"tamu":NaN}}',
      detail: /cannot be read as JSON/,
    },
    { what: 'a trailing comma', body: '{"regulation":"sewa-aula",}', detail: /cannot be read as JSON/ },
    { what: 'two bodies', body: good + good, detail: /cannot be read as JSON/ },
  ])('$what', async ({ body, detail }) => {
    const response = await send(body);

    expectContract('post /v1/evaluations', response);
    expect(expectProblem(response, 400)).toMatchObject({
      code: 'not_json',
      detail: expect.stringMatching(detail) as unknown,
    });
  });

  test.each([
    { what: 'a byte that begins no character', bytes: [0xff] },
    { what: 'a character cut short', bytes: [0xe2, 0x82] },
    { what: 'a surrogate in UTF-8', bytes: [0xed, 0xa0, 0x80] },
  ])('text that is not UTF-8: $what', async ({ bytes }) => {
    const body = Buffer.concat([
      Buffer.from('{"regulation":"'),
      Buffer.from(bytes),
      Buffer.from('","facts":{}}'),
    ]);

    const response = await send(body);

    expect(expectProblem(response, 400)).toMatchObject({
      code: 'not_json',
      detail: 'The body cannot be read as JSON: it is not UTF-8 text.',
    });
  });
});

describe('JSON of another form is a 400 that says where', () => {
  test.each([
    { what: 'a list', body: [], pointer: '', message: /object/ },
    { what: 'null', body: null, pointer: '', message: /object/ },
    { what: 'a text', body: 'sewa-aula', pointer: '', message: /object/ },
    { what: 'a number', body: 7, pointer: '', message: /object/ },
    { what: 'no regulation', body: { facts: {} }, pointer: '/regulation', message: 'is missing' },
    { what: 'no facts', body: { regulation: 'sewa-aula' }, pointer: '/facts', message: 'is missing' },
    { what: 'facts that are a list', body: request([]), pointer: '/facts', message: /object/ },
    { what: 'facts that are null', body: request(null), pointer: '/facts', message: /object/ },
    {
      what: 'a regulation that is a number',
      body: { ...request(), regulation: 5 },
      pointer: '/regulation',
      message: /string|text/,
    },
    {
      what: 'an empty regulation',
      body: { ...request(), regulation: '' },
      pointer: '/regulation',
      message: /./,
    },
    {
      what: 'a version that is a number',
      body: request({}, { version: 1 }),
      pointer: '/version',
      message: 'must be a text; it is 1',
    },
    {
      what: 'a version that is null',
      body: request({}, { version: null }),
      pointer: '/version',
      message: 'must be a text; it is null; leave it out when it is not known',
    },
    {
      what: 'requireConfirmed as a word',
      body: request({}, { requireConfirmed: 'yes' }),
      pointer: '/requireConfirmed',
      message: /boolean|true or false/,
    },
    {
      what: 'a subject that is too long',
      body: request({}, { subject: 'x'.repeat(201) }),
      pointer: '/subject',
      message: /200/,
    },
    {
      what: 'asOf that is no day',
      body: request({}, { asOf: '2023-02-30' }),
      pointer: '/asOf',
      message: /date/,
    },
    {
      what: 'asOf with a time',
      body: request({}, { asOf: '2023-02-03T00:00:00Z' }),
      pointer: '/asOf',
      message: /date/,
    },
    {
      what: 'a member that there is not',
      body: request({}, { asof: '2023-02-03' }),
      pointer: '/asof',
      message: 'is unknown here; did you mean "asOf"?',
    },
    {
      what: 'a member named by a path',
      body: request({}, { 'a/b~c': 1 }),
      pointer: '/a~1b~0c',
      message: /^is unknown here/,
    },
    {
      what: 'a member named constructor',
      body: request({}, { constructor: {} }),
      pointer: '/constructor',
      message: /^is unknown here/,
    },
  ])('$what', async ({ body, pointer, message }) => {
    const response = await send(JSON.stringify(body));

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, { status: 400, code: 'invalid_request', pointer, message });
  });

  test('a member named __proto__ changes nothing and is refused', async () => {
    const response = await send(good.replace('{', '{"__proto__":{"requireConfirmed":true},'));

    expectRefusal(response, { status: 400, code: 'invalid_request', pointer: '/__proto__' });
  });

  test('a message about a wrong value shows the value, as those about facts do', async () => {
    const response = await send(JSON.stringify(request({}, { asOf: '2023-02-30' })));

    expectRefusal(response, {
      status: 400,
      code: 'invalid_request',
      pointer: '/asOf',
      message: /2023-02-30/,
    });
  });
});
