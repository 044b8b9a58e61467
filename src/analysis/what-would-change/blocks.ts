// Requirements that are not met -> those whose verdicts are asked for together, and those that hang on others' verdicts.
import { conditionTerms, termsOf } from '../../policy/evaluation-order.js';
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
  /** One or two, the second with all of the first, the same objects. */
  readonly steps: readonly (readonly Change[])[];
}

export class Requirements {
  /** Clause -> the names, its own or its groups', under which formulas and conditions ask for its verdict. */
  private readonly askedAs = new Map<Clause, readonly string[]>();
  private readonly askedNotMet = new Set<string>();
  /** Whether no condition at all hangs on a verdict. */
  readonly areAllFixed: boolean;
  private readonly fixed = new Map<Clause, boolean>();
  private readonly reads = new Map<Clause, readonly Clause[]>();

  constructor(private readonly pack: Pack) {
    const names = new Map<string, Set<string>>();
    for (const clause of pack.clauses) {
      for (const { expression } of termsOf(clause)) {
        for (const each of walk(expression)) {
          if (each.kind !== 'verdict') continue;
          if (each.verb === 'notMet') this.askedNotMet.add(each.of);
          for (const id of each.clauses) names.set(id, (names.get(id) ?? new Set()).add(each.of));
        }
      }
    }
    for (const clause of pack.clauses) {
      this.askedAs.set(clause, [...(names.get(clause.id) ?? [])].sort());
    }
    this.areAllFixed = pack.clauses.every((clause) => this.hasFixedConditions(clause));
  }

  /** Whether any formula or condition asks for its verdict; of the others, nothing hangs on it. */
  isAsked(clause: Clause): boolean {
    return this.namesOf(clause).length > 0;
  }

  private namesOf(clause: Clause): readonly string[] {
    return this.askedAs.get(clause) ?? [];
  }

  /** Whether its own conditions hang on no verdict, so that what is assumed elsewhere does not change it. */
  isFixed(clause: Clause): boolean {
    const known = this.fixed.get(clause);
    if (known !== undefined) return known;
    const found = this.readBy(clause).every((each) => each.kind === 'calculation' && this.isFixed(each));
    this.fixed.set(clause, found);
    return found;
  }

  private hasFixedConditions(clause: Clause): boolean {
    const conditions = [clause.appliesWhen, clause.kind === 'requirement' ? clause.requires : undefined];
    const terms = conditions.flatMap((each) => (each ? [...conditionTerms(each)] : []));
    return terms.every(({ expression }) =>
      [...walk(expression)].every((each) => {
        if (each.kind === 'verdict') return false;
        return each.kind !== 'definition' || this.defining(each.name).every((other) => this.isFixed(other));
      }),
    );
  }

  private defining(name: string): Clause[] {
    return this.pack.clauses.filter((each) => each.kind === 'calculation' && each.defines === name);
  }

  private readBy(clause: Clause): readonly Clause[] {
    let read = this.reads.get(clause);
    if (!read) this.reads.set(clause, (read = readsOf(this.pack, clause).clauses.map((each) => each.clause)));
    return read;
  }

  /** Of the requirements whose verdicts are fixed; in the order in which they are reported. */
  blocks(clauses: readonly ClauseOutcome[]): Block[] {
    return this.together(clauses).map((members) => {
      const all = members.map(changeOf);
      const failed = all.filter((_, index) => members[index]?.verdict === 'not_met');
      const isMixed = failed.length > 0 && failed.length < all.length;
      return { steps: isMixed ? [failed, all] : [all] };
    });
  }

  /**
   * The blocks without the steps that leave their requirements undetermined, where an undetermined one counts no more
   * than one that is not met. Only where another evaluation is refused can such a step be of use.
   */
  wholeBlocks(blocks: readonly Block[]): readonly Block[] {
    if (!this.areAllFixed) return blocks;
    return blocks.map((block) => {
      const all = block.steps.at(-1) ?? [];
      const isAskedNotMet = all.some(({ clause }) =>
        this.namesOf(clause).some((name) => this.askedNotMet.has(name)),
      );
      return isAskedNotMet ? block : { steps: [all] };
    });
  }

  /** Whether a requirement that is not met can change anything by itself: it is asked for, and not only with others. */
  canHaveEffect({ clause, element }: UnmetOutcome, blocks: readonly Block[]): boolean {
    if (!this.isAsked(clause) || !this.isFixed(clause)) return this.isAsked(clause);
    return blocks.some(({ steps }) =>
      steps.some(
        ([only, ...more]) => only?.clause === clause && only.at === element.pointer && more.length === 0,
      ),
    );
  }

  private together(clauses: readonly ClauseOutcome[]): UnmetOutcome[][] {
    const together = new Map<string, UnmetOutcome[]>();
    for (const each of unmet(clauses)) {
      if (!this.isAsked(each.clause) || !this.isFixed(each.clause)) continue;
      const key = JSON.stringify([each.element.pointer, this.askedAs.get(each.clause)]);
      together.set(key, [...(together.get(key) ?? []), each]);
    }
    return [...together.values()];
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
