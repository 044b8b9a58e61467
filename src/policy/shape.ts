// The data of a rule file, held against the JSON Schema of its kind -> a fault for each thing that is of another shape.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import { isCalendarDate } from './calendar.js';
import { nearest } from './fault.js';
import type { Fault } from './fault.js';
import {
  allowedKeys,
  inWords,
  isAboutCondition,
  isChoiceOfKeys,
  isWellFormedCondition,
} from './shape-words.js';
import type { YamlFile } from './yaml-file.js';

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
  // What editors show and offer; it decides nothing.
  ajv.addVocabulary(['markdownDescription', 'markdownEnumDescriptions', 'defaultSnippets']);
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

/**
 * Of the errors inside alternatives only the sentence about the alternatives is worth reading; of a misspelt key
 * only that it is unknown, not that the right one is missing.
 */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject[] {
  const conditions = errors.filter(isAboutCondition);
  const alternatives = errors.filter((error) => isAlternatives(error) && !isAboutCondition(error));
  const misspelt = misspeltKeys(errors);
  const kept = errors.filter((error) => {
    if (neededKeys(error).some((key) => misspelt.has(`${error.instancePath} ${key}`))) return false;
    // The error of a name is told once more, with the name's place.
    if (error.keyword === 'if' || error.propertyName !== undefined) return false;
    const isHidden = (by: ErrorObject): boolean =>
      by !== error && isInside(error.instancePath, by.instancePath);
    // Alternatives that only ask for one key or another say nothing of the rest.
    if (alternatives.some((by) => isHidden(by) && (!isChoiceOfKeys(by) || isBranchOf(error, by))))
      return false;
    const own = conditions.find((condition) => condition.instancePath === error.instancePath);
    if (own) return own === error && !isWellFormedCondition(error.data);
    return !conditions.some((condition) => isHidden(condition) && !isWellFormedCondition(condition.data));
  });
  const seen = new Set<string>();
  return kept.filter((error) => {
    const key = `${error.instancePath} ${inWords(error).message.en}`;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** The keys that unknown ones are probably meant for, with the place of each. */
function misspeltKeys(errors: readonly ErrorObject[]): Set<string> {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  return new Set(
    unknown.map((error) => {
      const meant = nearest(String(error.params['additionalProperty']), allowedKeys(error));
      return `${error.instancePath} ${meant ?? ''}`;
    }),
  );
}

/** The keys of which an error says that they are missing. */
function neededKeys(error: ErrorObject): string[] {
  const missing: unknown = error.params['missingProperty'];
  if (missing !== undefined) return [String(missing)];
  return isChoiceOfKeys(error) && isAlternatives(error)
    ? (error.schema as { required: string[] }[]).flatMap((each) => each.required)
    : [];
}

function isAlternatives(error: ErrorObject): boolean {
  return error.keyword === 'oneOf' || error.keyword === 'anyOf';
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

function toFault(file: YamlFile, error: ErrorObject): Fault {
  const path: (string | number)[] = pointerToPath(error.instancePath, file.data);
  const key: unknown = error.params['additionalProperty'] ?? error.params['propertyName'];
  if (key !== undefined) path.push(String(key));
  const { code, message } = inWords(error);
  return file.fault(path, code, message, key === undefined ? undefined : 'key');
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
