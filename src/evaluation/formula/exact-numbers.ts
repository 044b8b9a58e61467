// The numbers of formulas in exact fractions: arithmetic, and functions over numbers and lists of them.
import type { Environment } from '@marcbachmann/cel-js';
import type { RoundingMode } from '../../policy/pack.js';
import { Fraction, fractionOf, roundFraction } from './fraction.js';
import { divisionByZero, notApplicable, orReach, reach, Uncomputable, unequalLists } from '../gap.js';
import type { Gap } from '../gap.js';

/** Stands for a number that does not apply, so that lists can pass it over; any arithmetic on it gives it back. */
export const notANumber = new Fraction(0n, 1n);

type Result = Fraction | Gap;
type Binary = (a: Fraction, b: Fraction) => Result;

const zero = new Fraction(0n, 1n);

function divide(a: Fraction, b: Fraction): Result {
  return b.n === 0n ? new Uncomputable('division_by_zero', divisionByZero) : a.div(b);
}

export function registerNumbers(cel: Environment): void {
  cel.registerType('Number', Fraction);
  cel.registerFunction('num(string): Number', (text: string) => fractionOf(Number(text)));
  registerOperators(cel);
  registerFunctions(cel);
}

function registerOperators(cel: Environment): void {
  const operators: [string, Binary][] = [
    ['+', (a, b) => a.add(b)],
    ['-', (a, b) => a.sub(b)],
    ['*', (a, b) => a.mul(b)],
    ['/', divide],
  ];
  for (const [operator, calculate] of operators) {
    cel.registerOperator(`Number ${operator} Number`, (a: Fraction, b: Fraction) =>
      a === notANumber || b === notANumber ? notANumber : orReach(calculate(a, b)),
    );
  }
  cel.registerOperator('-Number', (a: Fraction) => (a === notANumber ? a : a.neg()));
  const comparisons: [string, (order: number) => boolean][] = [
    ['<', (order) => order < 0],
    ['<=', (order) => order <= 0],
    ['>', (order) => order > 0],
    ['>=', (order) => order >= 0],
    ['==', (order) => order === 0],
  ];
  for (const [operator, holds] of comparisons) {
    cel.registerOperator(`Number ${operator} Number`, (a: Fraction, b: Fraction) =>
      a === notANumber || b === notANumber ? reach(notApplicable) : holds(a.compare(b)),
    );
  }
}

function registerFunctions(cel: Environment): void {
  /** Over the numbers of a list that apply. */
  const overList = (name: string, calculate: (numbers: readonly Fraction[]) => Result): void => {
    cel.registerFunction(`${name}(list<Number>): Number`, (list: readonly Fraction[]) => {
      const result = calculate(list.filter((each) => each !== notANumber));
      return result === notApplicable ? notANumber : orReach(result);
    });
  };
  const orNone =
    (calculate: (numbers: readonly Fraction[]) => Result) =>
    (numbers: readonly Fraction[]): Result =>
      numbers.length === 0 ? notApplicable : calculate(numbers);
  overList('sum', sum);
  overList(
    'mean',
    orNone((numbers) => divide(sum(numbers), count(numbers))),
  );
  overList('harmonicMean', orNone(harmonicMean));
  overList('median', orNone(median));
  overList(
    'min',
    orNone((numbers) => numbers.reduce(smaller)),
  );
  overList(
    'max',
    orNone((numbers) => numbers.reduce(larger)),
  );
  // Of several numbers given one by one each counts, so one that does not apply leaves no result.
  for (const [name, choose] of [
    ['minOf', smaller],
    ['maxOf', larger],
  ] as const) {
    cel.registerFunction(`${name}(list<Number>): Number`, (list: readonly Fraction[]) =>
      list.includes(notANumber) ? notANumber : list.reduce(choose),
    );
  }
  cel.registerFunction(
    'clamp(Number, Number, Number): Number',
    (x: Fraction, low: Fraction, high: Fraction) =>
      [x, low, high].includes(notANumber) ? notANumber : smaller(larger(x, low), high),
  );
  cel.registerFunction('abs(Number): Number', (x: Fraction) => (x === notANumber ? x : x.abs()));
  cel.registerFunction(
    'round(Number, string, string): Number',
    (x: Fraction, decimals: string, mode: RoundingMode) =>
      x === notANumber ? x : roundFraction(x, { decimals: Number(decimals), mode }),
  );
  cel.registerFunction(
    'weightedMean(list<Number>, list<Number>): Number',
    (values: readonly Fraction[], weights: readonly Fraction[]) => {
      const result = weightedMean(values, weights);
      return result === notApplicable ? notANumber : orReach(result);
    },
  );
  for (const type of ['Number', 'string', 'bool', 'View']) {
    cel.registerFunction(`count(list<${type}>): Number`, (list: readonly unknown[]) =>
      count(list.filter((each) => each !== notANumber)),
    );
  }
  for (const type of ['string', 'bool']) {
    cel.registerFunction(`isIn(${type}, list<${type}>): bool`, (x: unknown, list: readonly unknown[]) =>
      list.includes(x),
    );
  }
  cel.registerFunction('isIn(Number, list<Number>): bool', (x: Fraction, list: readonly Fraction[]) =>
    x === notANumber ? reach(notApplicable) : list.some((each) => each !== notANumber && each.equals(x)),
  );
}

function sum(numbers: readonly Fraction[]): Fraction {
  return numbers.reduce((total, each) => total.add(each), zero);
}

function count(list: readonly unknown[]): Fraction {
  return new Fraction(BigInt(list.length), 1n);
}

function smaller(a: Fraction, b: Fraction): Fraction {
  return b.compare(a) < 0 ? b : a;
}

function larger(a: Fraction, b: Fraction): Fraction {
  return b.compare(a) > 0 ? b : a;
}

function harmonicMean(numbers: readonly Fraction[]): Result {
  if (numbers.some((each) => each.n === 0n)) return new Uncomputable('division_by_zero', divisionByZero);
  return divide(count(numbers), sum(numbers.map((each) => each.inverse())));
}

function median(numbers: readonly Fraction[]): Fraction {
  const sorted = [...numbers].sort((a, b) => a.compare(b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as Fraction;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1] as Fraction).add(upper).div(2);
}

/** Pairs in which either side does not apply are passed over. */
function weightedMean(values: readonly Fraction[], weights: readonly Fraction[]): Result {
  if (values.length !== weights.length) return new Uncomputable('unequal_lists', unequalLists);
  const pairs = values.flatMap((value, index): [Fraction, Fraction][] => {
    const weight = weights[index] as Fraction;
    return value === notANumber || weight === notANumber ? [] : [[value, weight]];
  });
  if (pairs.length === 0) return notApplicable;
  return divide(
    sum(pairs.map(([value, weight]) => value.mul(weight))),
    sum(pairs.map(([, weight]) => weight)),
  );
}
