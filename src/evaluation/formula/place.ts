// Where a formula is evaluated: its elements, the run, and the bound of the number calculated last.
import type { Uncomputable } from '../gap.js';
import type { Run, Scenario } from '../run.js';
import type { Element } from '../submission.js';

export interface Place {
  /** The root, then an element for each level of the clause. */
  readonly elements: readonly Element[];
  /** The same, and after them the variables of comprehensions under way. */
  readonly bindings: unknown[];
  readonly run: Run;
  scenario: Scenario;
  error: number;
  /** Set where && or || or a list passed over a gap because another part decided. */
  hasPassedOver: boolean;
}

/** Numbers come with their bound in place.error; lists of numbers as Numbers; gaps as values. */
export type Compiled = (place: Place) => unknown;

export interface ClausePlace extends Place {
  /** Sides of comparisons that have no answer. */
  readonly uncomputable: Uncomputable[];
}
