// tests/*.yaml -> cases: a submission each, from a fixture and its differences, and what is expected of it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, didYouMean } from './fault.js';
import type { Fault, Place as FilePlace } from './fault.js';
import type { Bilingual, Literal } from './pack.js';
import { checkShape } from './shape.js';
import { isFault, readYamlFile } from './yaml-file.js';
import type { YamlFile } from './yaml-file.js';

export interface Expectation {
  readonly scores?: Readonly<
    Record<string, Literal | null | { readonly value?: Literal | null; readonly potential?: Literal | null }>
  >;
  /** clause, or clause@/list/0 -> verdict. */
  readonly verdicts?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, Literal | null>>;
  /** clause, or clause@/list/0 -> the conditions that made its verdict, by name. */
  readonly because?: Readonly<Record<string, readonly string[]>>;
  readonly missing?: readonly string[];
  readonly refused?: string;
  readonly gap?: string;
  /** The transitional provision that leaves the submission to an earlier version; null: none does. */
  readonly kept_by?: string | null;
  readonly provisional?: boolean;
}

export interface TestCase {
  readonly name: string;
  readonly facts: unknown;
  readonly expect: Expectation;
  /** Where it stands, as file:line:column say. */
  readonly place: FilePlace;
}

/** A change of the rules that no case needs to notice, or a goal that no case can reach; and why. */
export interface Argument {
  readonly mutant?: string;
  readonly goal?: string;
  readonly because: Bilingual;
  readonly place: FilePlace;
}

export interface CaseFiles {
  readonly cases: readonly TestCase[];
  readonly argued: readonly Argument[];
  readonly faults: readonly Fault[];
}

interface RawCase {
  case: string;
  facts?: unknown;
  given?: string;
  but?: Record<string, unknown>;
  without?: string[];
  expect: Expectation;
}

export function readCases(folder: string, name: string): CaseFiles {
  const cases: TestCase[] = [];
  const argued: Argument[] = [];
  const faults: Fault[] = [];
  const tests = join(folder, 'tests');
  const paths = existsSync(tests) ? readdirSync(tests).filter((path) => path.endsWith('.yaml')) : [];
  for (const path of paths.sort(compareText)) {
    const file = readYamlFile(join(tests, path), `${name}/tests/${path}`);
    const wrong = isFault(file) ? [file] : checkShape(file, 'tests');
    faults.push(...wrong);
    if (isFault(file) || wrong.length > 0) continue;
    cases.push(...casesIn(file, faults));
    argued.push(...argumentsIn(file));
  }
  return { cases, argued, faults };
}

function argumentsIn(file: YamlFile): Argument[] {
  const { argued = [] } = file.data as { argued?: Omit<Argument, 'place'>[] };
  return argued.map((each, index) => {
    const key = each.mutant === undefined ? 'goal' : 'mutant';
    return { ...each, place: file.place(['argued', index, key]) };
  });
}

function casesIn(file: YamlFile, faults: Fault[]): TestCase[] {
  const { fixtures = {}, cases } = file.data as { fixtures?: Record<string, unknown>; cases: RawCase[] };
  return cases.flatMap((raw, index) => {
    const path = ['cases', index];
    const fixture =
      raw.given !== undefined && Object.hasOwn(fixtures, raw.given) ? fixtures[raw.given] : undefined;
    const start = raw.given === undefined ? raw.facts : fixture;
    if (start === undefined) {
      const { given = '' } = raw;
      const near = didYouMean(given, Object.keys(fixtures));
      const message = {
        id: `tidak ada fixture "${given}"${near.id}`,
        en: `there is no fixture "${given}"${near.en}`,
      };
      faults.push(file.fault([...path, 'given'], 'unknown_fixture', message));
      return [];
    }
    const facts: unknown = structuredClone(start);
    for (const [pointer, value] of Object.entries(raw.but ?? {})) {
      const place = findPlace(facts, pointer);
      if (place) place.parent[place.key] = structuredClone(value);
      else faults.push(leadsNowhere(file, [...path, 'but', pointer], pointer));
    }
    // All are found before any is removed: an element's number is the one it has in the fixture.
    const places = (raw.without ?? []).map((pointer, at) => {
      const place = findPlace(facts, pointer);
      if (place && Object.hasOwn(place.parent, place.key)) return place;
      faults.push(leadsNowhere(file, [...path, 'without', at], pointer));
      return undefined;
    });
    removeAll(places.filter((place) => place !== undefined));
    return [{ name: raw.case, facts, expect: raw.expect, place: file.place([...path, 'case']) }];
  });
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

/** Where a JSON Pointer leads: to a member that is there or can be added. */
function findPlace(facts: unknown, pointer: string): Place | undefined {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = parts.pop();
  let parent = facts;
  for (const part of parts) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, part)) return undefined;
    parent = (parent as Record<string, unknown>)[part];
  }
  if (typeof parent !== 'object' || parent === null || key === undefined) return undefined;
  if (Array.isArray(parent) && !(/^(0|[1-9]\d*)$/.test(key) && Number(key) <= parent.length))
    return undefined;
  return { parent: parent as Record<string, unknown>, key };
}

function removeAll(places: readonly Place[]): void {
  const elements = places
    .filter(({ parent }) => Array.isArray(parent))
    .sort((a, b) => Number(b.key) - Number(a.key));
  for (const { parent, key } of elements) (parent as unknown as unknown[]).splice(Number(key), 1);
  for (const { parent, key } of places) if (!Array.isArray(parent)) Reflect.deleteProperty(parent, key);
}

function leadsNowhere(file: YamlFile, path: (string | number)[], pointer: string): Fault {
  return file.fault(path, 'unknown_pointer', {
    id: `"${pointer}" tidak menunjuk apa pun di dalam fixture`,
    en: `"${pointer}" leads to nothing in the fixture`,
  });
}
