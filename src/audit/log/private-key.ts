// A private key's file -> the key, when nobody else can read it; made, written and destroyed so that no half is left.
import { UnusableRecords } from '../unusable.js';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeDurably } from '../../policy/durable-file.js';

/** The log cannot be signed as things stand; the message says what to do. Holds nothing secret. */
export class UnusableKeys extends UnusableRecords {}

export function makePrivateKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

export function writePrivateKey(path: string, key: KeyObject): void {
  writeDurably(path, { text: key.export({ type: 'pkcs8', format: 'pem' }).toString(), mode: 0o600 });
}

export function readPrivateKey(path: string): KeyObject {
  refuseOpen(dirname(path), '700');
  refuseOpen(path, '600');
  const key = parse(reading(path, () => readFileSync(path)));
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new UnusableKeys(`${path} is no Ed25519 private key in PEM (PKCS8); restore it from its backup`);
  return key;
}

/** What OpenSSL says of a broken key may quote it, so it goes no further. */
function parse(pem: Buffer): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function refuseOpen(path: string, allowed: string): void {
  const mode = reading(path, () => statSync(path).mode) & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    const found = mode.toString(8);
    throw new UnusableKeys(
      `${path} is open to others (mode ${found}); allow ${allowed}: chmod ${allowed} ${path}`,
    );
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code = 'unknown error' } = error as { code?: string };
    throw new UnusableKeys(`${path} cannot be read: ${code}; the log cannot be signed without it`);
  }
}
