// Arithmetic on doubles that carries a bound on its error; where the bound does not decide, it says so by throwing.
import { roundApproximate, tiny, unitRoundoff } from './amount.js';
import type { Rounding } from '../../policy/pack.js';
import { divisionByZero, notApplicable, Uncomputable, unequalLists } from '../gap.js';
import type { Gap } from '../gap.js';

/** Thrown where only exact arithmetic can tell; the formula is then calculated again in fractions. */
export const undecided = new Error('the error bound does not decide');

/** The numbers of a list with their bounds; NaN stands for a number that does not apply. */
export class Numbers {
  constructor(
    readonly values: readonly number[],
    readonly errors: readonly number[],
  ) {}

  at(index: number): Bounded {
    return { value: this.values[index] as number, error: this.errors[index] as number };
  }
}

export interface Bounded {
  readonly value: number;
  readonly error: number;
}

/** Each operation leaves the bound of its result here. */
export interface Bound {
  error: number;
}

export function boundOf(value: number): number {
  return Number.isSafeInteger(value) ? 0 : Math.abs(value) * unitRoundoff + tiny;
}

export function add(a: number, errorA: number, b: number, errorB: number, bound: Bound): number {
  const sum = a + b;
  const isExact =
    errorA === 0 &&
    errorB === 0 &&
    Number.isSafeInteger(a) &&
    Number.isSafeInteger(b) &&
    Number.isSafeInteger(sum);
  bound.error = isExact ? 0 : errorA + errorB + Math.abs(sum) * unitRoundoff + tiny;
  return sum;
}

export function multiply(a: number, errorA: number, b: number, errorB: number, bound: Bound): number {
  const product = a * b;
  const isExact =
    errorA === 0 &&
    errorB === 0 &&
    Number.isSafeInteger(a) &&
    Number.isSafeInteger(b) &&
    Number.isSafeInteger(product);
  bound.error = isExact
    ? 0
    : Math.abs(a) * errorB + Math.abs(b) * errorA + errorA * errorB + Math.abs(product) * unitRoundoff + tiny;
  return product;
}

export function divide(a: number, errorA: number, b: number, errorB: number, bound: Bound): number | Gap {
  if (!(Math.abs(b) > errorB)) {
    if (b === 0 && errorB === 0) return new Uncomputable('division_by_zero', divisionByZero);
    throw undecided;
  }
  const quotient = a / b;
  const isExact =
    errorA === 0 &&
    errorB === 0 &&
    Number.isSafeInteger(a) &&
    Number.isSafeInteger(b) &&
    Number.isInteger(quotient) &&
    quotient * b === a;
  bound.error = isExact
    ? 0
    : (errorA + Math.abs(quotient) * errorB) / (Math.abs(b) - errorB) +
      Math.abs(quotient) * unitRoundoff +
      tiny;
  return quotient;
}

export function smaller(a: number, errorA: number, b: number, errorB: number, bound: Bound): number {
  if (a + errorA < b - errorB) return ((bound.error = errorA), a);
  if (b + errorB < a - errorA) return ((bound.error = errorB), b);
  // The two intervals meet: the minimum lies in their hull.
  bound.error = Math.max(errorA, errorB);
  return Math.min(a, b);
}

export function larger(a: number, errorA: number, b: number, errorB: number, bound: Bound): number {
  return -smaller(-a, errorA, -b, errorB, bound);
}

/** The order of two numbers: negative, zero or positive. */
export function order(a: number, errorA: number, b: number, errorB: number): number {
  if (errorA === 0 && errorB === 0) return a - b;
  if (Math.abs(a - b) > errorA + errorB) return a - b;
  throw undecided;
}

export function round(value: number, error: number, rounding: Rounding, bound: Bound): number {
  const rounded = roundApproximate(value, error, rounding);
  if (rounded === undefined) throw undecided;
  bound.error = boundOf(rounded);
  return rounded;
}

/** The numbers that apply. */
function applicable(numbers: Numbers): [number, number][] {
  return numbers.values.flatMap((value, index): [number, number][] =>
    Number.isNaN(value) ? [] : [[value, numbers.errors[index] as number]],
  );
}

type OverList = (numbers: readonly [number, number][], bound: Bound) => number | Gap;

const fold =
  (step: typeof add): OverList =>
  (numbers, bound) => {
    const [first, ...rest] = numbers;
    if (!first) return notApplicable;
    let [value, error] = first;
    for (const [each, errorOfEach] of rest) {
      value = step(value, error, each, errorOfEach, bound);
      ({ error } = bound);
    }
    bound.error = error;
    return value;
  };

const total: OverList = (numbers, bound) => {
  bound.error = 0;
  return numbers.length === 0 ? 0 : fold(add)(numbers, bound);
};

const overLists = {
  sum: total,
  mean: (numbers, bound) => {
    if (numbers.length === 0) return notApplicable;
    const sum = total(numbers, bound) as number;
    return divide(sum, bound.error, numbers.length, 0, bound);
  },
  harmonicMean: (numbers, bound) => {
    if (numbers.length === 0) return notApplicable;
    const inverses: [number, number][] = [];
    for (const [value, error] of numbers) {
      const inverse = divide(1, 0, value, error, bound);
      if (typeof inverse !== 'number') return inverse;
      inverses.push([inverse, bound.error]);
    }
    const sum = total(inverses, bound) as number;
    return divide(numbers.length, 0, sum, bound.error, bound);
  },
  median: (numbers, bound) => {
    if (numbers.length === 0) return notApplicable;
    // Sorting moves each value by no more than the largest error, and so the median.
    const error = Math.max(...numbers.map((each) => each[1]));
    const sorted = numbers.map((each) => each[0]).sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle] as number;
    bound.error = error;
    if (sorted.length % 2 === 1) return upper;
    const sum = add(sorted[middle - 1] as number, error, upper, error, bound);
    return divide(sum, bound.error, 2, 0, bound);
  },
  min: fold(smaller),
  max: fold(larger),
} satisfies Record<string, OverList>;

export function overList(name: keyof typeof overLists, numbers: Numbers, bound: Bound): number | Gap {
  return overLists[name](applicable(numbers), bound);
}

export function countApplicable(numbers: Numbers): number {
  return numbers.values.filter((value) => !Number.isNaN(value)).length;
}

export function weightedMean(values: Numbers, weights: Numbers, bound: Bound): number | Gap {
  if (values.values.length !== weights.values.length) return new Uncomputable('unequal_lists', unequalLists);
  let [sum, errorOfSum, weight, errorOfWeight, pairs] = [0, 0, 0, 0, 0];
  for (const [index, value] of values.values.entries()) {
    const by = weights.values[index] as number;
    if (Number.isNaN(value) || Number.isNaN(by)) continue;
    const errorOfBy = weights.errors[index] as number;
    const product = multiply(value, values.errors[index] as number, by, errorOfBy, bound);
    sum = add(sum, errorOfSum, product, bound.error, bound);
    errorOfSum = bound.error;
    weight = add(weight, errorOfWeight, by, errorOfBy, bound);
    errorOfWeight = bound.error;
    pairs += 1;
  }
  return pairs === 0 ? notApplicable : divide(sum, errorOfSum, weight, errorOfWeight, bound);
}
