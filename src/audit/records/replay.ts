// A record -> what both evaluators say of its facts today, and where that differs from what was recorded.
import { Pair } from '../../analysis/impact/pair.js';
import { compare, isDifferent } from '../../analysis/impact/compare.js';
import type { NoAnswer, OutputChange } from '../../analysis/impact/compare.js';
import { withChoices } from '../../evaluation/decide.js';
import type { Pack } from '../../policy/pack.js';
import { evaluate, evaluateByReference } from '../../evaluation/evaluate.js';
import type { ClauseOutcome, Outcome, Refusal, Shown } from '../../evaluation/outcome.js';
import { recordOutcome } from './content.js';
import { differencesOf } from './differences.js';
import type { Difference } from './differences.js';
import { canonical } from '../log/entry.js';
import type { EvaluationReading } from './records.js';

export interface Replay {
  readonly isIdentical: boolean;
  /** Where each evaluator's finding differs from the record, as JSON Pointers into the recorded outcome. */
  readonly compiled: readonly Difference[];
  readonly reference: readonly Difference[];
}

/** Runs the recorded facts on the recorded pack and law date, with both evaluators. */
export async function replay({ content, ready }: EvaluationReading): Promise<Replay> {
  const { request, law, outcome } = content;
  const { facts } = request;
  const differences = (found: Outcome | Refusal): Difference[] =>
    differencesOf(
      outcome,
      // Through JSON, as the record went: what is compared is what is kept.
      JSON.parse(
        canonical(found.kind === 'evaluated' ? recordOutcome(withChoices(found, law.passedOver)) : found),
      ),
    );
  const compiled = differences(evaluate(ready, facts, law.date));
  const reference = differences(await evaluateByReference(ready, facts, law.date));
  return { isIdentical: compiled.length === 0 && reference.length === 0, compiled, reference };
}

/** What another version says of the recorded facts, beside what the recorded one says. */
export interface OtherVersion {
  readonly version: string;
  readonly digest: string;
  /** Why it cannot be compared. */
  readonly notCompared?: NoAnswer;
  /** Only those that differ. */
  readonly outputs?: readonly OutputChange[];
  readonly clauses?: readonly ClauseChange[];
}

export interface ClauseChange {
  readonly clause: string;
  readonly at: string;
  /** null: the clause is not in force, or not in this version. */
  readonly recorded: Finding | null;
  readonly other: Finding | null;
}

interface Finding {
  readonly verdict: ClauseOutcome['verdict'];
  readonly value?: Shown;
  readonly potential?: Shown;
}

export function replayOn({ kept, content, ready }: EvaluationReading, pack: Pack): OtherVersion {
  const { version, digest } = pack;
  const pair = new Pair(ready.pack, pack);
  const found = compare(pair, { id: kept.head.id, facts: content.request.facts });
  if (found.kind === 'compared') {
    const clauses = found.clauses.filter(isDifferent).map(({ id, at, before, after }) => ({
      clause: id,
      at,
      recorded: findingOf(before),
      other: findingOf(after),
    }));
    return { version, digest, outputs: found.outputs, clauses };
  }
  const notCompared = found.kind === 'not_compared' ? (found.after ?? found.before) : undefined;
  return { version, digest, ...(notCompared && { notCompared }) };
}

function findingOf(outcome: ClauseOutcome | undefined): Finding | null {
  if (!outcome) return null;
  const { verdict, value, potential } = outcome;
  return { verdict, ...(value !== undefined && { value }), ...(potential !== undefined && { potential }) };
}
