// A case's expectations and what came of it -> where they differ, as plain data.
import type { Expectation } from '../../policy/case-files.js';
import type { Decision } from '../../evaluation/decide.js';
import type { ClauseOutcome, Outcome } from '../../evaluation/outcome.js';
import type { Came } from './came.js';
import { decidingNames } from './deciding.js';

/** What an expectation is about; what explains a difference follows from it. */
export type About =
  | { readonly kind: 'score'; readonly output: string }
  | { readonly kind: 'clause'; readonly place: string }
  | { readonly kind: 'submission' }
  /** Which version keeps the submission. */
  | { readonly kind: 'version' };

export interface Mismatch {
  readonly about: About;
  readonly what: string;
  /** undefined: nothing. */
  readonly expected: unknown;
  readonly found: unknown;
}

type Check = (about: About, what: string, expected: unknown, found: unknown) => void;
type Evaluated = Extract<Decision, { kind: 'evaluated' }>;

const submission: About = { kind: 'submission' };

export function compare(expect: Expectation, { decision, keptBy }: Came): Mismatch[] {
  const found: Mismatch[] = [];
  const check: Check = (about, what, expected, came) => {
    if (expected !== came && JSON.stringify(expected) !== JSON.stringify(came))
      found.push({ about, what, expected, found: came });
  };
  const refused = refusalCode(decision);
  if (expect.refused !== undefined || (refused !== undefined && !isForAnother(expect)))
    check(submission, 'refused', expect.refused, refused);
  if (expect.gap !== undefined) check(submission, 'gap', expect.gap, gapOf(decision));
  if (expect.kept_by !== undefined)
    check({ kind: 'version' }, 'kept_by', expect.kept_by, keptBy?.provision ?? null);
  if (decision.kind === 'evaluated') checkOutcome(expect, decision, check);
  return found;
}

/** What an earlier version answers may be nothing that this version takes: its facts are those of the earlier one. */
function isForAnother({ kept_by: keptBy, ...others }: Expectation): boolean {
  return typeof keptBy === 'string' && Object.keys(others).length === 0;
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

function checkOutcome(expect: Expectation, decision: Evaluated, check: Check): void {
  const { outcome } = decision;
  checkScores(expect, outcome, check);
  checkClauses(expect, decision, check);
  if (expect.missing) check(submission, 'missing', [...expect.missing].sort(), [...outcome.missing].sort());
  if (expect.provisional !== undefined)
    check(submission, 'provisional', expect.provisional, outcome.provisional.length > 0);
}

function checkScores({ scores = {} }: Expectation, outcome: Outcome, check: Check): void {
  for (const [name, wanted] of Object.entries(scores)) {
    const about: About = { kind: 'score', output: name };
    const score = outcome.scores.find((each) => each.output.name === name);
    const both = typeof wanted === 'object' && wanted !== null ? wanted : { value: wanted };
    if (both.value !== undefined) check(about, `${name} value`, both.value, score?.value);
    if (both.potential !== undefined) check(about, `${name} potential`, both.potential, score?.potential);
  }
}

function checkClauses(expect: Expectation, decision: Evaluated, check: Check): void {
  const { outcome } = decision;
  for (const [place, wanted] of Object.entries(expect.verdicts ?? {}))
    check({ kind: 'clause', place }, `${place} verdict`, wanted, verdictAt(decision, place));
  for (const [place, wanted] of Object.entries(expect.values ?? {}))
    check({ kind: 'clause', place }, `${place} value`, wanted, clauseAt(outcome, place)?.value);
  for (const [place, wanted] of Object.entries(expect.because ?? {})) {
    const clause = clauseAt(outcome, place);
    const names = [...new Set(wanted)].sort();
    check({ kind: 'clause', place }, `${place} because`, names, clause && decidingNames(clause));
  }
}

/** `clause` for the whole submission, `clause@/list/0` for an element. */
export function clauseAt(outcome: Outcome, place: string): ClauseOutcome | undefined {
  const [id, at = ''] = place.split('@');
  return outcome.clauses.find((each) => each.clause.id === id && each.element.pointer === at);
}

function verdictAt({ law, outcome }: Evaluated, place: string): string | undefined {
  const { pack, ready } = law.version;
  const clause = pack.clauses.find((each) => each.id === place.split('@')[0]);
  if (clause && !ready.lawOn(law.date).inForce[clause.index]) return 'absent';
  return clauseAt(outcome, place)?.verdict;
}
