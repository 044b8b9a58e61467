// /openapi.json: a valid OpenAPI document, of every route there is, with the loaded packs' own schemas in it.
import { execFileSync } from 'node:child_process';
import type { Express } from 'express';
import supertest from 'supertest';
import { baseSpecification } from '../../src/http/openapi.js';
import { expectProblem, faultsAgainst } from './contract.js';
import { hallVersion, meeting, request, serve } from './service.js';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const { app } = serve({
  versions: [hallVersion(), hallVersion({ version: '2.0.0', released: 'draft' })],
  examples: () => new Map([['sewa-aula', meeting()]]),
});

async function readDocument(): Promise<Document> {
  return (await supertest(app).get('/openapi.json')).body as Document;
}

/** Pages and files about the API, which are no part of it. */
const aboutTheApi = ['/', '/docs', '/docs/start.js', '/openapi.json'];

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  match(path: string): boolean;
}

/** What Express itself routes: `get /v1/regulations/:regulation` and so on. */
function routesOf({ router }: Express): string[] {
  // A router at the root matches everything.
  const mounts = ['/nowhere', '/v1/evaluations', '/v1/log', '/v1/regulations', '/docs'];
  return (router as unknown as { stack: Layer[] }).stack.flatMap((layer) => {
    if (layer.route) return routesIn(layer.route, '');
    const found = mounts.find((each) => layer.match(each));
    const mount = found === '/nowhere' ? '' : found;
    return (layer.handle.stack ?? []).flatMap((inner) =>
      inner.route ? routesIn(inner.route, mount ?? '?') : [],
    );
  });
}

function routesIn(route: NonNullable<Layer['route']>, mount: string): string[] {
  const path = `${mount}${route.path}`.replace(/(.)\/$/, '$1').replaceAll(/:(\w+)/g, '{$1}');
  const methods = Object.keys(route.methods).filter((method) => method !== '_all');
  return methods.map((method) => `${method} ${path}`);
}

test('is a valid OpenAPI 3.1 document', async () => {
  const document = await readDocument();
  const script = `
    import SwaggerParser from '@apidevtools/swagger-parser';
    import { readFileSync } from 'node:fs';
    await SwaggerParser.validate(JSON.parse(readFileSync(0, 'utf8')));
    console.log('valid');`;

  // In a process of its own: jest cannot load the parser's ESM parts.
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    input: JSON.stringify(document),
    encoding: 'utf8',
  });

  expect(document.openapi).toBe('3.1.0');
  expect(said).toBe('valid\n');
});

test('holds every route of the application, and no other', async () => {
  const { paths } = await readDocument();

  const stated = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((each) => `${each} ${path}`),
  );
  const routed = routesOf(app).filter((route) => !aboutTheApi.includes(route.split(' ')[1] ?? ''));

  expect(routed.sort()).toEqual(stated.sort());
});

test('gives every operation an id of its own and states every problem by its one schema', async () => {
  const { paths } = await readDocument();

  const ids = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((each) => each.operationId),
  );

  expect(new Set(ids).size).toBe(ids.length);
});

test("holds each loaded version's own schema, which takes its submissions and refuses others", async () => {
  const { components } = await readDocument();
  const facts = components.schemas['Facts_sewa-aula_1.0.0'] ?? {};

  expect(components.schemas).toHaveProperty(['Facts_sewa-aula_2.0.0']);
  expect(faultsAgainst(facts, meeting())).toEqual([]);
  expect(faultsAgainst(facts, meeting({ tamu: 'banyak' }))).toEqual([
    expect.stringContaining('/tamu must be integer'),
  ]);
});

test('shows an example that is scored as it stands', async () => {
  const document = await readDocument();
  const { requestBody } = document.paths['/v1/evaluations']?.['post'] as unknown as {
    requestBody: { content: { 'application/json': { examples: Record<string, { value: object }> } } };
  };
  const example = requestBody.content['application/json'].examples['sewa-aula']?.value;

  const response = await supertest(app).post('/v1/evaluations').send(example);

  expect(example).toEqual(request());
  expect(response.status).toBe(201);
});

test('leaves the base specification as it is', async () => {
  const before = JSON.stringify(baseSpecification);

  await readDocument();

  expect(JSON.stringify(baseSpecification)).toBe(before);
});

test('takes no parameters', async () => {
  const response = await supertest(app).get('/openapi.json?format=yaml');

  expect(expectProblem(response, 400)).toMatchObject({ errors: [{ parameter: 'format' }] });
});
