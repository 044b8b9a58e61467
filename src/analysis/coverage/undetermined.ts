// Whether a clause can be undetermined at all: it is when it reads, itself or through others, a fact that may be left out.
import { walk } from '../../policy/formula/expression.js';
import type { Expression } from '../../policy/formula/expression.js';
import { comparisons, termsOf } from '../../policy/evaluation-order.js';
import type { Clause, Condition, Fact, Pack } from '../../policy/pack.js';
import { boundIn, partsOf } from '../formula-text.js';
import type { Named } from '../formula-text.js';

export class Openness {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly pack: Pack) {}

  canBeUndetermined(clause: Clause): boolean {
    const bound = boundIn(clause.scope);
    if (clause.appliesWhen && this.conditionCanBeOpen(clause.appliesWhen, bound)) return true;
    if (clause.kind === 'requirement') return this.conditionCanBeOpen(clause.requires, bound);
    return this.canLack(clause.formula.expression, bound);
  }

  /** A comparison is open also where its sides differ between what is proven and what is possible. */
  private conditionCanBeOpen(condition: Condition, bound: readonly Named[]): boolean {
    return [...comparisons(condition)].some(({ left, right }) =>
      [left, right].some(
        (term) => term && (this.canLack(term.expression, bound) || this.canDiffer(term.expression)),
      ),
    );
  }

  private canLack(expression: Expression, bound: readonly Named[]): boolean {
    return [...partsOf(expression, bound)].some((part) => {
      const each = part.expression;
      if (each.kind === 'fact' || each.kind === 'elements') {
        const list = part.bound[each.binding]?.list ?? '';
        return this.mayBeLeftOut(list, each.path);
      }
      if (each.kind !== 'definition') return false;
      return this.once(`lacks ${each.name}`, () =>
        this.defining(each.name).some((clause) => this.canBeUndetermined(clause)),
      );
    });
  }

  private canDiffer(expression: Expression): boolean {
    return [...walk(expression)].some((each) => {
      if (each.kind === 'verdict') {
        return this.pack.clauses
          .filter(({ id }) => each.clauses.includes(id))
          .some((clause) => this.once(`open ${clause.id}`, () => this.canBeUndetermined(clause)));
      }
      if (each.kind !== 'definition') return false;
      return this.once(`differs ${each.name}`, () =>
        this.defining(each.name).some((clause) =>
          [...termsOf(clause)].some((term) => this.canDiffer(term.expression)),
        ),
      );
    });
  }

  private once(key: string, find: () => boolean): boolean {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    this.known.set(key, false);
    const found = find();
    this.known.set(key, found);
    return found;
  }

  private defining(name: string): Clause[] {
    return this.pack.clauses.filter((each) => each.kind === 'calculation' && each.defines === name);
  }

  /** A fact that is needed in the cases that read it (`required_when`) counts as given. */
  private mayBeLeftOut(list: string, path: readonly string[]): boolean {
    let fields = list === '' ? this.pack.facts : fieldsOf(this.pack.facts, list);
    let isOptional = false;
    for (const part of path) {
      const fact: Fact | undefined = fields?.get(part);
      if (!fact) return false;
      if (fact.requiredWhen) return false;
      isOptional ||= !fact.required;
      fields = fact.fields;
    }
    return isOptional;
  }
}

function fieldsOf(facts: ReadonlyMap<string, Fact>, list: string): ReadonlyMap<string, Fact> | undefined {
  let fields: ReadonlyMap<string, Fact> | undefined = facts;
  for (const part of list.split('.')) {
    const fact: Fact | undefined = fields?.get(part);
    fields = fact?.items?.fields ?? fact?.fields;
  }
  return fields;
}
