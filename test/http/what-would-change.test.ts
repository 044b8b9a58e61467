// GET /v1/evaluations/{id}/what-would-change: what a record lacks, and what a goal takes.
import { keep, keepRefusal, read, unknownId } from './asking.js';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { entriesAbout } from './recording.js';
import { serve } from './service.js';

const { app } = serve();

const operation = 'get /v1/evaluations/{id}/what-would-change';
const unregistered = { pemohon: { jenis: 'warga', terdaftar: false }, tamu: 201 };

test('names every requirement that is not met, and the scores if it were', async () => {
  const { id } = await keep(app, { facts: unregistered });

  const response = await read(app, id, '/what-would-change');

  expectContract(operation, response);
  expect(response.body).toMatchObject({
    id,
    regulation: 'sewa-aula',
    version: '1.0.0',
    requirements: [
      { clause: 'aula.terdaftar', verdict: 'not_met', ifMet: { total_sewa: { now: 63, value: 32 } } },
      { clause: 'aula.tamu', verdict: 'not_met', ifMet: { total_sewa: { now: 63, value: 63 } } },
    ],
  });
  expect(response.body).not.toHaveProperty('goal');
});

test('says what reaches a goal, and that there is nothing to do where it is reached', async () => {
  const { id } = await keep(app, { facts: unregistered });

  const response = await read(app, id, '/what-would-change?output=total_sewa&atLeast=60');

  expectContract(operation, response);
  expect(response.body).toMatchObject({
    goal: { output: 'total_sewa', atLeast: 60, reachable: true, size: 0 },
  });
});

test('is recorded as a reading', async () => {
  const { id } = await keep(app);

  await read(app, id, '/what-would-change').set('X-Request-Id', 'ubah-1');

  const [entry] = await entriesAbout(id);
  expect(entry?.head).toMatchObject({ kind: 'read', requestId: 'ubah-1' });
  expect(JSON.parse(entry?.content ?? '')).toMatchObject({ what: 'what_would_change' });
});

test.each([
  { query: '?atLeast=5', parameter: 'atLeast', message: 'needs output' },
  { query: '?output=lain', parameter: 'output', message: expect.stringContaining('lain') as unknown },
  { query: '?output=total_sewa&atLeast=x', parameter: 'atLeast', message: '"x" is not a number' },
])('$query is a 400 that says why', async ({ query, parameter, message }) => {
  const { id } = await keep(app);

  const response = await read(app, id, `/what-would-change${query}`);

  expectContract(operation, response);
  expect(expectProblem(response, 400)).toMatchObject({ errors: [{ parameter, message }] });
});

test('is a 404 for what there is not, and a 409 for a refusal', async () => {
  const { id } = await keepRefusal(app);

  const missing = await read(app, unknownId, '/what-would-change');
  const refused = await read(app, id, '/what-would-change');

  expectContract(operation, missing);
  expectRefusal(missing, { status: 404, code: 'unknown_evaluation' });
  expectContract(operation, refused);
  expectRefusal(refused, { status: 409, code: 'not_an_evaluation' });
});
