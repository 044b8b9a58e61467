// What ajv says of data that people or apps sent -> a JSON Pointer and a sentence for each fault.
import type { ErrorObject } from 'ajv';
import { didYouMean } from './fault.js';

export interface DataFault {
  /** JSON Pointer within the data. */
  readonly pointer: string;
  readonly message: string;
}

const maxFaults = 50;

export function dataFaults(errors: readonly ErrorObject[]): DataFault[] {
  const found = new Map<string, DataFault>();
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    if (found.size >= maxFaults) break;
    const fault = { pointer: pointerOf(error), message: sentence(error) };
    found.set(`${fault.pointer} ${fault.message}`, fault);
  }
  return [...found.values()];
}

/** For names and values that somebody sent: a hostile one is not sent back whole. */
export function shortened(text: string, length = 120): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text;
}

export function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerOf(error: ErrorObject): string {
  const name: unknown = error.params['missingProperty'] ?? error.params['additionalProperty'];
  return name === undefined
    ? error.instancePath
    : `${error.instancePath}/${escapePointer(shortened(String(name)))}`;
}

function sentence({ keyword, params, data, parentSchema, message }: ErrorObject): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties': {
      const allowed = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
      return `is unknown here${didYouMean(String(params['additionalProperty']), allowed).en}`;
    }
    case 'type': {
      const wanted =
        parentSchema?.['format'] === 'date' ? 'a date, YYYY-MM-DD' : typeNames[String(params['type'])];
      return `must be ${wanted ?? String(params['type'])}; it is ${kindOf(data)}`;
    }
    case 'enum': {
      const near = didYouMean(textOf(data), (params['allowedValues'] as unknown[]).map(String));
      return `${quoted(data)} is not one of the values${near.en}`;
    }
    case 'format':
      return `${quoted(data)} is not a calendar date; write YYYY-MM-DD`;
    case 'exclusiveMinimum':
      return `must be larger than ${limit}; it is ${quoted(data)}`;
    case 'exclusiveMaximum':
      return `must be smaller than ${limit}; it is ${quoted(data)}`;
    case 'minimum':
      return `must be at least ${limit}; it is ${quoted(data)}`;
    case 'maximum':
      return `must be at most ${limit}; it is ${quoted(data)}`;
    case 'minItems':
      return `must have at least ${limit} element(s)`;
    case 'maxItems':
      return `must have at most ${limit} element(s)`;
    case 'minLength':
      return `must have at least ${limit} character(s)`;
    case 'maxLength':
      return `must have at most ${limit} characters`;
    case 'pattern':
      return `${quoted(data)} does not have the form that is asked for`;
    default:
      return message ?? 'is not allowed';
  }
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null; leave it out when it is not known';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number too large to be read';
  return typeof value === 'object' ? 'an object' : quoted(value);
}

/** Only single values are written out: an object of an app's making may have a toString of its own. */
function textOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}

function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null
    ? 'an object'
    : shortened(JSON.stringify(value) ?? '', 60);
}
