// What a fact, a parameter or a formula can be, as far as limits and conditions tell: a range of numbers or dates, or a set.
import type { ComparisonOperator, ValueType } from './formula/expression.js';
import { firstDay, lastDay } from './law-dates.js';
import type { Literal } from './pack.js';

export interface End {
  readonly at: number | string;
  /** The end itself is not among the values. */
  readonly isOpen: boolean;
}

/** Numbers, or dates as ISO texts: both sort as they are. */
export interface Between {
  readonly kind: 'between';
  readonly low: End;
  readonly high: End;
  readonly isWhole: boolean;
}

export interface Among {
  readonly kind: 'among';
  readonly values: readonly Literal[];
}

export type PossibleValues = Between | Among | { readonly kind: 'anything' };

export const anything: PossibleValues = { kind: 'anything' };
export const nothing: Among = { kind: 'among', values: [] };
export const truths: Among = { kind: 'among', values: [true, false] };

export const open = (at: number | string): End => ({ at, isOpen: true });
export const closed = (at: number | string): End => ({ at, isOpen: false });

export const anyNumber = range(open(-Infinity), open(Infinity)) as Between;
export const anyDate = range(closed(firstDay), closed(lastDay)) as Between;

export function isNothing(values: PossibleValues): boolean {
  return values.kind === 'among' && values.values.length === 0;
}

/** From one end to the other; ends of whole numbers are moved to the nearest whole number inside. */
export function range(low: End, high: End, isWhole = false): Between | Among {
  const [from, to] = isWhole ? [wholeEnd(low, 1), wholeEnd(high, -1)] : [low, high];
  const isEmpty = from.at > to.at || (from.at === to.at && (from.isOpen || to.isOpen));
  return isEmpty ? nothing : { kind: 'between', low: from, high: to, isWhole };
}

function wholeEnd(end: End, inward: 1 | -1): End {
  if (typeof end.at !== 'number' || !Number.isFinite(end.at)) return end;
  const nearest = inward === 1 ? Math.ceil(end.at) : Math.floor(end.at);
  return closed(end.isOpen && nearest === end.at ? nearest + inward : nearest);
}

export function among(values: readonly Literal[]): Among {
  return { kind: 'among', values: [...new Set(values)] };
}

/** All that a value of this type can be. */
export function anyOf(type: ValueType): PossibleValues {
  switch (type.kind) {
    case 'number':
      return anyNumber;
    case 'date':
      return anyDate;
    case 'truth':
      return truths;
    case 'text':
      return type.values ? among(type.values) : anything;
    case 'list':
    case 'element':
      return anything;
  }
}

/** The smallest range around them; undefined for texts, truths and what is not known. */
export function asRange(values: PossibleValues): Between | undefined {
  if (values.kind === 'between') return values;
  if (values.kind === 'anything' || values.values.length === 0) return undefined;
  if (values.values.some((each) => typeof each === 'boolean')) return undefined;
  const sorted = [...(values.values as (number | string)[])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const isWhole = sorted.every((each) => Number.isInteger(each));
  const found = range(closed(sorted[0] ?? ''), closed(sorted.at(-1) ?? ''), isWhole);
  return found.kind === 'between' ? found : undefined;
}

export function intersect(a: PossibleValues, b: PossibleValues): PossibleValues {
  if (a.kind === 'anything') return b;
  if (b.kind === 'anything') return a;
  if (a.kind === 'among') return among(a.values.filter((each) => holds(b, each)));
  if (b.kind === 'among') return intersect(b, a);
  return range(inner(a.low, b.low, 1), inner(a.high, b.high, -1), a.isWhole || b.isWhole);
}

/** All of both, and what lies between where they are ranges. */
export function join(a: PossibleValues, b: PossibleValues): PossibleValues {
  if (isNothing(a)) return b;
  if (isNothing(b)) return a;
  if (a.kind === 'anything' || b.kind === 'anything') return anything;
  if (a.kind === 'among' && b.kind === 'among') return among([...a.values, ...b.values]);
  const [x, y] = [asRange(a), asRange(b)];
  if (!x || !y) return anything;
  return range(outer(x.low, y.low, 1), outer(x.high, y.high, -1), x.isWhole && y.isWhole);
}

export function holds(values: PossibleValues, value: Literal): boolean {
  if (values.kind === 'anything') return true;
  if (values.kind === 'among') return values.values.includes(value);
  if (typeof value === 'boolean' || (values.isWhole && !Number.isInteger(value))) return false;
  const { low, high } = values;
  return (
    (low.at < value || (low.at === value && !low.isOpen)) &&
    (value < high.at || (value === high.at && !high.isOpen))
  );
}

/** The one value that it can be. */
export function onlyValue(values: PossibleValues): Literal | undefined {
  if (values.kind === 'among') return values.values.length === 1 ? values.values[0] : undefined;
  return values.kind === 'between' && values.low.at === values.high.at ? values.low.at : undefined;
}

/** Of these values, those that can stand so to one of the others. */
export function standing(
  values: PossibleValues,
  operator: ComparisonOperator,
  other: PossibleValues,
): PossibleValues {
  const [only, bounds] = [onlyValue(other), asRange(other)];
  switch (operator) {
    case '==':
      return intersect(values, other);
    case '!=':
      return only === undefined ? values : without(values, only);
    case '<':
    case '<=':
      if (!bounds) return values;
      return upTo(values, { ...bounds.high, isOpen: operator === '<' || bounds.high.isOpen });
    case '>':
    case '>=':
      if (!bounds) return values;
      return downTo(values, { ...bounds.low, isOpen: operator === '>' || bounds.low.isOpen });
  }
}

export function without(values: PossibleValues, value: Literal): PossibleValues {
  if (values.kind === 'among') return among(values.values.filter((each) => each !== value));
  if (values.kind === 'anything') return values;
  const { low, high, isWhole } = values;
  if (low.at === value) return range(open(low.at), high, isWhole);
  return high.at === value ? range(low, open(high.at), isWhole) : values;
}

function upTo(values: PossibleValues, high: End): PossibleValues {
  const low = typeof high.at === 'number' ? open(-Infinity) : closed(firstDay);
  return intersect(values, range(low, high));
}

function downTo(values: PossibleValues, low: End): PossibleValues {
  const high = typeof low.at === 'number' ? open(Infinity) : closed(lastDay);
  return intersect(values, range(low, high));
}

function inner(a: End, b: End, inward: 1 | -1): End {
  if (a.at === b.at) return a.isOpen ? a : b;
  return a.at > b.at === (inward === 1) ? a : b;
}

function outer(a: End, b: End, inward: 1 | -1): End {
  if (a.at === b.at) return a.isOpen ? b : a;
  return a.at < b.at === (inward === 1) ? a : b;
}
