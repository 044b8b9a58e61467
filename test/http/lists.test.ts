// GET /v1/evaluations: every filter, the pages, and parameters that are none.
import supertest from 'supertest';
import { evaluate, list } from './asking.js';
import type { Kept, Wanted } from './asking.js';
import { expectContract, expectProblem } from './contract.js';
import { erase, recordsWith } from './recording.js';
import { hallVersion, request, meeting, serve } from './service.js';

const versions = [
  hallVersion({ to: '2023-12-31' }),
  hallVersion({ version: '2.0.0', from: '2024-01-01' }),
  hallVersion({ regulation: 'sewa-tenda' }),
];
const { app } = serve({ versions });

const on = (tanggal: string, politik = false): object => ({ acara: { tanggal, politik } });

/** By name, in the order in which they are recorded: one a minute, from the first minute of 2026. */
const submissions: Readonly<Record<string, Wanted & { readonly regulation?: string }>> = {
  early: { facts: { ...on('2023-06-15') }, more: { subject: 'A-1' } },
  late: { facts: { ...on('2023-06-15'), tamu: 201 }, more: { subject: 'A-1' } },
  lembaga: {
    facts: { ...on('2024-02-01'), pemohon: { jenis: 'lembaga', terdaftar: true, nomor_surat: '7' } },
    more: { subject: 'B-2' },
  },
  refused: { facts: { ...on('2023-06-20', true) }, more: { subject: 'B-2' } },
  nobody: { facts: { ...on('2023-06-14'), pemohon: { jenis: 'warga', terdaftar: false } } },
  tent: { facts: { ...on('2023-07-01') }, regulation: 'sewa-tenda', more: { subject: 'A-1' } },
};

const kept = new Map<string, Kept>();

beforeAll(async () => {
  let minute = 0;
  const now = (): Date => new Date(Date.UTC(2026, 0, 1, 0, minute++));
  const { app: recorder } = serve({ versions, records: recordsWith({}, now) });
  for (const [name, { regulation = 'sewa-aula', facts, more }] of Object.entries(submissions)) {
    const body = { ...request(meeting(facts), more), regulation };
    kept.set(name, (await supertest(recorder).post('/v1/evaluations').send(body)).body as Kept);
  }
});

interface Page {
  readonly evaluations: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
  readonly next?: string;
}

async function pageOf(query: string): Promise<Page> {
  const response = await list(app, query);
  expectContract('get /v1/evaluations', response);
  return response.body as Page;
}

function namesOf({ evaluations }: Page): (string | undefined)[] {
  const names = new Map([...kept].map(([name, { id }]) => [id, name]));
  return evaluations.map(({ id }) => names.get(id)).filter((name) => name !== undefined);
}

describe('a filter', () => {
  test.each([
    { query: '', found: 'tent nobody refused lembaga late early' },
    { query: 'kind=evaluation', found: 'tent nobody lembaga late early' },
    { query: 'kind=refusal', found: 'refused' },
    { query: 'regulation=sewa-tenda', found: 'tent' },
    { query: 'regulation=sewa', found: '' },
    { query: 'version=2.0.0', found: 'lembaga' },
    { query: 'subject=A-1', found: 'tent late early' },
    { query: 'subject=A', found: '' },
    { query: 'subject=%25', found: '' },
    { query: 'lawDateFrom=2023-06-20', found: 'tent refused lembaga' },
    { query: 'lawDateFrom=2023-06-21', found: 'tent lembaga' },
    { query: 'lawDateTo=2023-06-14', found: 'nobody' },
    { query: 'lawDateTo=2023-06-13', found: '' },
    { query: 'lawDateFrom=2023-06-15&lawDateTo=2023-06-20', found: 'refused late early' },
    { query: 'from=2026-01-01T00:04:00Z', found: 'tent nobody' },
    { query: 'from=2026-01-01T07:04:00%2B07:00', found: 'tent nobody' },
    { query: 'to=2026-01-01T00:01:00Z', found: 'early' },
    { query: 'from=2026-01-01T00:01:00.000Z&to=2026-01-01T00:02:00.001Z', found: 'lembaga late' },
    { query: 'from=2026-01-01&to=2026-01-02', found: 'tent nobody refused lembaga late early' },
    { query: 'to=2026-01-01', found: '' },
    { query: 'verdict=aula.tamu=not_met', found: 'late' },
    { query: 'verdict=aula.tamu=not', found: '' },
    { query: 'verdict=tamu=not_met', found: '' },
    { query: 'provisional=table:tarif', found: 'lembaga' },
    { query: `provisional=${encodeURIComponent('table:tarif{"jenis":"lembaga"}')}`, found: 'lembaga' },
    { query: 'provisional=table:tari', found: '' },
    { query: 'output=kepadatan', found: 'tent nobody lembaga late early' },
    { query: 'output=lain', found: '' },
    { query: 'output=total_sewa&atLeast=63', found: 'nobody lembaga' },
    { query: 'output=total_sewa&atLeast=63.5', found: 'lembaga' },
    { query: 'output=total_sewa&atMost=32', found: 'tent late early' },
    { query: 'output=total_sewa&atMost=31.9', found: '' },
    { query: 'output=total_sewa&atLeast=-5&atMost=63', found: 'tent nobody late early' },
    { query: 'counts=true', found: 'tent nobody lembaga late' },
    { query: 'counts=false', found: 'refused early' },
    { query: 'subject=A-1&regulation=sewa-aula&counts=true', found: 'late' },
  ])('$query finds: $found', async ({ query, found }) => {
    const page = await pageOf(query);

    expect(namesOf(page).join(' ')).toBe(found);
  });
});

test('an evaluation is listed with its law, its scores and its standing, and a refusal with its code', async () => {
  const { evaluations } = await pageOf('subject=A-1&regulation=sewa-aula');
  const [refused] = (await pageOf('kind=refusal&subject=B-2')).evaluations;

  expect(evaluations[1]).toEqual({
    id: kept.get('early')?.id,
    kind: 'evaluation',
    time: '2026-01-01T00:00:00.000Z',
    regulation: 'sewa-aula',
    version: '1.0.0',
    digest: expect.stringMatching(/^sha256:/) as unknown,
    by: null,
    subject: 'A-1',
    lawDate: '2023-06-15',
    complete: true,
    scores: { total_sewa: 32, kepadatan: 1.66 },
    standing: {
      counts: false,
      because: 'later',
      by: kept.get('late')?.id,
      says: expect.anything() as unknown,
    },
  });
  expect(refused).toMatchObject({
    kind: 'refusal',
    code: 'not_covered',
    lawDate: '2023-06-20',
    scores: {},
    standing: { counts: false, because: 'refused' },
  });
});

test('what was erased is listed without its subject and its scores', async () => {
  const answered = await evaluate(app, { more: { subject: 'C-3' } });
  await erase('C-3');

  const { evaluations } = await pageOf('counts=false&limit=1');
  const bySubject = await pageOf('subject=C-3');

  expect(evaluations).toEqual([
    {
      id: (answered.body as Kept).id,
      kind: 'evaluation',
      time: expect.any(String) as unknown,
      regulation: 'sewa-aula',
      version: '1.0.0',
      digest: expect.stringMatching(/^sha256:/) as unknown,
      by: null,
      scores: {},
      gone: 'erased',
      standing: expect.objectContaining({ counts: false, because: 'gone' }) as unknown,
    },
  ]);
  expect(bySubject.evaluations).toEqual([]);
});

describe('pages', () => {
  test.each([1, 2, 4, 5, 6, 7])('of %i hold everything once, the latest first', async (limit) => {
    const names: (string | undefined)[] = [];
    let cursor = '';
    let pages = 0;

    do {
      const page = await pageOf(`to=2026-01-02&limit=${limit}${cursor}`);
      names.push(...namesOf(page));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
      pages += 1;
    } while (cursor !== '');

    expect(names.join(' ')).toBe('tent nobody refused lembaga late early');
    expect(pages).toBe(Math.ceil(6 / limit));
  });

  test('are not shifted by what arrives meanwhile', async () => {
    const more = { subject: 'D-4' };
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.unshift(((await evaluate(app, { more })).body as Kept).id);
    const first = await pageOf('subject=D-4&limit=2');

    await evaluate(app, { more });
    const second = await pageOf(`subject=D-4&limit=2&cursor=${first.next ?? ''}`);

    expect([...first.evaluations, ...second.evaluations].map(({ id }) => id)).toEqual(ids);
  });
});

describe('a parameter that cannot be used is a 400 that says why', () => {
  const instant = 'a date or an instant such as 2026-01-31T08:00:00Z';
  test.each([
    { query: 'kind=read', message: '"read" is not one of evaluation, refusal' },
    { query: 'regulation=', message: '"" is not one to 200 characters' },
    { query: `subject=${'x'.repeat(201)}`, message: `"${'x'.repeat(117)}..." is not one to 200 characters` },
    { query: 'lawDateFrom=2023-02-30', message: '"2023-02-30" is not a date YYYY-MM-DD' },
    { query: 'lawDateTo=2023', message: '"2023" is not a date YYYY-MM-DD' },
    { query: 'from=yesterday', message: `"yesterday" is not ${instant}` },
    { query: 'from=2026-02-30', message: `"2026-02-30" is not ${instant}` },
    { query: 'from=2026-02-30T00:00Z', message: `"2026-02-30T00:00Z" is not ${instant}` },
    { query: 'to=2026-01-01T25:00Z', message: `"2026-01-01T25:00Z" is not ${instant}` },
    { query: 'to=2026-01-01T08:00', message: `"2026-01-01T08:00" is not ${instant}` },
    {
      query: 'verdict=aula.tamu',
      message: '"aula.tamu" is not a clause and a verdict, as clause.id=not_met',
    },
    { query: 'provisional=', message: '"" is not one to 200 characters' },
    { query: 'output=total_sewa&atLeast=many', message: '"many" is not a number' },
    { query: 'output=total_sewa&atMost=1e5', message: '"1e5" is not a number' },
    { query: 'atLeast=5', message: 'needs output' },
    { query: 'atMost=5', message: 'needs output' },
    { query: 'counts=yes', message: '"yes" is not one of true, false' },
    { query: 'limit=0', message: '"0" is not a number from 1 to 999' },
    { query: 'limit=1000', message: '"1000" is not a number from 1 to 999' },
    { query: 'cursor=x', message: '"x" is not the "next" of an earlier answer' },
    { query: 'subjek=A-1', message: 'there is no parameter "subjek"; did you mean "subject"?' },
    { query: 'subject=A-1&subject=B-2', message: 'is given more than once' },
  ])('$query: $message', async ({ query, message }) => {
    const response = await list(app, query);

    expectContract('get /v1/evaluations', response);
    const parameter = query.split('&').at(-1)?.split('=')[0];
    expect(expectProblem(response, 400)).toMatchObject({
      code: 'invalid_parameter',
      errors: [{ parameter, message }],
    });
  });
});
