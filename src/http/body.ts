// The request's body -> a submission's envelope: JSON, read once, held against the OpenAPI file's own schema.
import { Ajv } from 'ajv';
import express from 'express';
import type { Request, RequestHandler } from 'express';
import { didYouMean } from '../policy/fault.js';
import { isCalendarDate } from '../policy/calendar.js';
import { baseSpecification } from './openapi.js';
import { problem } from './problems.js';
import type { ProblemError } from './problems.js';

export interface EvaluationRequest {
  readonly regulation: string;
  readonly facts: object;
  readonly version?: string;
  readonly asOf?: string;
  readonly subject?: string;
  readonly requireConfirmed?: boolean;
}

const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
ajv.addFormat('date', isCalendarDate);
const validate = ajv.compile(baseSpecification.components.schemas['EvaluationRequest'] as object);

export function readRawBody(maxBytes: number): RequestHandler {
  return express.raw({ type: () => true, limit: maxBytes });
}

export function readEnvelope(request: Request): EvaluationRequest {
  if (!request.is('application/json')) {
    const found = request.headers['content-type'] ?? 'nothing';
    throw problem(
      415,
      'unsupported_media_type',
      'Unsupported media type',
      `Send application/json; this is ${found}.`,
    );
  }
  const value = parseJson(request.body);
  if (!validate(value)) {
    const errors = (validate.errors ?? []).slice(0, 50).map((error): ProblemError => {
      const name: unknown = error.params['additionalProperty'] ?? error.params['missingProperty'];
      const pointer = name === undefined ? error.instancePath : `${error.instancePath}/${String(name)}`;
      const properties = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const message =
        error.keyword === 'additionalProperties'
          ? `is not part of a request${didYouMean(String(name), properties)}`
          : error.keyword === 'required'
            ? 'is missing'
            : (error.message ?? 'is wrong');
      return { pointer, message };
    });
    throw problem(
      400,
      'invalid_request',
      'Invalid request',
      'The request does not have the form that /docs describes.',
      errors,
    );
  }
  return value as EvaluationRequest;
}

function parseJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw problem(
      400,
      'not_json',
      'Not JSON',
      'The body is empty; send a JSON object with regulation and facts.',
    );
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.slice(0, 200) : 'it is not UTF-8 text';
    throw problem(400, 'not_json', 'Not JSON', `The body cannot be read as JSON: ${reason}.`);
  }
}
