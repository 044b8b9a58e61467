// A content's canonical JSON <-> its encrypted bytes, under the key of whoever it belongs to.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface ContentKey {
  /** 16 random bytes in hex: says nothing of whose it is. */
  readonly keyId: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const keyIdLength = 16;
const ivLength = 12;
const tagLength = 16;

export function newContentKey(): ContentKey {
  return { keyId: randomBytes(keyIdLength).toString('hex'), key: randomBytes(32) };
}

/**
 * AES-256-GCM; the entry's id is the additional data, so that no content can be moved to another entry.
 * Bytes: key id (16) | initialisation vector (12) | tag (16) | encrypted UTF-8.
 */
export function encrypt(content: string, { keyId, key }: ContentKey, entryId: string): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(entryId));
  const encrypted = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(keyId, 'hex'), iv, cipher.getAuthTag(), encrypted]);
}

/** Throws where the bytes are not what was encrypted for this entry under this key. */
export function decrypt(bytes: Buffer, key: Buffer, entryId: string): string {
  const iv = bytes.subarray(keyIdLength, keyIdLength + ivLength);
  const tag = bytes.subarray(keyIdLength + ivLength, keyIdLength + ivLength + tagLength);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(entryId));
  decipher.setAuthTag(tag);
  const encrypted = bytes.subarray(keyIdLength + ivLength + tagLength);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
}
