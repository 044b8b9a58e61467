// The Express application: routes, headers, request ids; it does not listen.
import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import onHeaders from 'on-headers';
import type { Logger } from 'winston';
import { readRawBody } from './body.js';
import { docsRoutes } from './docs.js';
import { postVoid } from './corrections.js';
import { postEvaluation } from './evaluations.js';
import type { EvaluationDependencies } from './evaluations.js';
import { getExport, getObjectionPack } from './exports.js';
import type { ExportDependencies } from './exports.js';
import { logRoutes } from './log.js';
import { specificationFor } from './openapi.js';
import type { Examples } from './openapi.js';
import { handleErrors, notFound, onlyMethods, pathOf, requestIdOf } from './problems.js';
import { readQuery } from './query.js';
import { readable } from './readable.js';
import { getEvaluations, readingRoutes } from './readings.js';
import type { ReadingDependencies } from './readings.js';
import { regulationRoutes } from './regulations.js';
import { statusRoutes } from './status.js';
import type { StatusDependencies } from './status.js';

export interface AppDependencies
  extends EvaluationDependencies, ReadingDependencies, ExportDependencies, StatusDependencies {
  readonly maxBody: number;
  /** Submissions that the documentation shows. */
  readonly examples: () => Examples;
}

export function createApp(dependencies: AppDependencies): Express {
  const { catalog, records, log, logger, examples, isReady, maxBody } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(identify(logger));
  app.use(endConnectionsUnless(isReady));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
      strictTransportSecurity: false,
    }),
  );
  app
    .route('/v1/evaluations')
    .post(readRawBody(maxBody), postEvaluation(dependencies))
    .get(getEvaluations(records))
    .all(onlyMethods('GET, HEAD, POST'));
  app
    .route('/v1/evaluations/:id/void')
    .post(readRawBody(maxBody), postVoid(records))
    .all(onlyMethods('POST'));
  readable(app, '/v1/exports', getExport(dependencies));
  readable<{ id: string }>(app, '/v1/evaluations/:id/objection-pack', getObjectionPack(dependencies));
  app.use('/v1/evaluations', readingRoutes(dependencies));
  app.use('/v1/log', logRoutes(log));
  app.use('/v1/regulations', regulationRoutes(catalog));
  app.use('/docs', docsRoutes());
  readable(app, '/', (_request, response) => {
    response.redirect(302, '/docs');
  });
  readable(app, '/openapi.json', (request, response) => {
    readQuery(request, {});
    response.json(specificationFor(catalog(), examples()));
  });
  app.use(statusRoutes(dependencies));
  app.use(notFound);
  app.use(handleErrors(logger));
  return app;
}

/** A service that stops answers what it has begun, and lets no connection stay open for more. */
function endConnectionsUnless(isReady: () => boolean): RequestHandler {
  return (_request, response, next) => {
    onHeaders(response, () => {
      if (!isReady()) response.setHeader('Connection', 'close');
    });
    next();
  };
}

/** Every request has an id, its caller's when that is a plain one; and a line in the log, without facts. */
function identify(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && /^[A-Za-z0-9._-]{1,80}$/.test(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', id);
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
      const version: unknown = response.locals['version'];
      logger.info('request', {
        requestId: requestIdOf(response),
        method: request.method,
        path: pathOf(request),
        status: response.statusCode,
        milliseconds: Math.round(milliseconds * 1000) / 1000,
        ...(version !== undefined && { version }),
      });
    });
    next();
  };
}
