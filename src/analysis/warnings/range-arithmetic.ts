// Arithmetic on ranges of numbers: every result that numbers of the ranges can have lies in the range given back.
import type { Fraction } from '../../evaluation/formula/fraction.js';
import { fractionOf, numberOf, roundFraction } from '../../evaluation/formula/fraction.js';
import type { Rounding } from '../../policy/pack.js';
import { anyNumber, closed, open, range } from '../../policy/possible-values.js';
import type { Between, End, PossibleValues } from '../../policy/possible-values.js';

type Exactly = (a: Fraction, b: Fraction) => Fraction;

/** An end of a range of numbers. */
interface NumberEnd {
  readonly at: number;
  readonly isOpen: boolean;
}

export function add(a: Between, b: Between): PossibleValues {
  const sum = (x: End, y: End, side: -1 | 1): End =>
    finite(x) && finite(y)
      ? {
          at: calculate((p, q) => p.add(q), Number(x.at), Number(y.at), side),
          isOpen: x.isOpen || y.isOpen,
        }
      : open(side * Infinity);
  return range(sum(a.low, b.low, -1), sum(a.high, b.high, 1), a.isWhole && b.isWhole);
}

export function negate(a: Between): Between {
  const turned = (end: End): End => ({ ...end, at: -Number(end.at) });
  return { ...a, low: turned(a.high), high: turned(a.low) };
}

export function multiply(a: Between, b: Between): PossibleValues {
  const products = (side: -1 | 1): NumberEnd[] =>
    [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => product(x, y, side)));
  return range(least(products(-1)), most(products(1)), a.isWhole && b.isWhole);
}

/** Division by zero has no result, so a range that only touches zero divides as if it did not hold it. */
export function divide(a: Between, b: Between): PossibleValues {
  const [low, high] = [Number(b.low.at), Number(b.high.at)];
  if ((low < 0 && high > 0) || (low === 0 && high === 0)) return anyNumber;
  const inverse = (end: End, side: -1 | 1): End => {
    if (end.at === 0) return open(low === 0 ? Infinity : -Infinity);
    if (!finite(end)) return open(0);
    const at = calculate((_, x) => x.inverse(), 1, Number(end.at), side);
    return { at, isOpen: end.isOpen };
  };
  const inverted = range(inverse(b.high, -1), inverse(b.low, 1));
  return inverted.kind === 'between' ? multiply(a, inverted) : anyNumber;
}

export function absolute(a: Between): PossibleValues {
  const [low, high] = [Number(a.low.at), Number(a.high.at)];
  if (low >= 0) return a;
  if (high <= 0) return negate(a);
  return range(closed(0), most([negate(a).high, a.high] as NumberEnd[]), a.isWhole);
}

export function smallest(ranges: readonly Between[]): PossibleValues {
  const lows = ranges.map((each) => each.low as NumberEnd);
  // The highest result is the smallest of the highest; where several end there, one open end is enough to leave it out.
  const highs = ranges.map((each) => each.high as NumberEnd);
  const at = Math.min(...highs.map((each) => each.at));
  const isOpen = highs.some((each) => each.at === at && each.isOpen);
  return range(
    least(lows),
    { at, isOpen },
    ranges.every((each) => each.isWhole),
  );
}

export function largest(ranges: readonly Between[]): PossibleValues {
  const found = smallest(ranges.map(negate));
  return found.kind === 'between' ? negate(found) : found;
}

/** Every mode of rounding keeps the order of numbers. */
export function roundRange(a: Between, rounding: Rounding): PossibleValues {
  const rounded = (end: End, side: -1 | 1): End =>
    finite(end)
      ? closed(toDouble(roundFraction(fractionOf(Number(end.at)), rounding), side))
      : open(side * Infinity);
  return range(rounded(a.low, -1), rounded(a.high, 1), rounding.decimals === 0);
}

function product(x: End, y: End, side: -1 | 1): NumberEnd {
  const [a, b] = [Number(x.at), Number(y.at)];
  // A zero that is reached makes the product zero, however large the other side grows.
  if (a === 0 || b === 0) return { at: 0, isOpen: !((a === 0 && !x.isOpen) || (b === 0 && !y.isOpen)) };
  if (!finite(x) || !finite(y)) return { at: Math.sign(a) * Math.sign(b) * Infinity, isOpen: true };
  return { at: calculate((p, q) => p.mul(q), a, b, side), isOpen: x.isOpen || y.isOpen };
}

function least(ends: readonly NumberEnd[]): NumberEnd {
  const at = Math.min(...ends.map((each) => each.at));
  return { at, isOpen: ends.every((each) => each.at !== at || each.isOpen) };
}

function most(ends: readonly NumberEnd[]): NumberEnd {
  const at = Math.max(...ends.map((each) => each.at));
  return { at, isOpen: ends.every((each) => each.at !== at || each.isOpen) };
}

function finite(end: End): boolean {
  return Number.isFinite(end.at);
}

function calculate(exactly: Exactly, a: number, b: number, side: -1 | 1): number {
  return toDouble(exactly(fractionOf(a), fractionOf(b)), side);
}

/** The number itself where a double writes it, else a double beyond it on the given side. */
function toDouble(exact: Fraction, side: -1 | 1): number {
  let near = numberOf(exact);
  while (Number.isFinite(near) && fractionOf(near).compare(exact) * side < 0) {
    near += side * Math.max(Math.abs(near) * Number.EPSILON, Number.MIN_VALUE);
  }
  return Number.isNaN(near) ? side * Infinity : near;
}
