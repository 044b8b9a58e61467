// The pack's own cases -> which of them hold, and for the others what was expected, what came and what made it so.
import type { TestCase } from '../policy/case-files.js';
import type { Bilingual, Pack } from '../policy/pack.js';
import type { ReadyVersion } from '../evaluation/decide.js';
import { inBoth } from '../explanation/words.js';
import { comesByReference, comesOf } from './cases/came.js';
import type { Came } from './cases/came.js';
import { compare } from './cases/compare.js';
import type { Mismatch } from './cases/compare.js';
import { provisionCalled, reasonsForKeeping } from './cases/kept.js';
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
    const differences = differencesIn(version.pack, test, comesOf(version, test));
    const other = differencesIn(version.pack, test, await comesByReference(version, test));
    const onlyReference = other.filter((each) => !differences.some(({ what }) => what === each.what));
    const marked = onlyReference.map((each) => ({ ...each, what: `${each.what} (reference evaluator)` }));
    results.push({ test, differences: [...differences, ...marked] });
  }
  return results;
}

function differencesIn(pack: Pack, { expect }: TestCase, came: Came): Difference[] {
  return compare(expect, came).map((mismatch) =>
    mismatch.about.kind === 'version' ? keptOtherwise(pack, mismatch) : described(mismatch, came),
  );
}

function described({ about, what, expected, found }: Mismatch, { decision }: Came): Difference {
  return { what, expected: show(expected), found: show(found), because: reasonsFor(about, decision) };
}

function keptOtherwise(pack: Pack, { what, expected, found }: Mismatch): Difference {
  return {
    what,
    expected: provisionCalled(pack, expected),
    found: provisionCalled(pack, found),
    because: reasonsForKeeping(pack, expected, found),
  };
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
