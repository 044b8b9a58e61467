// What an evaluation found: a verdict or value for every clause on every element, and the scores.
import type {
  Clause,
  Comparison,
  Gap as NotEncoded,
  Output,
  ParameterRow,
  TableRow,
  Citation,
  Provenance,
  Bilingual,
} from '../policy/pack.js';
import type { Truth, Verdict } from './kleene.js';
import type { Element } from './submission.js';

/** A value as it is shown: numbers to 10 decimals; null where there is none. */
export type Shown = string | number | boolean | null | readonly Shown[];

export interface ComparisonOutcome {
  readonly kind: 'comparison';
  readonly comparison: Comparison;
  readonly verdict: Truth;
  readonly actual: Shown;
  readonly expected: Shown;
}

export type ConditionOutcome =
  | {
      readonly kind: 'all' | 'any';
      readonly verdict: Truth;
      readonly conditions: readonly ConditionOutcome[];
    }
  | ComparisonOutcome;

/** A row of a table that a clause read, and what the table gave for these keys. */
export interface TableUse {
  readonly table: string;
  readonly rows: readonly TableRow[];
  readonly keys: readonly Shown[];
  readonly value: Shown;
}

export interface ClauseOutcome {
  readonly clause: Clause;
  readonly element: Element;
  readonly verdict: Verdict;
  readonly appliesWhen?: ConditionOutcome;
  readonly requires?: ConditionOutcome;
  /** For a calculation; null when undetermined or not applicable. */
  readonly value?: Shown;
  readonly potential?: Shown;
  readonly tables: readonly TableUse[];
  /** JSON Pointers, within the facts, of what leaves this clause undetermined. */
  readonly missing: readonly string[];
}

export interface Score {
  readonly output: Output;
  readonly value: Shown;
  readonly potential: Shown;
  /** Before rounding, to 10 decimals. */
  readonly unrounded: Shown;
  readonly unroundedPotential: Shown;
}

/** Something provisional that the answer rests on. */
export interface ProvisionalUse {
  readonly clause?: string;
  readonly parameter?: string;
  readonly table?: string;
  /** A transitional provision of a version that left the submission to the one that answers, and its title. */
  readonly transitional?: string;
  readonly title?: Bilingual;
  readonly row?: Readonly<Record<string, Shown>>;
  readonly value?: Shown;
  readonly provenance: Provenance;
  readonly citation: Citation;
}

export interface Outcome {
  readonly kind: 'evaluated';
  readonly scores: readonly Score[];
  readonly clauses: readonly ClauseOutcome[];
  readonly missing: readonly string[];
  readonly complete: boolean;
  readonly provisional: readonly ProvisionalUse[];
  readonly parameters: readonly { readonly name: string; readonly row: ParameterRow }[];
}

export interface RefusalReason {
  readonly clause?: string;
  /** JSON Pointer within the facts. */
  readonly at: string;
  readonly says: Bilingual;
}

/** The pack does not answer for these facts: nothing is scored. */
export type Refusal =
  | {
      readonly kind: 'refused';
      readonly code: 'not_covered';
      readonly gap: NotEncoded;
      readonly reasons: readonly RefusalReason[];
    }
  | { readonly kind: 'refused'; readonly code: 'not_computable'; readonly reasons: readonly RefusalReason[] };
