// One small change of the rules: what stood there, what stands there instead, and the pack with that change.
import type { Expression } from '../../policy/formula/expression.js';
import type { Place } from '../../policy/fault.js';
import type { Condition, Pack } from '../../policy/pack.js';

export interface Mutant {
  /** `owner: before -> after`; counted where the same change can be made more than once. Staff argue by it. */
  readonly id: string;
  readonly place: Place;
  readonly change: (pack: Pack) => Pack;
  /** By its index; only where that clause applies can the change be noticed. */
  readonly clause?: number;
}

export interface Draft {
  /** A clause, `parameter.x`, `table.x`, `output x`, `not_encoded x`, `transitional x`, or `in_force`. */
  readonly owner: string;
  readonly before: string;
  readonly after: string;
  readonly place: Place;
  readonly change: (pack: Pack) => Pack;
  /** Of a date that is moved: the one day on which the law is then another. */
  readonly day?: string;
  /** The index of the clause of whose requirement or formula this is a change. */
  readonly clause?: number;
  /** The pack's own span is moved. */
  readonly isOfSpan?: boolean;
}

/** What stands in place of something that is left out. */
export const dropped = '(dropped)';

/** Another expression in the place of one inside a formula. */
export interface FormulaChange {
  readonly target: Expression;
  readonly put: Expression;
  readonly before: string;
  readonly after: string;
}

/** Another condition, or none, in the place of one inside a condition. */
export interface ConditionChange {
  readonly target: Condition;
  readonly put: Condition | undefined;
  readonly before: string;
  readonly after: string;
  /** Where it is, from the condition on. */
  readonly within: readonly string[];
  readonly at?: number;
}

/** Drafts that change something, each under a name of its own. */
export function named(drafts: readonly Draft[]): Mutant[] {
  const times = new Map<string, number>();
  return drafts.flatMap(({ owner, before, after, place, change, clause }) => {
    if (before === after) return [];
    const name = `${owner}: ${before} -> ${after}`;
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    const id = count === 1 ? name : `${name} (${count})`;
    return [{ id, place, change, ...(clause !== undefined && { clause }) }];
  });
}
