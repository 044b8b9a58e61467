// A submission's facts held against the pack's own schema: every fault with its JSON Pointer and a sentence.
import { Ajv } from 'ajv';
import type { CodeOptions, ValidateFunction } from 'ajv';
import { RE2JS } from 're2js';
import { isCalendarDate } from '../policy/calendar.js';
import { factsSchema } from '../policy/submission-schema.js';
import type { Pack } from '../policy/pack.js';
import { dataFaults, escapePointer, shortened } from '../policy/schema-faults.js';
import type { DataFault } from '../policy/schema-faults.js';

/** Patterns of a pack run on RE2, whose time grows with the text and not with the pattern's branches. */
const re2: NonNullable<CodeOptions['regExp']> = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: 're2' },
);

export type FactsCheck = (facts: unknown) => readonly DataFault[];

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
function findUnreadable(facts: unknown): DataFault | undefined {
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
      left.push({ value: child, pointer: `${pointer}/${escapePointer(shortened(key))}`, depth: depth + 1 });
    }
  }
  return undefined;
}

function faultsOf(everyFault: ValidateFunction, first: ValidateFunction, facts: unknown): DataFault[] {
  const found = [...(first.errors ?? [])];
  if (isSmall(facts)) {
    everyFault(facts);
    found.push(...(everyFault.errors ?? []));
  }
  return dataFaults(found);
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
