// What was looked at, in figures.
import type { ContentState } from './entry.js';

export interface Summary {
  kind: 'export' | 'proof' | 'objection' | 'answer' | 'unknown';
  origin?: string;
  isFiltered?: boolean;
  entries: number;
  /** Entries by what became of their contents. */
  contents: Record<ContentState, number>;
  voids: number;
  /** Evaluations and refusals in place of earlier ones. */
  corrections: number;
  checkpoint?: { readonly size: number; readonly root: string };
  /** Kept checkpoints that were compared. */
  kept: number;
  /** That signed something here. */
  keys: readonly string[];
}

export function emptySummary(): Summary {
  return {
    kind: 'unknown',
    entries: 0,
    contents: { checked: 0, masked: 0, erased: 0, expired: 0, wrong: 0 },
    voids: 0,
    corrections: 0,
    kept: 0,
    keys: [],
  };
}
