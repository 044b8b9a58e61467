// What a request for an evaluation says besides its facts, held against the OpenAPI file's own schema.
import { Ajv } from 'ajv';
import { isCalendarDate } from '../policy/calendar.js';
import { dataFaults } from '../policy/schema-faults.js';
import type { DataFault } from '../policy/schema-faults.js';
import { baseSpecification } from './openapi.js';

export interface EvaluationRequest {
  readonly regulation: string;
  readonly facts: object;
  readonly version?: string;
  readonly asOf?: string;
  readonly subject?: string;
  readonly requireConfirmed?: boolean;
}

const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
ajv.addFormat('date', isCalendarDate);
const isRequest = ajv.compile<EvaluationRequest>(
  baseSpecification.components.schemas['EvaluationRequest'] as object,
);

export function checkEnvelope(
  value: unknown,
): { request: EvaluationRequest } | { faults: readonly DataFault[] } {
  return isRequest(value) ? { request: value } : { faults: dataFaults(isRequest.errors ?? []) };
}
