// A text and an Ed25519 key -> a signed note in the form of C2SP (signed-note), and the key's own line.
import { createHash, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const ed25519 = Buffer.of(1);

/** The text, an empty line, and "— <name> <base64 of key hash and signature>". */
export function signNote(text: string, name: string, key: KeyObject): string {
  if (!text.endsWith('\n')) throw new TypeError('the text of a note ends with a line break');
  const signature = sign(null, Buffer.from(text), key);
  const line = Buffer.concat([keyHash(name, publicBytes(key)), signature]).toString('base64');
  return `${text}\n— ${name} ${line}\n`;
}

/** The verification key: "<name>+<key hash in hex>+<base64 of the algorithm and the public key>". */
export function verificationKey(name: string, key: KeyObject): string {
  const bytes = publicBytes(key);
  const encoded = Buffer.concat([ed25519, bytes]).toString('base64');
  return `${name}+${keyHash(name, bytes).toString('hex')}+${encoded}`;
}

/** The first four bytes of a hash over the name and the key. */
function keyHash(name: string, bytes: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(ed25519).update(bytes).digest().subarray(0, 4);
}

/** The 32 bytes of the public key. */
function publicBytes(key: KeyObject): Buffer {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}
