// Requirements that are not met -> those whose verdicts are asked for together, and those that hang on others' verdicts.
import { termsOf } from '../../policy/evaluation-order.js';
import { walk } from '../../policy/formula/expression.js';
import type { Clause, Pack, Requirement } from '../../policy/pack.js';
import { isUnmet } from '../../evaluation/kleene.js';
import type { ClauseOutcome } from '../../evaluation/outcome.js';
import { readsOf } from '../reads.js';
import type { Change } from './what-if.js';

/**
 * Requirements on one element that are only ever asked for together: what is asked is the worst of their verdicts.
 * So of all their subsets only these make a difference: none; those that are not met, which leaves the undetermined
 * ones to decide; and all. A smallest set holds exactly one of them.
 */
export interface Block {
  /** One or two, the second with all of the first. */
  readonly steps: readonly (readonly Change[])[];
}

export class Requirements {
  /** Clause -> the names, its own or its groups', under which formulas and conditions ask for its verdict. */
  private readonly askedAs = new Map<Clause, string>();
  private areFixed: boolean | undefined;
  private readonly fixed = new Map<Clause, boolean>();
  private readonly reads = new Map<Clause, readonly Clause[]>();

  constructor(private readonly pack: Pack) {
    const names = new Map<string, Set<string>>();
    for (const clause of pack.clauses) {
      for (const { expression } of termsOf(clause)) {
        for (const each of walk(expression)) {
          if (each.kind !== 'verdict') continue;
          for (const id of each.clauses) names.set(id, (names.get(id) ?? new Set()).add(each.of));
        }
      }
    }
    for (const clause of pack.clauses)
      this.askedAs.set(clause, JSON.stringify([...(names.get(clause.id) ?? [])].sort()));
  }

  /** Whether any formula or condition asks for its verdict; of the others, nothing hangs on it. */
  isAsked(clause: Clause): boolean {
    return this.askedAs.get(clause) !== '[]';
  }

  /** Whether its own conditions hang on no verdict, so that what is assumed elsewhere does not change it. */
  isFixed(clause: Clause): boolean {
    const known = this.fixed.get(clause);
    if (known !== undefined) return known;
    const found = this.readBy(clause).every((each) => each.kind === 'calculation' && this.isFixed(each));
    this.fixed.set(clause, found);
    return found;
  }

  /** Whether no requirement that is asked for hangs on another's verdict. */
  get areAllFixed(): boolean {
    this.areFixed ??= this.pack.clauses.every(
      (clause) => clause.kind === 'calculation' || !this.isAsked(clause) || this.isFixed(clause),
    );
    return this.areFixed;
  }

  private readBy(clause: Clause): readonly Clause[] {
    let read = this.reads.get(clause);
    if (!read) this.reads.set(clause, (read = readsOf(this.pack, clause).clauses.map((each) => each.clause)));
    return read;
  }

  /** Of the requirements whose verdicts are fixed; in the order of evaluation of their first. */
  blocks(clauses: readonly ClauseOutcome[]): Block[] {
    const together = new Map<string, UnmetOutcome[]>();
    for (const each of unmet(clauses)) {
      if (!this.isAsked(each.clause) || !this.isFixed(each.clause)) continue;
      const key = JSON.stringify([each.element.pointer, this.askedAs.get(each.clause)]);
      together.set(key, [...(together.get(key) ?? []), each]);
    }
    return [...together.values()].map((members) => {
      const failed = members.filter(({ verdict }) => verdict === 'not_met');
      const all = members.map(changeOf);
      const isMixed = failed.length > 0 && failed.length < members.length;
      return { steps: isMixed ? [failed.map(changeOf), all] : [all] };
    });
  }
}

export type UnmetOutcome = ClauseOutcome & { readonly clause: Requirement };

export function unmet(clauses: readonly ClauseOutcome[]): UnmetOutcome[] {
  return clauses.filter(
    (each): each is UnmetOutcome => each.clause.kind === 'requirement' && isUnmet(each.verdict),
  );
}

export function changeOf({ clause, element }: UnmetOutcome): Change {
  return { clause, at: element.pointer };
}
