// The ways in which tests have something recorded, and ask for what is there.
import type { Express } from 'express';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { meeting, request } from './service.js';

/** An answer, as far as tests of records look into it. */
export interface Kept {
  readonly id: string;
  readonly time: string;
  readonly receipt: { readonly record: string; readonly signed: string };
  readonly scores: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Wanted {
  /** Changes of the usual submission. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What the request says besides its facts. */
  readonly more?: object;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function evaluate(
  app: Express,
  { facts = {}, more = {}, query = '', headers = {} }: Wanted = {},
): supertest.Test {
  return supertest(app)
    .post(`/v1/evaluations${query}`)
    .set(headers)
    .send(request(meeting(facts), more));
}

/** Has it evaluated and recorded. */
export async function keep(app: Express, wanted: Wanted = {}): Promise<Kept> {
  return keptIn(await evaluate(app, wanted), 201);
}

/** Has it refused and recorded: political events are not encoded. */
export async function keepRefusal(app: Express, more: object = {}): Promise<Kept> {
  const facts = { acara: { tanggal: '2023-06-15', politik: true } };
  return keptIn(await evaluate(app, { facts, more }), 422);
}

function keptIn({ status, body }: Response, wanted: number): Kept {
  const kept = body as Partial<Kept>;
  if (status === wanted && kept.id !== undefined) return kept as Kept;
  throw new Error(`not recorded: ${JSON.stringify(body)}`);
}

export function read(app: Express, id: string, more = ''): supertest.Test {
  return supertest(app).get(`/v1/evaluations/${id}${more}`);
}

export function list(app: Express, query: string): supertest.Test {
  return supertest(app).get(`/v1/evaluations?${query}`);
}

export function replay(app: Express, id: string, query = ''): supertest.Test {
  return supertest(app).post(`/v1/evaluations/${id}/replay${query}`);
}

export function declareVoid(
  app: Express,
  id: string,
  body: object = { reason: 'Salah ketik.' },
): supertest.Test {
  return supertest(app).post(`/v1/evaluations/${id}/void`).send(body);
}

/** Of what counts and what does not: because of what, and by which record. */
export async function standingOf(app: Express, id: string): Promise<unknown> {
  const { standing } = (await read(app, id)).body as { standing: Record<string, unknown> };
  const { says, ...plain } = standing;
  if (typeof says !== 'object') throw new Error('a standing says what it is');
  return plain;
}

/** An id that no record has. */
export const unknownId = '01890000-0000-7000-8000-000000000000';
