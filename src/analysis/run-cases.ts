// The pack's own cases -> which of them hold, and for the others what was expected, what came and what made it so.
import type { TestCase } from '../policy/case-files.js';
import type { Bilingual } from '../policy/pack.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { Decision, ReadyVersion, Submission } from '../evaluation/decide.js';
import { inBoth } from '../explanation/words.js';
import { compare } from './cases/compare.js';
import type { Mismatch } from './cases/compare.js';
import { reasonsFor } from './cases/reasons.js';

export interface Difference {
  /** In the words of the case's own keys: `clause@/list/0 verdict`. */
  readonly what: string;
  readonly expected: Bilingual;
  readonly found: Bilingual;
  /** What came is explained by these. */
  readonly because: readonly Bilingual[];
}

export interface CaseResult {
  readonly test: TestCase;
  readonly differences: readonly Difference[];
}

/** Each case with both evaluators; what either of them gives otherwise is a difference. */
export async function runCases(version: ReadyVersion, cases: readonly TestCase[]): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const test of cases) {
    const submission = submissionOf(version, test);
    const decision = decide([version], submission);
    const differences = differencesIn(test, decision);
    const other = differencesIn(test, await decideByReference([version], submission));
    const onlyReference = other.filter((each) => !differences.some(({ what }) => what === each.what));
    const marked = onlyReference.map((each) => ({ ...each, what: `${each.what} (reference evaluator)` }));
    results.push({ test, differences: [...differences, ...marked] });
  }
  return results;
}

/** By name: a draft is tested too, and so is a version that another one has overtaken. */
export function submissionOf({ pack }: ReadyVersion, { facts }: TestCase): Submission {
  return { facts, version: pack.version };
}

function differencesIn({ expect }: TestCase, decision: Decision): Difference[] {
  return compare(expect, decision).map((mismatch) => described(mismatch, decision));
}

function described({ about, what, expected, found }: Mismatch, decision: Decision): Difference {
  return { what, expected: show(expected), found: show(found), because: reasonsFor(about, decision) };
}

const nothing: Bilingual = { id: 'tidak ada', en: 'nothing' };

/** As a case writes it. */
function show(value: unknown): Bilingual {
  return value === undefined ? nothing : inBoth(() => written(value));
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
