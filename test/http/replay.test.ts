// POST /v1/evaluations/{id}/replay: the recorded facts again, on the recorded version or on another.
import supertest from 'supertest';
import { keep, keepRefusal, replay, unknownId } from './asking.js';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { recording, recordsWith } from './recording.js';
import { hallFiles, hallVersion, replace, serve } from './service.js';

const files = hallFiles();
const dearer = {
  ...files,
  'tables/tarif.yaml': replace(files['tables/tarif.yaml'] ?? '', 'value: 10.5', 'value: 12'),
  'parameters.yaml': replace(files['parameters.yaml'] ?? '', 'value: 200', 'value: 100'),
};
const { app } = serve({
  versions: [
    hallVersion({ to: '2023-12-31' }),
    hallVersion({ version: '1.1.0', to: '2023-12-31', released: 'draft', files: dearer }),
    hallVersion({ version: '2.0.0', from: '2024-01-01' }),
  ],
});

describe('on the recorded version', () => {
  test.each([
    { what: 'complete', facts: {} },
    { what: 'incomplete', facts: { pemohon: { jenis: 'warga' }, ruang: [{ jam: 3 }, { jam: 13.7 }] } },
    { what: 'not met', facts: { tamu: 201, pemohon: { jenis: 'warga', terdaftar: false } } },
  ])('both evaluators find what was recorded: $what', async ({ facts }) => {
    const { id } = await keep(app, { facts });

    const response = await replay(app, id);

    expectContract('post /v1/evaluations/{id}/replay', response);
    expect(response.body).toEqual({ id, isIdentical: true, compiled: [], reference: [] });
  });

  test('is as before when the version is not served any more', async () => {
    const { id } = await keep(app);
    const { app: later } = serve({ versions: [hallVersion({ version: '3.0.0' })] });

    const response = await replay(later, id);

    expect(response.body).toMatchObject({ isIdentical: true });
  });

  test('names every place where the record says otherwise, for each evaluator', async () => {
    const { id } = await keep(app);
    const { app: altered } = serve({
      records: recordsWith({
        find: async (each) => {
          const kept = await recording().store.find(each);
          const content = kept?.content?.replace('"value":32', '"value":31');
          return kept && { ...kept, ...(content !== undefined && { content }) };
        },
      }),
    });

    const response = await replay(altered, id);

    expectContract('post /v1/evaluations/{id}/replay', response);
    const difference = { at: '/scores/total_sewa/value', recorded: 31, replayed: 32 };
    expect(response.body).toEqual({
      id,
      isIdentical: false,
      compiled: [difference],
      reference: [difference],
    });
  });
});

describe('on another version', () => {
  test('the outputs and clauses that differ are named, with the clauses where it begins', async () => {
    const { id } = await keep(app);

    const response = await replay(app, id, '?version=1.1.0');

    expectContract('post /v1/evaluations/{id}/replay', response);
    expect(response.body).toEqual({
      id,
      version: '1.1.0',
      digest: expect.stringMatching(/^sha256:/) as unknown,
      outputs: [
        {
          output: 'total_sewa',
          before: { value: 32, potential: 32 },
          after: { value: 36, potential: 36 },
          causes: [{ clause: 'ruang.sewa', at: '/ruang/0' }],
        },
      ],
      clauses: [
        { clause: 'aula.tamu', at: '', recorded: { verdict: 'met' }, other: { verdict: 'not_met' } },
        {
          clause: 'ruang.sewa',
          at: '/ruang/0',
          recorded: { verdict: 'calculated', value: 31.5, potential: 31.5 },
          other: { verdict: 'calculated', value: 36, potential: 36 },
        },
        {
          clause: 'aula.sewa',
          at: '',
          recorded: { verdict: 'calculated', value: 31.5, potential: 31.5 },
          other: { verdict: 'calculated', value: 36, potential: 36 },
        },
      ],
    });
  });

  test('nothing differs from the recorded one by its own name', async () => {
    const { id } = await keep(app);

    const response = await replay(app, id, '?version=1.0.0');

    expectContract('post /v1/evaluations/{id}/replay', response);
    expect(response.body).toMatchObject({ version: '1.0.0', outputs: [], clauses: [] });
  });

  test('a version that does not cover the law date says so', async () => {
    const { id } = await keep(app);

    const response = await replay(app, id, '?version=2.0.0');

    expectContract('post /v1/evaluations/{id}/replay', response);
    expect(response.body).toMatchObject({ version: '2.0.0', notCompared: { reason: 'outside_span' } });
    expect(response.body).not.toHaveProperty('outputs');
  });
});

describe('is refused', () => {
  test.each([
    { query: '?version=9.9.9', message: '"9.9.9" is not one of 1.0.0, 1.1.0, 2.0.0' },
    { query: '?version=1.1.0&version=2.0.0', message: 'is given more than once' },
    { query: '?versi=1.1.0', message: 'there is no parameter "versi"; did you mean "version"?' },
  ])('with $query', async ({ query, message }) => {
    const { id } = await keep(app);

    const response = await replay(app, id, query);

    expectContract('post /v1/evaluations/{id}/replay', response);
    const { code, errors } = expectProblem(response, 400);
    expect(code).toBe('invalid_parameter');
    expect(errors.map((each) => each.message)).toEqual([message]);
  });

  test('for a submission that was refused', async () => {
    const { id } = await keepRefusal(app);

    const response = await replay(app, id);

    expectContract('post /v1/evaluations/{id}/replay', response);
    expectRefusal(response, { status: 409, code: 'not_an_evaluation' });
  });

  test('for what there is not', async () => {
    const response = await replay(app, unknownId);

    expectContract('post /v1/evaluations/{id}/replay', response);
    expectRefusal(response, { status: 404, code: 'unknown_evaluation' });
  });

  test('by GET', async () => {
    const response = await supertest(app).get(`/v1/evaluations/${unknownId}/replay`);

    expectRefusal(response, { status: 405, code: 'method_not_allowed' });
    expect(response.headers['allow']).toBe('POST');
  });
});
