// A comparison, in a condition or a formula -> the boundary that it draws, when it is one between numbers, counts or dates.
import { walk } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Comparison, Pack } from '../../policy/pack.js';
import type { Law } from '../../evaluation/law.js';
import type { Shown } from '../../evaluation/outcome.js';
import { textOf } from '../formula-text.js';
import type { Named } from '../formula-text.js';
import { factOf, isWhole, possibleSides, sideOf } from './step.js';
import type { Side } from './step.js';

export interface Boundary {
  /** What is compared, as text. */
  readonly value: string;
  /** With what, as text. */
  readonly limit: string;
  readonly isOfWholes: boolean;
  readonly isSwapped: boolean;
  /** Each limit that is known in advance; a parameter has one for each of its rows. */
  readonly limits: readonly {
    readonly row?: number;
    readonly sides: readonly Side[];
    readonly text: string;
  }[];
  readonly parameter?: string;
}

export function boundaryOfComparison(
  pack: Pack,
  { operator, left, right }: Comparison,
  bound: readonly Named[],
): Boundary | undefined {
  if (!right || operator === 'contains' || operator === 'doesNotContain') return undefined;
  const isCount = operator.startsWith('count');
  if (!isCount && !isMeasured(left.expression)) return undefined;
  if (operator === 'in' || operator === 'notIn') return undefined;
  return boundaryBetween(pack, left.expression, right.expression, { bound, isCount });
}

export function boundaryOfFormula(
  pack: Pack,
  { left, right }: ExpressionOf<'comparison'>,
  bound: readonly Named[],
): Boundary | undefined {
  return isMeasured(left) ? boundaryBetween(pack, left, right, { bound, isCount: false }) : undefined;
}

function isMeasured({ type }: Expression): boolean {
  return type.kind === 'number' || type.kind === 'date';
}

/** Nothing that a submission could change is read. */
function isFixed(expression: Expression): boolean {
  return [...walk(expression)].every((each) =>
    ['literal', 'parameter', 'negative', 'arithmetic', 'list'].includes(each.kind),
  );
}

function boundaryBetween(
  pack: Pack,
  left: Expression,
  right: Expression,
  { bound, isCount }: { bound: readonly Named[]; isCount: boolean },
): Boundary | undefined {
  const isSwapped = !isCount && isFixed(left);
  const [value, limit] = isSwapped ? [right, left] : [left, right];
  if (!isCount && isFixed(value)) return undefined;
  const varies = (each: Expression): boolean => !isFixed(each) && isWhole(pack, each, bound);
  const isOfWholes = isCount || varies(value) || varies(limit);
  const fact = isCount ? undefined : factOf(pack, value, bound);
  const counts = isCount || (value.kind === 'call' && value.name === 'count');
  const sides = (boundary: Shown | undefined): Side[] =>
    possibleSides({ fact, isOfWholes, isCount: counts }, boundary);
  const text = textOf(limit, bound);
  const shared = { value: textOf(value, bound), limit: text, isOfWholes, isSwapped };
  if (limit.kind === 'parameter') {
    const rows = pack.parameters.get(limit.name)?.rows ?? [];
    const limits = rows.map((row) => ({
      row: row.index,
      sides: sides(row.value),
      text: `${text} = ${row.value}`,
    }));
    return { ...shared, parameter: limit.name, limits };
  }
  return { ...shared, limits: [{ sides: sides(limit.kind === 'literal' ? limit.value : undefined), text }] };
}

/** How a trace notes a boundary: by its side, and by the parameter's row. */
export function boundaryMark(side: Side, row: number | undefined): string {
  return row === undefined ? side : `${side}@${row}`;
}

/** The mark of what was compared in one case; undefined where it was not near. */
export function markNear(
  boundary: Boundary,
  [left, right]: readonly [Shown, Shown],
  law: Law,
): string | undefined {
  const [value, limit] = boundary.isSwapped ? [right, left] : [left, right];
  const side = sideOf(Array.isArray(value) ? value.length : value, limit, boundary.isOfWholes);
  const row = boundary.parameter === undefined ? undefined : law.parameters.get(boundary.parameter)?.index;
  return side && boundaryMark(side, row);
}
