// A pack made ready, and facts evaluated with it: pure, by either evaluator.
import { isCalendarDate } from '../policy/calendar.js';
import type { Pack, TransitionalProvision } from '../policy/pack.js';
import { CompiledEvaluator } from './compiled.js';
import { ExactFormulas } from './formula/exact.js';
import type { Assumed } from './findings.js';
import { factsCheck } from './check-facts.js';
import type { FactsCheck } from './check-facts.js';
import { lawByDate } from './law.js';
import type { Law } from './law.js';
import type { ClauseOutcome, Outcome, Refusal } from './outcome.js';
import { ReferenceEvaluator } from './reference.js';
import { rulesOf } from './rules.js';
import { Element } from './submission.js';

/** A pack with its rules, formulas and schema compiled; made once, used for every submission. */
export interface ReadyPack {
  readonly pack: Pack;
  readonly check: FactsCheck;
  readonly formulas: ExactFormulas;
  readonly lawOn: (date: string) => Law;
  readonly compiled: CompiledEvaluator;
  readonly reference: ReferenceEvaluator;
}

export function makeReady(pack: Pack): ReadyPack {
  const rules = rulesOf(pack);
  const formulas = new ExactFormulas(pack);
  return {
    pack,
    check: factsCheck(pack),
    formulas,
    lawOn: lawByDate(pack),
    compiled: new CompiledEvaluator(pack, rules, formulas),
    reference: new ReferenceEvaluator(pack, rules, formulas),
  };
}

/** The date that decides which law applies, or undefined where the facts do not hold one there. */
export function lawDate(facts: unknown, decidedBy: string): string | undefined {
  const value = new Element(undefined, '', '', facts).fact(decidedBy.split('.'));
  return typeof value === 'string' && isCalendarDate(value) ? value : undefined;
}

/** @param facts must have passed the pack's check. */
export function evaluate(ready: ReadyPack, facts: unknown, date: string): Outcome | Refusal {
  return ready.compiled.evaluate(facts, ready.lawOn(date));
}

/** The same as `evaluate` where some requirements are taken as met, whatever the facts say. */
export function evaluateAssuming(
  ready: ReadyPack,
  facts: unknown,
  date: string,
  assumed: Assumed,
): Outcome | Refusal {
  return ready.compiled.evaluate(facts, ready.lawOn(date), assumed);
}

/** What was found of the clauses, also where a formula or a table then refuses the whole; nothing where a gap's condition does. */
export function clausesReached(
  ready: ReadyPack,
  facts: unknown,
  date: string,
  assumed?: Assumed,
): readonly ClauseOutcome[] {
  return ready.compiled.clausesReached(facts, ready.lawOn(date), assumed);
}

/** The transitional provision, if any, by which this version leaves the facts to an earlier one. */
export function leftBy(ready: ReadyPack, facts: unknown, date: string): TransitionalProvision | undefined {
  return ready.pack.transitional.length === 0 ? undefined : ready.compiled.leftBy(facts, ready.lawOn(date));
}

/** The same by the reference evaluator. */
export async function leftByReference(
  ready: ReadyPack,
  facts: unknown,
  date: string,
): Promise<TransitionalProvision | undefined> {
  return ready.pack.transitional.length === 0 ? undefined : ready.reference.leftBy(facts, ready.lawOn(date));
}

/** The same as `evaluate` by the reference evaluator. */
export function evaluateByReference(
  ready: ReadyPack,
  facts: unknown,
  date: string,
): Promise<Outcome | Refusal> {
  return ready.reference.evaluate(facts, ready.lawOn(date));
}
