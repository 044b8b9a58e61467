// One evaluation under way: the law of its day, the submission's elements, and what has been read so far.
import { compareText } from '../policy/fault.js';
import type { Pack, TableRow } from '../policy/pack.js';
import type { Verb } from '../policy/formula/expression.js';
import type { Uncomputable } from './gap.js';
import type { Law } from './law.js';
import type { Verdict } from './kleene.js';
import type { RefusalReason, Shown, TableUse } from './outcome.js';
import type { Element } from './submission.js';

/** Two ways to read an undetermined clause: as not proven, or as if it were met. */
export type Scenario = 'value' | 'potential';

export interface NotesMark {
  readonly parameters: number;
  readonly tables: number;
}

export class Run {
  readonly uncomputable = new Map<Uncomputable, RefusalReason>();
  /** Until a clause is undetermined, value and potential are the same. */
  scenariosDiffer = false;
  private parameterNotes: string[] = [];
  private tablesRead: TableUse[] = [];
  private isQuiet = false;

  constructor(
    readonly pack: Pack,
    readonly law: Law,
    readonly root: Element,
  ) {}

  noteParameter(name: string): void {
    if (!this.isQuiet) this.parameterNotes.push(name);
  }

  noteTable(table: string, rows: readonly TableRow[], keys: readonly Shown[], value: Shown): void {
    if (this.isQuiet) return;
    const known = this.tablesRead.some(
      (use) => use.table === table && sameItems(use.rows, rows) && sameItems(use.keys, keys),
    );
    if (!known) this.tablesRead.push({ table, rows, keys, value });
  }

  /** The tables that the clause at hand has read, by name and keys; the next clause starts anew. */
  takeTables(): readonly TableUse[] {
    if (this.tablesRead.length === 0) return none;
    const taken = this.tablesRead;
    this.tablesRead = [];
    return taken.length === 1 ? taken : taken.sort((a, b) => compareText(nameOf(a), nameOf(b)));
  }

  get parametersRead(): string[] {
    return [...new Set(this.parameterNotes)].sort();
  }

  /** How much has been noted, to forget what comes after it: a formula without a value has used nothing. */
  mark(): NotesMark {
    return { parameters: this.parameterNotes.length, tables: this.tablesRead.length };
  }

  forgetSince({ parameters, tables }: NotesMark): void {
    this.parameterNotes.length = parameters;
    this.tablesRead.length = tables;
  }

  /** Calculates something again, exactly, without noting its reading twice. */
  quietly<T>(calculate: () => T): T {
    const before = this.isQuiet;
    this.isQuiet = true;
    try {
      return calculate();
    } finally {
      this.isQuiet = before;
    }
  }

  /** Kleene `all` over the clauses of a group that apply; a single clause keeps its own verdict. */
  verdictOf(of: string, clauses: readonly number[], element: Element): Verdict {
    let verdict: Verdict = 'met';
    for (const index of clauses) {
      const found = this.law.inForce[index]
        ? (element.verdicts[index] ?? 'not_applicable')
        : 'not_applicable';
      if (clauses.length === 1 && this.pack.clauses[index]?.id === of) return found;
      if (found === 'not_met') return 'not_met';
      if (found === 'undetermined') verdict = 'undetermined';
    }
    return verdict;
  }
}

const none: readonly TableUse[] = [];

function nameOf({ table, keys }: TableUse): string {
  return `${table} ${JSON.stringify(keys)}`;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

export function answers(verb: Verb, verdict: Verdict, scenario: Scenario): boolean {
  switch (verb) {
    case 'met':
      return verdict === 'met' || (verdict === 'undetermined' && scenario === 'potential');
    case 'notMet':
      return verdict === 'not_met';
    case 'notApplicable':
      return verdict === 'not_applicable';
  }
}
