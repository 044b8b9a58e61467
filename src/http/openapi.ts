// The API's description: the base specification, and in it the loaded packs' own schemas and examples.
import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { factsSchema } from '../policy/submission-schema.js';
import type { Catalog } from '../evaluation/catalog.js';
import type { ReadyVersion } from '../evaluation/decide.js';

export interface Specification {
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, Record<string, unknown>>>;
}

export const baseSpecification = load(readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8'), {
  schema: CORE_SCHEMA,
  maxAliases: 0,
}) as Specification;

/** Submissions to show, by regulation. */
export type Examples = ReadonlyMap<string, unknown>;

export function specificationFor(catalog: Catalog, examples: Examples): object {
  const requests: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const version of catalog.all) {
    const name = `${version.pack.regulation}_${version.pack.version}`;
    schemas[`Facts_${name}`] = factsSchema(version.pack.facts);
    schemas[`EvaluationRequest_${name}`] = requestSchema(version, name);
    requests[name] = { $ref: `#/components/schemas/EvaluationRequest_${name}` };
  }
  const specification = structuredClone(baseSpecification) as unknown as {
    components: { schemas: Record<string, unknown> };
    paths: Record<string, { post: { requestBody: { content: Record<string, Record<string, unknown>> } } }>;
  };
  Object.assign(specification.components.schemas, schemas);
  const body = specification.paths['/v1/evaluations']?.post.requestBody.content['application/json'];
  if (body && catalog.all.length > 0) {
    body['schema'] = { anyOf: Object.values(requests) };
    body['examples'] = Object.fromEntries(
      [...examples].map(([regulation, facts]) => [regulation, { value: { regulation, facts } }]),
    );
  }
  return specification;
}

function requestSchema({ pack }: ReadyVersion, name: string): object {
  const base = baseSpecification.components.schemas['EvaluationRequest'] as { properties: object };
  return {
    ...base,
    title: `${pack.title.id} / ${pack.title.en} (${pack.version})`,
    properties: {
      ...base.properties,
      regulation: { const: pack.regulation },
      facts: { $ref: `#/components/schemas/Facts_${name}` },
    },
  };
}
