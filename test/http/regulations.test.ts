// GET /v1/regulations…: the law as it is encoded.
import supertest from 'supertest';
import { expectContract, expectProblem } from './contract.js';
import { hallVersion, serve } from './service.js';

const regulation = '/v1/regulations/{regulation}';
const { app } = serve({
  versions: [
    hallVersion({ version: '1.0.0', to: '2023-12-31' }),
    hallVersion({
      version: '1.1.0',
      released: '2023-01-01',
      withdrawn: { date: '2023-02-01', reason: 'keliru' },
    }),
    hallVersion({ version: '2.0.0', released: 'draft' }),
  ],
});

function get(path: string): supertest.Test {
  return supertest(app).get(path);
}

test('all regulations are listed with their versions', async () => {
  const response = await get('/v1/regulations');

  expectContract('get /v1/regulations', response);
  expect(response.body).toMatchObject({
    regulations: [
      {
        regulation: 'sewa-aula',
        title: { id: 'Sewa aula desa (karangan)', en: 'Hire of the village hall (invented)' },
        versions: [
          { version: '1.0.0', status: 'released', inForce: { from: '2022-01-01', to: '2023-12-31' } },
          { version: '1.1.0', status: 'withdrawn', inForce: { from: '2022-01-01' } },
          { version: '2.0.0', status: 'draft' },
        ],
      },
    ],
  });
});

test('one regulation is read with its versions', async () => {
  const response = await get('/v1/regulations/sewa-aula');

  expectContract(`get ${regulation}`, response);
  expect(response.body).toMatchObject({ regulation: 'sewa-aula', versions: [{}, {}, {}] });
});

test('versions are listed by semver, in whatever order their folders come', async () => {
  const { app: folders } = serve({
    versions: ['1.10.0', '1.2.0', '1.9.0'].map((version) => hallVersion({ version })),
  });

  const response = await supertest(folders).get('/v1/regulations/sewa-aula');

  const { versions } = response.body as { versions: { version: string }[] };
  expect(versions.map((each) => each.version)).toEqual(['1.2.0', '1.9.0', '1.10.0']);
});

test('a version holds facts, values, tables, clauses, gaps and open questions', async () => {
  const response = await get('/v1/regulations/sewa-aula/versions/1.0.0');

  expectContract(`get ${regulation}/versions/{version}`, response);
  expect(response.body).toMatchObject({
    version: '1.0.0',
    decidedBy: 'acara.tanggal',
    facts: { tamu: { type: 'integer', required: true, at_least: 1, at_most: 5000 } },
    factsSchema: { type: 'object', required: ['acara', 'pemohon', 'tamu', 'kursi', 'luas', 'ruang'] },
    parameters: [
      { parameter: 'tamu_terbanyak', values: [{ value: 200 }, { from: '2024-01-01', value: 150 }] },
      {},
    ],
    tables: [{ table: 'tarif', kind: 'lookup', by: ['jenis'], rows: [{ jenis: 'warga', value: 10.5 }, {}] }],
    notEncoded: [
      { gap: 'acara_politik', refusesWhen: { fact: 'acara.politik', operator: 'is', value: 'true' } },
    ],
    openQuestions: [{ question: 'jam_mulai', clauses: ['ruang.lama'] }],
  });
});

test('a version may be a draft: reading is not evaluating', async () => {
  const response = await get('/v1/regulations/sewa-aula/versions/2.0.0');

  expect(response.body).toMatchObject({ version: '2.0.0', status: 'draft' });
});

test('a requirement is read with its conditions, and the open questions on it', async () => {
  const response = await get('/v1/regulations/sewa-aula/versions/1.0.0/clauses/ruang.lama');

  expectContract(`get ${regulation}/versions/{version}/clauses/{clause}`, response);
  expect(response.body).toMatchObject({
    clause: 'ruang.lama',
    kind: 'requirement',
    citation: { document: 'perdes_aula', part: 'Pasal 3', title: { en: 'By-law on the hall' } },
    each: [{ each: ['ruang'], as: 'item' }],
    requires: {
      any: [
        { fact: 'item.jam', operator: 'atMost', value: 'parameter.jam_terlama' },
        { fact: 'item.kipas', operator: 'is', value: 'false' },
      ],
    },
    openQuestions: [{ question: 'jam_mulai' }],
  });
});

test('a calculation is read with its formula', async () => {
  const response = await get('/v1/regulations/sewa-aula/versions/1.0.0/clauses/ruang.sewa');

  expectContract(`get ${regulation}/versions/{version}/clauses/{clause}`, response);
  expect(response.body).toMatchObject({
    kind: 'calculation',
    defines: 'sewa',
    unit: 'ribu',
    formula: 'item.jam * table.tarif(pemohon.jenis)',
  });
});

test.each([
  {
    path: '/v1/regulations/sewa-aulla',
    code: 'unknown_regulation',
    detail: 'There is no regulation "sewa-aulla"; did you mean "sewa-aula"?',
  },
  {
    path: '/v1/regulations/sewa-aula/versions/1.0.1',
    code: 'unknown_version',
    detail: 'There is no version "1.0.1"; did you mean "1.0.0"?',
  },
  {
    path: '/v1/regulations/sewa-aula/versions/1.0.0/clauses/ruang.lamma',
    code: 'unknown_clause',
    detail: 'There is no clause "ruang.lamma"; did you mean "ruang.lama"?',
  },
  {
    path: '/v1/regulations/sewa-aula/versions/1.0.0/clauses/x',
    code: 'unknown_clause',
    detail:
      'There is no clause "x"; there are: aula.terdaftar, aula.tamu, ruang.lama, ruang.sewa, aula.sewa, aula.kepadatan.',
  },
  {
    path: '/v1/regulations/__proto__',
    code: 'unknown_regulation',
    detail: /^There is no regulation "__proto__"/,
  },
])('$path is not found, with what may be meant', async ({ path, code, detail }) => {
  const response = await get(path);

  const problem = expectProblem(response, 404);
  expect(problem.code).toBe(code);
  expect(problem.detail).toEqual(typeof detail === 'string' ? detail : expect.stringMatching(detail));
});

test.each([
  ['get /v1/regulations', '/v1/regulations'],
  [`get ${regulation}`, '/v1/regulations/sewa-aula'],
  [`get ${regulation}/versions/{version}`, '/v1/regulations/sewa-aula/versions/1.0.0'],
  [
    `get ${regulation}/versions/{version}/clauses/{clause}`,
    '/v1/regulations/sewa-aula/versions/1.0.0/clauses/aula.tamu',
  ],
])('%s takes no parameters, and the specification says how it refuses them', async (operation, path) => {
  const response = await get(`${path}?vesrion=1`);

  expectContract(operation, response);
  expect(expectProblem(response, 400)).toMatchObject({
    code: 'invalid_parameter',
    errors: [{ parameter: 'vesrion' }],
  });
});
