// GET /v1/evaluations/{id}: what was given is read again, and that it was read is recorded.
import supertest from 'supertest';
import { declareVoid, evaluate, keep, keepRefusal, list, read, replay, unknownId } from './asking.js';
import type { Kept } from './asking.js';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { entriesAbout, erase, placeAll, recording, recordsWith } from './recording.js';
import { serve } from './service.js';

const { app } = serve();

const counts = {
  counts: true,
  says: { id: 'Evaluasi ini yang berlaku.', en: 'This evaluation counts.' },
};
const organisation = { jenis: 'lembaga', terdaftar: true, nomor_surat: '7' };

describe('an evaluation that is read', () => {
  test.each([
    { what: 'complete', facts: {} },
    { what: 'incomplete', facts: { pemohon: { jenis: 'warga' }, ruang: [{ jam: 3 }, { jam: 13 }] } },
    { what: 'resting on a provisional row', facts: { pemohon: organisation } },
    { what: 'with a number that is written otherwise', facts: { luas: 1e-7, denda_lama: -0 } },
    { what: 'with names in other scripts', facts: { ruang: [{ jam: 3, nama: 'Ruang é 🏛' }] } },
  ])('has the bytes with which it was given, and its standing: $what', async ({ facts }) => {
    for (const query of ['?explain=full', '?explain=verdicts', '?explain=none']) {
      const given = await evaluate(app, { facts, query });

      const response = await read(app, (given.body as Kept).id, query);

      expectContract('get /v1/evaluations/{id}', response);
      expect(response.text).toBe(`${given.text.slice(0, -1)},"standing":${JSON.stringify(counts)}}`);
    }
  });

  test('is given in full when it was asked for briefly', async () => {
    const { id } = await keep(app, { query: '?explain=none' });

    const response = await read(app, id);

    expect(response.body).toMatchObject({ clauses: [{ clause: 'aula.terdaftar' }, {}, {}, {}, {}, {}] });
  });

  test('is where the answer said', async () => {
    const given = await evaluate(app);

    const response = await supertest(app).get(String(given.headers['location']));

    expect(response.body).toMatchObject({ id: (given.body as Kept).id });
  });

  test('comes as the same text as when it was given', async () => {
    const given = await evaluate(app, { headers: { Accept: 'text/plain' } });

    const location = String(given.headers['location']);
    const response = await supertest(app).get(location).set('Accept', 'text/plain');

    expectContract('get /v1/evaluations/{id}', response);
    expect(response.headers['content-language']).toBe('id');
    expect(response.text).toBe(given.text);
  });

  test('says first, in a text, that it does not count', async () => {
    const { id } = await keep(app);
    const voiding = (await declareVoid(app, id)).body as Kept;

    const response = await read(app, id, '?language=en').set('Accept', 'text/plain');

    expect(response.text.split('\n').slice(0, 3)).toEqual([
      `This evaluation was declared void by ${voiding.id}.`,
      '',
      'Hire of the village hall (invented) (sewa-aula@1.0.0)',
    ]);
  });

  test('shows what was recorded, and says so, where the program finds otherwise today', async () => {
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

    const response = await read(altered, id);

    expectContract('get /v1/evaluations/{id}', response);
    expect(response.body).toMatchObject({ reproduced: false, scores: { total_sewa: { value: 31 } } });
    expect(JSON.stringify(response.body)).not.toContain('"worked"');
  });
});

test('a refusal that is read has its record, its reasons in both languages and no scores', async () => {
  const refused = await keepRefusal(app);

  const response = await read(app, refused.id);

  expectContract('get /v1/evaluations/{id}', response);
  const { id, time, receipt } = refused;
  expect(response.body).toMatchObject({
    id,
    time,
    receipt,
    regulation: 'sewa-aula',
    version: '1.0.0',
    refusal: { code: 'not_covered', title: { id: 'Tidak dimuat', en: 'Not covered' } },
    standing: { counts: false, because: 'refused' },
  });
  expect(response.body).not.toHaveProperty('scores');
});

test('a refusal by no version at all is read', async () => {
  const refused = await evaluate(app, { facts: { acara: { tanggal: '1999-01-01' } } });

  const response = await read(app, (refused.body as Kept).id);

  expectContract('get /v1/evaluations/{id}', response);
  expect(response.body).toMatchObject({ refusal: { code: 'no_law_on_date' } });
  expect(response.body).not.toHaveProperty('version');
});

describe('what is not there', () => {
  test.each([
    unknownId,
    '7',
    unknownId.toUpperCase().replace('01890000', 'ABCDEF00'),
    '__proto__',
    'x'.repeat(900),
  ])('is a 404: %s', async (id) => {
    const response = await read(app, id);

    expectContract('get /v1/evaluations/{id}', response);
    expectRefusal(response, { status: 404, code: 'unknown_evaluation' });
    expect(response.text.length).toBeLessThan(600);
  });

  test('is a 404 also where the id is that of an entry of another kind', async () => {
    const { id } = await keep(app);
    await read(app, id);
    const [reading] = await entriesAbout(id);

    const response = await read(app, reading?.head.id ?? '');

    expect(reading?.head.kind).toBe('read');
    expectRefusal(response, { status: 404, code: 'unknown_evaluation' });
  });

  test('is a 410 where the content was erased, for readings and replays', async () => {
    const { id } = await keep(app, { more: { subject: 'pegawai-9' } });
    await erase('pegawai-9');

    const responses = [await read(app, id), await replay(app, id)];

    expectContract('get /v1/evaluations/{id}', await read(app, id));
    expectContract('post /v1/evaluations/{id}/replay', await replay(app, id));
    for (const response of responses) {
      expect(expectProblem(response, 410)).toMatchObject({
        code: 'record_gone',
        detail:
          'The content of this record was erased with its subject; its place in the log still verifies.',
      });
      expect(response.text).not.toContain('pegawai-9');
    }
  });
});

describe('that something was read is recorded', () => {
  test('as an entry about the record, with what was read and the request id', async () => {
    const { id } = await keep(app);
    await placeAll();

    await read(app, id).set('X-Request-Id', 'baca-1');
    await read(app, id, '/proof').set('X-Request-Id', 'baca-2');
    await replay(app, id).set('X-Request-Id', 'baca-3');
    await replay(app, id, '?version=1.0.0').set('X-Request-Id', 'baca-4');

    const entries = await entriesAbout(id);
    expect(
      entries.map(({ head: { kind, requestId, by }, content = '{}' }) => {
        const { salt, ...what } = JSON.parse(content) as Record<string, unknown>;
        return { kind, requestId, by, isSalted: typeof salt === 'string', ...what };
      }),
    ).toEqual([
      { kind: 'read', requestId: 'baca-1', by: null, isSalted: true, what: 'evaluation' },
      { kind: 'read', requestId: 'baca-2', by: null, isSalted: true, what: 'proof' },
      { kind: 'read', requestId: 'baca-3', by: null, isSalted: true, what: 'replay' },
      { kind: 'read', requestId: 'baca-4', by: null, isSalted: true, what: 'replay', version: '1.0.0' },
    ]);
  });

  test('also of a list, with its filter', async () => {
    await list(app, 'subject=pegawai-3&counts=true').set('X-Request-Id', 'daftar-1');

    const entry = (await entriesAbout(undefined)).find(({ head }) => head.requestId === 'daftar-1');
    expect(entry?.head.kind).toBe('read');
    expect(JSON.stringify(entry?.head)).not.toContain('pegawai-3');
    expect(JSON.parse(entry?.content ?? '')).toMatchObject({
      what: 'list',
      filter: { subject: 'pegawai-3', counts: true },
    });
  });

  test('and not where nothing was found', async () => {
    await read(app, unknownId);

    expect(await entriesAbout(unknownId)).toEqual([]);
  });
});

describe('a reading is refused', () => {
  test.each([
    { more: '?explain=short', parameter: 'explain' },
    { more: '?store=false', parameter: 'store' },
    { more: '/proof?explain=full', parameter: 'explain' },
  ])('with a parameter that is none: $more', async ({ more, parameter }) => {
    const { id } = await keep(app);

    const response = await read(app, id, more);

    expect(expectProblem(response, 400)).toMatchObject({
      code: 'invalid_parameter',
      errors: [{ parameter }],
    });
  });

  test('as neither JSON nor text', async () => {
    const { id } = await keep(app);

    const response = await read(app, id).set('Accept', 'text/html');

    expectContract('get /v1/evaluations/{id}', response);
    expectRefusal(response, { status: 406, code: 'not_acceptable' });
  });

  test('by another method', async () => {
    const response = await supertest(app).delete(`/v1/evaluations/${unknownId}`);

    expectRefusal(response, { status: 405, code: 'method_not_allowed' });
    expect(response.headers['allow']).toBe('GET, HEAD');
  });
});
