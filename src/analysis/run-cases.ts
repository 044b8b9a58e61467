// The pack's own cases -> which of them hold, and for the others what was expected and what came.
import type { TestCase } from '../policy/case-files.js';
import type { Literal } from '../policy/pack.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { Decision, ReadyVersion } from '../evaluation/decide.js';
import type { ClauseOutcome, Outcome, Shown } from '../evaluation/outcome.js';

export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

export interface CaseResult {
  readonly test: TestCase;
  readonly differences: readonly Difference[];
}

/** Each case with both evaluators; what either of them gives otherwise is a difference. */
export async function runCases(version: ReadyVersion, cases: readonly TestCase[]): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const test of cases) {
    // By name: a draft is tested too, and so is a version that another one has overtaken.
    const submission = { facts: test.facts, version: version.pack.version };
    const compiled = compare(test, decide([version], submission));
    const reference = compare(test, await decideByReference([version], submission));
    const onlyReference = reference.filter((each) => !compiled.some((other) => other.what === each.what));
    const differences = [
      ...compiled,
      ...onlyReference.map((each) => ({ ...each, what: `${each.what} (reference evaluator)` })),
    ];
    results.push({ test, differences });
  }
  return results;
}

function compare({ expect }: TestCase, decision: Decision): Difference[] {
  const differences: Difference[] = [];
  const check = (what: string, expected: unknown, found: unknown): void => {
    if (JSON.stringify(expected) !== JSON.stringify(found)) {
      differences.push({ what, expected: show(expected), found: show(found) });
    }
  };
  const refused = refusalCode(decision);
  if (expect.refused !== undefined || refused !== undefined) check('refused', expect.refused, refused);
  if (expect.gap !== undefined) check('gap', expect.gap, gapOf(decision));
  if (decision.kind === 'evaluated') checkOutcome(expect, decision.outcome, check);
  else if (differences.length > 0) differences.push(...explainRefusal(decision));
  return differences;
}

function refusalCode(decision: Decision): string | undefined {
  if (decision.kind === 'evaluated') return undefined;
  return decision.kind === 'refused' ? decision.refusal.code : decision.kind;
}

function gapOf(decision: Decision): string | undefined {
  return decision.kind === 'refused' && decision.refusal.code === 'not_covered'
    ? decision.refusal.gap.gap
    : undefined;
}

function explainRefusal(decision: Decision): Difference[] {
  if (decision.kind === 'invalid_facts') {
    return decision.faults.map((fault) => ({
      what: fault.pointer || '/',
      expected: 'a valid fact',
      found: fault.message,
    }));
  }
  if (decision.kind !== 'refused') return [];
  return decision.refusal.reasons.map((reason) => ({
    what: [reason.clause, reason.at].filter(Boolean).join('@'),
    expected: 'an answer',
    found: reason.says.en,
  }));
}

function checkOutcome(
  expect: TestCase['expect'],
  outcome: Outcome,
  check: (what: string, expected: unknown, found: unknown) => void,
): void {
  for (const [name, wanted] of Object.entries(expect.scores ?? {})) {
    const score = outcome.scores.find((each) => each.output.name === name);
    const both = typeof wanted === 'object' && wanted !== null ? wanted : { value: wanted };
    if (both.value !== undefined) check(`${name} value`, both.value, score?.value);
    if (both.potential !== undefined) check(`${name} potential`, both.potential, score?.potential);
  }
  for (const [place, wanted] of Object.entries(expect.verdicts ?? {})) {
    check(`${place} verdict`, wanted, clauseAt(outcome, place)?.verdict);
  }
  for (const [place, wanted] of Object.entries(expect.values ?? {})) {
    check(`${place} value`, wanted, clauseAt(outcome, place)?.value);
  }
  if (expect.missing) check('missing', [...expect.missing].sort(), [...outcome.missing].sort());
  if (expect.provisional !== undefined)
    check('provisional', expect.provisional, outcome.provisional.length > 0);
}

/** `clause` for the whole submission, `clause@/list/0` for an element. */
function clauseAt(outcome: Outcome, place: string): ClauseOutcome | undefined {
  const [id, at = ''] = place.split('@');
  return outcome.clauses.find((each) => each.clause.id === id && each.element.pointer === at);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value as Literal | Shown);
}
