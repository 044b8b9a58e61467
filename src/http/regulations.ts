// GET /v1/regulations…: the law as it is encoded.
import { Router } from 'express';
import { didYouMean } from '../policy/fault.js';
import type { Catalog } from '../evaluation/catalog.js';
import type { ReadyVersion } from '../evaluation/decide.js';
import { describeClause, describeRegulation, describeVersion } from '../explanation/describe.js';
import { problem, sentence } from './problems.js';
import { readQuery } from './query.js';

export function regulationRoutes(catalog: () => Catalog): Router {
  const router = Router();
  router.get('/', (request, response) => {
    readQuery(request, {});
    const all = catalog();
    const regulations = all.regulations.map((each) => describeRegulation(all.versions(each) ?? []));
    response.json({ regulations });
  });
  router.get('/:regulation', (request, response) => {
    readQuery(request, {});
    response.json(describeRegulation(findVersions(catalog(), request.params.regulation)));
  });
  router.get('/:regulation/versions/:version', (request, response) => {
    readQuery(request, {});
    response.json(describeVersion(findVersion(catalog(), request.params)));
  });
  router.get('/:regulation/versions/:version/clauses/:clause', (request, response) => {
    readQuery(request, {});
    const { pack } = findVersion(catalog(), request.params);
    const id = request.params.clause;
    const clause = pack.clauses.find((each) => each.id === id);
    if (!clause)
      throw missing(
        'unknown_clause',
        'clause',
        id,
        pack.clauses.map((each) => each.id),
      );
    response.json(describeClause(pack, clause));
  });
  return router;
}

function findVersions(catalog: Catalog, regulation: string): readonly ReadyVersion[] {
  const versions = catalog.versions(regulation);
  if (!versions) throw missing('unknown_regulation', 'regulation', regulation, catalog.regulations);
  return versions;
}

function findVersion(
  catalog: Catalog,
  { regulation, version }: { regulation: string; version: string },
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
    sentence(`there is no ${kind} "${name.slice(0, 120)}"${didYouMean(name, known)}`),
  );
}
