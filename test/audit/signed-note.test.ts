// Signed notes by the published vectors of golang.org/x/mod/sumdb/note and c2sp.org: written and read.
import { createHash, createPrivateKey } from 'node:crypto';
import { signNote, vkeyOf } from '../../src/audit/log/signed-note.js';
import { KeyRing, parseNote, parseTree, parseVkey, splitNotes } from '../../src/audit/verify/note.js';

const sha256 = (): ReturnType<typeof createHash> => createHash('sha256');
const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

/** The published private key "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz" as PKCS8; invented for tests by its authors. */
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
  ]),
  format: 'der',
  type: 'pkcs8',
});

async function opened(given: string, ...vkeys: string[]): Promise<string> {
  const ring = new KeyRing();
  for (const each of vkeys) {
    const key = parseVkey(each, sha256);
    if (!key) return 'no key';
    ring.add(key);
  }
  const parsed = parseNote(given);
  return parsed ? ring.open(parsed) : 'no note';
}

test('the published text is signed byte for byte as published, under the published key', () => {
  expect(vkeyOf('PeterNeumann', privateKey)).toBe(vkey);
  expect(signNote(text, 'PeterNeumann', privateKey)).toBe(note);
});

test('the published note is believed by its key alone, and only as it is', async () => {
  const enoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';

  expect(await opened(note, vkey)).toBe('valid');
  expect(await opened(note, enoch)).toBe('unknown_signer');
  expect(await opened(note.replace('your problem is', 'their problem is'), vkey)).toBe('bad_signature');
  expect(await opened(note.replace('x08go/ZJ', 'x08go/ZK'), vkey)).toBe('bad_signature');
});

test('signatures of others beside the known one are passed over', async () => {
  const other =
    '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

  expect(await opened(`${note}${other}`, vkey)).toBe('valid');
});

test.each([
  ['no signature', `${text}\n`],
  ['no empty line', note.replace('\n\n', '\n')],
  ['no last newline', note.slice(0, -1)],
  ['a control character', note.replace('problem', 'prob\tlem')],
  ['another dash', note.replace('—', '-')],
  ['base64 that is not the one way to write its bytes', note.replace('nAM=', 'nAN=')],
  ['a signature that is too short', note.replace(/Neumann \S+/, 'Neumann x08go/')],
  ['more than sixteen signatures', note + `${note.split('\n\n')[1] ?? ''}`.repeat(16)],
])('a note with %s is none', async (_, given) => {
  expect(parseNote(given)).toBeUndefined();
});

test.each([
  vkey.replace('c74f20a3', 'c74f20a4'),
  vkey.replace('c74f20a3', 'C74F20A3'),
  vkey.replace('Peter', 'Peter '),
  'PeterNeumann+c74f20a3',
  'PeterNeumann+c74f20a3+!!!!',
  'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
  // Of another kind of signature, with the id that belongs to it.
  'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
])('%s is no key', (given) => {
  expect(parseVkey(given, sha256)).toBeUndefined();
});

test("c2sp.org's example checkpoint is read as what it says", () => {
  const example =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
    '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';

  const parsed = parseNote(example);

  expect(parsed?.signatures[0]).toMatchObject({ name: 'example.com/behind-the-sofa', keyId: '033de0ae' });
  expect(parseTree(parsed?.text ?? '')).toMatchObject({
    origin: 'example.com/behind-the-sofa',
    size: 20852163,
  });
  expect(splitNotes(`# kept\n\n${example}\n${note}`).notes).toEqual([example, note]);
});

test.each([
  'x\n-1\nAAAA\n',
  'x\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
  '\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
  'x\n1\nCsUY\n',
  'x\n1e3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
  'x\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n',
])('%j is no checkpoint', (given) => {
  expect(parseTree(given)).toBeUndefined();
});
