// Evaluates by both evaluators, which must say the same, and gives what they say.
import { evaluate, evaluateByReference, lawDate } from '../../src/evaluation/evaluate.js';
import type { ReadyPack } from '../../src/evaluation/evaluate.js';
import type { ClauseOutcome, Outcome, Refusal, Shown } from '../../src/evaluation/outcome.js';
import { readyOf } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';
import { outcomeText, plainOutcome } from './plain-outcome.js';
import type { Facts } from './random-facts.js';

/** @param about what is printed with a difference, such as the seed that made the facts. */
export async function evaluateBoth(ready: ReadyPack, facts: Facts, about = ''): Promise<Outcome | Refusal> {
  const faults = ready.check(facts);
  if (faults.length > 0) throw new Error(`${about} the facts have faults: ${JSON.stringify(faults)}`);
  const date = lawDate(facts, ready.pack.decidedBy) ?? '';
  const [compiled, reference] = [evaluate(ready, facts, date), await evaluateByReference(ready, facts, date)];
  if (outcomeText(compiled) !== outcomeText(reference)) {
    const difference = { about, facts, outcome: plainOutcome(compiled) };
    expect(difference).toEqual({ about, facts, outcome: plainOutcome(reference) });
    throw new Error(`${about} the two outcomes have their parts in another order: ${JSON.stringify(facts)}`);
  }
  return compiled;
}

const day = '2024-06-30';

/** The outcome of a small pack for these facts, on 30 June 2024 unless they say otherwise. */
export function outcomeFor(parts: PackParts, facts: Facts = {}): Promise<Outcome | Refusal> {
  return evaluateBoth(readyOf(parts), { tanggal: day, ...facts });
}

export async function evaluated(parts: PackParts, facts: Facts = {}): Promise<Outcome> {
  const outcome = await outcomeFor(parts, facts);
  if (outcome.kind === 'refused') throw new Error(`refused: ${JSON.stringify(outcome.reasons)}`);
  return outcome;
}

export async function refused(parts: PackParts, facts: Facts = {}): Promise<Refusal> {
  const outcome = await outcomeFor(parts, facts);
  if (outcome.kind === 'evaluated') throw new Error('it was evaluated, not refused');
  return outcome;
}

/** Output -> value. */
export async function values(parts: PackParts, facts: Facts = {}): Promise<Record<string, Shown>> {
  const { scores } = await evaluated(parts, facts);
  return Object.fromEntries(scores.map((score) => [score.output.name, score.value]));
}

/** Clause and pointer -> verdict. */
export async function verdicts(parts: PackParts, facts: Facts = {}): Promise<Record<string, string>> {
  const { clauses } = await evaluated(parts, facts);
  return Object.fromEntries(
    clauses.map((each) => [`${each.clause.id}${each.element.pointer}`, each.verdict]),
  );
}

export async function clauseOutcome(parts: PackParts, id: string, facts: Facts = {}): Promise<ClauseOutcome> {
  const { clauses } = await evaluated(parts, facts);
  const found = clauses.find((each) => each.clause.id === id);
  if (!found) throw new Error(`no clause ${id} in the outcome`);
  return found;
}
