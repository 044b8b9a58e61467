// Transitional provisions: which submissions an earlier version goes on answering, and what the answer says of it.
import supertest from 'supertest';
import { Catalog } from '../../src/evaluation/catalog.js';
import { decide, decideByReference } from '../../src/evaluation/decide.js';
import type { PackVersion } from '../../src/policy/rule-set.js';
import { expectContract, expectRefusal } from './contract.js';
import { hallVersion, meeting, request, serve } from './service.js';

/** Meetings before 2023-07-01 keep version 1.0.x. */
const provision = {
  provision: 'acara_berjalan',
  title: { id: 'Acara yang sudah berjalan', en: 'Events under way' },
  text: {
    id: 'Acara sebelum 1 Juli 2023 mengikuti aturan lama.',
    en: 'Events before 1 July 2023 keep the old rules.',
  },
  citation: { document: 'perdes_aula', part: 'Pasal 20' },
  provenance: { kind: 'law', status: 'confirmed' },
  keeps: '1.0.x',
  when: { fact: 'acara.tanggal', operator: 'before', value: '2023-07-01' },
};

function withProvision(version: string, change: object = {}): PackVersion {
  return hallVersion({ version, transitional: [{ ...provision, ...change }] });
}

function on(versions: readonly PackVersion[], date: unknown, more: object = {}): supertest.Test {
  const { app } = serve({ versions });
  const body = request(meeting({ acara: { tanggal: date, politik: false } }), more);
  return supertest(app).post('/v1/evaluations?explain=none').send(body);
}

interface Answer {
  readonly version: string;
  readonly law: {
    readonly passedOver: readonly { version: string; because: string; says: { id: string; en: string } }[];
  };
}

const old = hallVersion({ version: '1.0.0' });

test('a submission that meets the condition is answered by the version that is kept', async () => {
  const versions = [old, withProvision('1.1.0')];

  const before = await on(versions, '2023-06-30');
  const after = await on(versions, '2023-07-01');

  expectContract('post /v1/evaluations', before);
  expect(before.body).toMatchObject({ version: '1.0.0' });
  expect(after.body).toMatchObject({ version: '1.1.0' });
});

test('the answer names the provision, its source and the versions that it keeps', async () => {
  const response = await on([old, withProvision('1.1.0')], '2023-06-30');

  expect((response.body as Answer).law.passedOver).toEqual([
    {
      version: '1.1.0',
      because: 'transitional_provision',
      says: {
        id: 'ketentuan peralihan "Acara yang sudah berjalan" (Peraturan desa tentang aula, Pasal 20) mempertahankan versi 1.0.x',
        en: 'the transitional provision "Events under way" (By-law on the hall, Pasal 20) keeps version 1.0.x',
      },
      provision: expect.objectContaining({ provision: 'acara_berjalan', keeps: '1.0.x' }) as unknown,
    },
  ]);
});

test('of the versions that are kept the highest released one answers, and others are told why not', async () => {
  const versions = [
    old,
    hallVersion({ version: '1.0.1' }),
    hallVersion({ version: '1.0.2', released: 'draft' }),
    hallVersion({ version: '1.1.0' }),
    withProvision('1.2.0'),
  ];

  const response = await on(versions, '2023-06-30');

  const { version, law } = response.body as Answer;
  expect(version).toBe('1.0.1');
  expect(Object.fromEntries(law.passedOver.map((each) => [each.version, each.because]))).toEqual({
    '1.2.0': 'transitional_provision',
    '1.1.0': 'not_kept',
    '1.0.2': 'draft',
    '1.0.0': 'lower_version',
  });
});

test('a version that is kept may itself leave a submission to an earlier one', async () => {
  const earlier = { fact: 'acara.tanggal', operator: 'before', value: '2023-01-01' };
  const versions = [
    old,
    withProvision('1.1.0', { when: earlier }),
    withProvision('1.2.0', { keeps: '1.1.x' }),
  ];

  const found = await Promise.all(
    ['2022-12-31', '2023-01-01', '2023-07-01'].map(
      async (date) => ((await on(versions, date)).body as Answer).version,
    ),
  );

  expect(found).toEqual(['1.0.0', '1.1.0', '1.2.0']);
});

test('a version asked for by name answers whatever it would leave to others', async () => {
  const response = await on([old, withProvision('1.1.0')], '2023-06-30', { version: '1.1.0' });

  expect(response.body).toMatchObject({ version: '1.1.0' });
});

test('before the release of the version that brings the provision, the old one answers everything', async () => {
  const later = hallVersion({ version: '1.1.0', transitional: [provision], released: '2024-01-01' });

  const response = await on([old, later], '2023-07-01', { asOf: '2023-12-31' });

  expect(response.body).toMatchObject({ version: '1.0.0' });
});

test('where none of the kept versions answers, the refusal says which are wanted and why none does', async () => {
  const lapsed = hallVersion({ version: '1.0.0', to: '2022-12-31' });

  const response = await on([lapsed, withProvision('1.1.0')], '2023-06-30');

  expectRefusal(response, { status: 422, code: 'no_kept_version', pointer: '/facts/acara/tanggal' });
  expect((response.body as { detail: string }).detail).toMatch(
    /"Events under way" keeps sewa-aula version 1\.0\.x/,
  );
});

test('a fact of another type leaves the submission with the new version, whose check names the fact', async () => {
  const truth = { fact: 'tamu', operator: 'atLeast', value: 100 };
  const { app } = serve({ versions: [old, withProvision('1.1.0', { when: truth })] });

  const response = await supertest(app)
    .post('/v1/evaluations')
    .send(request(meeting({ tamu: '120' })));

  expectRefusal(response, { status: 422, code: 'invalid_facts', pointer: '/facts/tamu' });
  expect((response.body as { detail: string }).detail).toMatch(/sewa-aula@1\.1\.0/);
});

test('a provisional provision that chose the version is shown among what is provisional, and can be refused', async () => {
  const unsure = { provenance: { kind: 'assumption', status: 'provisional' } };
  const versions = [old, withProvision('1.1.0', unsure)];

  const kept = await on(versions, '2023-06-30');
  const refused = await on(versions, '2023-06-30', { requireConfirmed: true });
  const notKept = await on(versions, '2023-07-01', { requireConfirmed: true });

  expect(kept.body).toMatchObject({
    provisional: [{ transitional: 'acara_berjalan', says: provision.title }],
  });
  expectRefusal(refused, { status: 422, code: 'unconfirmed_law' });
  expect(notKept.status).toBe(201);
});

test('both evaluators choose the same version', async () => {
  const parameterless = { formula: 'addMonths(date("2023-01-01"), 6)' };
  const both = {
    all: [
      { fact: 'acara.tanggal', operator: 'before', value: parameterless },
      { not: { fact: 'pemohon.jenis', operator: 'in', value: ['luar'] } },
    ],
  };
  const catalog = new Catalog({ versions: [old, withProvision('1.1.0', { when: both })] });
  const versions = catalog.versions('sewa-aula') ?? [];
  const cases = [
    ['2023-06-30', 'warga', '1.0.0'],
    ['2023-07-01', 'warga', '1.1.0'],
    ['2023-06-30', 'luar', '1.1.0'],
  ] as const;

  for (const [tanggal, jenis, version] of cases) {
    const submission = { facts: meeting({ acara: { tanggal }, pemohon: { jenis, terdaftar: true } }) };
    const expected = { law: { version: { pack: { version } } } };

    expect(decide(versions, submission)).toMatchObject(expected);
    expect(await decideByReference(versions, submission)).toMatchObject(expected);
  }
});
