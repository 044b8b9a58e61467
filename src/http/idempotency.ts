// Idempotency-Key: the same request again gets the stored answer; another one under the same key is refused.
import type { Request } from 'express';
import { canonical, digestOf, notCanonical } from '../audit/log/entry.js';
import type { Records } from '../audit/records/records.js';
import type { Idempotency } from '../audit/store.js';
import type { EvaluationRequest } from './envelope.js';
import { problem } from './problems.js';

/** One to 255 visible ASCII characters, with or without the quotes of the header's draft standard. */
const form = /^(?:"([\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/;

interface Keyed {
  readonly submission: EvaluationRequest;
  readonly level: string;
  readonly isKept: boolean;
  readonly by: string | null;
}

export class IdempotencyKeys {
  private readonly inFlight = new Set<string>();

  constructor(private readonly records: Records) {}

  /** What the request's key stands for; undefined where it has none. */
  of(request: Request, { submission, level, isKept, by }: Keyed): Idempotency | undefined {
    const given = request.headers['idempotency-key'];
    if (given === undefined) return undefined;
    if (!isKept) throw wrong('has no use with store=false: nothing is kept that it could stand for');
    const [, quoted, bare] = (typeof given === 'string' ? form.exec(given) : null) ?? [];
    const key = quoted ?? bare;
    if (key === undefined) throw wrong('is not one to 255 visible ASCII characters');
    return { caller: by ?? '', key, fingerprint: fingerprintOf(submission, level) };
  }

  /** The id of the record that was made for the key before. */
  async find(wanted: Idempotency): Promise<string | undefined> {
    const known = await this.records.store.findIdempotent(wanted.caller, wanted.key);
    return known && sameRequest(wanted, known);
  }

  /** Carries out what the key stands for, unless that is under way already. */
  async once<T>(wanted: Idempotency | undefined, act: () => Promise<T>): Promise<T> {
    if (!wanted) return act();
    const name = `${wanted.caller} ${wanted.key}`;
    if (this.inFlight.has(name)) {
      const detail = 'A request with this Idempotency-Key is being answered; try again in a moment.';
      throw problem(409, 'request_in_flight', 'Request in flight', detail);
    }
    this.inFlight.add(name);
    try {
      return await act();
    } finally {
      this.inFlight.delete(name);
    }
  }
}

export function sameRequest(
  wanted: Idempotency | undefined,
  known: { id: string; fingerprint: string },
): string {
  if (known.fingerprint === wanted?.fingerprint) return known.id;
  const detail = 'This Idempotency-Key was used for another request; use a new key for each evaluation.';
  throw problem(422, 'idempotency_key_reused', 'Idempotency key reused', detail, [
    { parameter: 'Idempotency-Key', message: 'stands for another request' },
  ]);
}

/** What no record can be made of has no canonical form; it is the same when its JSON is. */
function fingerprintOf(submission: EvaluationRequest, level: string): string {
  const request = { submission, level };
  return digestOf(notCanonical(request) === undefined ? canonical(request) : JSON.stringify(request));
}

function wrong(message: string): Error {
  return problem(400, 'invalid_parameter', 'Invalid parameter', `The header Idempotency-Key ${message}.`, [
    { parameter: 'Idempotency-Key', message },
  ]);
}
