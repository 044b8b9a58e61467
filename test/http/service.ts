// The application over invented versions of one regulation, with a logger that remembers; and the submissions for it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Express } from 'express';
import supertest from 'supertest';
import winston from 'winston';
import { Catalog } from '../../src/evaluation/catalog.js';
import { createApp } from '../../src/http/app.js';
import type { AppDependencies } from '../../src/http/app.js';
import type { RulesStatus } from '../../src/http/status.js';
import type { Release } from '../../src/policy/releases.js';
import type { PackVersion } from '../../src/policy/rule-set.js';
import { packOf, readFiles } from '../packs/pack.js';
import { log, recording, records } from './recording.js';

export const hallFolder = join(process.cwd(), 'test', 'http', 'packs', 'sewa-aula');

/** The files of the invented pack by their path. */
export function hallFiles(): Record<string, string> {
  const paths = readdirSync(hallFolder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.yaml'),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(hallFolder, path), 'utf8')]));
}

export interface HallVersion {
  readonly regulation?: string;
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
  /** The day of its release; none makes a draft. */
  readonly released?: string | 'draft';
  readonly withdrawn?: Release['withdrawn'];
  /** Transitional provisions for its manifest. */
  readonly transitional?: readonly object[];
  /** Other files than those of the pack. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The same pack as another version, for another span of law dates. */
export function hallVersion(wanted: HallVersion = {}): PackVersion {
  const {
    regulation: name = 'sewa-aula',
    version = '1.0.0',
    from = '2022-01-01',
    to,
    released = '2022-01-01',
    withdrawn,
    transitional,
    files = hallFiles(),
  } = wanted;
  const span = `from: '${from}'${to === undefined ? '' : `, to: '${to}'`}`;
  const provisions = transitional ? `\ntransitional: ${JSON.stringify(transitional)}\n` : '';
  const manifest =
    replace(asVersion(files['manifest.yaml'] ?? '', version), "from: '2022-01-01'", span).replace(
      'regulation: sewa-aula',
      `regulation: ${name}`,
    ) + provisions;
  const pack = packOf(readFiles({ ...files, 'manifest.yaml': manifest }));
  if (released === 'draft') return { pack };
  const { regulation, digest } = pack;
  const release = { regulation, version, digest, date: released, author: 'Penyusun', approver: 'Pemeriksa' };
  return { pack, release: { ...release, ...(withdrawn && { withdrawn }) } };
}

/** The manifest's text with another version in it. */
export function asVersion(manifest: string, version: string): string {
  return replace(manifest, "version: '1.0.0'", `version: '${version}'`);
}

/** The text with this part of it replaced, which must be there. */
export function replace(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`there is no ${part} in:\n${text}`);
  return text.replace(part, () => by);
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface Service {
  readonly app: Express;
  /** What has been logged so far. */
  readonly logged: LogLine[];
}

export interface ServiceOptions extends Partial<Omit<AppDependencies, 'logger' | 'catalog'>> {
  readonly versions?: readonly PackVersion[];
  readonly catalog?: Catalog;
}

export function serve({ versions, catalog, ...options }: ServiceOptions = {}): Service {
  const known = catalog ?? new Catalog({ versions: versions ?? [hallVersion()] });
  const logged: LogLine[] = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logged.push(JSON.parse(line.toString()) as LogLine);
      done();
    },
  });
  const logger = winston.createLogger({
    level: 'debug',
    format: winston.format.json(),
    transports: [new winston.transports.Stream({ stream })],
  });
  const app = createApp({
    catalog: () => known,
    records,
    log,
    recording: () => recording().status,
    rules: () => quiet,
    logger,
    language: 'id',
    maxBody: 1_000_000,
    isShadowed: () => false,
    examples: () => new Map(),
    masks: [],
    isReady: () => true,
    ...options,
  });
  return { app, logged };
}

/** Rules that have been read once and never since. */
const quiet: RulesStatus = {
  digest: `sha256:${'0'.repeat(64)}`,
  servedSince: '2023-01-01T00:00:00.000Z',
  lastSuccess: '2023-01-01T00:00:00.000Z',
  lastRefusal: null,
  leftOut: [],
  reloads: { served: 0, unchanged: 0, refused: 0 },
};

/** A submission that is complete and rests on confirmed law alone. */
export function meeting(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    acara: { tanggal: '2023-06-15', politik: false },
    pemohon: { jenis: 'warga', terdaftar: true },
    tamu: 120,
    kursi: 60,
    luas: 100,
    ruang: [{ jam: 3, kipas: true }],
    ...change,
  };
}

export function request(facts: unknown = meeting(), more: object = {}): object {
  return { regulation: 'sewa-aula', facts, ...more };
}

/** An answer in JSON without what every record has of its own: two answers to one question are then the same text. */
export function withoutRecord({ text }: { readonly text: string }): string {
  const own = ['id', 'time', 'receipt'];
  const members = Object.entries(JSON.parse(text) as object).filter(([name]) => !own.includes(name));
  return JSON.stringify(Object.fromEntries(members));
}

/** The ways in which tests ask an app for an evaluation. */
export function callers(app: Express): {
  /** A body of any kind, as JSON unless the headers say otherwise. */
  send: (body: string | Buffer, headers?: Readonly<Record<string, string>>) => supertest.Test;
  /** As text, for what JSON.stringify cannot write. */
  sendText: (text: string) => supertest.Test;
  /** The usual submission with a change. */
  evaluate: (change: Readonly<Record<string, unknown>>) => supertest.Test;
} {
  const send = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): supertest.Test =>
    supertest(app)
      .post('/v1/evaluations')
      .set({ 'Content-Type': 'application/json', ...headers })
      .serialize((each: unknown) => each as string)
      .send(body);
  return {
    send,
    sendText: (text) => send(text),
    evaluate: (change) => send(JSON.stringify(request(meeting(change)))),
  };
}
