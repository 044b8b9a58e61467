// A ready pack, facts and their law date -> for every requirement that is not met, the scores if it were; and what a goal takes.
import { evaluate } from '../../evaluation/evaluate.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Outcome, Refusal, Shown } from '../../evaluation/outcome.js';
import { labelOfPointer } from '../../explanation/values.js';
import type { Bilingual, Output, Pack } from '../../policy/pack.js';
import { changeOf, Requirements, unmet } from './blocks.js';
import type { UnmetOutcome } from './blocks.js';
import { ifMet } from './if-met.js';
import type { IfMet } from './if-met.js';
import { explainUnmet } from './needs.js';
import type { Unmet } from './needs.js';
import { neverFalls } from './never-falls.js';
import { goalSentence, ifMetSentence } from './sentences.js';
import { Search } from './smallest.js';
import type { Limits } from './smallest.js';
import { valueOf, WhatIf } from './what-if.js';
import type { Change } from './what-if.js';

/** What is asked for: an output to reach a value, or as much as it comes to when everything is met. */
export interface Target {
  readonly output: string;
  readonly atLeast?: number;
}

export interface OutputNow {
  readonly title: Bilingual;
  readonly unit?: string;
  readonly now: Shown;
  /** When every requirement that applies is met; null where there is no value then. */
  readonly ifAllMet: Shown;
}

export interface RequirementUnmet extends Unmet, IfMet {}

export interface SetOfChanges {
  readonly changes: readonly { readonly clause: string; readonly at: string; readonly title: Bilingual }[];
  readonly value: Shown;
  readonly says: Bilingual;
}

export interface GoalAnswer {
  readonly output: string;
  readonly atLeast: number;
  /** Null where the search ended before it was known. */
  readonly reachable: boolean | null;
  /** How many requirements a set holds: 0 where the goal is reached now, null where no set is known. */
  readonly size: number | null;
  /** All of this size. */
  readonly sets: readonly SetOfChanges[];
  readonly proven: {
    /** No fewer changes reach the goal. */
    readonly smallest: boolean;
    /** No other set of this size reaches it. */
    readonly all: boolean;
    /** No set of fewer changes than this reaches it; null where none of any size does. */
    readonly noneBelow: number | null;
  };
  readonly evaluations: { readonly done: number; readonly allowed: number };
  readonly says: Bilingual;
}

export interface WhatWouldChange {
  readonly kind: 'answered';
  readonly outputs: Readonly<Record<string, OutputNow>>;
  /** In the law's order. */
  readonly requirements: readonly RequirementUnmet[];
  readonly goal?: GoalAnswer;
  /** What people call the elements and missing facts that pointers name. */
  readonly labels: Readonly<Record<string, Bilingual>>;
}

/** There is no such output, or it has no number to reach: now, or when everything is met and no value was asked for. */
export interface NoGoal {
  readonly kind: 'no_goal';
  readonly output: string;
  /** The outputs that are numbers. */
  readonly outputs: readonly string[];
  readonly says: Bilingual;
}

/**
 * @param facts must have passed the pack's check.
 * @param limits of the search for the smallest sets; what it may cost grows with the submission when left out.
 */
export function whatWouldChange(
  ready: ReadyPack,
  facts: unknown,
  date: string,
  target?: Target,
  limits?: Limits,
): WhatWouldChange | NoGoal | Refusal {
  const { pack } = ready;
  const now = evaluate(ready, facts, date);
  if (now.kind === 'refused') return now;
  const whatIf = new WhatIf(ready, facts, date);
  const all = whatIf.without([]);
  const goal = target && goalOf(pack, target, all);
  if (goal && 'kind' in goal) return goal;
  const requirements = new Requirements(pack);
  const found = unmet(now.clauses);
  const blocks = requirements.blocks(now.clauses);
  const asked = { ready, facts, date, now, requirements };
  return {
    kind: 'answered',
    outputs: Object.fromEntries(pack.outputs.map((output) => [output.name, outputNow(output, now, all)])),
    requirements: found.map((each) => ({
      ...explainUnmet(ready, each),
      ...ifMet({ pack, whatIf, now }, changeOf(each), requirements.canHaveEffect(each, blocks)),
    })),
    ...(goal && { goal: reach(asked, goal, limits ?? usualLimits(now)) }),
    labels: labelsFor(pack, found),
  };
}

interface NumberGoal {
  readonly output: Output;
  readonly atLeast: number;
}

function goalOf(pack: Pack, { output: name, atLeast }: Target, all: Outcome | Refusal): NumberGoal | NoGoal {
  const numbers = pack.outputs.filter(({ type }) => type.kind === 'number');
  const outputs = numbers.map((each) => each.name);
  const output = numbers.find((each) => each.name === name);
  if (!output) {
    const known = outputs.join(', ');
    const says = {
      id: `tidak ada nilai "${name}" yang berupa angka; yang ada: ${known}`,
      en: `there is no output "${name}" that is a number; there are: ${known}`,
    };
    return { kind: 'no_goal', output: name, outputs, says };
  }
  const best = valueOf(all, name);
  if (atLeast !== undefined) return { output, atLeast };
  if (typeof best === 'number') return { output, atLeast: best };
  const says = {
    id: `"${name}" tidak mempunyai nilai bila semua syarat terpenuhi; sebutkan nilai yang hendak dicapai`,
    en: `"${name}" has no value when everything is met; say which value is to be reached`,
  };
  return { kind: 'no_goal', output: name, outputs, says };
}

/** About as much work for a long submission as for a short one. */
function usualLimits({ clauses }: Outcome): Limits {
  return { evaluations: Math.max(300, Math.floor(600_000 / Math.max(1, clauses.length))), sets: 20 };
}

interface Asked {
  readonly ready: ReadyPack;
  readonly facts: unknown;
  readonly date: string;
  readonly now: Outcome;
  readonly requirements: Requirements;
}

function reach(
  { ready, facts, date, now, requirements }: Asked,
  { output, atLeast }: NumberGoal,
  limits: Limits,
): GoalAnswer {
  const { pack } = ready;
  const { name } = output;
  const whatIf = new WhatIf(ready, facts, date);
  const search = new Search(whatIf, requirements, { output: name, atLeast }, limits);
  const found = search.run(now, neverFalls(pack, requirements, name, date));
  const size = found.sets[0]?.changes.length ?? null;
  const sets = (size === 0 ? [] : found.sets).map(({ changes, value }) => {
    const moved = [{ output, now: valueOf(now, name), then: value }];
    return { changes: changes.map(named), value, says: ifMetSentence(pack, changes, moved) };
  });
  const { isSmallest, isAll, isReachable, noneBelow } = found;
  return {
    output: name,
    atLeast,
    reachable: isReachable ?? null,
    size,
    sets,
    proven: {
      smallest: isSmallest,
      all: isAll,
      noneBelow: Number.isFinite(noneBelow) ? noneBelow : null,
    },
    evaluations: { done: whatIf.evaluations, allowed: limits.evaluations },
    says: goalSentence(output, atLeast, found, whatIf.evaluations),
  };
}

function named({ clause, at }: Change): SetOfChanges['changes'][number] {
  return { clause: clause.id, at, title: clause.title };
}

function outputNow({ name, title, unit }: Output, now: Outcome, all: Outcome | Refusal): OutputNow {
  return {
    title,
    ...(unit !== undefined && { unit }),
    now: valueOf(now, name),
    ifAllMet: valueOf(all, name),
  };
}

function labelsFor(pack: Pack, found: readonly UnmetOutcome[]): Record<string, Bilingual> {
  const pointers = new Set(found.flatMap((each) => [changeOf(each).at, ...each.missing]));
  pointers.delete('');
  return Object.fromEntries([...pointers].map((pointer) => [pointer, labelOfPointer(pack, pointer)]));
}
