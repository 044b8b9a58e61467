// A pack and its cases -> every goal with how many cases reach it, what is not reached, and totals by kind.
import type { Argument, CaseFiles } from '../../policy/case-files.js';
import { compareText } from '../../policy/fault.js';
import { packName } from '../../policy/pack.js';
import type { Gap, Pack } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import type { ReadyVersion } from '../../evaluation/decide.js';
import { Readers } from '../reads.js';
import { goalKinds, Seen } from './goal.js';
import type { Goal, GoalKind } from './goal.js';
import { addClauses } from './targets/clauses.js';
import { addGaps, addProvisions, canBeMet } from './targets/manifest.js';
import { Plan } from './targets/plan.js';
import { addDates, addParameters, addTables } from './targets/values.js';
import { traceCase } from './trace-case.js';

export interface Total {
  readonly goals: number;
  readonly reached: number;
  readonly argued: number;
  /** Of the goals that are not argued, to one decimal, rounded down; 100 where there is none. */
  readonly percent: number;
}

export interface Coverage {
  readonly pack: string;
  readonly cases: number;
  readonly totals: Readonly<Record<GoalKind | 'all', Total>>;
  readonly goals: readonly Goal[];
  /** Parts of the law that are not encoded and that no rule names or recognises: no case can reach them. */
  readonly notEncoded: readonly Pick<Gap, 'gap' | 'title' | 'reason'>[];
  /** Arguments for goals that a case reaches after all, or that there are not. */
  readonly idle: readonly (Argument & { readonly isReached: boolean })[];
}

export type CasesAndArguments = Pick<CaseFiles, 'cases' | 'argued'>;

export function coverageOf(
  version: ReadyVersion,
  places: Places,
  { cases, argued }: CasesAndArguments,
): Coverage {
  const { pack } = version;
  const plan = planOf(pack, places);
  const seen = new Seen();
  const days = plan.targets.flatMap(({ owner }) => (owner.kind === 'dates' ? [owner.name] : []));
  const tracing = { version, plan, seen, days: [...new Set(days)], readers: new Readers(pack) };
  cases.forEach((test, index) => traceCase(tracing, test, index));
  const goals = plan.targets.map(({ of, ...target }): Goal => {
    const count = seen.count(of, target.mark);
    const because = argued.find((each) => each.goal === target.id)?.because;
    return { ...target, cases: count, ...(count === 0 && because && { because }) };
  });
  const isMet = canBeMet(pack);
  const open = new Set(goals.flatMap(({ id, because }) => (because ? [id] : [])));
  return {
    pack: packName(pack),
    cases: cases.length,
    totals: totalsOf(goals),
    goals,
    notEncoded: pack.notEncoded
      .filter((each) => !isMet(each))
      .map(({ gap, title, reason }) => ({ gap, title, reason })),
    idle: argued
      .filter(({ goal }) => goal !== undefined && !open.has(goal))
      .map((each) => ({ ...each, isReached: goals.some(({ id }) => id === each.goal) })),
  };
}

function planOf(pack: Pack, places: Places): Plan {
  const plan = new Plan(pack, places);
  addClauses(plan);
  addTables(plan);
  addParameters(plan);
  addDates(plan);
  addGaps(plan);
  addProvisions(plan);
  return plan;
}

function totalsOf(goals: readonly Goal[]): Record<GoalKind | 'all', Total> {
  const total = (some: readonly Goal[]): Total => {
    const reached = some.filter((each) => each.cases > 0).length;
    const argued = some.filter((each) => each.because).length;
    const wanted = some.length - argued;
    const percent = wanted === 0 ? 100 : Math.floor((reached / wanted) * 1000) / 10;
    return { goals: some.length, reached, argued, percent };
  };
  const byKind = goalKinds.map((kind) => [kind, total(goals.filter((each) => each.kind === kind))]);
  return { ...(Object.fromEntries(byKind) as Record<GoalKind, Total>), all: total(goals) };
}

/** What a case is wanted for, by place in the files. */
export function notReached({ goals }: Coverage): Goal[] {
  return goals
    .filter((each) => each.cases === 0 && !each.because)
    .sort(
      (a, b) =>
        compareText(a.place.file, b.place.file) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column,
    );
}
