// What is known at one place of a pack: on which days, for the elements of which lists, and which values things can have.
import { join } from '../../policy/possible-values.js';
import type { PossibleValues } from '../../policy/possible-values.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { Scope, Span } from '../../policy/pack.js';

export interface Here {
  /** By binding: the lists whose element it stands for; none for the whole submission and for plain values. */
  readonly bound: readonly (readonly string[])[];
  readonly span: Required<Span>;
  /** By meaning. */
  readonly known: ReadonlyMap<string, PossibleValues>;
  /** What has been assumed on the way, to try again with more known. */
  readonly assumed: readonly { readonly expression: Expression; readonly truth: boolean }[];
}

export function hereFor(scope: Scope, span: Required<Span>): Here {
  return { bound: [[], ...scope.map((level) => level.lists)], span, known: new Map(), assumed: [] };
}

export function knowing(here: Here, meaning: string, values: PossibleValues): Here {
  return { ...here, known: new Map(here.known).set(meaning, values) };
}

export function bind(here: Here, binding: number, lists: readonly string[]): Here {
  return { ...here, bound: [...here.bound.slice(0, binding), lists] };
}

/** One of the two holds: only what both know is known. */
export function either(a: Here | undefined, b: Here | undefined): Here | undefined {
  if (!a || !b) return a ?? b;
  const known = new Map<string, PossibleValues>();
  for (const [meaning, values] of a.known) {
    const other = b.known.get(meaning);
    if (other) known.set(meaning, join(values, other));
  }
  return { ...a, known };
}

/** Reads expressions without a submission: what they can be, and what follows from a truth. */
export interface Reading {
  valuesOf(expression: Expression, here: Here): PossibleValues;
  /** Undefined where it cannot be so. */
  assume(expression: Expression, truth: boolean, here: Here): Here | undefined;
}
