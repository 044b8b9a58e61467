// The data of a rule file, held against the JSON Schema of its kind; ajv's errors in words for policy staff.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import { isCalendarDate } from './calendar.js';
import { didYouMean } from './fault.js';
import type { Fault } from './fault.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

export const fileKinds = [
  'manifest',
  'facts',
  'parameters',
  'table',
  'clauses',
  'tests',
  'released',
] as const;
export type FileKind = (typeof fileKinds)[number];

const maxFaultsPerFile = 100;
const validators = compileSchemas();

function readSchema(kind: string): AnySchemaObject {
  const url = new URL(`./schemas/${kind}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as AnySchemaObject;
}

function compileSchemas(): Map<FileKind, ValidateFunction> {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  ajv.addFormat('date', isCalendarDate);
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addSchema(readSchema('common'));
  return new Map(fileKinds.map((kind) => [kind, ajv.compile(readSchema(kind))]));
}

/** All faults of shape at once; none means that the data is of this kind. */
export function checkShape(file: YamlFile, kind: FileKind): Fault[] {
  const validate = validators.get(kind);
  if (!validate || validate(file.data)) return [];
  const errors = mostTelling(validate.errors ?? []);
  return errors.slice(0, maxFaultsPerFile).map((error) => toFault(file, error));
}

/** Of the errors inside alternatives only the sentence about the alternatives is worth reading. */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject[] {
  const conditions = errors.filter(isAboutCondition);
  const alternatives = errors.filter((error) => isAlternatives(error) && !isAboutCondition(error));
  const kept = errors.filter((error) => {
    // The error of a name is told once more, with the name's place.
    if (error.keyword === 'if' || error.propertyName !== undefined) return false;
    const isHidden = (by: ErrorObject): boolean =>
      by !== error && isInside(error.instancePath, by.instancePath);
    if (alternatives.some((by) => isHidden(by) && (!isChoiceOfKeys(by) || isBranchOf(error, by))))
      return false;
    const own = conditions.find((condition) => condition.instancePath === error.instancePath);
    if (own) return own === error && !isWellFormedCondition(error.data);
    return !conditions.some((condition) => isHidden(condition) && !isWellFormedCondition(condition.data));
  });
  const seen = new Set<string>();
  return kept.filter((error) => {
    const key = `${error.instancePath} ${sentence(error)}`;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

function isAlternatives(error: ErrorObject): boolean {
  return error.keyword === 'oneOf' || error.keyword === 'anyOf';
}

/** Alternatives that only ask for one key or another say nothing of the rest. */
function isChoiceOfKeys(error: ErrorObject): boolean {
  return (
    Array.isArray(error.schema) &&
    error.schema.every((each) => Object.keys(each as object).join() === 'required')
  );
}

function isBranchOf(error: ErrorObject, alternatives: ErrorObject): boolean {
  return (
    error.instancePath === alternatives.instancePath &&
    error.schemaPath.startsWith(`${alternatives.schemaPath}/`)
  );
}

function isInside(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}

function isAboutCondition(error: ErrorObject): boolean {
  const [first] = Array.isArray(error.schema) ? (error.schema as { required?: string[] }[]) : [];
  return error.keyword === 'oneOf' && first?.required?.[0] === 'all';
}

const groupKeys = ['all', 'any', 'not'];
const comparisonKeys = ['name', 'fact', 'operator', 'value', 'says'];

/** A condition of the right form, whose fault lies in one of its parts. */
function isWellFormedCondition(data: unknown): boolean {
  if (!isObject(data)) return false;
  const keys = Object.keys(data);
  if (keys.length === 1 && groupKeys.includes(keys[0] ?? '')) return true;
  return (
    keys.includes('fact') && keys.includes('operator') && keys.every((key) => comparisonKeys.includes(key))
  );
}

function toFault(file: YamlFile, error: ErrorObject): Fault {
  const path: (string | number)[] = pointerToPath(error.instancePath, file.data);
  if (error.keyword === 'additionalProperties') path.push(String(error.params['additionalProperty']));
  if (error.keyword === 'propertyNames') path.push(String(error.params['propertyName']));
  const atKey =
    error.keyword === 'additionalProperties' || error.keyword === 'propertyNames' ? 'key' : undefined;
  return file.fault(path, `shape_${error.keyword.toLowerCase()}`, sentence(error), atKey);
}

function sentence(error: ErrorObject): string {
  const data: unknown = error.data;
  switch (error.keyword) {
    case 'required':
      return `the key "${String(error.params['missingProperty'])}" is missing`;
    case 'additionalProperties': {
      const name = String(error.params['additionalProperty']);
      const allowed = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return `the key "${name}" is unknown here${didYouMean(name, allowed)}`;
    }
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).map(String);
      return `${shown(data)} is not allowed here${didYouMean(String(data), allowed)}`;
    }
    case 'type':
      return `${shown(data)} should be ${typeName(error.params['type'])}${quoteHint(data, error.params['type'])}`;
    case 'pattern':
      return `${shown(data)} does not have the right form${descriptionOf(error)}`;
    case 'format':
      return `${shown(data)} is not a ${String(error.params['format'])}${descriptionOf(error)}`;
    case 'minItems':
    case 'minProperties':
      return `needs at least ${String(error.params['limit'])} element(s)`;
    case 'maxItems':
    case 'maxProperties':
      return `has more than ${String(error.params['limit'])} elements`;
    case 'propertyNames':
      return `"${String(error.params['propertyName'])}" is not a name: lower case letters, digits and _ only, and no word of the formula language`;
    case 'dependencies':
      return `with "${String(error.params['property'])}" the key "${String(error.params['missingProperty'])}" is needed too`;
    case 'oneOf':
    case 'anyOf':
      return alternativesSentence(error);
    case 'not':
      if ('enum' in (error.schema as object))
        return `${shown(data)} is a word of the formula language; choose another name`;
      return `"${((error.schema as { required?: string[] }).required ?? ['?']).join()}" does not go with this type`;
    default:
      return `${shown(data)} ${error.message ?? 'is wrong'}`;
  }
}

function alternativesSentence(error: ErrorObject): string {
  const schema = error.parentSchema;
  const description = typeof schema?.['description'] === 'string' ? schema['description'] : '';
  if (isAboutCondition(error)) {
    const keys = isObject(error.data) ? Object.keys(error.data) : [];
    const known = [...groupKeys, ...comparisonKeys];
    const unknown = keys.find((key) => !known.includes(key));
    if (unknown) return `the key "${unknown}" is unknown in a condition${didYouMean(unknown, known)}`;
    const found = keys.join(', ') || shown(error.data);
    return `a condition is exactly one of all, any, not, or fact with operator; found ${found}`;
  }
  const needed = Array.isArray(error.schema)
    ? (error.schema as { required?: string[] }[])
        .map((each) => (each.required ?? []).join(' with '))
        .filter(Boolean)
    : [];
  if (needed.length > 1) return `exactly one of these is needed: ${needed.join(', or ')}`;
  if (typeof error.data === 'number' && !Number.isFinite(error.data))
    return 'this is not a number that can be calculated with';
  return `${shown(error.data)} is not allowed here${description ? `: ${description}` : ''}`;
}

function descriptionOf(error: ErrorObject): string {
  const description: unknown = error.parentSchema?.['description'];
  return typeof description === 'string' ? ` (${description})` : '';
}

function quoteHint(data: unknown, type: unknown): string {
  return type === 'string' && typeof data === 'number' ? '; put it in quotes' : '';
}

function typeName(type: unknown): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    object: 'a mapping',
    array: 'a list',
    null: 'nothing',
  };
  return (Array.isArray(type) ? type : [type])
    .map((each) => names[String(each)] ?? String(each))
    .join(' or ');
}

function shown(value: unknown): string {
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = String(value);
  return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pointerToPath(pointer: string, data: unknown): (string | number)[] {
  let value: unknown = data;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(value) ? Number(key) : key;
      value = (value as Record<string | number, unknown> | undefined)?.[step];
      return step;
    });
}

export type { YamlPath };
