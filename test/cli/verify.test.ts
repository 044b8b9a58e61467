// timbang verify as an auditor uses it: files, a key, kept checkpoints; what it says and how it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consistencyProof } from '../../src/audit/log/merkle.js';
import { formatKeys } from '../../src/audit/log/key-list.js';
import { verifyFile } from '../../src/cli/verify.js';
import type { VerifyOptions } from '../../src/cli/verify.js';
import {
  add,
  checkpointAt,
  emptyLog,
  exported,
  filtered,
  makeSigner,
  origin,
  rotate,
} from '../audit/kept-log.js';
import type { KeptLog } from '../audit/kept-log.js';
import { printed, timbang, write } from './program.js';
import type { Ran } from './program.js';

let folder: string;
let log: KeptLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'timbang-verify-'));
  log = emptyLog();
  for (let place = 0; place < 6; place += 1) {
    if (place === 4) rotate(log, makeSigner());
    add(log);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const usual: Omit<VerifyOptions, 'key'> = { checkpoint: [], consistency: [], format: 'text', language: 'en' };

async function run(text: string, options: Partial<VerifyOptions> = {}): Promise<Ran> {
  const file = write(folder, 'export.ndjson', text);
  return printed(folder, () => verifyFile(file, { ...usual, key: [log.keys[0]?.vkey ?? ''], ...options }));
}

test('an export in order ends with 0, says over what, and what was not checked', async () => {
  const { status, stdout } = await run(await exported(log));

  expect(status).toBe(0);
  expect(stdout.split('\n')).toEqual([
    `whole export of the log ${origin}: 6 entries`,
    'contents: 6 checked, 0 gone (0 erased, 0 expired), 0 masked',
    '0 voids, 0 corrections',
    expect.stringMatching(/^checkpoint: 6 entries, root \S{44}$/),
    ...log.keys.map(({ vkey }) => `signed with ${vkey}`),
    'Not checked:',
    expect.stringMatching(/^- whether whoever holds the key wrote this log anew from its start/),
    expect.stringMatching(/^- the clock/),
    expect.stringMatching(/^- whether the rules were applied rightly/),
    'In order: all that could be checked holds.',
    '',
  ]);
});

test('an altered export ends with 1 and says where, in the language that is asked for', async () => {
  const text = (await exported(log)).replace('"peserta":41', '"peserta":49');

  const { status, stdout } = await run(text, { language: 'id' });

  expect(status).toBe(1);
  expect(stdout).toMatch(/^export\.ndjson \(byte \d+\) isi berkas bukan yang disegel/);
  expect(stdout).toMatch(/^export\.ndjson:3:1 \(byte \d+\) isi entri \S+ bukan yang dicatat/m);
  expect(stdout).toMatch(/TIDAK SESUAI: 2 temuan\n$/);
});

test('keys come from a file such as keys.txt, checkpoints from a file of several', async () => {
  const key = [write(folder, 'keys.txt', formatKeys(log.keys))];
  const notes = await Promise.all([2, 5].map((size) => checkpointAt(log, size)));
  const checkpoint = [write(folder, 'checkpoints.txt', notes.map((note) => `${note}\n`).join(''))];

  const { status, stdout } = await run(await exported(log), { key, checkpoint });

  expect(status).toBe(0);
  expect(stdout).toContain('checkpoints you kept that were compared: 2\n');
  expect(stdout).not.toContain('wrote this log anew');
});

test('a consistency proof connects a kept checkpoint with a filtered export', async () => {
  const checkpoint = [write(folder, 'kept.txt', await checkpointAt(log, 3))];
  const hashes = await consistencyProof(3, 6, log.hashAt);
  const proof = { from: 3, to: 6, consistency: hashes.map((hash) => hash.toString('base64')) };
  const consistency = [write(folder, 'proof.json', JSON.stringify(proof))];
  const text = await filtered(log, [1, 4]);

  expect((await run(text, { checkpoint, consistency })).status).toBe(0);
  expect((await run(text, { checkpoint })).stdout).toContain(
    'export.ndjson there is no consistency proof from 3 to 6 entries',
  );
});

test('as JSON it is one object', async () => {
  const { stdout } = await run(await exported(log), { format: 'json' });

  expect(JSON.parse(stdout)).toMatchObject({ file: 'export.ndjson', findings: [], summary: { entries: 6 } });
});

test.each<[string, () => Partial<VerifyOptions>, RegExp]>([
  ['a key that is none', () => ({ key: ['x'] }), /^--key: "x" is no complete Ed25519 key/],
  [
    'an empty key file',
    () => ({ key: [write(folder, 'none.txt', '\n')] }),
    /none\.txt: there is no key in it/,
  ],
  ['a checkpoint file that is not there', () => ({ checkpoint: ['none'] }), /^none cannot be read: ENOENT/],
  [
    'a checkpoint file without one',
    () => ({ checkpoint: [write(folder, 'c.txt', 'x')] }),
    /c\.txt: there is no signed checkpoint/,
  ],
  [
    'a consistency file without one',
    () => ({ consistency: [write(folder, 'c.json', '{')] }),
    /c\.json: no consistency proof/,
  ],
])('%s is wrong use', async (_, options, message) => {
  const { status, stderr } = await run(await exported(log), options());

  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test('a file that is not there, and a folder, are wrong use', async () => {
  const key = [log.keys[0]?.vkey ?? ''];
  expect((await printed(folder, () => verifyFile(join(folder, 'none'), { ...usual, key }))).stderr).toBe(
    'none cannot be read: ENOENT\n',
  );
  expect((await printed(folder, () => verifyFile(folder, { ...usual, key }))).status).toBe(2);
});

describe('the built program', () => {
  test('reads standard input, says nothing beside its findings, and wants the key', async () => {
    const input = await exported(log);
    const key = log.keys[0]?.vkey ?? '';

    const fine = timbang(['verify', '-', '--key', key, '--language', 'en'], { folder, input });
    const cut = timbang(['verify', '-', '--key', key, '--language', 'en'], {
      folder,
      input: input.slice(0, -1),
    });
    const keyless = timbang(['verify', '-'], { folder, input });

    expect(fine).toMatchObject({ status: 0, stderr: '' });
    expect(cut.status).toBe(1);
    expect(cut.stdout).toMatch(/^- \(byte \d+\) the file is cut off within a line\n/);
    expect(keyless.status).toBe(2);
    expect(keyless.stderr).toContain("required option '--key <key...>' not specified");
  });
});
