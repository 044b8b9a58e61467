// A backup's files: manifests in JSON, rows in gzipped NDJSON. The same for every store, so that one restores the other's.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** An evaluation's row in `found`, and the idempotency key that its request came with. */
export interface Particulars {
  readonly found?: {
    readonly law_date: string | null;
    readonly code: string | null;
    readonly is_complete: number | null;
    readonly scores: string;
    readonly verdicts: string;
    readonly provisional: string;
  };
  readonly claim?: { readonly caller: string; readonly key: string; readonly fingerprint: string };
}

/** In order of sequence. What else a row holds follows from the leaf. */
export interface EntryLine {
  readonly sequence: number;
  readonly leaf: string;
  readonly receipt: string;
  readonly place: number | null;
  readonly keyId: string | null;
  /** Base64, as the store holds it. */
  readonly content: string | null;
  readonly gone: string | null;
  /** Where there is no key; else they are encrypted under it, so that they too go with it. */
  readonly particulars?: Particulars;
  /** Base64. */
  readonly encrypted?: string;
}

export interface KeyLine {
  readonly keyId: string;
  readonly owner: string;
  /** Base64. */
  readonly key: string;
}

export interface PackLine {
  readonly digest: string;
  /** Base64, as the store holds it. */
  readonly files: string;
}

export interface KeptFile {
  readonly lines: number;
  readonly sha256: string;
}

/** Of the records; the keys have one of their own, so that old records need only the newest keys. */
export interface RecordsManifest {
  readonly timbang: 'backup/1';
  readonly origin: string;
  /** UTC, ISO 8601. */
  readonly made: string;
  readonly tree: { readonly size: number; readonly root: string };
  /** Signed. */
  readonly checkpoint: string | null;
  readonly files: { readonly 'entries.ndjson.gz': KeptFile; readonly 'packs.ndjson.gz': KeptFile };
}

export interface KeysManifest {
  readonly timbang: 'content-keys/1';
  readonly origin: string;
  readonly made: string;
  readonly files: { readonly 'content-keys.ndjson.gz': KeptFile };
}

export const recordsManifest = 'records.json';
export const keysManifest = 'content-keys.json';

/** A backup that is not to be restored, or not here. */
export class UnusableBackup extends Error {}

/** Resolves when it is on the disk. */
export async function writeLines(
  folder: string,
  name: string,
  lines: AsyncIterable<object>,
): Promise<KeptFile> {
  const hash = createHash('sha256');
  let count = 0;
  const texts = async function* (): AsyncIterable<string> {
    for await (const line of lines) {
      count += 1;
      yield `${JSON.stringify(line)}\n`;
    }
  };
  const hashed = new PassThrough();
  hashed.on('data', (bytes: Buffer) => hash.update(bytes));
  const file = createWriteStream(join(folder, name), { mode: 0o600, flush: true, flags: 'wx' });
  await pipeline(Readable.from(texts()), createGzip(), hashed, file);
  return { lines: count, sha256: hash.digest('hex') };
}

export async function* readLines<T>(folder: string, name: string): AsyncIterable<T> {
  const bytes = createReadStream(join(folder, name)).pipe(createGunzip());
  for await (const line of createInterface({ input: bytes, crlfDelay: Infinity }))
    yield JSON.parse(line) as T;
}

export async function writeManifest(
  folder: string,
  name: string,
  manifest: RecordsManifest | KeysManifest,
): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(folder, name), text, { mode: 0o600, flush: true, flag: 'wx' });
}

/** With its files as it says. Throws UnusableBackup. */
export async function checkedManifest<T extends RecordsManifest | KeysManifest>(
  folder: string,
  name: string,
  timbang: T['timbang'],
): Promise<T> {
  const manifest = await readManifest<T>(folder, name);
  if (manifest.timbang !== timbang) {
    throw new UnusableBackup(`${join(folder, name)}: "timbang" must be "${timbang}"`);
  }
  for (const [file, { sha256 }] of Object.entries(manifest.files) as [string, KeptFile][]) {
    if ((await hashOf(join(folder, file))) !== sha256) {
      throw new UnusableBackup(
        `${join(folder, file)} is damaged: its SHA-256 is not the one that ${name} names; take another copy of this backup`,
      );
    }
  }
  return manifest;
}

async function readManifest<T>(folder: string, name: string): Promise<T> {
  const text = await readFile(join(folder, name), 'utf8').catch((error: unknown) => {
    throw new UnusableBackup(`${folder} is no whole backup: ${name} cannot be read`, { cause: error });
  });
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new UnusableBackup(`${join(folder, name)} is damaged: it is not JSON`, { cause: error });
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    throw new UnusableBackup(`${file} cannot be read`, { cause: error });
  }
  return hash.digest('hex');
}
