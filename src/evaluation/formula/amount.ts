// A calculated number: a double with a bound on its error, and the exact fraction for where that bound does not decide.
import { decimalNumber, fractionOf, numberOf, shownDecimals } from './fraction.js';
import type { Fraction } from './fraction.js';
import type { Rounding } from '../../policy/pack.js';

/** A little over 2^-53, so that the bound's own roundings are covered. */
export const unitRoundoff = 1.2e-16;
/** Below this a double may have lost digits to underflow. */
export const tiny = 1e-300;
const shownRounding: Rounding = { decimals: shownDecimals, mode: 'half_away_from_zero' };

export class Amount {
  private fraction: Fraction | undefined;
  private shownValue: number | undefined;

  constructor(
    /** Within `error` of the exact value. */
    readonly approximate: number,
    readonly error: number,
    private readonly calculate: () => Fraction,
  ) {}

  static exactly(fraction: Fraction): Amount {
    const approximate = numberOf(fraction);
    const amount = new Amount(approximate, Math.abs(approximate) * 2 * unitRoundoff + tiny, () => fraction);
    amount.fraction = fraction;
    return amount;
  }

  get exact(): Fraction {
    return (this.fraction ??= this.calculate());
  }

  /** To 10 decimals. */
  get shown(): number {
    return (this.shownValue ??= this.rounded(shownRounding));
  }

  rounded(rounding: Rounding): number {
    return roundApproximate(this.approximate, this.error, rounding) ?? decimalNumber(this.exact, rounding);
  }
}

/** A decimal as written, to 10 decimals. */
export function shownDecimal(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  const error = Math.abs(value) * unitRoundoff;
  return roundApproximate(value, error, shownRounding) ?? decimalNumber(fractionOf(value), shownRounding);
}

const powers = Array.from({ length: shownDecimals + 1 }, (_, decimals) => 10 ** decimals);

/**
 * The rounded value, when the whole interval value ± error rounds alike and to half a unit is far enough; else undefined.
 * Only for the modes that round to the nearest; the others ask for the exact value.
 */
export function roundApproximate(
  value: number,
  error: number,
  { decimals, mode }: Rounding,
): number | undefined {
  if (mode !== 'half_away_from_zero' && mode !== 'half_even') return undefined;
  const scale = powers[decimals] as number;
  const scaled = Math.abs(value) * scale;
  // Beyond this a double has no digits left after the point.
  if (!(scaled < 2 ** 50)) return undefined;
  const whole = Math.floor(scaled);
  const fromHalf = scaled - whole - 0.5;
  // The negation catches an error that is not a number.
  if (!(Math.abs(fromHalf) > error * scale + scaled * 4 * unitRoundoff)) return undefined;
  const units = fromHalf > 0 ? whole + 1 : whole;
  const rounded = units / scale;
  return value < 0 && units !== 0 ? -rounded : rounded;
}

/** A number as it stands in facts, parameters and literals, exactly its shortest decimal; or a calculated one. */
export type Numeric = number | Amount;

export function exactNumber(value: Numeric): Fraction {
  return typeof value === 'number' ? fractionOf(value) : value.exact;
}
