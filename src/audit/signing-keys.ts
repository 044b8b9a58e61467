// The data folder -> the key that signs, made on first use, and the public keys in their order.
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../policy/replace-file.js';
import { signNote, verificationKey } from './signed-note.js';
import { keyText } from './statements.js';
import { UnusableRecords } from './unusable.js';

/** Signs texts as notes. */
export interface Signer {
  /** The log's name, which is the key's as well. */
  readonly origin: string;
  sign(text: string): string;
}

/** A public key, and the note by which the key before it introduced it. */
export interface IntroducedKey {
  readonly vkey: string;
  readonly introduced?: string;
}

export class SigningKeys implements Signer {
  private constructor(
    private readonly folder: string,
    readonly origin: string,
    private key: KeyObject,
    private known: readonly IntroducedKey[],
  ) {}

  /** @param origin what a new log is called. Throws UnusableRecords. */
  static open(folder: string, origin?: string): SigningKeys {
    const known = readKnown(folder);
    const last = known.at(-1);
    if (!last) return SigningKeys.create(folder, origin ?? `timbang/${randomBytes(4).toString('hex')}`);
    const name = nameOf(last.vkey);
    if (origin !== undefined && origin !== name) {
      throw new UnusableRecords(
        `the log in ${folder} is called ${name}, not ${origin}; leave TIMBANG_ORIGIN out`,
      );
    }
    const key = readKey(folder, name, last.vkey);
    return new SigningKeys(folder, name, key, known);
  }

  private static create(folder: string, origin: string): SigningKeys {
    const key = generateKeyPairSync('ed25519').privateKey;
    const vkey = verificationKey(origin, key);
    writeKey(folder, key, vkey);
    const known = [{ vkey }];
    writeKnown(folder, known);
    return new SigningKeys(folder, origin, key, known);
  }

  get vkey(): string {
    return (this.known.at(-1) as IntroducedKey).vkey;
  }

  keys(): readonly IntroducedKey[] {
    return this.known;
  }

  sign(text: string): string {
    return signNote(text, this.origin, this.key);
  }

  /** Takes over the key that another process has introduced meanwhile. */
  refresh(): void {
    const last = readKnown(this.folder).at(-1);
    if (!last || last.vkey === this.vkey) return;
    this.key = readKey(this.folder, this.origin, last.vkey);
    this.known = readKnown(this.folder);
  }

  /** A new key signs from now on, introduced by the one before, whose private half is destroyed. */
  rotate(): IntroducedKey {
    const key = generateKeyPairSync('ed25519').privateKey;
    const before = this.vkey;
    const vkey = verificationKey(this.origin, key);
    const next = { vkey, introduced: this.sign(keyText(this.origin, vkey)) };
    writeKey(this.folder, key, vkey);
    this.known = [...this.known, next];
    writeKnown(this.folder, this.known);
    this.key = key;
    rmSync(keyFile(this.folder, before));
    return next;
  }
}

/** The name before the key's hash and bytes. */
function nameOf(vkey: string): string {
  return vkey.split('+')[0] ?? '';
}

function knownFile(folder: string): string {
  return join(folder, 'log', 'keys.json');
}

function keyFile(folder: string, vkey: string): string {
  return join(folder, 'keys', `${vkey.split('+')[1] ?? ''}.pem`);
}

function readKnown(folder: string): IntroducedKey[] {
  const file = knownFile(folder);
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { keys: IntroducedKey[] }).keys;
  if (existsSync(join(folder, 'keys')))
    throw new UnusableRecords(`${file} is missing beside the private keys; bring it back from a backup`);
  return [];
}

/** The private key is there before anyone is told of the public one. */
function writeKnown(folder: string, keys: readonly IntroducedKey[]): void {
  mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 });
  replaceFile(knownFile(folder), `${JSON.stringify({ keys }, undefined, 2)}\n`);
}

function writeKey(folder: string, key: KeyObject, vkey: string): void {
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  replaceFile(keyFile(folder, vkey), pem, 0o600);
}

function readKey(folder: string, name: string, vkey: string): KeyObject {
  const file = keyFile(folder, vkey);
  if (!existsSync(file))
    throw new UnusableRecords(`the private key ${file} is missing; bring it back from a backup`);
  if ((statSync(file).mode & 0o077) !== 0)
    throw new UnusableRecords(`others can read the private key ${file}; take that right away (chmod 600)`);
  try {
    const key = createPrivateKey(readFileSync(file));
    if (verificationKey(name, key) === vkey) return key;
  } catch {
    throw new UnusableRecords(`${file} holds no private key; bring it back from a backup`);
  }
  throw new UnusableRecords(`${file} is not the key that ${knownFile(folder)} names last`);
}
