// How near to a boundary a case must be to tell what happens just below and just above it.
import type { Expression } from '../../policy/formula/expression.js';
import type { Fact, Pack } from '../../policy/pack.js';
import { findFact } from '../../policy/tables.js';
import type { Shown } from '../../evaluation/outcome.js';
import type { Named } from '../formula-text.js';

export type Side = 'below' | 'on' | 'above';

/** A fact that an expression names, or undefined. */
export function factOf(pack: Pack, expression: Expression, bound: readonly Named[]): Fact | undefined {
  if (expression.kind !== 'fact' && expression.kind !== 'elements') return undefined;
  const list = bound[expression.binding]?.list ?? '';
  return findFact(pack.facts, [list, ...expression.path].filter(Boolean).join('.'));
}

const countingCalls = ['count', 'yearsBetween', 'monthsBetween', 'daysBetween', 'year', 'month', 'day'];

/** Whether its values can only be whole numbers. */
export function isWhole(pack: Pack, expression: Expression, bound: readonly Named[]): boolean {
  const each = (part: Expression): boolean => isWhole(pack, part, bound);
  switch (expression.kind) {
    case 'fact':
      return factOf(pack, expression, bound)?.type === 'integer';
    case 'literal':
      return Number.isInteger(expression.value);
    case 'negative':
      return each(expression.of);
    case 'arithmetic':
      return expression.operator !== '/' && each(expression.left) && each(expression.right);
    case 'call':
      return countingCalls.includes(expression.name);
    default:
      return false;
  }
}

/**
 * Whole numbers are one apart. Of other numbers, a case is just beside a boundary within 1 % of it, or within one unit
 * of its last written decimal and no more than 0.01 where that is more.
 */
export function stepAt(boundary: number, isOfWholes: boolean): number {
  if (isOfWholes) return 1;
  const decimals = /\.(\d+)$/.exec(String(boundary))?.[1]?.length ?? 0;
  return Math.max(Math.abs(boundary) / 100, Math.min(0.01, 10 ** -decimals));
}

/** Values are shown to 10 decimals, and so compared. */
const shownUnit = 1e-10;
const dayLength = 86_400_000;

/** Which side of a boundary a value is just on; undefined where it is further away. */
export function sideOf(value: Shown, boundary: Shown, isOfWholes: boolean): Side | undefined {
  const [distance, step] = measure(value, boundary, isOfWholes);
  if (distance === undefined || Math.abs(distance) > step + shownUnit) return undefined;
  return Math.abs(distance) < shownUnit ? 'on' : distance < 0 ? 'below' : 'above';
}

function measure(value: Shown, boundary: Shown, isOfWholes: boolean): [number | undefined, number] {
  if (typeof value === 'number' && typeof boundary === 'number')
    return [value - boundary, stepAt(boundary, isOfWholes)];
  if (typeof value === 'string' && typeof boundary === 'string')
    return [(Date.parse(value) - Date.parse(boundary)) / dayLength, 1];
  return [undefined, 0];
}

/** The sides of a known boundary that the limits of a fact, or counting, leave possible. */
export function possibleSides(
  { fact, isOfWholes, isCount }: { fact?: Fact | undefined; isOfWholes: boolean; isCount: boolean },
  boundary: Shown | undefined,
): Side[] {
  if (typeof boundary !== 'number') return ['below', 'on', 'above'];
  const { at_least, above, at_most, below } = fact?.limits ?? {};
  const least = at_least ?? (isCount ? 0 : -Infinity);
  const sides: Side[] = [];
  if (boundary > least && !(above !== undefined && boundary <= above)) sides.push('below');
  const isReached = boundary >= least && !(above !== undefined && boundary <= above);
  const isPassed =
    (at_most === undefined || boundary <= at_most) && (below === undefined || boundary < below);
  if (isReached && isPassed && (!isOfWholes || Number.isInteger(boundary))) sides.push('on');
  if ((at_most === undefined || boundary < at_most) && (below === undefined || boundary < below))
    sides.push('above');
  return sides;
}
