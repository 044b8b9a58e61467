// Arithmetic with an error bound against exact fractions of BigInt made here: the exact value always lies within the bound.
import fc from 'fast-check';
import { roundApproximate } from '../../src/evaluation/formula/amount.js';
import * as bounded from '../../src/evaluation/formula/bounded.js';
import { decimalNumber, Fraction } from '../../src/evaluation/formula/fraction.js';
import { isGap } from '../../src/evaluation/gap.js';
import { roundingModes } from '../../src/policy/pack.js';
import type { Rounding } from '../../src/policy/pack.js';

/** numerator / denominator, the denominator above 0. */
type Exact = readonly [bigint, bigint];

type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: '+' | '-' | '*' | '/' | 'min' | 'max'; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'negative'; readonly of: Tree }
  | { readonly kind: 'abs'; readonly of: Tree }
  | { readonly kind: 'clamp'; readonly of: Tree; readonly low: Tree; readonly high: Tree }
  | { readonly kind: 'round'; readonly of: Tree; readonly rounding: Rounding };

const digits = fc.integer({ min: -100_000, max: 100_000 });
/** Few digits, so that ties and equal values come often; now and then huge, tiny, or any double. */
const decimal = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(digits, fc.integer({ min: 0, max: 4 })).map(([n, d]) => Number(`${n}e-${d}`)),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      0,
      1,
      2,
      3,
      7,
      0.1,
      0.2,
      0.3,
      0.5,
      1.005,
      2.675,
      100,
      1e15,
      -1e15,
      1e-7,
      1e-300,
      -1e-300,
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .double({ min: -1e15, max: 1e15, noNaN: true })
      .filter((x) => x === 0 || Math.abs(x) >= 1e-300),
  },
);
const rounding = fc.record({
  decimals: fc.integer({ min: 0, max: 10 }),
  mode: fc.constantFrom(...roundingModes),
});

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
  leaf: fc.record({ kind: fc.constant('number'), value: decimal }),
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    tie('leaf'),
    fc.record({
      kind: fc.constantFrom('+', '-', '*', '/', 'min', 'max'),
      left: tie('tree'),
      right: tie('tree'),
    }),
    fc.record({ kind: fc.constantFrom('+', '-', '*', '/'), left: tie('tree'), right: tie('tree') }),
    fc.record({ kind: fc.constantFrom('negative', 'abs'), of: tie('tree') }),
    fc.record({ kind: fc.constant('clamp'), of: tie('tree'), low: tie('leaf'), high: tie('leaf') }),
    fc.record({ kind: fc.constant('round'), of: tie('tree'), rounding }),
  ),
}));

function exactDecimal(value: number): Exact {
  const [text = '', exponent = '0'] = String(value).split('e');
  const [whole = '', decimals = ''] = text.split('.');
  const shift = Number(exponent) - decimals.length;
  const number = BigInt(whole + decimals);
  return shift >= 0 ? [number * 10n ** BigInt(shift), 1n] : [number, 10n ** BigInt(-shift)];
}

/** A double as the binary fraction that it is. */
function exactDouble(value: number): Exact {
  let [number, denominator] = [value, 1n];
  while (!Number.isInteger(number)) [number, denominator] = [number * 2, denominator * 2n];
  return [BigInt(number), denominator];
}

const isLess = ([a, b]: Exact, [c, d]: Exact): boolean => a * d < c * b;
const negative = ([a, b]: Exact): Exact => [-a, b];
const plus = ([a, b]: Exact, [c, d]: Exact): Exact => [a * d + c * b, b * d];
const absolute = ([a, b]: Exact): Exact => [a < 0n ? -a : a, b];
const least = (x: Exact, y: Exact): Exact => (isLess(y, x) ? y : x);
const most = (x: Exact, y: Exact): Exact => (isLess(x, y) ? y : x);

/** Undefined for a division by zero. */
function divided([a, b]: Exact, [c, d]: Exact): Exact | undefined {
  if (c === 0n) return undefined;
  return c < 0n ? [-a * d, -b * c] : [a * d, b * c];
}

function rounded([n, d]: Exact, { decimals, mode }: Rounding): Exact {
  const scale = 10n ** BigInt(decimals);
  const size = (n < 0n ? -n : n) * scale;
  const [floor, twice] = [size / d, 2n * (size % d)];
  const isUp = {
    half_away_from_zero: twice >= d,
    half_even: twice > d || (twice === d && floor % 2n === 1n),
    up: twice > 0n && n > 0n,
    down: twice > 0n && n < 0n,
    toward_zero: false,
    away_from_zero: twice > 0n,
  }[mode];
  const units = isUp ? floor + 1n : floor;
  return [n < 0n ? -units : units, scale];
}

function exactly(of: Tree): Exact | undefined {
  switch (of.kind) {
    case 'number':
      return exactDecimal(of.value);
    case 'negative':
    case 'abs':
    case 'round': {
      const value = exactly(of.of);
      if (!value) return undefined;
      return of.kind === 'negative'
        ? negative(value)
        : of.kind === 'abs'
          ? absolute(value)
          : rounded(value, of.rounding);
    }
    case 'clamp': {
      const [value, low, high] = [of.of, of.low, of.high].map(exactly);
      return value && low && high && least(most(value, low), high);
    }
    default: {
      const [a, b] = [exactly(of.left), exactly(of.right)];
      if (!a || !b) return undefined;
      return {
        '+': () => plus(a, b),
        '-': () => plus(a, negative(b)),
        '*': (): Exact => [a[0] * b[0], a[1] * b[1]],
        '/': () => divided(a, b),
        min: () => least(a, b),
        max: () => most(a, b),
      }[of.kind]();
    }
  }
}

/** [value, error], or undefined where there is none or the bound does not decide. */
function approximately(of: Tree): [number, number] | undefined {
  const bound = { error: 0 };
  const one = (value: number | object): [number, number] | undefined =>
    typeof value === 'number' && !isGap(value) ? [value, bound.error] : undefined;
  try {
    switch (of.kind) {
      case 'number':
        return [of.value, bounded.boundOf(of.value)];
      case 'negative':
      case 'abs':
      case 'round': {
        const found = approximately(of.of);
        if (!found) return undefined;
        if (of.kind === 'round') return one(bounded.round(...found, of.rounding, bound));
        return [of.kind === 'negative' ? -found[0] : Math.abs(found[0]), found[1]];
      }
      case 'clamp': {
        const [value, low, high] = [of.of, of.low, of.high].map(approximately);
        if (!value || !low || !high) return undefined;
        const lifted = bounded.larger(...value, ...low, bound);
        return one(bounded.smaller(lifted, bound.error, ...high, bound));
      }
      default: {
        const [a, b] = [approximately(of.left), approximately(of.right)];
        if (!a || !b) return undefined;
        const steps = {
          '+': bounded.add,
          '-': (x: number, errorX: number, y: number, errorY: number, at: bounded.Bound) =>
            bounded.add(x, errorX, -y, errorY, at),
          '*': bounded.multiply,
          '/': bounded.divide,
          min: bounded.smaller,
          max: bounded.larger,
        };
        return one(steps[of.kind](...a, ...b, bound));
      }
    }
  } catch (error) {
    if (error !== bounded.undecided) throw error;
    return undefined;
  }
}

function isWithin(value: Exact, approximate: number, error: number): boolean {
  const distance = absolute(plus(value, negative(exactDouble(approximate))));
  return !isLess(exactDouble(error), distance);
}

const settings = {
  numRuns: Number(process.env['TIMBANG_RUNS'] ?? 4000),
  seed: Number(process.env['TIMBANG_SEED'] ?? 20240229),
};

test('the exact value of any expression lies within the bound of the approximate one', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const found = approximately(expression);
      if (!found || !Number.isFinite(found[0]) || !Number.isFinite(found[1])) return;
      const value = exactly(expression);

      expect(value).toBeDefined();
      expect(value && isWithin(value, ...found)).toBe(true);
    }),
    settings,
  );
});

test('a rounding that the bound decides is the exact rounding', () => {
  fc.assert(
    fc.property(tree, rounding, (expression, to) => {
      const [found, value] = [approximately(expression), exactly(expression)];
      if (!found || !value) return;

      const decided = roundApproximate(...found, to);

      if (decided !== undefined) {
        const [units] = rounded(value, to);
        expect(decided + 0).toBe(Number(`${units}e-${to.decimals}`) + 0);
        expect(decided + 0).toBe(decimalNumber(new Fraction(value[0], value[1]), to) + 0);
      }
    }),
    settings,
  );
});

test('an order that the bound decides is the exact order', () => {
  fc.assert(
    fc.property(tree, tree, (left, right) => {
      const [a, b] = [approximately(left), approximately(right)];
      const [x, y] = [exactly(left), exactly(right)];
      if (!a || !b || !x || !y) return;
      let found: number;
      try {
        found = bounded.order(...a, ...b);
      } catch (error) {
        expect(error).toBe(bounded.undecided);
        return;
      }

      expect(Math.sign(found) + 0).toBe(isLess(x, y) ? -1 : isLess(y, x) ? 1 : 0);
    }),
    settings,
  );
});

test.each(['half_away_from_zero', 'half_even'] as const)(
  'a tie is never decided by its bound: %s',
  (mode) => {
    for (let tie = -1000.5; tie < 1000; tie += 1) {
      expect([tie, roundApproximate(tie, 0, { decimals: 0, mode })]).toEqual([tie, undefined]);
    }
  },
);

test.each(['up', 'down', 'toward_zero', 'away_from_zero'] as const)(
  'the mode %s is always left to exact arithmetic',
  (mode) => {
    expect(roundApproximate(1.2, 1e-17, { decimals: 0, mode })).toBeUndefined();
  },
);

test('numbers with no digits left after the point, and what is no number, are left to exact arithmetic', () => {
  const to: Rounding = { decimals: 2, mode: 'half_away_from_zero' };

  expect([2 ** 50, -(2 ** 60), Infinity, NaN].map((value) => roundApproximate(value, 0, to))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect([Infinity, NaN].map((error) => roundApproximate(1.2, error, to))).toEqual([undefined, undefined]);
});
