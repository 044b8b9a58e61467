// One case -> what it reached is noted: days, transitional provisions, gaps, and what its outcome or refusal shows.
import type { TestCase } from '../../policy/case-files.js';
import type { Gap } from '../../policy/pack.js';
import type { Decision, ReadyVersion } from '../../evaluation/decide.js';
import { clausesReached, lawDate } from '../../evaluation/evaluate.js';
import { Element } from '../../evaluation/submission.js';
import { canBeJudged } from '../../evaluation/transitional.js';
import { comesOf, dateWithin } from '../cases/came.js';
import type { Came } from '../cases/came.js';
import type { Readers } from '../reads.js';
import type { Seen } from './goal.js';
import { leadingTo } from './refused.js';
import type { Plan } from './targets/plan.js';
import { dayMarksOf } from './targets/values.js';
import { noteFor, Trace } from './trace.js';

export interface Tracing {
  readonly version: ReadyVersion;
  readonly plan: Plan;
  readonly seen: Seen;
  /** On which something changes. */
  readonly days: readonly string[];
  readonly readers: Readers;
}

export function traceCase(tracing: Tracing, test: TestCase, index: number): void {
  const { version, plan, seen, days, readers } = tracing;
  const { pack, ready } = version;
  const note = noteFor(seen, index);
  const day = lawDate(test.facts, pack.decidedBy);
  for (const mark of day === undefined ? [] : dayMarksOf(days, day)) note(pack, mark);
  const date = dateWithin(version, test);
  if (date === undefined) return;
  const root = new Element(undefined, '', '', test.facts);
  const trace = new Trace(plan, ready, ready.lawOn(date), note, root);
  const came = comesOf(version, test);
  for (const provision of pack.transitional) {
    if (!canBeJudged(provision.when, root, pack)) continue;
    trace.whole(provision.when);
    const mark = provisionMark(provision, came);
    if (mark) note(provision, mark);
  }
  const { decision } = came;
  if (decision.kind !== 'evaluated' && decision.kind !== 'refused') return;
  for (const gap of pack.notEncoded) {
    if (gap.refusesWhen) trace.whole(gap.refusesWhen);
    const mark = gapMark(gap, decision);
    if (mark) note(gap, mark);
  }
  if (decision.kind === 'evaluated') trace.outcome(decision.outcome);
  else trace.refusal(leadingTo(decision.refusal, clausesReached(ready, test.facts, date), readers));
}

/** Where another provision keeps an earlier version, this one need not have been asked. */
function provisionMark(provision: object, { keptBy }: Came): 'kept' | 'not_kept' | undefined {
  if (keptBy === undefined) return 'not_kept';
  return keptBy === provision ? 'kept' : undefined;
}

/** Where another gap refuses first, this one has not been asked. */
function gapMark(gap: Gap, decision: Decision): 'refused' | 'not_refused' | undefined {
  if (decision.kind === 'evaluated') return 'not_refused';
  const isRefused = decision.kind === 'refused' && decision.refusal.code === 'not_covered';
  return isRefused && decision.refusal.gap === gap ? 'refused' : undefined;
}
