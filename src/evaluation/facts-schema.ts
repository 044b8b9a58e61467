// A submission's facts held against the pack's own schema: every fault with its JSON Pointer and a sentence.
import { Ajv } from 'ajv';
import type { CodeOptions, ErrorObject, ValidateFunction } from 'ajv';
import { RE2JS } from 're2js';
import { isCalendarDate } from '../policy/calendar.js';
import { didYouMean } from '../policy/fault.js';
import { factsSchema } from '../policy/facts.js';
import type { Pack } from '../policy/pack.js';

export interface FactFault {
  /** JSON Pointer within the facts. */
  readonly pointer: string;
  readonly message: string;
}

const maxFaults = 50;

/** Patterns of a pack run on RE2, whose time grows with the text and not with the pattern's branches. */
const re2: NonNullable<CodeOptions['regExp']> = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: 're2' },
);

export type FactsCheck = (facts: unknown) => readonly FactFault[];

export function factsCheck(pack: Pack): FactsCheck {
  const ajv = new Ajv({
    allErrors: false,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    keywords: ['x-unit'],
    code: { regExp: re2 },
  });
  ajv.addFormat('date', isCalendarDate);
  const schema = factsSchema(pack.facts);
  const isValid = ajv.compile(schema);
  // All faults at once, but only for bodies that have one: on a huge hostile body the list is cut short by maxItems first.
  const everyFault = new Ajv({ ...ajv.opts, allErrors: true })
    .addFormat('date', isCalendarDate)
    .compile(schema);
  return (facts) => {
    const unreadable = findUnreadable(facts);
    if (unreadable) return [unreadable];
    return isValid(facts) ? [] : faultsOf(everyFault, isValid, facts);
  };
}

const maxDepth = 64;

/** What code that recurses, or JSON written out again, could not bear; found without recursion. */
function findUnreadable(facts: unknown): FactFault | undefined {
  const left: { value: unknown; pointer: string; depth: number }[] = [
    { value: facts, pointer: '', depth: 0 },
  ];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string' && !value.isWellFormed())
      return { pointer, message: 'is not well-formed Unicode text' };
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) return { pointer: '', message: `nests deeper than ${maxDepth} levels` };
    for (const [key, child] of Object.entries(value)) {
      if (!key.isWellFormed()) return { pointer, message: 'has a name that is not well-formed Unicode text' };
      left.push({ value: child, pointer: `${pointer}/${escapePointer(key)}`, depth: depth + 1 });
    }
  }
  return undefined;
}

function faultsOf(everyFault: ValidateFunction, first: ValidateFunction, facts: unknown): FactFault[] {
  const found = [...(first.errors ?? [])];
  if (isSmall(facts)) {
    everyFault(facts);
    found.push(...(everyFault.errors ?? []));
  }
  const seen = new Map<string, FactFault>();
  for (const error of found) {
    if (error.keyword === 'if') continue;
    const fault = { pointer: pointerOf(error), message: sentence(error) };
    const key = `${fault.pointer} ${fault.message}`;
    if (!seen.has(key) && seen.size < maxFaults) seen.set(key, fault);
  }
  return [...seen.values()];
}

/** A list of faults costs time and memory for each value, so only bodies of a sane size get the whole list. */
function isSmall(facts: unknown): boolean {
  let left = 20_000;
  const visit = (value: unknown): boolean => {
    left -= 1;
    if (left < 0) return false;
    return typeof value !== 'object' || value === null || Object.values(value).every(visit);
  };
  return visit(facts);
}

function pointerOf(error: ErrorObject): string {
  const name: unknown = error.params['missingProperty'] ?? error.params['additionalProperty'];
  return name === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(String(name))}`;
}

export function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function sentence(error: ErrorObject): string {
  switch (error.keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties': {
      const name = String(error.params['additionalProperty']);
      const allowed = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return `is not a fact of this regulation${didYouMean(name, allowed)}`;
    }
    case 'type':
      return `must be ${typeNames[String(error.params['type'])] ?? String(error.params['type'])}; it is ${kindOf(error.data)}`;
    case 'enum':
      return `${quoted(error.data)} is not one of the values${didYouMean(String(error.data), (error.params['allowedValues'] as unknown[]).map(String))}`;
    case 'format':
      return `${quoted(error.data)} is not a calendar date; write YYYY-MM-DD`;
    case 'exclusiveMinimum':
      return `must be larger than ${String(error.params['limit'])}; it is ${quoted(error.data)}`;
    case 'exclusiveMaximum':
      return `must be smaller than ${String(error.params['limit'])}; it is ${quoted(error.data)}`;
    case 'minimum':
      return `must be at least ${String(error.params['limit'])}; it is ${quoted(error.data)}`;
    case 'maximum':
      return `must be at most ${String(error.params['limit'])}; it is ${quoted(error.data)}`;
    case 'minItems':
      return `must have at least ${String(error.params['limit'])} element(s)`;
    case 'maxItems':
      return `must have at most ${String(error.params['limit'])} element(s)`;
    case 'maxLength':
      return `must have at most ${String(error.params['limit'])} characters`;
    case 'pattern':
      return `${quoted(error.data)} does not have the form that is asked for`;
    default:
      return error.message ?? 'is not allowed';
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
  if (value === null) return 'null; leave the fact out when it is not known';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number too large to be read';
  return typeof value === 'object' ? 'an object' : quoted(value);
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
