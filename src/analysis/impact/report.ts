// The counts of all submissions -> the report: what could not be compared first, then outputs, clauses and their causes.
import { packName } from '../../policy/pack.js';
import type { Bilingual, Pack } from '../../policy/pack.js';
import type { Verdict } from '../../evaluation/kleene.js';
import type { Change } from '../diff/change.js';
import { distributionOf } from './distribution.js';
import type { Distribution } from './distribution.js';
import type { ClauseTally, Extreme, NotComparedTally, OutputTally, SideTally, Tally } from './tally.js';

export interface VersionNamed {
  readonly name: string;
  readonly digest: string;
}

/** How the value, or the potential, of an output changed. */
export interface SideImpact {
  readonly changed: number;
  /** Over changes from a number to a number. */
  readonly distribution?: Distribution;
  /** Other changes, as [before, after]; "#" stands for any number, null for no value, [] for all further pairs. */
  readonly others: readonly { readonly pair: readonly unknown[]; readonly count: number }[];
}

export interface OutputImpact {
  readonly output: string;
  readonly title: Bilingual;
  readonly unit?: string;
  readonly value: SideImpact;
  readonly potential: SideImpact;
  /** Mean change of the value over all compared submissions, those without a change included. */
  readonly meanOverAll: number;
  readonly gains: readonly Extreme[];
  readonly losses: readonly Extreme[];
  /** Changes that only the output's rounding made. */
  readonly byRounding: number;
}

export interface ClauseImpact {
  readonly clause: string;
  readonly title: Bilingual;
  /** On elements whose verdict is another one; a clause that is not in force counts as not applicable. */
  readonly verdictsChanged: number;
  /** before -> after -> on how many elements, those without a change included. */
  readonly verdicts: Readonly<Partial<Record<Verdict, Readonly<Partial<Record<Verdict, number>>>>>>;
  /** On elements with the same verdict but another value or potential. */
  readonly valuesChanged: number;
  /** Submissions with a changed output in which this clause is a cause that no other clause explains. */
  readonly caused: number;
}

/** How many submissions have a property under both versions, under one only, and under neither. */
export interface FourCounts {
  readonly both: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
  readonly neither: number;
}

/**
 * What replacing `before` by `after` does to the submissions that were given. This is also the JSON that
 * `timbang impact --format json` prints. Numbers are in the outputs' own units; a difference is after minus before; ids are
 * line numbers of a file, from 1. `differences` are those of `timbang diff`.
 */
export interface ImpactReport {
  readonly before: VersionNamed;
  readonly after: VersionNamed;
  readonly submissions: {
    readonly read: number;
    readonly notCompared: number;
    readonly compared: number;
    /** Compared, and an output has another value or potential. */
    readonly changed: number;
  };
  /** The most frequent first; `in` says which version gives no answer, null that the line cannot be read. */
  readonly notCompared: readonly NotComparedTally[];
  /** In the order of the newer version; outputs that both versions have. */
  readonly outputs: readonly OutputImpact[];
  readonly outputsOnlyIn: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Clauses with a changed verdict or value, in the law's order; those of the older version alone last. */
  readonly clauses: readonly ClauseImpact[];
  /** Submissions in which nothing that is needed is missing. */
  readonly complete: FourCounts;
  /** Submissions whose answer rests on anything provisional. */
  readonly provisional: FourCounts;
  /** What is provisional, and in how many submissions only one version reads it. */
  readonly provisionalUses: readonly {
    readonly name: string;
    readonly onlyBefore: number;
    readonly onlyAfter: number;
  }[];
  readonly differences: readonly Change[];
}

export function makeReport(
  before: Pack,
  after: Pack,
  differences: readonly Change[],
  tally: Tally,
): ImpactReport {
  const names = (pack: Pack): string[] => pack.outputs.map((output) => output.name);
  const shared = after.outputs.filter((output) => names(before).includes(output.name));
  return {
    before: { name: packName(before), digest: before.digest },
    after: { name: packName(after), digest: after.digest },
    submissions: {
      read: tally.read,
      notCompared: tally.read - tally.compared,
      compared: tally.compared,
      changed: tally.changed,
    },
    notCompared: [...tally.notCompared.values()].sort((a, b) => b.count - a.count),
    outputs: shared.map(({ name, title, unit }) => ({
      output: name,
      title,
      ...(unit !== undefined && { unit }),
      ...outputImpact(tally.outputs.get(name), tally.compared),
    })),
    outputsOnlyIn: {
      before: names(before).filter((name) => !names(after).includes(name)),
      after: names(after).filter((name) => !names(before).includes(name)),
    },
    clauses: clauseImpacts(before, after, tally),
    complete: fourCounts(tally.completeness),
    provisional: fourCounts(tally.provisional),
    provisionalUses: [...tally.provisionalUses].map(([name, { before: was, after: is }]) => ({
      name,
      onlyBefore: was,
      onlyAfter: is,
    })),
    differences,
  };
}

function outputImpact(
  tally: OutputTally | undefined,
  compared: number,
): Omit<OutputImpact, 'output' | 'title' | 'unit'> {
  const value = sideImpact(tally?.value);
  const { count = 0, mean = 0 } = value.distribution ?? {};
  return {
    value,
    potential: sideImpact(tally?.potential),
    meanOverAll: compared === 0 ? 0 : Number(((mean * count) / compared).toFixed(10)),
    gains: tally?.gains ?? [],
    losses: tally?.losses ?? [],
    byRounding: tally?.byRounding ?? 0,
  };
}

function sideImpact(side: SideTally | undefined): SideImpact {
  const distribution = distributionOf(side?.differences ?? new Map<number, number>());
  const others = [...(side?.others ?? [])]
    .map(([pair, count]) => ({ pair: JSON.parse(pair) as unknown[], count }))
    .sort((a, b) => b.count - a.count);
  const changed = (distribution?.count ?? 0) + others.reduce((sum, each) => sum + each.count, 0);
  return { changed, ...(distribution && { distribution }), others };
}

function clauseImpacts(before: Pack, after: Pack, tally: Tally): ClauseImpact[] {
  const newer = new Set(after.clauses.map((clause) => clause.id));
  const all = [...after.clauses, ...before.clauses.filter((clause) => !newer.has(clause.id))];
  return all.flatMap(({ id, title }) => {
    const of = tally.clauses.get(id);
    const impact = of && clauseImpact(of);
    return impact && impact.verdictsChanged + impact.valuesChanged + impact.caused > 0
      ? [{ clause: id, title, ...impact }]
      : [];
  });
}

function clauseImpact({ verdicts, values, caused }: ClauseTally): Omit<ClauseImpact, 'clause' | 'title'> {
  const matrix: Partial<Record<Verdict, Partial<Record<Verdict, number>>>> = {};
  let verdictsChanged = 0;
  for (const [key, times] of verdicts) {
    const [from, to] = key.split(' ') as [Verdict, Verdict];
    (matrix[from] ??= {})[to] = times;
    if (from !== to) verdictsChanged += times;
  }
  return { verdictsChanged, verdicts: matrix, valuesChanged: values, caused };
}

function fourCounts(counts: ReadonlyMap<`${boolean} ${boolean}`, number>): FourCounts {
  return {
    both: counts.get('true true') ?? 0,
    onlyBefore: counts.get('true false') ?? 0,
    onlyAfter: counts.get('false true') ?? 0,
    neither: counts.get('false false') ?? 0,
  };
}
