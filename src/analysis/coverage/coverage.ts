// A pack and its cases -> every goal with how many cases reach it, what is not reached, and totals by kind.
import type { Argument, CaseFiles, TestCase } from '../../policy/case-files.js';
import { compareText } from '../../policy/fault.js';
import { packName } from '../../policy/pack.js';
import type { Gap, Pack } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import { decide } from '../../evaluation/decide.js';
import type { Decision, ReadyVersion } from '../../evaluation/decide.js';
import { clausesReached, lawDate } from '../../evaluation/evaluate.js';
import { Element } from '../../evaluation/submission.js';
import { Readers } from '../reads.js';
import { submissionOf } from '../run-cases.js';
import { goalKinds, Seen } from './goal.js';
import type { Goal, GoalKind } from './goal.js';
import { addClauses } from './targets/clauses.js';
import { addGaps, canBeMet } from './targets/manifest.js';
import { Plan } from './targets/plan.js';
import { addDates, addParameters, addTables, dayMarksOf } from './targets/values.js';
import { leadingTo } from './refused.js';
import { noteFor, Trace } from './trace.js';

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
  return plan;
}

interface Tracing {
  readonly version: ReadyVersion;
  readonly plan: Plan;
  readonly seen: Seen;
  /** On which something changes. */
  readonly days: readonly string[];
  readonly readers: Readers;
}

function traceCase({ version, plan, seen, days, readers }: Tracing, test: TestCase, index: number): void {
  const note = noteFor(seen, index);
  const { pack, ready } = version;
  const date = lawDate(test.facts, pack.decidedBy);
  for (const mark of date === undefined ? [] : dayMarksOf(days, date)) note(pack, mark);
  const decision = decide([version], submissionOf(version, test));
  if (decision.kind !== 'evaluated' && decision.kind !== 'refused') return;
  const root = new Element(undefined, '', '', test.facts);
  const trace = new Trace(plan, ready, ready.lawOn(decision.law.date), note, root);
  for (const gap of pack.notEncoded) {
    if (gap.refusesWhen) trace.whole(gap.refusesWhen);
    const mark = gapMark(gap, decision);
    if (mark) note(gap, mark);
  }
  if (decision.kind === 'evaluated') trace.outcome(decision.outcome);
  else {
    const outcomes = clausesReached(ready, test.facts, decision.law.date);
    trace.refusal(leadingTo(decision.refusal, outcomes, readers));
  }
}

/** Where another gap refuses first, this one has not been asked. */
function gapMark(gap: Gap, decision: Decision): 'refused' | 'not_refused' | undefined {
  if (decision.kind === 'evaluated') return 'not_refused';
  const isRefused = decision.kind === 'refused' && decision.refusal.code === 'not_covered';
  return isRefused && decision.refusal.gap === gap ? 'refused' : undefined;
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
