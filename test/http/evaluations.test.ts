// POST /v1/evaluations: what an answer holds, how much of it, and by which evaluator.
import supertest from 'supertest';
import { expectContract, expectProblem } from './contract.js';
import { meeting, request, serve, withoutRecord } from './service.js';

const { app } = serve();

function evaluate(body: object, query = ''): supertest.Test {
  return supertest(app).post(`/v1/evaluations${query}`).send(body);
}

interface Answered {
  readonly scores: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly clauses: readonly (Readonly<Record<string, unknown>> & {
    readonly clause: string;
    readonly at: string;
  })[];
}

describe('an evaluation', () => {
  test('is answered with the law, the scores and every clause, as the OpenAPI file describes', async () => {
    const body = request(meeting({ pemohon: { jenis: 'warga' }, ruang: [{ jam: 3 }, { jam: 13 }] }));

    const response = await evaluate(body);

    expectContract('post /v1/evaluations', response);
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      regulation: 'sewa-aula',
      version: '1.0.0',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
      law: { date: '2023-06-15', decidedBy: 'acara.tanggal', status: 'released', passedOver: [] },
      complete: false,
      missing: ['/pemohon/terdaftar', '/ruang/1/kipas'],
      labels: {
        '/pemohon/terdaftar': {
          id: 'pemohon: Terdaftar di desa',
          en: 'pemohon: Registered in the village',
        },
        '/ruang/0': { id: 'Ruang yang disewa 1', en: 'Rooms hired 1' },
        '/ruang/1/kipas': { id: 'Ruang yang disewa 2: Dengan kipas', en: 'Rooms hired 2: With a fan' },
      },
      scores: { total_sewa: { value: 336, potential: 168, unit: 'ribu' } },
      provisional: [],
    });
  });

  test('misses the fact that decides whether a gap refuses, and is complete with it', async () => {
    const open = await evaluate(request(meeting({ acara: { tanggal: '2023-06-15' } })));
    const closed = await evaluate(request(meeting()));

    expect(open.body).toMatchObject({ complete: false, missing: ['/acara/politik'] });
    expect(closed.body).toMatchObject({ complete: true, missing: [] });
  });

  test('reports the clauses in the order of the files, and by element within each', async () => {
    const body = request(meeting({ ruang: [{ jam: 3 }, { jam: 13 }] }));

    const { clauses } = (await evaluate(body)).body as Answered;

    expect(clauses.map(({ clause, at }) => `${clause} ${at}`)).toEqual([
      'aula.terdaftar ',
      'aula.tamu ',
      'ruang.lama /ruang/0',
      'ruang.lama /ruang/1',
      'ruang.sewa /ruang/0',
      'ruang.sewa /ruang/1',
      'aula.sewa ',
      'aula.kepadatan ',
    ]);
  });

  test('gives for a requirement its source, its text and both sides of each condition', async () => {
    const { clauses } = (await evaluate(request())).body as Answered;

    expect(clauses[1]).toEqual({
      clause: 'aula.tamu',
      at: '',
      verdict: 'met',
      title: { id: 'Tamu muat', en: 'The guests fit' },
      text: { id: 'Tamu tidak boleh terlalu banyak.', en: 'There may not be too many guests.' },
      citation: { document: 'perdes_aula', part: 'Pasal 2' },
      provenance: { kind: 'law', status: 'confirmed' },
      because: [
        {
          condition: 'tamu atMost parameter.tamu_terbanyak',
          name: 'tamu_muat',
          operator: 'atMost',
          expected: 200,
          actual: 120,
          verdict: 'met',
          says: { id: 'Tamu 120 orang; paling banyak 200.', en: '120 guests; at most 200.' },
        },
      ],
      says: { id: 'Tamu muat: terpenuhi.', en: 'The guests fit: met.' },
    });
  });

  test('gives for a calculation its formula, what it read and the formula with the numbers in it', async () => {
    const { clauses } = (await evaluate(request())).body as Answered;

    expect(clauses[3]).toMatchObject({
      clause: 'ruang.sewa',
      at: '/ruang/0',
      verdict: 'calculated',
      value: 31.5,
      potential: 31.5,
      unit: 'ribu',
      formula: 'item.jam * table.tarif(pemohon.jenis)',
      inputs: {
        'item.jam': { value: 3, label: { id: 'Lama sewa dalam jam', en: 'Hours of hire' } },
        'table.tarif(pemohon.jenis)': { value: 10.5, label: { id: 'Tarif per jam', en: 'Rate per hour' } },
      },
      worked: '3 * 10.5',
    });
  });

  test('says how a score was rounded', async () => {
    const { scores } = (await evaluate(request())).body as Answered;

    expect(scores['kepadatan']).toEqual({
      value: 1.66,
      potential: 1.66,
      title: { id: 'Luas per kursi', en: 'Area per seat' },
      rounding: { decimals: 2, mode: 'down', before: 1.6666666667, beforePotential: 1.6666666667 },
      says: {
        id: 'Luas per kursi: 1,66 (dibulatkan ke bawah, 2 desimal, dari 1,6666666667).',
        en: 'Area per seat: 1.66 (rounded down, 2 decimals, from 1.6666666667).',
      },
    });
  });

  test('is the same from either evaluator, byte for byte', async () => {
    const body = request(
      meeting({ pemohon: { jenis: 'lembaga', nomor_surat: '7' }, ruang: [{ jam: 3.7 }, { jam: 13 }] }),
    );

    const compiled = await evaluate(body, '?evaluator=compiled');
    const reference = await evaluate(body, '?evaluator=reference');

    expectContract('post /v1/evaluations', reference);
    expect(withoutRecord(reference)).toBe(withoutRecord(compiled));
  });

  test('with store=false says nothing of the subject and has no record', async () => {
    const response = await evaluate(request(meeting(), { subject: 'pegawai-17' }), '?store=false');

    expectContract('post /v1/evaluations', response);
    expect(response.status).toBe(200);
    expect(response.text).not.toContain('pegawai-17');
    expect(response.headers).not.toHaveProperty('location');
    for (const member of ['id', 'time', 'receipt']) expect(response.body).not.toHaveProperty(member);
  });

  test('takes the value that is in force on the law date', async () => {
    const before = await evaluate(request(meeting({ acara: { tanggal: '2023-12-31' }, tamu: 151 })));
    const after = await evaluate(request(meeting({ acara: { tanggal: '2024-01-01' }, tamu: 151 })));

    expect((before.body as Answered).clauses[1]).toMatchObject({
      verdict: 'met',
      because: [{ expected: 200 }],
    });
    expect((after.body as Answered).clauses[1]).toMatchObject({
      verdict: 'not_met',
      because: [{ expected: 150 }],
    });
  });
});

describe('explain', () => {
  test('full is the usual', async () => {
    const usual = await evaluate(request());
    const full = await evaluate(request(), '?explain=full');

    expect(withoutRecord(full)).toBe(withoutRecord(usual));
  });

  test('verdicts gives each clause with its place and its verdict or value, and nothing else of it', async () => {
    const response = await evaluate(request(), '?explain=verdicts');

    expectContract('post /v1/evaluations', response);
    expect((response.body as Answered).clauses).toEqual([
      { clause: 'aula.terdaftar', at: '', verdict: 'met' },
      { clause: 'aula.tamu', at: '', verdict: 'met' },
      { clause: 'ruang.lama', at: '/ruang/0', verdict: 'met' },
      { clause: 'ruang.sewa', at: '/ruang/0', verdict: 'calculated', value: 31.5, potential: 31.5 },
      { clause: 'aula.sewa', at: '', verdict: 'calculated', value: 31.5, potential: 31.5 },
      {
        clause: 'aula.kepadatan',
        at: '',
        verdict: 'calculated',
        value: 1.6666666667,
        potential: 1.6666666667,
      },
    ]);
    expect(response.body).not.toHaveProperty('documents');
    expect(response.body).not.toHaveProperty('labels');
  });

  test('none leaves the clauses out and keeps the scores', async () => {
    const response = await evaluate(request(), '?explain=none');

    expectContract('post /v1/evaluations', response);
    expect(response.body).not.toHaveProperty('clauses');
    expect(response.body).not.toHaveProperty('documents');
    expect((response.body as Answered).scores['total_sewa']).toMatchObject({ value: 32, potential: 32 });
  });
});

describe('requireConfirmed', () => {
  const organisation = meeting({ pemohon: { jenis: 'lembaga', terdaftar: true, nomor_surat: '7' } });

  test('refuses an answer that rests on a provisional row, and names the row', async () => {
    const response = await evaluate(request(organisation, { requireConfirmed: true }));

    expectContract('post /v1/evaluations', response);
    expect(expectProblem(response, 422)).toMatchObject({
      code: 'unconfirmed_law',
      regulation: 'sewa-aula',
      version: '1.0.0',
      provisional: [
        { table: 'tarif', row: { jenis: 'lembaga' }, value: 25, citation: { document: 'catatan' } },
      ],
    });
    expect(response.body).not.toHaveProperty('scores');
  });

  test('does not refuse an answer that read confirmed rows alone', async () => {
    const response = await evaluate(request(meeting(), { requireConfirmed: true }));

    expect(response.status).toBe(201);
  });

  test('is not the usual: the provisional row is named beside the scores', async () => {
    const response = await evaluate(request(organisation));

    expectContract('post /v1/evaluations', response);
    expect(response.body).toMatchObject({
      provisional: [
        {
          table: 'tarif',
          value: 25,
          says: {
            id: 'Tarif per jam (Jenis pemohon: lembaga) = 25',
            en: 'Rate per hour (Kind of applicant: organisation) = 25',
          },
        },
      ],
    });
  });
});
