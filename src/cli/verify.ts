// timbang verify: an export, a proof or an answer, and the keys and checkpoints that the auditor brings -> what is wrong.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { Trusted, ConsistencyProof } from '../audit/verify/context.js';
import { hashesOf, NotAKey } from '../audit/verify/context.js';
import { isObject } from '../audit/verify/canonical.js';
import type { Source } from '../audit/verify/lines.js';
import { splitNotes } from '../audit/verify/note.js';
import { verify } from '../audit/verify/verify.js';
import type { Verified } from '../audit/verify/verify.js';
import type { Language } from '../explanation/words.js';
import { WrongUse } from './packs.js';
import { startProgress } from './progress.js';
import { findingLines, summaryLines } from './verify/lines.js';

export interface VerifyOptions {
  /** Each a vkey, or a file with vkeys and the notes that introduce newer ones, such as the log's keys.txt. */
  readonly key: readonly string[];
  /** Files of signed notes that the auditor kept. */
  readonly checkpoint: readonly string[];
  /** JSON files with consistency proofs. */
  readonly consistency: readonly string[];
  readonly format: 'text' | 'json';
  readonly language: Language;
}

/** @param file - for standard input. */
export async function verifyFile(file: string, options: VerifyOptions): Promise<number> {
  const { source, size } = open(file);
  const trusted = readTrusted(options);
  const progress = startProgress({ id: 'entri', en: 'entries' }, options.language);
  let verified: Verified;
  try {
    verified = await verify(source, trusted, {
      sha256: () => createHash('sha256'),
      onEntry: (entries, byte) => progress.update(entries, byte / size),
    });
  } catch (error) {
    if (!(error instanceof NotAKey)) throw error;
    throw new WrongUse({
      id: `--key: "${error.message}" bukan kunci Ed25519 yang utuh (asal+id+base64)`,
      en: `--key: "${error.message}" is no complete Ed25519 key (origin+id+base64)`,
    });
  } finally {
    progress.stop();
  }
  print(file, verified, options);
  return verified.findings.length === 0 ? 0 : 1;
}

function print(file: string, verified: Verified, { format, language }: VerifyOptions): void {
  if (format === 'json') return console.log(JSON.stringify({ file, ...verified }));
  for (const line of [...findingLines(file, verified, language), ...summaryLines(verified, language)])
    console.log(line);
}

/** Standard input cannot be read twice, so it is held in memory. */
function open(file: string): { source: Source; size: number } {
  if (file === '-') {
    const bytes = reading('-', () => readFileSync(0));
    return {
      size: bytes.length,
      source: async function* () {
        yield bytes;
      },
    };
  }
  const { size } = reading(file, () => {
    const found = statSync(file);
    if (!found.isFile()) throw Object.assign(new Error(), { code: 'EISDIR' });
    return found;
  });
  return { size, source: () => createReadStream(file, { highWaterMark: 1 << 20 }) };
}

function readTrusted({ key, checkpoint, consistency }: VerifyOptions): Trusted {
  const vkeys: string[] = [];
  const introductions: string[] = [];
  for (const given of key) {
    if (!existsSync(given)) {
      vkeys.push(given);
      continue;
    }
    const { notes, rest } = splitNotes(reading(given, () => readFileSync(given, 'utf8')));
    const found = rest.split('\n').filter((line) => line.trim() !== '');
    if (found.length === 0)
      throw new WrongUse({ id: `${given}: tidak ada kunci`, en: `${given}: there is no key in it` });
    vkeys.push(...found.map((line) => line.trim()));
    introductions.push(...notes);
  }
  const checkpoints = checkpoint.flatMap(readCheckpoints);
  return { vkeys, introductions, checkpoints, consistency: consistency.map(readConsistency) };
}

function readCheckpoints(path: string): string[] {
  const { notes } = splitNotes(reading(path, () => readFileSync(path, 'utf8')));
  if (notes.length > 0) return notes;
  throw new WrongUse({
    id: `${path}: tidak ada titik periksa bertanda tangan`,
    en: `${path}: there is no signed checkpoint in it`,
  });
}

function readConsistency(path: string): ConsistencyProof {
  const proof = parse(reading(path, () => readFileSync(path, 'utf8')));
  const { from, to, consistency } = isObject(proof) ? proof : {};
  if (
    typeof from === 'number' &&
    typeof to === 'number' &&
    hashesOf(consistency) &&
    Array.isArray(consistency)
  )
    return { from, to, consistency: consistency.map(String) };
  throw new WrongUse({
    id: `${path}: bukan bukti konsistensi {"from", "to", "consistency"}`,
    en: `${path}: no consistency proof {"from", "to", "consistency"}`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code = 'unknown error' } = error as { code?: string };
    throw new WrongUse({ id: `${path} tidak dapat dibaca: ${code}`, en: `${path} cannot be read: ${code}` });
  }
}
