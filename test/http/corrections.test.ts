// Corrections: an evaluation takes the place of another, or is declared void; what stands, and why.
import supertest from 'supertest';
import { declareVoid, evaluate, keep, keepRefusal, read, standingOf, unknownId } from './asking.js';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { entriesAbout, erase } from './recording.js';
import { hallVersion, meeting, request, serve } from './service.js';

const { app } = serve({ versions: [hallVersion(), hallVersion({ regulation: 'sewa-tenda' })] });

const superseding = (id: string, more: object = {}): { more: object } => ({
  more: { supersedes: { id, reason: 'Tamunya lebih banyak.' }, ...more },
});

describe('an evaluation that supersedes another', () => {
  test('counts in its place, and each says so', async () => {
    const subject = 'ganti';
    const before = await keep(app, { more: { subject } });

    const after = await keep(app, { ...superseding(before.id, { subject }), facts: { tamu: 130 } });

    expect(await standingOf(app, before.id)).toEqual({ counts: false, because: 'superseded', by: after.id });
    expect(await standingOf(app, after.id)).toEqual({ counts: true });
  });

  test('is recorded as being about the other', async () => {
    const before = await keep(app);

    const after = await keep(app, superseding(before.id));

    const entries = await entriesAbout(before.id);
    expect(entries.map(({ head: { id, kind } }) => ({ id, kind }))).toEqual([
      { id: after.id, kind: 'evaluation' },
    ]);
    expect(JSON.parse(entries[0]?.content ?? '')).toMatchObject({ reason: 'Tamunya lebih banyak.' });
  });

  test('gives the place back when it is void itself', async () => {
    const before = await keep(app);
    const after = await keep(app, superseding(before.id));

    await declareVoid(app, after.id);

    expect(await standingOf(app, before.id)).toEqual({ counts: true });
    expect(await standingOf(app, after.id)).toMatchObject({ counts: false, because: 'void' });
  });

  test('may be of another law date', async () => {
    const before = await keep(app, { more: { subject: 'tanggal' } });

    const facts = { acara: { tanggal: '2023-06-16', politik: false } };
    const after = await keep(app, { ...superseding(before.id, { subject: 'tanggal' }), facts });

    expect(await standingOf(app, before.id)).toMatchObject({ because: 'superseded', by: after.id });
  });
});

describe('what cannot be superseded is a 422 that says why', () => {
  test('an id that no record has', async () => {
    const response = await evaluate(app, superseding(unknownId));

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, {
      status: 422,
      code: 'unknown_evaluation',
      pointer: '/supersedes/id',
      message: 'is not an evaluation that can be superseded',
    });
  });

  test('a refusal', async () => {
    const { id } = await keepRefusal(app);

    const response = await evaluate(app, superseding(id));

    expectRefusal(response, { status: 422, code: 'unknown_evaluation', pointer: '/supersedes/id' });
  });

  test('an evaluation whose content was erased', async () => {
    const { id } = await keep(app, { more: { subject: 'dihapus' } });
    await erase('dihapus');

    const response = await evaluate(app, superseding(id, { subject: 'dihapus' }));

    expectRefusal(response, { status: 422, code: 'unknown_evaluation', pointer: '/supersedes/id' });
  });

  test.each([
    { what: 'another subject', before: { subject: 'satu' }, after: { subject: 'dua' } },
    { what: 'a subject, by one without', before: { subject: 'satu' }, after: {} },
    { what: 'none, by one with a subject', before: {}, after: { subject: 'dua' } },
  ])('an evaluation of $what', async ({ before, after }) => {
    const { id } = await keep(app, { more: before });

    const response = await evaluate(app, superseding(id, after));

    expectRefusal(response, {
      status: 422,
      code: 'other_subject',
      pointer: '/subject',
      message: 'is not that of the evaluation that is superseded',
    });
    expect(await standingOf(app, id)).not.toMatchObject({ because: 'superseded' });
  });

  test('an evaluation under another regulation', async () => {
    const { id } = await keep(app);
    const body = request(meeting(), { regulation: 'sewa-tenda', ...superseding(id).more });

    const response = await supertest(app).post('/v1/evaluations').send(body);

    expectRefusal(response, {
      status: 422,
      code: 'other_regulation',
      pointer: '/regulation',
      message: 'is not that of the evaluation that is superseded',
    });
  });

  test.each([
    { what: 'an id that is none', supersedes: { id: '7', reason: 'Salah.' }, pointer: '/supersedes/id' },
    { what: 'no reason', supersedes: { id: unknownId }, pointer: '/supersedes/reason' },
    { what: 'an empty reason', supersedes: { id: unknownId, reason: '' }, pointer: '/supersedes/reason' },
    { what: 'no id', supersedes: { reason: 'Salah.' }, pointer: '/supersedes/id' },
  ])('$what is a 400', async ({ supersedes, pointer }) => {
    const response = await evaluate(app, { more: { supersedes } });

    expectRefusal(response, { status: 400, code: 'invalid_request', pointer });
  });
});

describe('what was corrected already is a 409 that names the correction', () => {
  test('superseded, for another superseding and for a void', async () => {
    const { id } = await keep(app);
    const after = await keep(app, superseding(id));

    const again = await evaluate(app, superseding(id));
    const voided = await declareVoid(app, id);

    const detail = `Evaluation ${id} has been superseded by ${after.id}.`;
    expectContract('post /v1/evaluations', again);
    expect(expectProblem(again, 409)).toMatchObject({ code: 'evaluation_superseded', detail });
    expectContract('post /v1/evaluations/{id}/void', voided);
    expect(expectProblem(voided, 409)).toMatchObject({ code: 'evaluation_superseded', detail });
  });

  test('void, for a superseding and for another void', async () => {
    const { id } = await keep(app);
    const voiding = (await declareVoid(app, id)).body as { id: string };

    const superseded = await evaluate(app, superseding(id));
    const again = await declareVoid(app, id);

    const detail = `Evaluation ${id} is void by ${voiding.id}.`;
    expect(expectProblem(superseded, 409)).toMatchObject({ code: 'evaluation_void', detail });
    expect(expectProblem(again, 409)).toMatchObject({ code: 'evaluation_void', detail });
  });
});

describe('a void', () => {
  test('is recorded with its reason, and the evaluation is still read', async () => {
    const { id } = await keep(app, { more: { subject: 'batal' } });

    const response = await declareVoid(app, id, { reason: 'Acara tidak jadi.' });

    expectContract('post /v1/evaluations/{id}/void', response);
    const voided = response.body as { id: string };
    expect(response.body).toMatchObject({ about: id, reason: 'Acara tidak jadi.' });
    expect(await standingOf(app, id)).toEqual({ counts: false, because: 'void', by: voided.id });
    expect((await read(app, id)).body).toMatchObject({ id, scores: { total_sewa: { value: 32 } } });
  });

  test('lets the one before it count again, of the same subject and law date', async () => {
    const more = { subject: 'terdahulu' };
    const first = await keep(app, { more });
    const second = await keep(app, { more });
    const outdone = await standingOf(app, first.id);

    await declareVoid(app, second.id);

    expect(outdone).toEqual({ counts: false, because: 'later', by: second.id });
    expect(await standingOf(app, first.id)).toEqual({ counts: true });
  });

  test.each([
    { what: 'no reason', body: {}, pointer: '/reason', message: 'is missing' },
    { what: 'an empty reason', body: { reason: '' }, pointer: '/reason', message: /./ },
    { what: 'a reason that is a number', body: { reason: 5 }, pointer: '/reason', message: /text/ },
    { what: 'more than a reason', body: { reason: 'Salah.', by: 'x' }, pointer: '/by', message: /unknown/ },
  ])('with $what is a 400', async ({ body, pointer, message }) => {
    const { id } = await keep(app);

    const response = await declareVoid(app, id, body);

    expectContract('post /v1/evaluations/{id}/void', response);
    expectRefusal(response, { status: 400, code: 'invalid_request', pointer, message });
    expect(await standingOf(app, id)).toEqual({ counts: true });
  });

  test('of what there is not is a 404', async () => {
    const response = await declareVoid(app, unknownId);

    expectContract('post /v1/evaluations/{id}/void', response);
    expectRefusal(response, { status: 404, code: 'unknown_evaluation' });
  });

  test('of a refusal is a 409', async () => {
    const { id } = await keepRefusal(app);

    const response = await declareVoid(app, id);

    expectContract('post /v1/evaluations/{id}/void', response);
    expectRefusal(response, { status: 409, code: 'not_an_evaluation' });
  });

  test('of an evaluation whose content was erased is a 410', async () => {
    const { id } = await keep(app, { more: { subject: 'terhapus' } });
    await erase('terhapus');

    const response = await declareVoid(app, id);

    expectContract('post /v1/evaluations/{id}/void', response);
    expectRefusal(response, { status: 410, code: 'record_gone' });
  });

  test('is asked for by POST alone', async () => {
    const response = await supertest(app).get(`/v1/evaluations/${unknownId}/void`);

    expectRefusal(response, { status: 405, code: 'method_not_allowed' });
    expect(response.headers['allow']).toBe('POST');
  });
});
