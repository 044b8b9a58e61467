// The clause outcomes that differ -> those that nothing else explains: the clauses that made the difference themselves.
import type { Clause } from '../../policy/pack.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Law } from '../../evaluation/law.js';
import type { ClauseOutcome, Outcome } from '../../evaluation/outcome.js';
import { bindingsOf, Element } from '../../evaluation/submission.js';
import type { ClauseRead } from '../reads.js';
import type { Pair } from './pair.js';

/** A clause on an element, with what either version found; nothing where it is not in force. */
export interface ClauseDifference {
  readonly id: string;
  /** JSON Pointer of the element. */
  readonly at: string;
  readonly before: ClauseOutcome | undefined;
  readonly after: ClauseOutcome | undefined;
}

export interface Cause {
  readonly clause: string;
  readonly at: string;
}

export interface Evaluated {
  readonly law: Law;
  readonly outcome: Outcome;
}

/** Of one submission. */
export class Causes {
  private readonly byClause = new Map<string, ClauseDifference[]>();
  private readonly known = new Map<ClauseDifference, boolean>();
  private readonly inputs: { before?: Element; after?: Element } = {};

  constructor(
    private readonly pair: Pair,
    private readonly facts: unknown,
    private readonly evaluated: { readonly before: Evaluated; readonly after: Evaluated },
    differences: readonly ClauseDifference[],
  ) {
    for (const each of differences) {
      const of = this.byClause.get(each.id);
      if (of) of.push(each);
      else this.byClause.set(each.id, [each]);
    }
  }

  /** What made an output differ; empty where its clauses do not differ and only its rounding does. */
  of(output: string): Cause[] {
    const left = [...this.pair.defining(output)].flatMap((id) => this.byClause.get(id) ?? []);
    const seen = new Set(left);
    const found: Cause[] = [];
    for (const difference of seen) {
      if (this.isCause(difference)) found.push({ clause: difference.id, at: difference.at });
      for (const read of this.differingReads(difference)) seen.add(read);
    }
    return found;
  }

  private differingReads({ id, at }: ClauseDifference): ClauseDifference[] {
    return this.pair
      .readBy(id)
      .flatMap((read) =>
        (this.byClause.get(read.clause.id) ?? []).filter((each) => isRead(read, each.at, at)),
      );
  }

  private isCause(difference: ClauseDifference): boolean {
    let found = this.known.get(difference);
    if (found === undefined) this.known.set(difference, (found = this.decide(difference)));
    return found;
  }

  private decide(difference: ClauseDifference): boolean {
    const { before, after } = difference;
    if (!before || !after || this.differingReads(difference).length === 0) return true;
    const changed = this.pair.changedUnder(this.evaluated.before.law, this.evaluated.after.law);
    if (!changed.has(difference.id)) return false;
    // What it reads differs and so does the clause: it is a cause when on the same inputs it still gives another result.
    return (
      !isSameResult(this.onInputsOf('before', 'after', difference), before) ||
      !isSameResult(this.onInputsOf('after', 'before', difference), after)
    );
  }

  /** What one version's clause gives on what the other version found so far. */
  private onInputsOf(
    inputs: 'before' | 'after',
    rule: 'before' | 'after',
    { id, at }: ClauseDifference,
  ): ClauseOutcome | undefined {
    const clause = this.pair.clauseIn(rule, id) as Clause;
    const root = (this.inputs[inputs] ??= copyFor(
      this.pair[rule],
      this.facts,
      this.evaluated[inputs].outcome,
    ));
    const elements = bindingsOf(clause.scope, root).find((each) => each.at(-1)?.pointer === at);
    return elements && this.pair[rule].compiled.evaluateClause(clause, elements, this.evaluated[rule].law);
  }
}

/** Whether a clause on the element `by` reads an outcome on the element `at`: its own and outer ones, or a whole list. */
function isRead({ isOverList }: ClauseRead, at: string, by: string): boolean {
  return isOverList || at === '' || at === by || by.startsWith(`${at}/`);
}

/** The submission's elements with one version's verdicts and values, numbered as the other version numbers its clauses. */
function copyFor({ pack }: ReadyPack, facts: unknown, outcome: Outcome): Element {
  const indexes = new Map(pack.clauses.map((clause) => [clause.id, clause.index]));
  const root = new Element(undefined, '', '', facts);
  const copies = new Map<Element, Element | undefined>();
  for (const { clause, element, verdict } of outcome.clauses) {
    if (!copies.has(element)) copies.set(element, copyOf(root, element));
    const copy = copies.get(element);
    const index = indexes.get(clause.id);
    if (copy && index !== undefined) copy.verdicts[index] = verdict;
  }
  return root;
}

function copyOf(root: Element, element: Element): Element | undefined {
  let copy: Element | undefined = root;
  let path: string[] = [];
  for (const part of element.pointer.split('/').slice(1)) {
    if (/^\d+$/.test(part)) {
      copy = copy?.elements(path)?.[Number(part)];
      path = [];
    } else path.push(part);
  }
  for (const [name, calculated] of element.calculated) copy?.calculated.set(name, calculated);
  return copy;
}

/** A clause that is not in force is as one that does not apply. */
export function isSameResult(a: ClauseOutcome | undefined, b: ClauseOutcome | undefined): boolean {
  const [verdictA, verdictB] = [a?.verdict ?? 'not_applicable', b?.verdict ?? 'not_applicable'];
  return (
    verdictA === verdictB &&
    (a?.value ?? null) === (b?.value ?? null) &&
    (a?.potential ?? null) === (b?.potential ?? null)
  );
}
