// tests/*.yaml -> cases: a submission each, from a fixture and its differences, and what is expected of it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, didYouMean } from './fault.js';
import type { Fault } from './fault.js';
import type { Literal } from './pack.js';
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
  readonly missing?: readonly string[];
  readonly refused?: string;
  readonly gap?: string;
  readonly provisional?: boolean;
}

export interface TestCase {
  readonly name: string;
  readonly facts: unknown;
  readonly expect: Expectation;
  /** Where it stands, as file:line:column say. */
  readonly place: Pick<Fault, 'file' | 'line' | 'column'>;
}

interface RawCase {
  case: string;
  facts?: unknown;
  given?: string;
  but?: Record<string, unknown>;
  without?: string[];
  expect: Expectation;
}

export function readCases(folder: string, name: string): { cases: TestCase[]; faults: Fault[] } {
  const cases: TestCase[] = [];
  const faults: Fault[] = [];
  const tests = join(folder, 'tests');
  const paths = existsSync(tests) ? readdirSync(tests).filter((path) => path.endsWith('.yaml')) : [];
  for (const path of paths.sort(compareText)) {
    const file = readYamlFile(join(tests, path), `${name}/tests/${path}`);
    const wrong = isFault(file) ? [file] : checkShape(file, 'tests');
    faults.push(...wrong);
    if (!isFault(file) && wrong.length === 0) cases.push(...casesIn(file, faults));
  }
  return { cases, faults };
}

function casesIn(file: YamlFile, faults: Fault[]): TestCase[] {
  const { fixtures = {}, cases } = file.data as { fixtures?: Record<string, unknown>; cases: RawCase[] };
  return cases.flatMap((raw, index) => {
    const path = ['cases', index];
    const start = raw.given === undefined ? raw.facts : fixtures[raw.given];
    if (start === undefined) {
      const message = `there is no fixture "${raw.given ?? ''}"${didYouMean(raw.given ?? '', Object.keys(fixtures))}`;
      faults.push(file.fault([...path, 'given'], 'unknown_fixture', message));
      return [];
    }
    const facts: unknown = structuredClone(start);
    for (const [pointer, value] of Object.entries(raw.but ?? {})) {
      if (!change(facts, pointer, (parent, key) => (parent[key] = structuredClone(value)))) {
        faults.push(
          file.fault(
            [...path, 'but', pointer],
            'unknown_pointer',
            `"${pointer}" leads to nothing in the fixture`,
          ),
        );
      }
    }
    for (const [at, pointer] of (raw.without ?? []).entries()) {
      const remove = (parent: Record<string, unknown>, key: string): void => {
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else Reflect.deleteProperty(parent, key);
      };
      if (!change(facts, pointer, remove)) {
        faults.push(
          file.fault(
            [...path, 'without', at],
            'unknown_pointer',
            `"${pointer}" leads to nothing in the fixture`,
          ),
        );
      }
    }
    const { file: name, line, column } = file.fault([...path, 'case'], '', '');
    return [{ name: raw.case, facts, expect: raw.expect, place: { file: name, line, column } }];
  });
}

/** Does something at the end of a JSON Pointer; false when the way there does not exist. */
function change(
  facts: unknown,
  pointer: string,
  act: (parent: Record<string, unknown>, key: string) => void,
): boolean {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = parts.pop();
  let parent = facts;
  for (const part of parts) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, part)) return false;
    parent = (parent as Record<string, unknown>)[part];
  }
  if (typeof parent !== 'object' || parent === null || key === undefined) return false;
  if (Array.isArray(parent) && !(Number(key) <= parent.length)) return false;
  act(parent as Record<string, unknown>, key);
  return true;
}
