// Errors as RFC 9457 problems: a stable code, where, and what to do; nothing of the inside.
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'winston';
import { shortened } from '../policy/schema-faults.js';
import type { Bilingual } from '../policy/pack.js';
import { StoreUnavailable } from '../audit/store.js';

export interface ProblemError {
  /** JSON Pointer within the request's body, or the name of a parameter. */
  readonly pointer?: string;
  readonly parameter?: string;
  readonly message: string;
  readonly says?: Bilingual;
}

export interface ProblemDetails {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  /** More members of the problem's own. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Thrown by handlers, answered by the one error handler. */
export class Problem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail);
  }
}

export function problem(
  status: number,
  code: string,
  title: string,
  detail: string,
  errors?: readonly ProblemError[],
): Problem {
  return new Problem({ status, code, title, detail, ...(errors && { errors }) });
}

/** A message as a sentence of its own. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

export const notFound: RequestHandler = (request) => {
  throw problem(
    404,
    'not_found',
    'Not found',
    `There is nothing at ${request.method} ${shortened(request.path)}; see /docs.`,
  );
};

export function onlyMethods(allowed: string): RequestHandler {
  return (request, response) => {
    response.setHeader('Allow', allowed);
    throw problem(
      405,
      'method_not_allowed',
      'Method not allowed',
      `${request.path} takes ${allowed}, not ${request.method}.`,
    );
  };
}

export function handleErrors(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, request, response, _next) => {
    const isUnavailable = error instanceof StoreUnavailable;
    const details = error instanceof Problem ? error.details : isUnavailable ? unavailable : known(error);
    if (isUnavailable) {
      response.setHeader('Retry-After', '1');
      logger.error('the store is unavailable', { requestId: requestIdOf(response), reason: error.message });
    } else if (!details) {
      const stack = error instanceof Error ? error.stack : String(error);
      logger.error('unexpected error', { requestId: requestIdOf(response), path: pathOf(request), stack });
    }
    if (response.headersSent) return response.destroy();
    send(response, details ?? unexpected);
  };
}

const unexpected: ProblemDetails = {
  status: 500,
  code: 'unexpected_error',
  title: 'Unexpected error',
  detail: 'Something went wrong here; tell the operator the requestId.',
};

const unavailable: ProblemDetails = {
  status: 503,
  code: 'store_unavailable',
  title: 'Store unavailable',
  detail:
    'Nothing can be recorded or read at the moment, so nothing is answered; try again, with the same Idempotency-Key.',
};

/** What Express and its body reader throw themselves. */
function known(error: unknown): ProblemDetails | undefined {
  const { type, status } = error as { type?: string; status?: number };
  switch (type) {
    case 'entity.too.large':
      return {
        status: 413,
        code: 'body_too_large',
        title: 'Body too large',
        detail: 'The body is larger than this service takes.',
      };
    case 'encoding.unsupported':
      return {
        status: 415,
        code: 'unsupported_encoding',
        title: 'Unsupported encoding',
        detail: 'Send the body plain, or as gzip, deflate or br.',
      };
    case 'request.aborted':
    case 'request.size.invalid':
      return {
        status: 400,
        code: 'body_incomplete',
        title: 'Body incomplete',
        detail: 'The body did not arrive as its length says.',
      };
    default:
      return status !== undefined && status >= 400 && status < 500
        ? { status, code: 'bad_request', title: 'Bad request', detail: 'The request cannot be read.' }
        : undefined;
  }
}

function send(response: Response, { status, code, title, detail, errors, extra }: ProblemDetails): void {
  const body = {
    type: `urn:timbang:problem:${code}`,
    title,
    status,
    detail,
    code,
    requestId: requestIdOf(response),
    ...(errors && { errors }),
    ...extra,
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Without the query, which may hold anything. */
export function pathOf(request: Request): string {
  return request.originalUrl.split('?', 1)[0] ?? '';
}

export function requestIdOf(response: Response): string {
  return String(response.getHeader('x-request-id') ?? '');
}
