// Contents under their owners' keys: AES-256-GCM, bound to the entry; what is stored is IV, tag and ciphertext.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { v4 as uuid } from 'uuid';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

export interface ContentKey {
  /** Says nothing of whose it is. */
  readonly key_id: string;
  readonly owner: string;
  readonly key: Buffer;
}

export function newContentKey(owner: string): ContentKey {
  return { key_id: uuid(), owner, key: randomBytes(32) };
}

/** @param id of the entry, so that one entry's content is never taken for another's. */
export function encrypt(content: string, key: Buffer, id: string): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(id));
  const encrypted = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
}

/** Throws where the bytes are not what was encrypted. */
export function decrypt(stored: Buffer, key: Buffer, id: string): string {
  const iv = stored.subarray(0, ivLength);
  const tag = stored.subarray(ivLength, ivLength + tagLength);
  const decipher = createDecipheriv(algorithm, key, iv).setAAD(Buffer.from(id)).setAuthTag(tag);
  return Buffer.concat([decipher.update(stored.subarray(ivLength + tagLength)), decipher.final()]).toString(
    'utf8',
  );
}
