// The keys that sign the log: made on first use, changed with an introduction, refused where they are not safe.
import { createPublicKey, verify } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSigningKeys, proposeOrigin } from '../../src/audit/log/signing-keys.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'timbang-keys-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keysFile = (): string => join(folder, 'log', 'keys.txt');
const privateFiles = (): string[] => readdirSync(join(folder, 'keys'));

test('the first key is made on first use, for nobody else to read, and opened the next time', () => {
  const first = openSigningKeys(folder);

  const again = openSigningKeys(folder);

  expect(first.origin).toMatch(/^timbang\/[0-9a-f]{8}$/);
  expect(again.vkey).toBe(first.vkey);
  expect(again.keys()).toEqual([{ vkey: first.vkey }]);
  expect(readFileSync(keysFile(), 'utf8')).toBe(`${first.vkey}\n`);
  const [file = ''] = privateFiles();
  expect(privateFiles()).toEqual([`${first.vkey.split('+')[1] ?? ''}.pem`]);
  expect(statSync(join(folder, 'keys', file)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
});

test('a note that was signed verifies with the key that is published', () => {
  const keys = openSigningKeys(folder, { origin: 'timbang/0a1b2c3d' });

  const note = keys.sign('timbang/0a1b2c3d\n0\nAAAA\n');

  const [text = '', signature = ''] = note.split('\n\n');
  const [, name, base64 = ''] = signature.trim().split(' ');
  expect(name).toBe('timbang/0a1b2c3d');
  expect(
    verify(null, Buffer.from(`${text}\n`), publicKey(keys.vkey), Buffer.from(base64, 'base64').subarray(4)),
  ).toBe(true);
});

test('a new key is introduced by the old one, whose private half is destroyed', () => {
  const keys = openSigningKeys(folder);
  const before = keys.vkey;

  const { vkey, introduced = '' } = keys.rotate();

  expect(keys.vkey).toBe(vkey);
  expect(introduced.startsWith(`timbang/key/1\n${keys.origin}\n${vkey}\n\n— ${keys.origin} `)).toBe(true);
  expect(keys.keys()).toEqual([{ vkey: before }, { vkey, introduced }]);
  expect(privateFiles()).toEqual([`${vkey.split('+')[1] ?? ''}.pem`]);
  keys.rotate();
  expect(openSigningKeys(folder).keys()).toEqual(keys.keys());
  expect(keys.keys()).toHaveLength(3);
});

test('a crash between the new key and the list leaves the old one in use', () => {
  const keys = openSigningKeys(folder);
  const list = readFileSync(keysFile());
  const file = join(folder, 'keys', privateFiles()[0] ?? '');
  const old = readFileSync(file);
  keys.rotate();
  writeFileSync(keysFile(), list);
  writeFileSync(file, old, { mode: 0o600 });

  expect(openSigningKeys(folder).keys()).toHaveLength(1);
});

test('a crash before the old key was destroyed: it is destroyed when the keys are next opened', () => {
  const keys = openSigningKeys(folder);
  const file = join(folder, 'keys', privateFiles()[0] ?? '');
  const old = readFileSync(file);
  keys.rotate();
  writeFileSync(file, old, { mode: 0o600 });

  openSigningKeys(folder);

  expect(existsSync(file)).toBe(false);
});

test('a crash before the first key was listed: it is used, not replaced', () => {
  const { vkey, origin } = openSigningKeys(folder);
  rmSync(keysFile());

  expect(openSigningKeys(folder, { origin }).vkey).toBe(vkey);
});

test('keys without their list are not replaced by new ones', () => {
  openSigningKeys(folder);
  rmSync(keysFile());

  expect(() => openSigningKeys(folder)).toThrow(/keys\.txt is missing, but there are keys in .*; restore/);
});

test.each([
  [
    'a key that others can read',
    () => chmodSync(keyFile(), 0o640),
    /\.pem is open to others \(mode 640\); allow 600: chmod 600 /,
  ],
  [
    'a folder that others can enter',
    () => chmodSync(join(folder, 'keys'), 0o755),
    /keys is open to others \(mode 755\)/,
  ],
  ['a key that is gone', () => rmSync(keyFile()), /\.pem cannot be read: ENOENT; the log cannot be signed/],
  ['a broken key', () => writeFileSync(keyFile(), 'no key'), /\.pem is no Ed25519 private key in PEM/],
  ['a list that is empty', () => writeFileSync(keysFile(), ''), /keys\.txt names no key/],
])('%s is refused with what to do', (_, harm, message) => {
  const { origin } = openSigningKeys(folder);
  harm();

  expect(() => openSigningKeys(folder, { origin })).toThrow(message);
});

test('a private key that is not the last of the list is refused', () => {
  openSigningKeys(folder, { origin: 'timbang/aaaaaaaa' });
  const other = mkdtempSync(join(tmpdir(), 'timbang-keys-'));
  openSigningKeys(other, { origin: 'timbang/aaaaaaaa' });
  writeFileSync(keyFile(), readFileSync(join(other, 'keys', readdirSync(join(other, 'keys'))[0] ?? '')));
  rmSync(other, { recursive: true });

  expect(() => openSigningKeys(folder)).toThrow(
    /\.pem is not the last key in .*keys\.txt, timbang\/aaaaaaaa\+/,
  );
});

test("another log's keys are refused, and a key has a name that notes allow", () => {
  openSigningKeys(folder, { origin: 'timbang/aaaaaaaa' });

  expect(proposeOrigin(folder)).toBe('timbang/aaaaaaaa');
  expect(() => openSigningKeys(folder, { origin: 'timbang/bbbbbbbb' })).toThrow(
    /is a key of another log; this log is timbang\/bbbbbbbb/,
  );
  expect(() => openSigningKeys(folder, { origin: 'a b' })).toThrow(/spaces or a plus/);
});

test('only one process at a time changes the key', () => {
  const keys = openSigningKeys(folder);
  writeFileSync(join(folder, 'keys', 'rotating'), '');

  expect(() => keys.rotate()).toThrow(/another process changes the key; if none does, delete /);
});

test('a process that missed a change of the key makes none itself', () => {
  const late = openSigningKeys(folder);
  openSigningKeys(folder).rotate();

  expect(() => late.rotate()).toThrow(/has a newer key than this process/);
});

function keyFile(): string {
  return join(folder, 'keys', privateFiles()[0] ?? '');
}

function publicKey(vkey: string): ReturnType<typeof createPublicKey> {
  const bytes = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1);
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') },
    format: 'jwk',
  });
}
