// A clause -> what it reads; and the other way round: which clauses, and at last which outputs, rest on something.
import { termsOf } from '../policy/evaluation-order.js';
import { children } from '../policy/formula/expression.js';
import type { Expression } from '../policy/formula/expression.js';
import type { Clause, Pack, Scope } from '../policy/pack.js';
import { innermostLists } from '../policy/scopes.js';

export interface ClauseRead {
  readonly clause: Clause;
  /** On every element of a list, not only on the clause's own element and those around it. */
  readonly isOverList: boolean;
}

export interface Reads {
  /** Paths from the root, through lists. */
  readonly facts: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  readonly clauses: readonly ClauseRead[];
}

/** The lists whose elements each binding stands for; the root's is the empty path. */
export type Bound = readonly (readonly string[])[];

/** Every expression inside, the outermost first, each with what its bindings stand for. */
export function* partsIn(expression: Expression, of: Bound): Generator<readonly [Expression, Bound]> {
  yield [expression, of];
  if (expression.kind !== 'comprehension') {
    for (const child of children(expression)) yield* partsIn(child, of);
    return;
  }
  yield* partsIn(expression.list, of);
  const { type } = expression.list;
  const lists = type.kind === 'list' && type.of.kind === 'element' ? type.of.lists : [];
  yield* partsIn(expression.body, [...of.slice(0, expression.binding), lists]);
}

export function boundIn(scope: Scope): Bound {
  return [[''], ...scope.map((level) => level.lists)];
}

/** Paths from the root, through lists, of the facts that a formula or one side of a condition reads itself. */
export function factsIn(expression: Expression, of: Bound): string[] {
  return [...partsIn(expression, of)].flatMap(([each, inside]) =>
    each.kind === 'fact' || each.kind === 'elements' ? pathsOf(inside[each.binding] ?? [], each.path) : [],
  );
}

export function readsOf(pack: Pack, clause: Clause): Reads {
  const [facts, parameters, tables] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const clauses = new Map<string, ClauseRead>();
  const note = (read: Clause, binding: number): void => {
    const isOverList = binding > clause.scope.length || (clauses.get(read.id)?.isOverList ?? false);
    clauses.set(read.id, { clause: read, isOverList });
  };
  const visit = (expression: Expression, of: Bound): void => {
    switch (expression.kind) {
      case 'fact':
      case 'elements':
        for (const path of pathsOf(of[expression.binding] ?? [], expression.path)) facts.add(path);
        break;
      case 'parameter':
        parameters.add(expression.name);
        break;
      case 'table':
        tables.add(expression.name);
        break;
      case 'definition':
        for (const each of definersOf(pack, expression.name, of[expression.binding] ?? []))
          note(each, expression.binding);
        break;
      case 'verdict':
        for (const each of pack.clauses)
          if (expression.clauses.includes(each.id)) note(each, expression.binding);
        break;
      default:
    }
  };
  for (const { expression } of termsOf(clause))
    for (const [each, of] of partsIn(expression, boundIn(clause.scope))) visit(each, of);
  return { facts, parameters, tables, clauses: [...clauses.values()] };
}

function pathsOf(lists: readonly string[], path: readonly string[]): string[] {
  return lists.map((list) => [list, ...path].filter(Boolean).join('.'));
}

/** The clauses that define a name for one of these lists. */
function definersOf(pack: Pack, name: string, lists: readonly string[]): Clause[] {
  return pack.clauses.filter((each) => {
    if (each.kind !== 'calculation' || each.defines !== name) return false;
    const own = each.scope.length === 0 ? [''] : innermostLists(each.scope);
    return own.some((list) => lists.includes(list));
  });
}

export type Readable = 'facts' | 'parameters' | 'tables';

/** Who reads what in a pack. */
export class Readers {
  private readonly reads: ReadonlyMap<string, Reads>;

  constructor(private readonly pack: Pack) {
    this.reads = new Map(pack.clauses.map((clause) => [clause.id, readsOf(pack, clause)]));
  }

  /** What a clause reads; nothing where the pack has no such clause. */
  of(clause: string): Reads | undefined {
    return this.reads.get(clause);
  }

  /** Ids of the clauses that read it, in the law's order. */
  reading(kind: Readable, name: string): string[] {
    return this.idsWhere((reads) => reads[kind].has(name));
  }

  /** Ids of the clauses that ask for this clause's verdict or value. */
  readingClause(id: string): string[] {
    return this.idsWhere((reads) => reads.clauses.some((read) => read.clause.id === id));
  }

  /** The clauses that define an output. */
  defining(output: string): string[] {
    return definersOf(this.pack, output, ['']).map((clause) => clause.id);
  }

  /** The outputs that rest on these clauses, directly or through others. */
  outputsOf(clauses: readonly string[]): string[] {
    const reached = new Set(clauses);
    for (const id of reached) for (const reader of this.readingClause(id)) reached.add(reader);
    const names = this.pack.outputs.map((output) => output.name);
    return names.filter((name) => this.defining(name).some((id) => reached.has(id)));
  }

  private idsWhere(holds: (reads: Reads) => boolean): string[] {
    return [...this.reads].filter(([, reads]) => holds(reads)).map(([id]) => id);
  }
}
