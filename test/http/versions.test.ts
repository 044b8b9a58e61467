// Which version of a regulation answers, and why the others did not.
import supertest from 'supertest';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { hallVersion, meeting, request, serve } from './service.js';

const { app } = serve({
  versions: [
    hallVersion({ version: '1.0.0', from: '2022-01-01', to: '2024-12-31', released: '2022-01-01' }),
    hallVersion({ version: '1.2.0', from: '2023-01-01', to: '2024-12-31', released: '2023-05-01' }),
    hallVersion({ version: '1.10.0', from: '2023-07-01', to: '2024-12-31', released: '2023-08-01' }),
    hallVersion({
      version: '1.11.0',
      released: '2023-09-01',
      to: '2024-12-31',
      withdrawn: { date: '2023-10-01', reason: 'tabel keliru' },
    }),
    hallVersion({ version: '2.0.0', released: 'draft' }),
  ],
});

function on(date: string, more: object = {}): supertest.Test {
  const body = request(meeting({ acara: { tanggal: date } }), more);
  return supertest(app).post('/v1/evaluations?explain=none').send(body);
}

interface Law {
  readonly version: string;
  readonly law: {
    readonly passedOver: readonly { version: string; because: string; says: { id: string; en: string } }[];
  };
}

async function passedOver(response: supertest.Test): Promise<Record<string, string>> {
  const { law } = (await response).body as Law;
  return Object.fromEntries(law.passedOver.map((each) => [each.version, each.because]));
}

describe('without a version by name', () => {
  test('the highest released version whose span holds the date answers, by semver', async () => {
    const response = await on('2023-07-01');

    expectContract('post /v1/evaluations', response);
    expect(response.body).toMatchObject({ version: '1.10.0' });
  });

  test('each other version is named with the reason why it did not answer', async () => {
    const found = await passedOver(on('2023-06-30'));

    expect(found).toEqual({
      '2.0.0': 'draft',
      '1.11.0': 'withdrawn',
      '1.10.0': 'date_outside_span',
      '1.0.0': 'lower_version',
    });
  });

  test('the reasons are said in both languages', async () => {
    const { law } = (await on('2023-06-30')).body as Law;

    expect(law.passedOver.map((each) => each.says)).toEqual([
      { id: 'masih rancangan, belum dirilis', en: 'a draft, not released' },
      { id: 'ditarik pada 2023-10-01: tabel keliru', en: 'withdrawn on 2023-10-01: tabel keliru' },
      {
        id: 'berlaku untuk tanggal 2023-07-01 sampai 2024-12-31, tidak untuk 2023-06-30',
        en: 'covers 2023-07-01 to 2024-12-31, not 2023-06-30',
      },
      { id: 'versi 1.2.0 lebih tinggi', en: 'version 1.2.0 is higher' },
    ]);
  });

  test('the day before a span begins another version answers', async () => {
    const before = await on('2022-12-31');
    const first = await on('2023-01-01');

    expect(before.body).toMatchObject({ version: '1.0.0' });
    expect(first.body).toMatchObject({ version: '1.2.0' });
  });

  test('a date that no released version covers is refused, with the fact that gave it', async () => {
    const response = await on('2025-01-01');

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, {
      status: 422,
      code: 'no_law_on_date',
      pointer: '/facts/acara/tanggal',
      message: '2025-01-01 is outside the span of every version that had been released',
    });
    expect(response.body).toMatchObject({
      passedOver: [{ version: '2.0.0', because: 'draft' }, {}, {}, {}, {}],
    });
    const { detail, errors } = expectProblem(response, 422);
    expect(errors.map((each) => each.pointer)).toEqual(['/facts/acara/tanggal']);
    expect(detail).toBe(
      'No version of sewa-aula answers. 2.0.0: a draft, not released; 1.11.0: withdrawn on 2023-10-01: tabel keliru; 1.10.0: covers 2023-07-01 to 2024-12-31, not 2025-01-01; 1.2.0: covers 2023-01-01 to 2024-12-31, not 2025-01-01; 1.0.0: covers 2022-01-01 to 2024-12-31, not 2025-01-01.',
    );
  });
});

describe('asOf', () => {
  test('answers with what had been released by that day', async () => {
    const dayBefore = await on('2023-07-01', { asOf: '2023-07-31' });
    const onTheDay = await on('2023-07-01', { asOf: '2023-08-01' });

    expect(dayBefore.body).toMatchObject({ version: '1.2.0' });
    expect(onTheDay.body).toMatchObject({ version: '1.10.0' });
  });

  test('gives not_released_by_then for the later ones', async () => {
    const found = await passedOver(on('2023-07-01', { asOf: '2023-07-31' }));

    expect(found).toMatchObject({ '1.10.0': 'not_released_by_then', '1.11.0': 'not_released_by_then' });
  });

  test('answers with a version that was withdrawn only later', async () => {
    const dayBefore = await on('2023-07-01', { asOf: '2023-09-30' });
    const onTheDay = await on('2023-07-01', { asOf: '2023-10-01' });

    expect(dayBefore.body).toMatchObject({ version: '1.11.0' });
    expect(onTheDay.body).toMatchObject({ version: '1.10.0' });
  });

  test('before the first release there is no law, and the reason is not the date of the event', async () => {
    const response = await on('2023-07-01', { asOf: '2021-12-31' });

    const { code, detail, errors } = expectProblem(response, 422);
    expect(code).toBe('no_law_on_date');
    expect(errors).toEqual([{ pointer: '/asOf', message: 'is before the release of a version' }]);
    expect(detail).toContain('1.0.0: released only on 2022-01-01');
  });
});

describe('a version by name', () => {
  test('answers instead of a higher one', async () => {
    const response = await on('2023-07-01', { version: '1.0.0' });

    expectContract('post /v1/evaluations', response);
    expect(response.body).toMatchObject({ version: '1.0.0' });
    expect(await passedOver(on('2023-07-01', { version: '1.0.0' }))).toEqual({
      '2.0.0': 'another_version_named',
      '1.11.0': 'another_version_named',
      '1.10.0': 'another_version_named',
      '1.2.0': 'another_version_named',
    });
  });

  test('is the only way to a draft', async () => {
    const unnamed = await on('2025-06-01');
    const named = await on('2025-06-01', { version: '2.0.0' });

    expectRefusal(unnamed, { status: 422, code: 'no_law_on_date' });
    expect(named.body).toMatchObject({ version: '2.0.0', law: { status: 'draft' } });
  });

  test('that was withdrawn answers, and says when and why it was', async () => {
    const response = await on('2023-07-01', { version: '1.11.0' });

    expectContract('post /v1/evaluations', response);
    expect(response.body).toMatchObject({
      version: '1.11.0',
      law: { status: 'withdrawn', withdrawn: { date: '2023-10-01', reason: 'tabel keliru' } },
    });
  });

  test('that does not cover the date is refused', async () => {
    const response = await on('2022-12-31', { version: '1.2.0' });

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, {
      status: 422,
      code: 'version_does_not_cover_date',
      pointer: '/facts/acara/tanggal',
      message: 'is outside the span of the version',
    });
    expect(expectProblem(response, 422).detail).toBe(
      'sewa-aula@1.2.0 covers 2023-01-01 to 2024-12-31, not 2022-12-31.',
    );
  });

  test('that there is not is refused with those that there are', async () => {
    const response = await on('2023-07-01', { version: '1.1.0' });

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, { status: 404, code: 'unknown_version', pointer: '/version' });
    expect(expectProblem(response, 404).detail).toBe(
      'sewa-aula has no such version. There are: 1.0.0, 1.2.0, 1.10.0, 1.11.0, 2.0.0.',
    );
  });

  test('that was not yet released by asOf is refused with the reason', async () => {
    const { app: single } = serve({ versions: [hallVersion({ released: '2023-05-01' })] });
    const body = request(meeting(), { version: '1.0.0', asOf: '2023-04-30' });

    const response = await supertest(single).post('/v1/evaluations').send(body);

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, {
      status: 422,
      code: 'version_not_released_by_then',
      pointer: '/asOf',
      message: 'is before the release of the version that is named',
    });
    expect(expectProblem(response, 422).detail).toBe('sewa-aula@1.0.0 was released only on 2023-05-01.');
  });
});

test('a submission without a law date and with drafts alone is told that the date is missing or that there is no release', async () => {
  const { app: drafts } = serve({ versions: [hallVersion({ released: 'draft' })] });

  const response = await supertest(drafts).post('/v1/evaluations').send(request({}));

  expectContract('post /v1/evaluations', response);
  expectRefusal(response, { status: 422, code: 'no_law_on_date' });
  expect(expectProblem(response, 422).detail).toBe(
    'No version of sewa-aula answers. 1.0.0: a draft, not released.',
  );
  expect(response.body).not.toHaveProperty('errors');
});
