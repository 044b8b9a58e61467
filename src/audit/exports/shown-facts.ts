// A pack and some of its facts -> where a recorded outcome shows what these facts say.
import { boundIn, factsIn, partsIn } from '../../analysis/reads.js';
import type { Bound } from '../../analysis/reads.js';
import { comparisons, termsOf } from '../../policy/evaluation-order.js';
import { walk } from '../../policy/formula/expression.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { Clause, Condition, Pack, Term } from '../../policy/pack.js';

export class ShownFacts {
  /** Definitions that may hand such a fact on as it is, not only calculate with it. */
  readonly definitions = new Set<string>();
  /** By table, the places of the keys that such a fact is looked up by. */
  private readonly keys = new Map<string, Set<number>>();

  /** @param takes is asked of paths of facts, through lists. */
  constructor(
    private readonly pack: Pack,
    private readonly takes: (path: string) => boolean,
  ) {
    for (const clause of pack.evaluationOrder) {
      const bound = boundIn(clause.scope);
      if (clause.kind === 'calculation' && this.handsOn(clause.formula.expression, bound))
        this.definitions.add(clause.defines);
      for (const { expression } of termsOf(clause)) this.noteKeys(expression, bound);
    }
  }

  /** For each comparison, in the order in which the condition is written, whether one of its sides reads such a fact. */
  comparisonsOf(condition: Condition, { scope }: Clause): boolean[] {
    const bound = boundIn(scope);
    const reads = (term: Term | undefined): boolean =>
      term !== undefined && this.reads(term.expression, bound);
    return [...comparisons(condition)].map(({ left, right }) => reads(left) || reads(right));
  }

  isKey(table: string, place: number): boolean {
    return this.keys.get(table)?.has(place) ?? false;
  }

  /** @param name of a look-up's key, or an end of a band: these have one key. */
  isKeyNamed(table: string, name: string): boolean {
    const by = this.pack.tables.get(table)?.by ?? [];
    return this.isKey(
      table,
      Math.max(
        0,
        by.findIndex(({ key }) => key === name),
      ),
    );
  }

  private reads(expression: Expression, bound: Bound): boolean {
    const isDefined = (each: Expression): boolean =>
      each.kind === 'definition' && this.definitions.has(each.name);
    return factsIn(expression, bound).some(this.takes) || [...walk(expression)].some(isDefined);
  }

  private noteKeys(expression: Expression, bound: Bound): void {
    for (const [each, inside] of partsIn(expression, bound)) {
      if (each.kind !== 'table') continue;
      const places = this.keys.get(each.name) ?? new Set();
      each.keys.forEach((key, place) => {
        if (this.reads(key, inside)) places.add(place);
      });
      this.keys.set(each.name, places);
    }
  }

  private handsOn(expression: Expression, bound: Bound): boolean {
    switch (expression.kind) {
      case 'fact':
      case 'definition':
        return this.reads(expression, bound);
      case 'choose':
        return this.handsOn(expression.yes, bound) || this.handsOn(expression.no, bound);
      case 'list':
        return expression.items.some((each) => this.handsOn(each, bound));
      case 'comprehension':
        return (expression.macro === 'map' || expression.macro === 'filter') && this.reads(expression, bound);
      default:
        return false;
    }
  }
}
