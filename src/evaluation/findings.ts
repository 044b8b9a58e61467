// What both evaluators find, clause by clause, and the outcome of the whole that follows.
import { comparisons } from '../policy/evaluation-order.js';
import type {
  Calculation,
  Clause,
  Comparison,
  Condition,
  Output,
  Pack,
  Table,
  TableRow,
} from '../policy/pack.js';
import { Amount } from './formula/amount.js';
import { isGap, notApplicable, Uncomputable, undetermined } from './gap.js';
import { isUnmet } from './kleene.js';
import type { Verdict } from './kleene.js';
import type {
  ClauseOutcome,
  ConditionOutcome,
  Outcome,
  ProvisionalUse,
  Refusal,
  RefusalReason,
  Score,
  Shown,
  TableUse,
} from './outcome.js';
import type { Run } from './run.js';
import { shown } from './values.js';
import type { Calculated, Element, Quantity } from './submission.js';

export function absent(gap: Quantity, missing: readonly string[]): Calculated {
  return { value: gap, potential: gap, missing };
}

export function notCovered(gap: Pack['notEncoded'][number], condition: Condition): Refusal {
  const pointers = [...comparisons(condition)].map(({ left }) => pointerOf(left));
  const reasons = [...new Set(pointers)].map((at) => ({ at, says: gap.reason }));
  return { kind: 'refused', code: 'not_covered', gap, reasons };
}

function pointerOf({ expression }: Comparison['left']): string {
  return expression.kind === 'fact' || expression.kind === 'elements' ? `/${expression.path.join('/')}` : '';
}

/** What a requirement or an applies_when came to; the parts that are only sometimes there. */
export interface Judged {
  readonly verdict: Verdict;
  readonly appliesWhen?: ConditionOutcome;
  readonly requires?: ConditionOutcome;
  readonly missing: readonly string[];
}

/** Whether a requirement that applies is taken as met on an element, whatever its facts say. */
export type Assumed = (clause: Clause, element: Element) => boolean;

export class Findings {
  private readonly byClause: ClauseOutcome[][] = [];
  private readonly gapTables: TableUse[] = [];
  private readonly gapMissing: string[] = [];

  constructor(
    private readonly run: Run,
    private readonly assumed?: Assumed,
  ) {}

  /** A part of the law that is not encoded and that this submission does not need, or not for certain. */
  notEncoded(missing: readonly string[], uncomputable: readonly unknown[]): void {
    for (const value of uncomputable) this.noteUncomputable(value, { at: '' });
    this.gapMissing.push(...missing);
    this.gapTables.push(...this.run.takeTables());
  }

  judged(clause: Clause, element: Element, found: Judged): void {
    const judged = this.assumed && isUnmet(found.verdict) ? this.supposed(clause, element, found) : found;
    element.verdicts[clause.index] = judged.verdict;
    if (judged.verdict === 'undetermined') this.run.scenariosDiffer = true;
    this.add({ clause, element, ...judged, tables: this.run.takeTables() });
  }

  private supposed(clause: Clause, element: Element, found: Judged): Judged {
    return this.assumed?.(clause, element) ? { ...found, verdict: 'met', missing: [] } : found;
  }

  calculated(
    clause: Calculation,
    element: Element,
    result: Calculated,
    appliesWhen: ConditionOutcome | undefined,
  ): void {
    const { value, potential, missing } = result;
    for (const each of [value, potential]) {
      this.noteUncomputable(isTooLarge(each) ? tooLarge : each, { clause: clause.id, at: element.pointer });
    }
    // Several clauses may define one name: the one that does not apply leaves the other's value.
    if (value !== notApplicable || !element.calculated.has(clause.defines))
      element.calculated.set(clause.defines, result);
    const verdict = value === notApplicable ? 'not_applicable' : isGap(value) ? 'undetermined' : 'calculated';
    element.verdicts[clause.index] = verdict;
    this.add({
      clause,
      element,
      verdict,
      ...(appliesWhen && { appliesWhen }),
      value: shown(value),
      potential: shown(potential),
      missing,
      tables: this.run.takeTables(),
    });
  }

  noteUncomputable(value: unknown, where: { clause?: string; at: string }): void {
    if (!(value instanceof Uncomputable) || this.run.uncomputable.has(value)) return;
    this.run.uncomputable.set(value, { ...where, says: value.says });
  }

  private add(outcome: ClauseOutcome): void {
    (this.byClause[outcome.clause.index] ??= []).push(outcome);
  }

  /** What the pack leaves out explains more than arithmetic that fails besides. */
  private refusal(): Refusal | undefined {
    const met = [...this.run.uncomputable];
    const left = met.filter(([value]) => value.notEncoded);
    const reasons = distinct((left.length > 0 ? left : met).map(([, reason]) => reason));
    const gap = left[0]?.[0].notEncoded;
    if (gap) return { kind: 'refused', code: 'not_covered', gap, reasons };
    return reasons.length > 0 ? { kind: 'refused', code: 'not_computable', reasons } : undefined;
  }

  /** What has been found of a clause so far, for each element. */
  of(clause: Clause): readonly ClauseOutcome[] {
    return this.byClause[clause.index] ?? [];
  }

  /** Of every clause on every element, in the law's order. */
  get clauses(): readonly ClauseOutcome[] {
    return this.byClause.flat();
  }

  finish(): Outcome | Refusal {
    const refusal = this.refusal();
    if (refusal) return refusal;
    const { clauses } = this;
    const missing = [...new Set([...this.gapMissing, ...clauses.flatMap((clause) => clause.missing)])];
    const { pack, root, law } = this.run;
    return {
      kind: 'evaluated',
      scores: pack.outputs.map((output) => score(output, root)),
      clauses,
      missing,
      complete: missing.length === 0 && clauses.every((clause) => clause.verdict !== 'undetermined'),
      provisional: provisionalUses(pack, this.run, clauses, this.gapTables),
      parameters: this.run.parametersRead.flatMap((name) => {
        const row = law.parameters.get(name);
        return row ? [{ name, row }] : [];
      }),
    };
  }
}

const tooLarge = new Uncomputable('too_large', {
  id: 'hasilnya terlalu besar untuk ditulis',
  en: 'the result is too large to be written',
});

function isTooLarge(value: Quantity): boolean {
  return value instanceof Amount && !Number.isFinite(value.shown);
}

function distinct(reasons: readonly RefusalReason[]): RefusalReason[] {
  const seen = new Map(
    reasons.map((reason) => [JSON.stringify([reason.clause, reason.at, reason.says.en]), reason]),
  );
  return [...seen.values()];
}

function score(output: Output, root: Element): Score {
  const calculated = root.calculated.get(output.name);
  const { value, potential } = calculated ?? { value: undetermined, potential: undetermined };
  return {
    output,
    value: rounded(value, output),
    potential: rounded(potential, output),
    unrounded: shown(value),
    unroundedPotential: shown(potential),
  };
}

function rounded(value: Quantity, output: Output): Shown {
  return value instanceof Amount && output.rounding ? value.rounded(output.rounding) : shown(value);
}

/** Everything provisional that was read: clauses that applied, parameters and table rows. */
function provisionalUses(
  pack: Pack,
  run: Run,
  outcomes: readonly ClauseOutcome[],
  gapTables: readonly TableUse[],
): ProvisionalUse[] {
  const uses: ProvisionalUse[] = [];
  const clauses = new Set(
    outcomes.filter((each) => each.verdict !== 'not_applicable').map((each) => each.clause),
  );
  for (const { id, provenance, citation } of clauses) {
    if (provenance.status === 'provisional') uses.push({ clause: id, provenance, citation });
  }
  for (const name of run.parametersRead) {
    const row = run.law.parameters.get(name);
    if (row?.provenance.status === 'provisional') {
      uses.push({ parameter: name, value: row.value, provenance: row.provenance, citation: row.citation });
    }
  }
  const seen = new Set<unknown>();
  for (const use of [...gapTables, ...outcomes.flatMap((each) => each.tables)]) {
    for (const row of use.rows) {
      if (row.provenance.status !== 'provisional' || seen.has(row)) continue;
      seen.add(row);
      uses.push({
        table: use.table,
        row: rowName(pack.tables.get(use.table), row),
        value: row.value,
        provenance: row.provenance,
        citation: row.citation,
      });
    }
  }
  return uses;
}

/** A look-up row's keys by name, a band's ends or a bracket's. */
export function rowName(table: Table | undefined, row: TableRow): Record<string, Shown> {
  const ends = { at_least: row.at_least, below: row.below, above: row.above };
  const keys =
    table?.kind === 'lookup'
      ? table.by.map((key, index) => [key.key, row.keys[index]])
      : Object.entries(ends);
  return Object.fromEntries(keys.filter(([, value]) => value !== undefined)) as Record<string, Shown>;
}
