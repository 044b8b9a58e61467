// The pieces that compiled formulas are made of: each turns closures into a closure.
import type { ExpressionOf } from '../../policy/formula/expression.js';
import { Amount } from './amount.js';
import * as bounded from './bounded.js';
import { Numbers } from './bounded.js';
import { shiftDate } from './dates-in-formulas.js';
import type { DateShift } from './dates-in-formulas.js';
import { isGap, notApplicable, wholeDoesNotApply } from '../gap.js';
import type { Gap } from '../gap.js';
import type { Compiled, Place } from './place.js';
import type { Element } from '../submission.js';

export function constant(value: string | boolean | number): Compiled {
  if (typeof value !== 'number') return () => value;
  const error = bounded.boundOf(value);
  return (place) => {
    place.error = error;
    return value;
  };
}

export function withBound(value: unknown, place: Place): unknown {
  if (typeof value === 'number') place.error = bounded.boundOf(value);
  return value;
}

export function variable({ binding, type }: ExpressionOf<'variable'>): Compiled {
  if (type.kind !== 'number') return (place) => place.bindings[binding];
  return (place) => {
    const { value, error } = place.bindings[binding] as bounded.Bounded;
    if (Number.isNaN(value)) return notApplicable;
    place.error = error;
    return value;
  };
}

export function definition({ binding, name, type }: ExpressionOf<'definition'>): Compiled {
  const isNumber = type.kind === 'number';
  return (place) => {
    const value =
      (place.bindings[binding] as Element).calculated.get(name)?.[place.scenario] ?? notApplicable;
    if (value === notApplicable && !isNumber) return wholeDoesNotApply;
    if (!(value instanceof Amount)) return value;
    place.error = value.error;
    return value.approximate;
  };
}

export function oneNumber(of: Compiled, calculate: (value: number, place: Place) => number): Compiled {
  return (place) => {
    const value = of(place);
    return typeof value === 'number' ? calculate(value, place) : value;
  };
}

export type Step = (a: number, errorA: number, b: number, errorB: number, place: Place) => number | Gap;

/** A missing number counts before one that does not apply, whichever stands first. */
export function twoNumbers(left: Compiled, right: Compiled, step: Step): Compiled {
  return (place) => {
    const a = left(place);
    const errorA = place.error;
    if (typeof a !== 'number' && a !== notApplicable) return a;
    const b = right(place);
    if (typeof b !== 'number') return b;
    return typeof a === 'number' ? step(a, errorA, b, place.error, place) : a;
  };
}

/** Values from left to right; the first gap ends it. */
export function inOrder(
  given: readonly Compiled[],
  calculate: (place: Place, ...values: unknown[]) => unknown,
): Compiled {
  return (place) => {
    const values: unknown[] = [];
    for (const each of given) {
      const value = each(place);
      if (isGap(value)) return value;
      values.push(value);
    }
    return calculate(place, ...values);
  };
}

export function overList(
  name: 'sum' | 'mean' | 'median' | 'harmonicMean' | 'min' | 'max',
  list: Compiled,
): Compiled {
  return inOrder([list], (place, numbers) => bounded.overList(name, numbers as Numbers, place));
}

export function dateShift(shift: DateShift, date: Compiled, count: Compiled): Compiled {
  return (place) => {
    const from = date(place);
    if (isGap(from)) return from;
    const by = count(place);
    if (isGap(by)) return by === notApplicable ? wholeDoesNotApply : by;
    if (place.error > 0) throw bounded.undecided;
    return shiftDate(shift, from as string, Number.isInteger(by) ? (by as number) : undefined);
  };
}

/** `decisive` on either side decides, whatever the other is; else the first gap. */
export function junction(left: Compiled, right: Compiled, decisive: boolean): Compiled {
  return (place) => {
    const a = left(place);
    if (a === decisive) return decisive;
    const b = right(place);
    if (isGap(a) && b === decisive) place.hasPassedOver = true;
    if (b === decisive) return decisive;
    return isGap(a) ? a : b;
  };
}

export function holds(operator: ExpressionOf<'comparison'>['operator'], order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}

export function collect(
  length: number,
  each: (index: number) => unknown,
  areNumbers: boolean,
  place: Place,
): unknown {
  const values: unknown[] = [];
  const errors: number[] = [];
  for (let index = 0; index < length; index += 1) {
    const value = each(index);
    if (isGap(value) && !(areNumbers && value === notApplicable)) return value;
    values.push(value === notApplicable ? Number.NaN : value);
    errors.push(place.error);
  }
  return areNumbers ? new Numbers(values as number[], errors) : values;
}

export function keep(list: unknown, items: readonly unknown[], each: (index: number) => unknown): unknown {
  const kept: number[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const holds = each(index);
    if (isGap(holds)) return holds;
    if (holds === true) kept.push(index);
  }
  if (!(list instanceof Numbers)) return kept.map((index) => items[index]);
  return new Numbers(
    kept.map((index) => list.values[index] as number),
    kept.map((index) => list.errors[index] as number),
  );
}
