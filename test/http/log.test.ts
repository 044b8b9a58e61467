// The log as a stranger checks it: receipts, proofs and checkpoints, computed here by hand from RFC 9162 and C2SP.
import { createHash, createPublicKey, verify } from 'node:crypto';
import supertest from 'supertest';
import { Log } from '../../src/audit/log/log.js';
import type { Head } from '../../src/audit/log/entry.js';
import { evaluate, keep, keepRefusal, read, unknownId } from './asking.js';
import type { Kept } from './asking.js';
import { expectContract, expectProblem, expectRefusal } from './contract.js';
import { erase, placeAll, recording, storeWith } from './recording.js';
import { serve } from './service.js';

const { app } = serve();

interface Proof {
  readonly head: Head;
  readonly receipt: string;
  readonly place: number;
  readonly checkpoint: string;
  readonly keys: readonly { readonly vkey: string }[];
  readonly inclusion: readonly string[];
}

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafOf = (text: string): Buffer => sha256(Buffer.of(0), text);
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);
const inBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** RFC 8785, as far as a head needs it: one object, of texts and nulls. */
function canonicalHead(head: Head): string {
  return JSON.stringify(Object.fromEntries(Object.entries(head).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The text of a signed note, when the key has signed it. */
function opened(note: string, vkey: string): string {
  const end = note.indexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const [name = '', hash, ...encoded] = vkey.split('+');
  const key = inBase64(encoded.join('+'));
  const [, by = '', signature = ''] = /^— (\S+) (\S+)\n$/.exec(note.slice(end + 1)) ?? [];
  const bytes = inBase64(signature);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') },
    format: 'jwk',
  });
  expect(by).toBe(name);
  expect(bytes.subarray(0, 4).toString('hex')).toBe(hash);
  expect(sha256(`${name}\n`, key).subarray(0, 4).toString('hex')).toBe(hash);
  expect(verify(null, Buffer.from(text), publicKey, bytes.subarray(4))).toBe(true);
  return text;
}

interface Checkpoint {
  readonly size: number;
  readonly root: Buffer;
}

function checkpointIn(note: string, vkey: string): Checkpoint {
  const [origin, size, root = ''] = opened(note, vkey).split('\n');
  expect(origin).toBe('timbang.invalid/aula');
  return { size: Number(size), root: inBase64(root) };
}

/** RFC 9162, 2.1.3.2. */
function rootFrom(
  leaf: Buffer,
  { place, size, path }: { place: number; size: number; path: readonly Buffer[] },
): Buffer {
  let [fn, sn, root] = [place, size - 1, leaf];
  for (const hash of path) {
    if (sn === 0) throw new Error('the path is too long');
    if (fn % 2 === 1 || fn === sn) {
      root = nodeOf(hash, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else root = nodeOf(root, hash);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  if (sn !== 0) throw new Error('the path is too short');
  return root;
}

/** RFC 9162, 2.1.4.2: the roots of the smaller and of the larger tree. */
function rootsFrom(proof: readonly Buffer[], from: Checkpoint, size: number): [Buffer, Buffer] {
  let [fn, sn] = [from.size - 1, size - 1];
  const path = Number.isInteger(Math.log2(from.size)) ? [from.root, ...proof] : [...proof];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let [earlier, later] = [path[0] ?? from.root, path[0] ?? from.root];
  for (const hash of path.slice(1)) {
    if (fn % 2 === 1 || fn === sn) {
      [earlier, later] = [nodeOf(hash, earlier), nodeOf(hash, later)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else later = nodeOf(later, hash);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return [earlier, later];
}

async function proofOf(id: string): Promise<Proof> {
  const response = await read(app, id, '/proof');
  expectContract('get /v1/evaluations/{id}/proof', response);
  return response.body as Proof;
}

async function vkeyOf(): Promise<string> {
  const { keys } = (await supertest(app).get('/v1/log/keys')).body as { keys: [{ vkey: string }] };
  return keys[0].vkey;
}

async function checkpointNow(): Promise<Checkpoint> {
  const response = await supertest(app).get('/v1/log/checkpoint');
  expectContract('get /v1/log/checkpoint', response);
  return checkpointIn(response.text, await vkeyOf());
}

function expectProven({ id, receipt }: Pick<Kept, 'id' | 'receipt'>, proof: Proof): void {
  const vkey = proof.keys[0]?.vkey ?? '';
  const leaf = leafOf(canonicalHead(proof.head));
  const { size, root } = checkpointIn(proof.checkpoint, vkey);
  const path = proof.inclusion.map(inBase64);
  expect(proof.head.id).toBe(id);
  expect(receipt).toEqual({ record: `sha256:${leaf.toString('hex')}`, signed: proof.receipt });
  expect(rootFrom(leaf, { place: proof.place, size, path })).toEqual(root);
}

test('a receipt is signed over the hash of the record', async () => {
  const { id, receipt } = await keep(app);

  const text = opened(receipt.signed, await vkeyOf());

  const hash = Buffer.from(receipt.record.slice('sha256:'.length), 'hex').toString('base64');
  expect(text).toBe(`timbang/receipt/1\ntimbang.invalid/aula\n${id}\n${hash}\n`);
});

describe('a proof', () => {
  test('leads from the record to the root of the signed checkpoint, for every place in the log', async () => {
    const all: Kept[] = [];
    for (let count = 0; count < 6; count += 1) all.push(await keep(app), await keepRefusal(app));
    await placeAll();

    for (const each of all) expectProven(each, await proofOf(each.id));
  });

  test('fails for a record that was changed afterwards', async () => {
    const { id, receipt } = await keep(app);
    await placeAll();

    const proof = await proofOf(id);

    const altered = { ...proof, head: { ...proof.head, time: '2020-01-01T00:00:00.000Z' } };
    expectProven({ id, receipt }, proof);
    expect(() => {
      expectProven({ id, receipt }, altered);
    }).toThrow();
  });

  test('holds nothing personal, and still leads to the root when the content is erased', async () => {
    const kept = await keep(app, { more: { subject: 'pegawai-21' } });
    await placeAll();
    await erase('pegawai-21');

    const proof = await proofOf(kept.id);

    expectProven(kept, proof);
    expect(JSON.stringify(proof)).not.toMatch(/pegawai-21|tamu|total_sewa/);
  });

  test('is not there before the record has its place; it is then asked for again', async () => {
    const kept = await keep(app);

    const early = await read(app, kept.id, '/proof');
    await placeAll();

    expectContract('get /v1/evaluations/{id}/proof', early);
    expect(expectProblem(early, 409)).toMatchObject({ code: 'not_placed_yet' });
    expect(early.headers['retry-after']).toBe('1');
    expectProven(kept, await proofOf(kept.id));
  });

  test.each([unknownId, '7'])('is not there for what there is not: %s', async (id) => {
    const response = await read(app, id, '/proof');

    expectContract('get /v1/evaluations/{id}/proof', response);
    expectRefusal(response, { status: 404, code: 'unknown_evaluation' });
  });
});

test('/v1/log/keys names the log and its keys', async () => {
  const response = await supertest(app).get('/v1/log/keys');

  expectContract('get /v1/log/keys', response);
  expect(response.body).toEqual({
    origin: 'timbang.invalid/aula',
    keys: [
      { vkey: expect.stringMatching(/^timbang\.invalid\/aula\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/) as unknown },
    ],
  });
  expect(response.text).not.toContain('PRIVATE');
});

describe('the checkpoint', () => {
  test('grows with what is placed', async () => {
    await keep(app);
    await placeAll();
    const before = await checkpointNow();
    await keep(app);
    await evaluate(app, { query: '?store=false' });
    const between = await checkpointNow();

    await placeAll();

    expect(between).toEqual(before);
    expect((await checkpointNow()).size).toBe(before.size + 1);
  });

  test('of a log in which nothing has a place is a 404', async () => {
    const store = storeWith({ checkpoint: () => Promise.resolve(undefined) });
    const { app: empty } = serve({
      log: new Log({ store, origin: 'x', keys: () => recording().keys.keys() }),
    });

    for (const path of ['/v1/log/checkpoint', '/v1/log/consistency']) {
      const response = await supertest(empty).get(path);

      expectContract(`get ${path}`, response);
      expectRefusal(response, { status: 404, code: 'no_checkpoint' });
    }
  });
});

describe('a proof of consistency', () => {
  test('shows, for every earlier checkpoint, that the log begins with it', async () => {
    const checkpoints: Checkpoint[] = [];
    for (let count = 0; count < 9; count += 1) {
      await keep(app);
      await placeAll();
      checkpoints.push(await checkpointNow());
    }
    const latest = await checkpointNow();

    for (const earlier of checkpoints) {
      const response = await supertest(app).get(`/v1/log/consistency?from=${earlier.size}`);

      expectContract('get /v1/log/consistency', response);
      const proof = response.body as { from: number; to: number; consistency: string[]; checkpoint: string };
      expect(proof).toMatchObject({ from: earlier.size, to: latest.size });
      expect(checkpointIn(proof.checkpoint, await vkeyOf())).toEqual(latest);
      expect(rootsFrom(proof.consistency.map(inBase64), earlier, latest.size)).toEqual([
        earlier.root,
        latest.root,
      ]);
    }
  });

  test('is also given between two earlier sizes', async () => {
    await keep(app);
    await placeAll();
    const earlier = await checkpointNow();
    for (let count = 0; count < 3; count += 1) await keep(app);
    await placeAll();
    const later = await checkpointNow();
    await keep(app);
    await placeAll();

    const response = await supertest(app).get(`/v1/log/consistency?from=${earlier.size}&to=${later.size}`);

    const { consistency } = response.body as { consistency: string[] };
    expect(rootsFrom(consistency.map(inBase64), earlier, later.size)).toEqual([earlier.root, later.root]);
  });

  test('between the same sizes is empty', async () => {
    await keep(app);
    await placeAll();

    const response = await supertest(app).get('/v1/log/consistency?from=1&to=1');

    expect(response.body).toMatchObject({ from: 1, to: 1, consistency: [] });
  });

  test.each([
    { query: 'from=0', parameter: 'from', message: '"0" is not a number of entries' },
    { query: 'to=-1', parameter: 'to', message: '"-1" is not a number of entries' },
    { query: 'from=1.5', parameter: 'from', message: '"1.5" is not a number of entries' },
    {
      query: 'to=100000',
      parameter: 'to',
      message: /^sizes go from 1 to \d+, and "from" comes before "to"$/,
    },
    { query: 'from=100000', parameter: 'from', message: /^sizes go from 1 to \d+/ },
    { query: 'from=2&to=1', parameter: 'from', message: /^sizes go from 1 to \d+/ },
    { query: 'size=1', parameter: 'size', message: /^there is no parameter "size"/ },
  ])('$query is a 400 that says why', async ({ query, parameter, message }) => {
    await keep(app);
    await placeAll();

    const response = await supertest(app).get(`/v1/log/consistency?${query}`);

    expectContract('get /v1/log/consistency', response);
    const text = typeof message === 'string' ? message : (expect.stringMatching(message) as unknown);
    expect(expectProblem(response, 400)).toMatchObject({
      code: 'invalid_parameter',
      errors: [{ parameter, message: text }],
    });
  });
});

test.each(['/v1/log/keys', '/v1/log/checkpoint', '/v1/log/consistency'])(
  '%s is only read, and takes no parameters of others',
  async (path) => {
    const posted = await supertest(app).post(path);
    const asked = await supertest(app).get(`${path}?explain=full`);

    expectRefusal(posted, { status: 405, code: 'method_not_allowed' });
    expect(posted.headers['allow']).toBe('GET, HEAD');
    expectContract(`get ${path}`, asked);
    expectRefusal(asked, { status: 400, code: 'invalid_parameter' });
  },
);
