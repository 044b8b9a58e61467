// GET /v1/regulations…: the law as it is encoded.
import { Router } from 'express';
import { didYouMean } from '../policy/fault.js';
import { shortened } from '../policy/schema-faults.js';
import type { Catalog } from '../evaluation/catalog.js';
import type { ReadyVersion } from '../evaluation/decide.js';
import { describeClause, describeRegulation, describeVersion } from '../explanation/describe.js';
import { problem, sentence } from './problems.js';
import { readQuery } from './query.js';
import { readable } from './readable.js';

export function regulationRoutes(catalog: () => Catalog): Router {
  const router = Router();
  const described = (path: string, read: (params: Params) => object): void => {
    readable<Params>(router, path, (request, response) => {
      readQuery(request, {});
      response.json(read(request.params));
    });
  };
  described('/', () => {
    const all = catalog();
    return { regulations: all.regulations.map((each) => describeRegulation(all.versions(each) ?? [])) };
  });
  described('/:regulation', ({ regulation }) => describeRegulation(findVersions(catalog(), regulation)));
  described('/:regulation/versions/:version', (params) => describeVersion(findVersion(catalog(), params)));
  described('/:regulation/versions/:version/clauses/:clause', ({ clause: id, ...params }) => {
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
