// The request's body, read once: bytes -> JSON -> what the route asks for, or the problem with it.
import express from 'express';
import type { Request, RequestHandler } from 'express';
import { shortened } from '../policy/schema-faults.js';
import type { EnvelopeCheck } from './envelope.js';
import { problem } from './problems.js';

export function readRawBody(maxBytes: number): RequestHandler {
  return express.raw({ type: () => true, limit: maxBytes });
}

export function readBody<T>(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  check: EnvelopeCheck<T>,
): T {
  const type = headers['content-type'] ?? 'nothing';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    const detail = `Send application/json; this is ${shortened(type)}.`;
    throw problem(415, 'unsupported_media_type', 'Unsupported media type', detail);
  }
  const checked = check(parseJson(body));
  if ('request' in checked) return checked.request;
  const detail = 'The request does not have the form that /docs describes.';
  throw problem(400, 'invalid_request', 'Invalid request', detail, checked.faults);
}

function parseJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw problem(
      400,
      'not_json',
      'Not JSON',
      'The body is empty; send a JSON object as /docs describes it.',
    );
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    const reason = error instanceof SyntaxError ? shortened(error.message, 200) : 'it is not UTF-8 text';
    throw problem(400, 'not_json', 'Not JSON', `The body cannot be read as JSON: ${reason}.`);
  }
}
