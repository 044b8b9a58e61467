// A route that is only read: GET and HEAD, every other method is told so.
import type { IRouter, RequestHandler } from 'express';
import { onlyMethods } from './problems.js';

export function readable<P = Record<string, string>>(
  router: IRouter,
  path: string,
  handler: RequestHandler<P>,
): void {
  router
    .route(path)
    .get(handler as RequestHandler)
    .all(onlyMethods('GET, HEAD'));
}
