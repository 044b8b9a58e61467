// What a request for an evaluation says besides its facts, held against the OpenAPI file's own schema.
import { Ajv } from 'ajv';
import { isCalendarDate } from '../policy/calendar.js';
import { dataFaults } from '../policy/schema-faults.js';
import type { DataFault } from '../policy/schema-faults.js';
import { isUuid } from '../audit/log/entry.js';
import { baseSpecification } from './openapi.js';

export interface EvaluationRequest {
  readonly regulation: string;
  readonly facts: object;
  readonly version?: string;
  readonly asOf?: string;
  readonly subject?: string;
  readonly requireConfirmed?: boolean;
  /** The evaluation whose place this one takes, and why. */
  readonly supersedes?: { readonly id: string; readonly reason: string };
}

export interface VoidRequest {
  readonly reason: string;
}

export type EnvelopeCheck<T> = (
  value: unknown,
) => { readonly request: T } | { readonly faults: readonly DataFault[] };

const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
ajv.addFormat('date', isCalendarDate);
ajv.addFormat('uuid', isUuid);
ajv.addSchema({ components: baseSpecification.components }, 'api');

export const checkEvaluationRequest = checkOf<EvaluationRequest>('EvaluationRequest');
export const checkVoidRequest = checkOf<VoidRequest>('VoidRequest');

function checkOf<T>(schema: string): EnvelopeCheck<T> {
  const isRequest = ajv.compile<T>({ $ref: `api#/components/schemas/${schema}` });
  return (value) => (isRequest(value) ? { request: value } : { faults: dataFaults(isRequest.errors ?? []) });
}
