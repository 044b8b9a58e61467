// Exact arithmetic: JSON numbers as the decimals they are written as, rounding on paper.
import { Fraction } from 'fraction.js';
import type { Rounding, RoundingMode } from '../../policy/pack.js';

// cel-js knows a value's type by its constructor, which fraction.js leaves off its prototype.
Object.defineProperty(Fraction.prototype, 'constructor', { value: Fraction });

export { Fraction };

/** Decimals of every value that is shown, rounded half away from zero. */
export const shownDecimals = 10;

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
const cache = new Map<number, Fraction>();
const cacheLimit = 4096;

/** A number as its shortest decimal: 0.1 is one tenth. */
export function fractionOf(value: number): Fraction {
  const known = cache.get(value);
  if (known) return known;
  const parts = decimalPattern.exec(String(value));
  if (!parts) throw new RangeError(`not a finite number: ${value}`);
  const [, sign = '', whole = '0', decimals = '', exponent = '0'] = parts;
  const shift = Number(exponent) - decimals.length;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const fraction =
    shift >= 0
      ? new Fraction(digits * 10n ** BigInt(shift), 1n)
      : new Fraction(digits, 10n ** BigInt(-shift));
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(value, fraction);
  return fraction;
}

/** The nearest double, within one unit of its last place. */
export function numberOf(fraction: Fraction): number {
  const [numerator, denominator] = [fraction.n, fraction.d];
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  if (numerator <= safe && denominator <= safe)
    return (Number(fraction.s) * Number(numerator)) / Number(denominator);
  const digits = denominator.toString().length - numerator.toString().length + 22;
  const quotient =
    digits >= 0
      ? (numerator * 10n ** BigInt(digits)) / denominator
      : numerator / (denominator * 10n ** BigInt(-digits));
  return Number(fraction.s) * Number(`${quotient}e${-digits}`);
}

/** Exact rounding to a number of decimals. */
export function roundFraction(fraction: Fraction, { decimals, mode }: Rounding): Fraction {
  const scale = 10n ** BigInt(decimals);
  const { s: sign, n, d } = fraction;
  const scaled = n * scale;
  const quotient = scaled / d;
  const twice = 2n * (scaled - quotient * d);
  const up = roundsUp(mode, {
    isNegative: sign < 0n,
    isOdd: quotient % 2n === 1n,
    hasRest: twice > 0n,
    half: compare(twice, d),
  });
  return new Fraction(sign * (up ? quotient + 1n : quotient), scale);
}

function compare(a: bigint, b: bigint): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether the magnitude goes to the next unit. `half` compares the rest with one half. */
export function roundsUp(
  mode: RoundingMode,
  rest: { isNegative: boolean; isOdd: boolean; hasRest: boolean; half: -1 | 0 | 1 },
): boolean {
  switch (mode) {
    case 'half_away_from_zero':
      return rest.half >= 0;
    case 'half_even':
      return rest.half > 0 || (rest.half === 0 && rest.isOdd);
    case 'up':
      return rest.hasRest && !rest.isNegative;
    case 'down':
      return rest.hasRest && rest.isNegative;
    case 'toward_zero':
      return false;
    case 'away_from_zero':
      return rest.hasRest;
  }
}

/** The double that is nearest to the value rounded to some decimals. */
export function decimalNumber(fraction: Fraction, rounding: Rounding): number {
  const rounded = roundFraction(fraction, rounding);
  const units = (rounded.n * 10n ** BigInt(rounding.decimals)) / rounded.d;
  const value = Number(`${units}e-${rounding.decimals}`);
  return rounded.s < 0n && value !== 0 ? -value : value;
}
