// A goal for one output -> every smallest set of requirements that reaches it if met, and what of that is proven.
import type { ClauseOutcome, Outcome, Refusal, Shown } from '../../evaluation/outcome.js';
import { changeOf, unmet } from './blocks.js';
import type { Block, Requirements } from './blocks.js';
import { reaches } from './goal.js';
import type { Goal } from './goal.js';
import { narrowed } from './narrow.js';
import { someSet } from './some-set.js';
import { valueOf } from './what-if.js';
import type { Change, WhatIf } from './what-if.js';

export interface Limits {
  /** How many evaluations the search may take. */
  readonly evaluations: number;
  /** How many sets are told. */
  readonly sets: number;
}

export interface ReachingSet {
  /** In the order of evaluation. */
  readonly changes: readonly Change[];
  readonly value: Shown;
}

export interface Smallest {
  readonly sets: readonly ReachingSet[];
  /** Proven: no set of fewer changes reaches the goal. */
  readonly isSmallest: boolean;
  /** Proven: no other set of this size reaches it. */
  readonly isAll: boolean;
  /** Whether any set reaches the goal; undefined where the search ended before that was known. */
  readonly isReachable: boolean | undefined;
  /** Proven: no set of fewer changes than this reaches the goal. */
  readonly noneBelow: number;
}

/** A set still to be tried: made of one before it and what is added. */
interface Candidate {
  readonly changes: readonly Change[];
  /** Blocks from this one on may be added. */
  readonly block: number;
  /** The last one that hangs on others: only what is evaluated after it may be added. */
  readonly last?: Change;
}

/**
 * Sets are tried in the order of their size, so the first that reach the goal are the smallest. A set is made from a
 * smaller one in one way only: blocks in their order, then requirements that hang on others' verdicts, in the order of
 * evaluation and only where the smaller set leaves them unmet. Every smallest set comes about like this: of what it
 * holds, each is unmet without it, and whether it is hangs only on what is evaluated earlier.
 */
export class Search {
  private bySize: Candidate[][] = [];

  constructor(
    private readonly whatIf: WhatIf,
    private readonly requirements: Requirements,
    private readonly goal: Goal,
    private readonly limits: Limits,
  ) {}

  /** @param neverFalls whether the output is known never to fall when more is met. */
  run(now: Outcome, neverFalls: boolean): Smallest {
    const blocks = this.requirements.blocks(now.clauses);
    const whole = this.requirements.wholeBlocks(blocks);
    const narrows = neverFalls && !reaches(now, this.goal) && blocks.length < this.limits.evaluations / 2;
    const found = this.among(whole, narrows);
    if (this.whatIf.refused === 0 || whole === blocks) return found;
    return this.among(blocks, narrows);
  }

  private among(blocks: readonly Block[], narrows: boolean): Smallest {
    const start = narrows ? narrowed(this.whatIf, blocks, this.goal) : { needed: [], blocks };
    if (!start) return unreachable;
    this.bySize = [];
    this.add({ changes: start.needed, block: 0 });
    for (let size = start.needed.length; size < this.bySize.length; size += 1) {
      const { sets, isAll } = this.ofSize(size, start.blocks);
      if (sets.length > 0) return { sets, isSmallest: true, isAll, isReachable: true, noneBelow: size };
      if (!isAll) return this.endedEarly(blocks, size);
    }
    return unreachable;
  }

  private ofSize(size: number, blocks: readonly Block[]): { sets: ReachingSet[]; isAll: boolean } {
    const sets: ReachingSet[] = [];
    for (const candidate of this.bySize[size] ?? []) {
      const isOver = this.whatIf.evaluations >= this.limits.evaluations;
      if (isOver || sets.length === this.limits.sets) return { sets, isAll: false };
      const outcome = this.whatIf.with(candidate.changes);
      if (reaches(outcome, this.goal)) sets.push(this.reaching(candidate.changes, outcome));
      else if (sets.length === 0) this.extend(candidate, outcome, blocks);
    }
    this.bySize[size] = [];
    return { sets, isAll: true };
  }

  private reaching(changes: readonly Change[], outcome: Outcome | Refusal): ReachingSet {
    return {
      changes: [...changes].sort(this.whatIf.compare),
      value: valueOf(outcome, this.goal.output),
    };
  }

  private extend(candidate: Candidate, outcome: Outcome | Refusal, blocks: readonly Block[]): void {
    const { changes, block, last } = candidate;
    if (!last) {
      for (let next = block; next < blocks.length; next += 1) {
        for (const step of blocks[next]?.steps ?? [])
          this.add({ changes: [...changes, ...step], block: next + 1 });
      }
    }
    if (this.requirements.areAllFixed) return;
    const clauses = outcome.kind === 'refused' ? this.whatIf.clausesWith(changes) : outcome.clauses;
    for (const change of this.hanging(clauses)) {
      if (!last || this.whatIf.compare(change, last) > 0)
        this.add({ changes: [...changes, change], block, last: change });
    }
  }

  private hanging(clauses: readonly ClauseOutcome[]): Change[] {
    return unmet(clauses)
      .filter(({ clause }) => this.requirements.isAsked(clause) && !this.requirements.isFixed(clause))
      .map(changeOf);
  }

  /** Smaller sets are tried first: what would come after more than may be tried at all need not be kept. */
  private add(candidate: Candidate): void {
    const size = candidate.changes.length;
    const sooner = this.bySize.slice(0, size + 1).reduce((count, each) => count + each.length, 0);
    if (sooner <= this.limits.evaluations) (this.bySize[size] ??= []).push(candidate);
  }

  private endedEarly(blocks: readonly Block[], noneBelow: number): Smallest {
    const some = someSet(this.whatIf, blocks, this.goal);
    const sets = some ? [this.reaching(some.changes, some.outcome)] : [];
    return { sets, isSmallest: false, isAll: false, isReachable: some ? true : undefined, noneBelow };
  }
}

const unreachable: Smallest = {
  sets: [],
  isSmallest: true,
  isAll: true,
  isReachable: false,
  noneBelow: Infinity,
};
