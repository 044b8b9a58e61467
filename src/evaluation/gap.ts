// Why a value is not there. Gaps spread through formulas; in lists of numbers, values that do not apply are passed over.
import type { Gap as NotEncoded, Pack } from '../policy/pack.js';

export type Gap = Undetermined | NotApplicable | Uncomputable;

/** A fact that it needs is missing. */
export class Undetermined {
  readonly gap = 'undetermined';
}

/** It is defined only for cases of another kind. */
export class NotApplicable {
  readonly gap = 'not_applicable';
}

/** The pack has no answer: its arithmetic has none, or the law that gives it is not encoded. The evaluation is refused. */
export class Uncomputable {
  readonly gap = 'uncomputable';
  constructor(
    readonly code:
      'division_by_zero' | 'no_table_row' | 'not_a_date' | 'unequal_lists' | 'too_large' | 'not_encoded',
    /** What happened, in both languages, for people who do not know the formula. */
    readonly says: { readonly id: string; readonly en: string },
    /** The part of the law that is not encoded, when that is why. */
    readonly notEncoded?: NotEncoded,
  ) {}
}

/** A new one each time it is met: where it was met is kept by it. */
export function notEncoded(pack: Pack, name: string): Uncomputable {
  const gap = pack.notEncoded.find((each) => each.gap === name);
  if (!gap) throw new Error(`the pack has no gap "${name}"`);
  return new Uncomputable('not_encoded', gap.reason, gap);
}

export const undetermined = new Undetermined();
export const notApplicable = new NotApplicable();

/**
 * What fast formulas give where a number hangs on a text, truth or comparison that does not apply: unlike a number that
 * does not apply itself, it is not passed over in lists. Outside of formulas there is only `notApplicable`.
 */
export const wholeDoesNotApply = new NotApplicable();

export function isGap(value: unknown): value is Gap {
  return value instanceof Undetermined || value instanceof NotApplicable || value instanceof Uncomputable;
}

export const divisionByZero = {
  id: 'sebuah bilangan dibagi dengan nol',
  en: 'a number is divided by zero',
};

export const unequalLists = {
  id: 'banyaknya nilai dan banyaknya bobot tidak sama',
  en: 'there are not as many weights as values',
};

/** Carries a gap out of a formula that cel-js runs: its && and || absorb it, as CEL does with errors. */
export class GapReached extends Error {
  constructor(readonly gap: Gap) {
    super('no value');
  }
}

/** Thrown often, so without a new stack each time. */
const reachedOften = new Map<Gap, GapReached>(
  [undetermined, notApplicable].map((gap) => [gap, new GapReached(gap)]),
);

let reachedSoFar = 0;

/** Whether a formula that has a value after all passed over a gap is seen by this count growing meanwhile. */
export function gapsReached(): number {
  return reachedSoFar;
}

export function reach(gap: Gap): never {
  reachedSoFar += 1;
  throw reachedOften.get(gap) ?? new GapReached(gap);
}

export function orReach<T>(value: T | Gap): T {
  return isGap(value) ? reach(value) : value;
}
