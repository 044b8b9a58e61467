// Facts with some requirements taken as met -> what would come of it, counting how often that was asked.
import { clausesReached, evaluateAssuming } from '../../evaluation/evaluate.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Assumed } from '../../evaluation/findings.js';
import type { ClauseOutcome, Outcome, Refusal, Shown } from '../../evaluation/outcome.js';
import type { Clause, Requirement } from '../../policy/pack.js';

/** One requirement on one element, taken as met. */
export interface Change {
  readonly clause: Requirement;
  /** JSON Pointer of the element; "" for the whole submission. */
  readonly at: string;
}

export class WhatIf {
  evaluations = 0;
  /** How many of them were refused. */
  refused = 0;
  private readonly order: ReadonlyMap<Clause, number>;

  constructor(
    private readonly ready: ReadyPack,
    private readonly facts: unknown,
    private readonly date: string,
  ) {
    this.order = new Map(ready.lawOn(date).clauses.map((clause, place) => [clause, place]));
  }

  with(changes: readonly Change[]): Outcome | Refusal {
    return this.assuming(among(changes));
  }

  /** Everything taken as met but these. */
  without(changes: readonly Change[]): Outcome | Refusal {
    const left = among(changes);
    return this.assuming((clause, element) => !left(clause, element));
  }

  /** What was judged with these, also where the evaluation as a whole is refused. */
  clausesWith(changes: readonly Change[]): readonly ClauseOutcome[] {
    this.evaluations += 1;
    return clausesReached(this.ready, this.facts, this.date, among(changes));
  }

  /** By the order of evaluation. */
  readonly compare = (a: Change, b: Change): number =>
    (this.order.get(a.clause) ?? 0) - (this.order.get(b.clause) ?? 0) ||
    a.at.localeCompare(b.at, 'en', { numeric: true });

  private assuming(assumed: Assumed): Outcome | Refusal {
    this.evaluations += 1;
    const outcome = evaluateAssuming(this.ready, this.facts, this.date, assumed);
    if (outcome.kind === 'refused') this.refused += 1;
    return outcome;
  }
}

function among(changes: readonly Change[]): Assumed {
  const places = new Map<number, Set<string>>();
  for (const { clause, at } of changes) {
    const known = places.get(clause.index);
    if (known) known.add(at);
    else places.set(clause.index, new Set([at]));
  }
  return (clause, element) => places.get(clause.index)?.has(element.pointer) ?? false;
}

/** What an output shows; a refused evaluation shows nothing. */
export function valueOf(outcome: Outcome | Refusal, output: string): Shown {
  if (outcome.kind === 'refused') return null;
  return outcome.scores.find((score) => score.output.name === output)?.value ?? null;
}
