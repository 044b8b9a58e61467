// A text and an Ed25519 key -> a signed note of C2SP (c2sp.org/signed-note), and the key as those who verify it name it.
import { createHash, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** @param text ends in a newline. @param name of the key: the log's origin. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!text.endsWith('\n')) throw new TypeError('the text of a note ends in a newline');
  const signature = Buffer.concat([keyId(name, privateKey), sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/** "<name>+<key id>+<base64 of 0x01 and the public key>". */
export function vkeyOf(name: string, privateKey: KeyObject): string {
  const key = Buffer.concat([ed25519, publicBytes(privateKey)]).toString('base64');
  return `${name}+${keyId(name, privateKey).toString('hex')}+${key}`;
}

/** Names the key in notes, and its file; no secret. */
export function keyId(name: string, privateKey: KeyObject): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(ed25519)
    .update(publicBytes(privateKey))
    .digest()
    .subarray(0, 4);
}

/** The type of signature that stands before the key. */
const ed25519 = Buffer.of(1);

function publicBytes(privateKey: KeyObject): Buffer {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}
