// A submission -> what two versions make of it: the outputs and clauses that differ and why, or why it cannot be compared.
import { isInForce } from '../../policy/pack.js';
import type { Bilingual, Pack } from '../../policy/pack.js';
import type { DataFault } from '../../policy/schema-faults.js';
import { lawDate } from '../../evaluation/evaluate.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { ClauseOutcome, Outcome, Score, Shown } from '../../evaluation/outcome.js';
import { readCandidate } from './candidate.js';
import type { Candidate, Unreadable } from './candidate.js';
import { Causes, isSameResult } from './causes.js';
import type { Cause, ClauseDifference, Evaluated } from './causes.js';
import type { Pair } from './pair.js';

export type Reason = Unreadable | 'outside_span' | 'invalid_facts' | 'not_covered' | 'not_computable';

/** Why a version gives no scores; `gap` names the part of the law that is not encoded. */
export interface NoAnswer {
  readonly reason: Exclude<Reason, Unreadable>;
  readonly gap?: string;
  readonly detail: Bilingual;
}

interface Result {
  readonly value: Shown;
  readonly potential: Shown;
}

export interface OutputChange {
  readonly output: string;
  readonly before: Result;
  readonly after: Result;
  /** None: only the rounding of the output made the difference. */
  readonly causes: readonly Cause[];
}

export type Comparison = { readonly id: Candidate['id']; readonly subject?: string } & (
  | { readonly kind: 'unreadable'; readonly reason: Unreadable }
  | { readonly kind: 'not_compared'; readonly before?: NoAnswer; readonly after?: NoAnswer }
  | {
      readonly kind: 'compared';
      /** Only those that changed. */
      readonly outputs: readonly OutputChange[];
      /** Every clause on every element, changed or not. */
      readonly clauses: readonly ClauseDifference[];
      readonly isComplete: readonly [boolean, boolean];
      /** What is provisional and was read, by name, as "parameter batas". */
      readonly provisional: readonly [readonly string[], readonly string[]];
    }
);

export function compare(pair: Pair, candidate: Candidate): Comparison {
  const { id } = candidate;
  const read = readCandidate(candidate);
  if ('problem' in read) return { id, kind: 'unreadable', reason: read.problem };
  const { facts, subject } = read;
  const named = { id, ...(subject !== undefined && { subject }) };
  const faults = pair.before.check(facts);
  const before = answerOf(pair.before, facts, faults);
  const after = answerOf(pair.after, facts, pair.haveSameFacts ? faults : pair.after.check(facts));
  if ('reason' in before || 'reason' in after) {
    return {
      ...named,
      kind: 'not_compared',
      ...('reason' in before && { before }),
      ...('reason' in after && { after }),
    };
  }
  const clauses = matchClauses(before.outcome, after.outcome);
  const causes = new Causes(pair, facts, { before, after }, clauses.filter(isDifferent));
  return {
    ...named,
    kind: 'compared',
    outputs: outputChanges(before.outcome, after.outcome, causes),
    clauses,
    isComplete: [before.outcome.complete, after.outcome.complete],
    provisional: [provisionalNames(before.outcome), provisionalNames(after.outcome)],
  };
}

function answerOf(ready: ReadyPack, facts: unknown, [fault]: readonly DataFault[]): Evaluated | NoAnswer {
  const { pack } = ready;
  const date = lawDate(facts, pack.decidedBy);
  if (date !== undefined && !isInForce(pack.inForce, date))
    return { reason: 'outside_span', detail: spanDetail(pack, date) };
  if (fault || date === undefined) {
    const text = fault ? `${fault.pointer || '/'} ${fault.message}` : pack.decidedBy;
    return { reason: 'invalid_facts', detail: { id: text, en: text } };
  }
  const law = ready.lawOn(date);
  const outcome = ready.compiled.evaluate(facts, law);
  if (outcome.kind === 'evaluated') return { law, outcome };
  if (outcome.code === 'not_covered')
    return { reason: 'not_covered', gap: outcome.gap.gap, detail: outcome.gap.title };
  const [first] = outcome.reasons;
  const place = [first?.clause, first?.at].filter(Boolean).join(' ');
  return {
    reason: 'not_computable',
    detail: { id: `${place}: ${first?.says.id ?? ''}`, en: `${place}: ${first?.says.en ?? ''}` },
  };
}

function spanDetail({ inForce: { from, to } }: Pack, date: string): Bilingual {
  return {
    id: `${date} di luar ${from} sampai ${to ?? 'seterusnya'}`,
    en: `${date} is outside ${from} to ${to ?? 'open end'}`,
  };
}

/** Versions mostly have the same clauses in the same order: only those out of step are looked for. */
function matchClauses(before: Outcome, after: Outcome): ClauseDifference[] {
  const isInStep = (now: ClauseOutcome, old: ClauseOutcome | undefined): old is ClauseOutcome =>
    old !== undefined && old.clause.id === now.clause.id && old.element.pointer === now.element.pointer;
  const inStep = after.clauses.map((now, index) => isInStep(now, before.clauses[index]));
  const unmatched = new Map<string, ClauseOutcome>();
  for (const [index, old] of before.clauses.entries()) if (!inStep[index]) unmatched.set(keyOf(old), old);
  const matched = after.clauses.map((now, index): ClauseDifference => {
    const key = inStep[index] ? undefined : keyOf(now);
    const old = key === undefined ? before.clauses[index] : unmatched.get(key);
    if (key !== undefined) unmatched.delete(key);
    return { id: now.clause.id, at: now.element.pointer, before: old, after: now };
  });
  for (const old of unmatched.values())
    matched.push({ id: old.clause.id, at: old.element.pointer, before: old, after: undefined });
  return matched;
}

function keyOf({ clause, element }: ClauseOutcome): string {
  return `${clause.id} ${element.pointer}`;
}

export function isDifferent({ before, after }: ClauseDifference): boolean {
  return !isSameResult(before, after);
}

/** Outputs of both versions; one that only a version has cannot be compared. */
function outputChanges(before: Outcome, after: Outcome, causes: Causes): OutputChange[] {
  return after.scores.flatMap((now) => {
    const { name } = now.output;
    const old = before.scores.find((each) => each.output.name === name);
    if (!old || (old.value === now.value && old.potential === now.potential)) return [];
    return [{ output: name, before: resultOf(old), after: resultOf(now), causes: causes.of(name) }];
  });
}

function resultOf({ value, potential }: Score): Result {
  return { value, potential };
}

function provisionalNames({ provisional }: Outcome): string[] {
  const names = provisional.map(({ clause, parameter, table }) =>
    clause !== undefined
      ? `clause ${clause}`
      : parameter !== undefined
        ? `parameter ${parameter}`
        : `table ${table ?? ''}`,
  );
  return [...new Set(names)];
}
