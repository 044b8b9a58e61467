// Values between formulas and outcomes: exact ones made Amounts, and all as they are shown.
import { walk } from '../policy/formula/expression.js';
import type { Expression } from '../policy/formula/expression.js';
import { Amount, shownDecimal } from './formula/amount.js';
import { notANumber } from './formula/exact-numbers.js';
import { Fraction } from './formula/fraction.js';
import { isGap } from './gap.js';
import { Sides } from './operators.js';
import type { Shown } from './outcome.js';
import { Elements } from './submission.js';

/** A value as it is shown: numbers to 10 decimals, a list of elements as its length. */
export function shown(value: unknown): Shown {
  if (value instanceof Amount) return value.shown;
  if (value instanceof Sides) return shown(value.value);
  if (typeof value === 'number') return shownDecimal(value);
  if (value === undefined || isGap(value)) return null;
  if (!Array.isArray(value)) return value as Shown;
  return value instanceof Elements ? value.length : value.map(shown);
}

/** Exact values with each number made an Amount; a list is without the numbers that do not apply. */
export function asAmounts(value: unknown, make: (fraction: Fraction) => Amount): unknown {
  if (value instanceof Fraction) return make(value);
  if (!Array.isArray(value)) return value;
  return value.filter((each) => each !== notANumber).map((each: unknown) => asAmounts(each, make));
}

/** Whether it reads no verdict and no definition, so that both scenarios give the same. */
export function isScenarioFree(expression: Expression): boolean {
  for (const each of walk(expression)) {
    if (each.kind === 'definition' || each.kind === 'verdict') return false;
  }
  return true;
}
