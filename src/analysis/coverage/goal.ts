// What cases should reach: each part of a pack with the ways in which it can come out.
import type { Place } from '../../policy/fault.js';
import type { Bilingual } from '../../policy/pack.js';

export const goalKinds = [
  'clause',
  'condition',
  'branch',
  'boundary',
  'row',
  'parameter',
  'gap',
  'provision',
] as const;
export type GoalKind = (typeof goalKinds)[number];

export interface Owner {
  readonly kind: 'clause' | 'table' | 'parameter' | 'gap' | 'provision' | 'dates';
  readonly name: string;
}

export interface Goal {
  /** The same whatever the language; staff argue by it. */
  readonly id: string;
  readonly kind: GoalKind;
  readonly owner: Owner;
  /** How the part should come out: a verdict, a branch, a side of a boundary. */
  readonly mark: string;
  readonly place: Place;
  /** What the case that is wanted shows. */
  readonly wanted: Bilingual;
  /** How many cases do. */
  readonly cases: number;
  /** Why no case can reach it. */
  readonly because?: Bilingual;
}

/** A goal before the cases are looked at: `of` and `mark` are what a trace of a case notes. */
export interface Target extends Omit<Goal, 'cases' | 'because'> {
  readonly of: object;
}

/** Which cases brought which part out in which way. */
export class Seen {
  private readonly cases = new Map<object, Map<string, Set<number>>>();

  note(of: object, mark: string, caseIndex: number): void {
    let marks = this.cases.get(of);
    if (!marks) this.cases.set(of, (marks = new Map()));
    let found = marks.get(mark);
    if (!found) marks.set(mark, (found = new Set()));
    found.add(caseIndex);
  }

  count(of: object, mark: string): number {
    return this.cases.get(of)?.get(mark)?.size ?? 0;
  }
}
