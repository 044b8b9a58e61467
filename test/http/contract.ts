// Holds every answer against the OpenAPI file: its status, its media type, and its body by the schemas there.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Response } from 'supertest';
import { isCalendarDate } from '../../src/policy/calendar.js';
import { isUuid } from '../../src/audit/log/entry.js';
import { baseSpecification } from '../../src/http/openapi.js';

interface Operation {
  readonly responses: Readonly<
    Record<
      string,
      { readonly $ref?: string; readonly content?: Readonly<Record<string, { readonly schema: object }>> }
    >
  >;
}

/** Problems may have members of their own; everything else has what the file says and no more. */
const open = ['Problem', 'Version', 'Clause'];

const home = 'https://timbang.invalid/openapi';
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addFormat('date', isCalendarDate);
ajv.addFormat('uuid', isUuid);
ajv.addFormat('date-time', (text: string) => new Date(text).toISOString() === text);
ajv.addSchema({ $id: home, components: { schemas: closed() } });

function closed(): object {
  const schemas = structuredClone(baseSpecification.components.schemas);
  for (const [name, schema] of Object.entries(schemas)) if (!open.includes(name)) close(schema);
  return schemas;
}

function close(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return;
  const found = schema as Record<string, unknown>;
  if (typeof found['properties'] === 'object') found['additionalProperties'] ??= false;
  Object.values(found).forEach(close);
}

const compiled = new Map<string, ValidateFunction>();

function validatorOf(schema: string): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const validate = ajv.compile(
    JSON.parse(schema.replaceAll('"#/components', `"${home}#/components`)) as object,
  );
  compiled.set(schema, validate);
  return validate;
}

/** @param schema a name in components.schemas, or a schema of the file. */
export function faultsAgainst(schema: string | object, body: unknown): string[] {
  const named = typeof schema === 'string' ? { $ref: `#/components/schemas/${schema}` } : schema;
  const validate = validatorOf(JSON.stringify(named));
  validate(body);
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** @param operation method and path as the file has them, e.g. `get /v1/regulations/{regulation}`. */
export function expectContract(operation: string, response: Response): void {
  const [method = '', path = ''] = operation.split(' ');
  const { responses } = baseSpecification.paths[path]?.[method] as Operation;
  const stated = responses[String(response.status)];
  const mediaType = String(response.headers['content-type']).split(';', 1)[0] ?? '';

  expect({ operation, statuses: Object.keys(responses) }).toEqual({
    operation,
    statuses: expect.arrayContaining([String(response.status)]) as unknown,
  });
  if (stated?.$ref !== undefined) {
    expectProblem(response, response.status);
    return;
  }
  const schema = stated?.content?.[mediaType]?.schema;
  expect({ operation, mediaType, isStated: schema !== undefined }).toEqual({
    operation,
    mediaType,
    isStated: true,
  });
  if (mediaType === 'application/json') expect(faultsAgainst(schema ?? {}, response.body)).toEqual([]);
}

export interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly {
    readonly pointer?: string;
    readonly parameter?: string;
    readonly message: string;
  }[];
}

/** A problem of the form that RFC 9457 and the OpenAPI file ask for. */
export function expectProblem(response: Response, status: number): ProblemBody {
  const body = response.body as ProblemBody & Record<string, unknown>;

  expect({ status: response.status, body }).toMatchObject({ status, body: { status } });
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(faultsAgainst('Problem', body)).toEqual([]);
  expect(body['type']).toBe(`urn:timbang:problem:${body.code}`);
  expect(body['requestId']).toBe(response.headers['x-request-id']);
  expect(body.detail).toMatch(/^\S.*[.?!]$/s);
  return body;
}

/** The status, code and one error of a problem, all at once so that a failure shows them all. */
export function expectRefusal(
  response: Response,
  wanted: { status: number; code: string; pointer?: string; message?: string | RegExp },
): void {
  const { code, errors = [] } = expectProblem(response, wanted.status);
  const { pointer, message } = wanted;

  expect(code).toBe(wanted.code);
  if (pointer === undefined) return;
  const text = typeof message === 'string' ? message : expect.stringMatching(message ?? /./);
  expect(errors).toContainEqual(expect.objectContaining({ pointer, message: text }));
}
