// Facts that are missing or that there are not; and a great many faults at once.
import supertest from 'supertest';
import { expectProblem, expectRefusal } from './contract.js';
import { callers, meeting, request, serve } from './service.js';

const { app } = serve();
const { sendText, evaluate } = callers(app);

const room = { jam: 3 };
const warga = { jenis: 'warga', terdaftar: true };

describe('facts that are missing, unknown or conditional', () => {
  test('every missing fact is named at once', async () => {
    const response = await sendText('{"regulation":"sewa-aula","facts":{"acara":{"tanggal":"2023-06-15"}}}');

    const { errors } = expectProblem(response, 422);
    expect(errors).toEqual(
      ['pemohon', 'tamu', 'kursi', 'luas', 'ruang'].map((name) => ({
        pointer: `/facts/${name}`,
        message: 'is missing',
      })),
    );
  });

  test('no facts at all is told where the law date is missing', async () => {
    const response = await sendText('{"regulation":"sewa-aula","facts":{}}');

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/acara',
      message: 'is missing',
    });
  });

  test.each([
    {
      change: { tammu: 5 },
      pointer: '/tammu',
      message: 'is unknown here; did you mean "tamu"?',
    },
    {
      change: { pemohon: { ...warga, terdaftr: true } },
      pointer: '/pemohon/terdaftr',
      message: 'is unknown here; did you mean "terdaftar"?',
    },
    {
      change: { ruang: [{ ...room, 'a/b~c': 1 }] },
      pointer: '/ruang/0/a~1b~0c',
      message: 'is unknown here; there are: nama, jam, kipas',
    },
    { change: { total_sewa: 1 }, pointer: '/total_sewa', message: /^is unknown here/ },
  ])('$pointer $message', async ({ change, pointer, message }) => {
    const response = await evaluate(change);

    expectRefusal(response, { status: 422, code: 'invalid_facts', pointer: `/facts${pointer}`, message });
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])(
    '%s is a fact like any other: there is none',
    async (name) => {
      const response = await sendText(JSON.stringify(request()).replace('"tamu"', `"${name}":1,"tamu"`));

      expectRefusal(response, { status: 422, code: 'invalid_facts', pointer: `/facts/${name}` });
    },
  );

  test.each(['{"__proto__":{"tamu":1},', '{"__proto__":null,', '{"__proto__":1,'])(
    '__proto__ changes nothing and is refused: %s',
    async (start) => {
      const response = await sendText(JSON.stringify(request()).replace('"facts":{', `"facts":${start}`));

      expectRefusal(response, { status: 422, code: 'invalid_facts', pointer: '/facts/__proto__' });
    },
  );

  test('facts given through __proto__ are still missing', async () => {
    const response = await sendText(
      `{"regulation":"sewa-aula","facts":{"__proto__":${JSON.stringify(meeting())}}}`,
    );

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/tamu',
      message: 'is missing',
    });
  });

  test('a fact that another one asks for is named', async () => {
    const response = await evaluate({ pemohon: { jenis: 'lembaga' } });

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/pemohon/nomor_surat',
      message: 'is missing',
    });
  });

  test('a lone surrogate in a text', async () => {
    const response = await sendText(
      JSON.stringify(request(meeting({ ruang: [{ jam: 3, nama: 'X' }] }))).replace('"X"', '"a\\ud800b"'),
    );

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/ruang/0/nama',
      message: 'is not well-formed Unicode text',
    });
  });

  test('a lone surrogate in a name', async () => {
    const response = await sendText(JSON.stringify(request()).replace('"jam"', '"\\udc00":1,"jam"'));

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/ruang/0',
      message: 'has a name that is not well-formed Unicode text',
    });
  });
});

describe('many faults make a small answer, soon', () => {
  test.each([
    { what: 'a list of 100,000 elements', list: Array(100_000).fill(room) as unknown[] },
    {
      what: '2,000 elements of another type',
      list: Array.from({ length: 2000 }, (_, index) => `kamar ${index}`),
    },
    {
      what: '1,000 elements with ten unknown facts',
      list: Array(1000).fill(
        Object.fromEntries('abcdefghij'.split('').map((each) => [each, 1])),
      ) as unknown[],
    },
  ])('$what', async ({ list }) => {
    const { app: wide } = serve({ maxBody: 10_000_000 });
    const started = Date.now();

    const response = await supertest(wide)
      .post('/v1/evaluations')
      .send(request(meeting({ ruang: list })));

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/ruang',
      message: 'must have at most 10 element(s)',
    });
    expect(response.text.length).toBeLessThan(20_000);
    expect(Date.now() - started).toBeLessThan(2000);
  });
});

test('an unknown fact with a name of 900,000 characters makes a small answer', async () => {
  const response = await evaluate({ ['x'.repeat(900_000)]: 1 });

  expectRefusal(response, {
    status: 422,
    code: 'invalid_facts',
    pointer: `/facts/${'x'.repeat(117)}...`,
    message: 'is unknown here',
  });
  expect(response.text.length).toBeLessThan(20_000);
});
