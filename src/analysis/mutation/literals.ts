// A literal, a value of a parameter or a cell of a table -> its neighbours: a bit more, a bit less, the next choice.
import { isCalendarDate, neighbour } from '../../policy/calendar.js';
import type { Literal } from '../../policy/pack.js';

export interface Reading {
  /** Compared with or counted among whole numbers: only they make a difference. */
  readonly isWhole?: boolean;
  /** A choice's values. */
  readonly values?: readonly string[] | undefined;
  readonly isDate?: boolean;
}

const smallestStep = 0.01;

export function neighboursOf(value: Literal, { isWhole = false, values, isDate }: Reading = {}): Literal[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') {
    const step = stepOf(value);
    const steps = isWhole || step === 1 ? [1] : [1, step];
    return steps.flatMap((each) => [moved(value, each), moved(value, -each)]);
  }
  if (isDate ?? isCalendarDate(value)) return [neighbour(value, 1), neighbour(value, -1)];
  return [anotherText(value, values)];
}

/** One unit of the last written decimal; whole numbers move by a hundredth. */
export function stepOf(value: number): number {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return decimals === 0 ? smallestStep : 10 ** -decimals;
}

export function moved(value: number, by: number): number {
  return Number((value + by).toFixed(10));
}

/** The next of a choice's values, or a text that nothing else has. */
function anotherText(value: string, values: readonly string[] = []): string {
  const index = values.indexOf(value);
  const next = values[(index + 1) % values.length];
  return next === undefined || next === value ? `${value}?` : next;
}
