// Whatever is sent as a body: an answer or a problem, never a failure of ours.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { faultsAgainst } from './contract.js';
import { meeting, request, serve } from './service.js';
import type { LogLine } from './service.js';

/** Another seed gives other bodies: TIMBANG_SEED=7 npx jest test/http/any-body */
const seed = Number(process.env['TIMBANG_SEED'] ?? 1);

const body = request(
  meeting({ pemohon: { jenis: 'lembaga', terdaftar: true, nomor_surat: '7' }, hari_lain: ['2023-06-16'] }),
);
const names = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'toJSON',
  'length',
  'jenis',
  'tamu',
  'ruang',
  'a/b~c',
];
const numbers = [0, -0, -1, 0.1, 1e15, 1e16, 1e308, 2 ** 53, 5e-324];
const texts = ['', 'warga', '2023-02-30', '2024-02-29', 'NaN', '\ud800', '\u0000', 'x'.repeat(5000)];

const key = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 8 }));
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constantFrom(null, true, false, ...numbers, ...texts), fc.double(), fc.string()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Every place in a value, as the keys that lead there. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, child]) => places(child, [...path, name]))];
}

function put(value: unknown, path: readonly string[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  const next = put(copy[first], rest, by);
  if (next === undefined && rest.length === 0) Reflect.deleteProperty(copy, first);
  else copy[first] = next;
  return copy;
}

const mutated = fc
  .array(fc.tuple(fc.constantFrom(...places(body)), fc.option(anything, { nil: undefined })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((changes) =>
    changes.reduce<unknown>(
      (value, [path, by]) => (reaches(value, path) ? put(value, path, by) : value),
      body,
    ),
  );

function reaches(value: unknown, path: readonly string[]): boolean {
  return (
    path
      .slice(0, -1)
      .reduce<unknown>((each, name) => (isObject(each) ? each[name] : undefined), value) instanceof Object
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The text with a few characters lost, doubled or replaced. */
const torn = fc
  .array(fc.tuple(fc.nat(JSON.stringify(body).length), fc.nat(3), fc.string({ maxLength: 2 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((cuts) =>
    cuts.reduce(
      (text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length),
      JSON.stringify(body),
    ),
  );

async function sendAll(bodies: fc.Arbitrary<string>, runs: number): Promise<ReadonlyMap<number, number>> {
  const { app, logged } = serve();
  const server = app.listen(0, '127.0.0.1') as Server;
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const statuses = new Map<number, number>();
  try {
    await fc.assert(
      fc.asyncProperty(bodies, async (text) => {
        logged.length = 0;
        const response = await fetch(`http://127.0.0.1:${port}/v1/evaluations?explain=full`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: text,
        });
        const answer: unknown = await response.json();
        const type = response.headers.get('content-type')?.split(';')[0];
        const isAnswer = response.status === 201;
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        expect(response.status).toBeLessThan(500);
        expect(type).toBe(isAnswer ? 'application/json' : 'application/problem+json');
        expect(faultsAgainst(isAnswer ? 'RecordedEvaluation' : 'Problem', answer)).toEqual([]);
        expect(errorsIn(logged)).toEqual([]);
      }),
      { seed, numRuns: runs },
    );
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return statuses;
}

function errorsIn(logged: readonly LogLine[]): readonly LogLine[] {
  return logged.filter((line) => line['level'] === 'error');
}

test(`1,000 changed submissions are scored or refused (seed ${seed})`, async () => {
  const statuses = await sendAll(
    mutated.map((value) => JSON.stringify(value) ?? ''),
    1000,
  );

  expect([...statuses.keys()]).toEqual(expect.arrayContaining([201, 400, 404, 422]));
}, 30_000);

test(`500 bodies of any JSON are refused (seed ${seed})`, async () => {
  const statuses = await sendAll(
    anything.map((value) => JSON.stringify(value) ?? ''),
    500,
  );

  expect([...statuses.keys()]).toEqual([400]);
}, 30_000);

test(`500 torn texts are refused or scored (seed ${seed})`, async () => {
  const statuses = await sendAll(torn, 500);

  expect([...statuses.keys()]).toEqual(expect.arrayContaining([400, 422]));
}, 30_000);
