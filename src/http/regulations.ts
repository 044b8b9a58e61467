// GET /v1/regulations…: the law as it is encoded.
import { Router } from 'express';
import type { RequestHandler } from 'express';
import { didYouMean } from '../policy/fault.js';
import { shortened } from '../policy/schema-faults.js';
import type { Catalog } from '../evaluation/catalog.js';
import type { ReadyVersion } from '../evaluation/decide.js';
import { describeClause, describeRegulation, describeVersion } from '../explanation/describe.js';
import { onlyMethods, problem, sentence } from './problems.js';
import { readQuery } from './query.js';

export function regulationRoutes(catalog: () => Catalog): Router {
  const router = Router();
  const readable = (path: string, read: (params: Params) => object): void => {
    const answer: RequestHandler<Params> = (request, response) => {
      readQuery(request, {});
      response.json(read(request.params));
    };
    router.route(path).get(answer).all(onlyMethods('GET, HEAD'));
  };
  readable('/', () => {
    const all = catalog();
    return { regulations: all.regulations.map((each) => describeRegulation(all.versions(each) ?? [])) };
  });
  readable('/:regulation', ({ regulation }) => describeRegulation(findVersions(catalog(), regulation)));
  readable('/:regulation/versions/:version', (params) => describeVersion(findVersion(catalog(), params)));
  readable('/:regulation/versions/:version/clauses/:clause', ({ clause: id, ...params }) => {
    const { pack } = findVersion(catalog(), params);
    const clause = pack.clauses.find((each) => each.id === id);
    if (!clause)
      throw missing(
        'unknown_clause',
        'clause',
        id,
        pack.clauses.map((each) => each.id),
      );
    return describeClause(pack, clause);
  });
  return router;
}

interface Params extends Record<string, string> {
  regulation: string;
  version: string;
  clause: string;
}

function findVersions(catalog: Catalog, regulation: string): readonly ReadyVersion[] {
  const versions = catalog.versions(regulation);
  if (!versions) throw missing('unknown_regulation', 'regulation', regulation, catalog.regulations);
  return versions;
}

function findVersion(
  catalog: Catalog,
  { regulation, version }: Pick<Params, 'regulation' | 'version'>,
): ReadyVersion {
  const versions = findVersions(catalog, regulation);
  const found = versions.find((each) => each.pack.version === version);
  if (!found)
    throw missing(
      'unknown_version',
      'version',
      version,
      versions.map((each) => each.pack.version),
    );
  return found;
}

function missing(code: string, kind: string, name: string, known: readonly string[]): Error {
  return problem(
    404,
    code,
    `Unknown ${kind}`,
    sentence(`there is no ${kind} "${shortened(name)}"${didYouMean(name, known).en}`),
  );
}
