// The operators of conditions as json-rules-engine Operators, in two readings: what is proven, and what is possible.
import { Operator } from 'json-rules-engine';
import { operatorNames } from '../policy/operators.js';
import type { OperatorName } from '../policy/operators.js';
import { Amount, exactNumber } from './formula/amount.js';
import { boundOf } from './formula/bounded.js';
import type { Numeric } from './formula/amount.js';
import { isGap, notApplicable } from './gap.js';

/** A side of a comparison that differs between the scenarios. */
export class Sides {
  constructor(
    readonly value: unknown,
    readonly potential: unknown,
  ) {}
}

type Test = (left: unknown, right: unknown) => boolean;

const tests: Readonly<Record<OperatorName, Test>> = {
  is: equals,
  isNot: (left, right) => !equals(left, right),
  in: (left, right) => (right as unknown[]).some((each) => equals(left, each)),
  notIn: (left, right) => !(right as unknown[]).some((each) => equals(left, each)),
  atLeast: (left, right) => order(left, right) >= 0,
  lessThan: (left, right) => order(left, right) < 0,
  atMost: (left, right) => order(left, right) <= 0,
  moreThan: (left, right) => order(left, right) > 0,
  onOrAfter: (left, right) => (left as string) >= (right as string),
  before: (left, right) => (left as string) < (right as string),
  onOrBefore: (left, right) => (left as string) <= (right as string),
  after: (left, right) => (left as string) > (right as string),
  contains: (left, right) => (left as unknown[]).some((each) => equals(each, right)),
  doesNotContain: (left, right) => !(left as unknown[]).some((each) => equals(each, right)),
  isEmpty: (left) => (left as unknown[]).length === 0,
  isNotEmpty: (left) => (left as unknown[]).length > 0,
  countIs: (left, right) => order((left as unknown[]).length, right) === 0,
  countIsNot: (left, right) => order((left as unknown[]).length, right) !== 0,
  countAtLeast: (left, right) => order((left as unknown[]).length, right) >= 0,
  countLessThan: (left, right) => order((left as unknown[]).length, right) < 0,
  countAtMost: (left, right) => order((left as unknown[]).length, right) <= 0,
  countMoreThan: (left, right) => order((left as unknown[]).length, right) > 0,
};

function equals(left: unknown, right: unknown): boolean {
  return isNumeric(left) && isNumeric(right) ? order(left, right) === 0 : left === right;
}

function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'number' || value instanceof Amount;
}

/** Of two decimals as written, or of calculated numbers: by their bounds where these are apart, else exactly. */
function order(left: unknown, right: unknown): number {
  const [a, b] = [left as Numeric, right as Numeric];
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, errorX] = approximate(a);
  const [y, errorY] = approximate(b);
  if (Math.abs(x - y) > errorX + errorY) return x - y;
  return exactNumber(a).compare(exactNumber(b));
}

function approximate(value: Numeric): [number, number] {
  return typeof value === 'number' ? [value, boundOf(value)] : [value.approximate, value.error];
}

/** A missing side leaves the comparison open; a side that does not apply makes it fail. */
function truth(test: Test, left: unknown, right: unknown): boolean | undefined {
  if (!isGap(left) && !isGap(right)) return test(left, right);
  return left === notApplicable || right === notApplicable ? false : undefined;
}

function inEachScenario(left: unknown, right: unknown): [unknown, unknown][] {
  if (!(left instanceof Sides) && !(right instanceof Sides)) return [[left, right]];
  const [a, b] = [asSides(left), asSides(right)];
  return [
    [a.value, b.value],
    [a.potential, b.potential],
  ];
}

function asSides(side: unknown): Sides {
  return side instanceof Sides ? side : new Sides(side, side);
}

export type Reading = 'proven' | 'possible';

function read(reading: Reading, test: Test): Test {
  return reading === 'proven'
    ? (left, right) => inEachScenario(left, right).every(([a, b]) => truth(test, a, b) === true)
    : (left, right) => inEachScenario(left, right).some(([a, b]) => truth(test, a, b) !== false);
}

/** json-rules-engine's Operator with the method that the engine itself calls, which its types leave out. */
export interface RunnableOperator extends Operator {
  evaluate(left: unknown, right: unknown): boolean;
}

export function makeOperators(reading: Reading): ReadonlyMap<string, RunnableOperator> {
  return new Map(
    operatorNames.map((name) => [
      name,
      new Operator(name, read(reading, tests[name])) as Operator as RunnableOperator,
    ]),
  );
}
