// What an evaluation found <-> what its record holds of it: values and verdicts; texts stay in the pack.
import type { Comparison, Condition } from '../../policy/pack.js';
import { all, any } from '../../evaluation/kleene.js';
import type { Truth, Verdict } from '../../evaluation/kleene.js';
import { rowName } from '../../evaluation/findings.js';
import { withChoices } from '../../evaluation/decide.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Law } from '../../evaluation/law.js';
import type {
  ClauseOutcome,
  ConditionOutcome,
  Outcome,
  ProvisionalUse,
  Score,
  Shown,
  TableUse,
} from '../../evaluation/outcome.js';
import { Element } from '../../evaluation/submission.js';
import type { LawExplained } from '../../explanation/explain.js';
import type { RefusalExplained } from '../../explanation/refusals.js';
import { canonical } from '../log/entry.js';

/** What was asked. */
export interface RecordedRequest {
  readonly facts: unknown;
  readonly subject?: string;
  readonly version?: string;
  readonly asOf?: string;
  readonly requireConfirmed?: boolean;
}

export interface EvaluationContent {
  readonly request: RecordedRequest;
  readonly law: LawExplained;
  readonly outcome: RecordedOutcome;
  /** Why it supersedes an earlier one. */
  readonly reason?: string;
}

export interface RefusalContent {
  readonly request: RecordedRequest;
  readonly refusal: RefusalExplained;
}

/** Both sides of a comparison as they are shown, and its verdict; in the order in which the condition is written. */
export type RecordedComparison = readonly [actual: Shown, expected: Shown, verdict: Truth];

export interface RecordedTable {
  readonly table: string;
  /** Places of the rows in the table as it is written. */
  readonly rows: readonly number[];
  readonly keys: readonly Shown[];
  readonly value: Shown;
}

export interface RecordedClause {
  readonly clause: string;
  /** JSON Pointer within the facts. */
  readonly at: string;
  readonly verdict: Verdict;
  readonly value?: Shown;
  readonly potential?: Shown;
  readonly appliesWhen?: readonly RecordedComparison[];
  readonly because?: readonly RecordedComparison[];
  readonly tables?: readonly RecordedTable[];
  readonly missing?: readonly string[];
}

export interface RecordedOutcome {
  readonly complete: boolean;
  readonly missing: readonly string[];
  readonly scores: Readonly<
    Record<string, Pick<Score, 'value' | 'potential' | 'unrounded' | 'unroundedPotential'>>
  >;
  readonly clauses: readonly RecordedClause[];
  /** By name, the place of the row that was in force and its value. */
  readonly parameters: Readonly<Record<string, { readonly row: number; readonly value: Shown }>>;
  readonly provisional: readonly Omit<ProvisionalUse, 'provenance' | 'citation' | 'title'>[];
}

export function recordOutcome(outcome: Outcome): RecordedOutcome {
  return {
    complete: outcome.complete,
    missing: outcome.missing,
    scores: Object.fromEntries(
      outcome.scores.map(({ output, value, potential, unrounded, unroundedPotential }) => [
        output.name,
        { value, potential, unrounded, unroundedPotential },
      ]),
    ),
    clauses: outcome.clauses.map(recordClause),
    parameters: Object.fromEntries(
      outcome.parameters.map(({ name, row }) => [name, { row: row.index, value: row.value }]),
    ),
    provisional: outcome.provisional.map(nameOfUse),
  };
}

function recordClause({ clause, element, verdict, ...found }: ClauseOutcome): RecordedClause {
  const { value, potential, appliesWhen, requires, tables, missing } = found;
  return {
    clause: clause.id,
    at: element.pointer,
    verdict,
    ...(value !== undefined && { value }),
    ...(potential !== undefined && { potential }),
    ...(appliesWhen && { appliesWhen: comparisonsOf(appliesWhen) }),
    ...(requires && { because: comparisonsOf(requires) }),
    ...(tables.length > 0 && { tables: tables.map(recordTable) }),
    ...(missing.length > 0 && { missing }),
  };
}

function comparisonsOf(outcome: ConditionOutcome): RecordedComparison[] {
  return outcome.kind === 'comparison'
    ? [[outcome.actual, outcome.expected, outcome.verdict]]
    : outcome.conditions.flatMap(comparisonsOf);
}

function recordTable({ table, rows, keys, value }: TableUse): RecordedTable {
  return { table, rows: rows.map((row) => row.index), keys, value };
}

function nameOfUse({ clause, parameter, table, transitional, row, value }: ProvisionalUse): object {
  return {
    ...(clause !== undefined && { clause }),
    ...(parameter !== undefined && { parameter }),
    ...(table !== undefined && { table }),
    ...(transitional !== undefined && { transitional }),
    ...(row && { row }),
    ...(value !== undefined && { value }),
  };
}

/**
 * The outcome as it was recorded, whatever this program would find today. Its elements know their place alone, so
 * no workings can be shown of it.
 */
export function recordedOutcome({ law, outcome, request }: EvaluationContent, ready: ReadyPack): Outcome {
  const { pack } = ready;
  const inForce = ready.lawOn(law.date);
  const clauses = outcome.clauses.flatMap((each) => clauseOutcome(each, ready, request.facts));
  const found: Outcome = {
    kind: 'evaluated',
    complete: outcome.complete,
    missing: outcome.missing,
    scores: pack.outputs.flatMap((output) => {
      const score = outcome.scores[output.name];
      return score ? [{ output, ...score }] : [];
    }),
    clauses,
    provisional: outcome.provisional.flatMap((use) => provisionalUse(use, ready, inForce)),
    parameters: Object.entries(outcome.parameters).flatMap(([name, { row: index }]) => {
      const row = pack.parameters.get(name)?.rows[index];
      return row ? [{ name, row }] : [];
    }),
  };
  return withChoices(found, law.passedOver);
}

function clauseOutcome(recorded: RecordedClause, { pack }: ReadyPack, facts: unknown): ClauseOutcome[] {
  const clause = pack.clauses.find((each) => each.id === recorded.clause);
  if (!clause) return [];
  const { at, verdict, value, potential, appliesWhen, because, tables = [], missing = [] } = recorded;
  const requires = clause.kind === 'requirement' ? clause.requires : undefined;
  return [
    {
      clause,
      element: new Element(undefined, '', at, facts),
      verdict,
      ...(value !== undefined && { value }),
      ...(potential !== undefined && { potential }),
      ...(appliesWhen &&
        clause.appliesWhen && { appliesWhen: conditionOutcome(clause.appliesWhen, [...appliesWhen]) }),
      ...(because && requires && { requires: conditionOutcome(requires, [...because]) }),
      tables: tables.map(({ table, rows, keys, value: found }) => ({
        table,
        rows: rows.flatMap((index) => pack.tables.get(table)?.rows[index] ?? []),
        keys,
        value: found,
      })),
      missing,
    },
  ];
}

/** Takes from `left` what the condition's comparisons came to. */
function conditionOutcome(condition: Condition, left: RecordedComparison[]): ConditionOutcome {
  if (condition.kind === 'comparison') return comparisonOutcome(condition, left.shift());
  const conditions = condition.conditions.map((each) => conditionOutcome(each, left));
  const combine = condition.kind === 'all' ? all : any;
  return {
    kind: condition.kind,
    verdict: combine(conditions.map((each) => each.verdict)),
    conditions,
  };
}

function comparisonOutcome(
  comparison: Comparison,
  [actual, expected, verdict]: RecordedComparison = [null, null, 'undetermined'],
): ConditionOutcome {
  return { kind: 'comparison', comparison, verdict, actual, expected };
}

/** Those of transitional provisions come from the choice of the version. */
function provisionalUse(
  use: RecordedOutcome['provisional'][number],
  { pack }: ReadyPack,
  law: Law,
): ProvisionalUse[] {
  const table = use.table === undefined ? undefined : pack.tables.get(use.table);
  const row = use.row && canonical(use.row);
  const source =
    pack.clauses.find((each) => each.id === use.clause) ??
    (use.parameter === undefined ? undefined : law.parameters.get(use.parameter)) ??
    table?.rows.find((each) => canonical(rowName(table, each)) === row);
  return source ? [{ ...use, provenance: source.provenance, citation: source.citation }] : [];
}
