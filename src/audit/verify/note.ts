// Signed notes (c2sp.org/signed-note) and the keys that the reader trusts -> texts that may be believed.
import { fromBase64, joined, toHex, utf8 } from './bytes.js';
import type { MakeHasher } from './sha256.js';

export interface Note {
  readonly text: string;
  readonly signatures: readonly Signature[];
}

interface Signature {
  readonly name: string;
  /** Eight hex digits. */
  readonly keyId: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function parseNote(note: string): Note | undefined {
  const middle = note.lastIndexOf('\n\n');

  if (middle < 1 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f]/.test(note)) return undefined;
  const lines = note.slice(middle + 2, -1).split('\n');
  const signatures = lines.map(parseSignature).filter((each) => each !== undefined);
  if (signatures.length < lines.length || lines.length > 16) return undefined;
  return { text: note.slice(0, middle + 1), signatures };
}

function parseSignature(line: string): Signature | undefined {
  const [, name = '', base64 = ''] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!bytes || bytes.length < 5) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, 4)), bytes: bytes.slice(4) };
}

export interface PublicKey {
  readonly vkey: string;
  readonly origin: string;
  readonly keyId: string;
  /** Its 32 bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** "<origin>+<key id>+<base64>"; undefined where that is no Ed25519 key, or the id is not that key's. */
export function parseVkey(vkey: string, sha256: MakeHasher): PublicKey | undefined {
  const [, origin = '', keyId = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey) ?? [];
  const bytes = fromBase64(base64);
  if (bytes?.length !== 33 || bytes[0] !== 1) return undefined;
  const hasher = sha256();
  hasher.update(joined([utf8.encode(`${origin}\n`), bytes]));
  if (toHex(hasher.digest().subarray(0, 4)) !== keyId) return undefined;
  return { vkey, origin, keyId, bytes: bytes.slice(1) };
}

export type Opened = 'valid' | 'unknown_signer' | 'bad_signature';

export class KeyRing {
  private readonly keys = new Map<string, PublicKey>();
  private readonly imported = new Map<string, ReturnType<typeof importKey>>();
  /** Those that have signed what was opened. */
  readonly used = new Set<string>();

  add(key: PublicKey): void {
    this.keys.set(`${key.origin}+${key.keyId}`, key);
  }

  has(key: PublicKey): boolean {
    return this.keys.get(`${key.origin}+${key.keyId}`)?.vkey === key.vkey;
  }

  /** A key speaks for the log of its own name alone. */
  keepOnly(origin: string): void {
    for (const [name, key] of this.keys) if (key.origin !== origin) this.keys.delete(name);
  }

  /** Signatures of keys that are not known say nothing; one of a known key that is wrong spoils the note. */
  async open({ text, signatures }: Note): Promise<Opened> {
    let opened: Opened = 'unknown_signer';
    for (const { name, keyId, bytes } of signatures) {
      const known = this.keys.get(`${name}+${keyId}`);
      if (!known) continue;
      const key = await this.keyOf(known);
      const isRight = await crypto.subtle.verify('Ed25519', key, bytes, utf8.encode(text));
      if (!isRight) return 'bad_signature';
      this.used.add(known.vkey);
      opened = 'valid';
    }
    return opened;
  }

  private keyOf({ vkey, bytes }: PublicKey): ReturnType<typeof importKey> {
    const key = this.imported.get(vkey) ?? importKey(bytes);
    this.imported.set(vkey, key);
    return key;
  }
}

function importKey(bytes: Uint8Array<ArrayBuffer>) {
  return crypto.subtle.importKey('raw', bytes, 'Ed25519', true, ['verify']);
}

/** C2SP tlog-checkpoint, without extension lines. */
export function parseTree(text: string): { origin: string; size: number; root: Uint8Array } | undefined {
  const [origin = '', sizeText = '', rootText = '', end, ...more] = text.split('\n');
  const size = Number(sizeText);
  const root = fromBase64(rootText);
  if (origin === '' || end !== '' || more.length > 0 || root?.length !== 32) return undefined;
  return Number.isSafeInteger(size) && String(size) === sizeText && size >= 0
    ? { origin, size, root }
    : undefined;
}

/** The notes of a file that has several, and what stands beside them. */
export function splitNotes(file: string): { notes: string[]; rest: string } {
  const each = /(?:(?!— )[^\n]+\n)+\n(?:— [^ \n]+ [A-Za-z0-9+/]+={0,2}\n)+/g;
  return { notes: file.match(each) ?? [], rest: file.replaceAll(each, '\n') };
}
