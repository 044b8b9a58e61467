// Facts that are well formed and for which there is no answer, and regulations that there are not.
import supertest from 'supertest';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { callers, hallVersion, meeting, request, serve, withoutRecord } from './service.js';

const { app } = serve();
const { sendText, evaluate } = callers(app);

const acara = { tanggal: '2023-06-15' };

describe('a regulation and facts for which there is no answer', () => {
  test('an unknown regulation is a 404, with what may be meant', async () => {
    const response = await supertest(app)
      .post('/v1/evaluations')
      .send({ regulation: 'sewa-aulla', facts: {} });

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, {
      status: 404,
      code: 'unknown_regulation',
      pointer: '/regulation',
      message: 'there is no regulation "sewa-aulla"; did you mean "sewa-aula"?',
    });
  });

  test.each(['__proto__', 'constructor', '\ud800'])(
    'a regulation named %j is unknown',
    async (regulation) => {
      const response = await sendText(JSON.stringify({ regulation, facts: {} }));

      expectRefusal(response, { status: 404, code: 'unknown_regulation' });
    },
  );

  test('what the pack does not encode is refused, with the gap, the reason and the fact that met it', async () => {
    const response = await evaluate({ acara: { ...acara, politik: true } });

    expectContract('post /v1/evaluations', response);
    expect(expectProblem(response, 422)).toMatchObject({
      code: 'not_covered',
      gap: 'acara_politik',
      regulation: 'sewa-aula',
      version: '1.0.0',
      errors: [
        {
          pointer: '/facts/acara/politik',
          message: 'The rules for them are not encoded.',
          says: { id: 'Aturannya tidak dimuat.' },
        },
      ],
    });
    expect(response.body).not.toHaveProperty('scores');
  });

  test.each([
    { what: 'a division by zero', change: { kursi: 0 }, clause: 'aula.kepadatan', pointer: '/facts' },
    {
      what: 'a row that a table has not',
      change: { pemohon: { jenis: 'luar' } },
      clause: 'ruang.sewa',
      pointer: '/facts/ruang/0',
    },
  ])('$what is not computable, and the clause is named', async ({ change, clause, pointer }) => {
    const response = await evaluate(change);

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, {
      status: 422,
      code: 'not_computable',
      pointer,
      message: new RegExp(`^${clause}: `),
    });
    expect(response.body).not.toHaveProperty('scores');
  });

  test('a refusal is the same from either evaluator', async () => {
    const post = (evaluator: string): supertest.Test =>
      supertest(app)
        .post(`/v1/evaluations?evaluator=${evaluator}`)
        .set('X-Request-Id', 'r')
        .send(request(meeting({ kursi: 0 })));

    const [compiled, reference] = [await post('compiled'), await post('reference')];

    expect(withoutRecord(reference)).toBe(withoutRecord(compiled));
  });

  test('a date beyond every version is refused before the other facts are read', async () => {
    const { app: ended } = serve({ versions: [hallVersion({ to: '2022-12-31' })] });

    const response = await supertest(ended)
      .post('/v1/evaluations')
      .send(request(meeting({ tamu: 'x' })));

    expectRefusal(response, { status: 422, code: 'no_law_on_date', pointer: '/facts/acara/tanggal' });
  });
});
