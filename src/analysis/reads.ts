// A clause -> what it reads; and the other way round: which clauses, and at last which outputs, rest on something.
import { termsOf } from '../policy/evaluation-order.js';
import { children } from '../policy/formula/expression.js';
import type { Expression } from '../policy/formula/expression.js';
import type { Clause, Pack } from '../policy/pack.js';
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
type Bound = readonly (readonly string[])[];

export function readsOf(pack: Pack, clause: Clause): Reads {
  const [facts, parameters, tables] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const clauses = new Map<string, ClauseRead>();
  const note = (read: Clause, binding: number): void => {
    const isOverList = binding > clause.scope.length || (clauses.get(read.id)?.isOverList ?? false);
    clauses.set(read.id, { clause: read, isOverList });
  };
  const visit = (expression: Expression, bound: Bound): void => {
    switch (expression.kind) {
      case 'fact':
      case 'elements':
        for (const path of pathsOf(bound[expression.binding] ?? [], expression.path)) facts.add(path);
        break;
      case 'parameter':
        parameters.add(expression.name);
        break;
      case 'table':
        tables.add(expression.name);
        break;
      case 'definition':
        for (const each of definersOf(pack, expression.name, bound[expression.binding] ?? []))
          note(each, expression.binding);
        break;
      case 'verdict':
        for (const each of pack.clauses)
          if (expression.clauses.includes(each.id)) note(each, expression.binding);
        break;
      case 'comprehension': {
        visit(expression.list, bound);
        const { type } = expression.list;
        const lists = type.kind === 'list' && type.of.kind === 'element' ? type.of.lists : [];
        const inner = bound.slice(0, expression.binding);
        visit(expression.body, [...inner, lists]);
        return;
      }
      default:
    }
    for (const child of children(expression)) visit(child, bound);
  };
  const bound: Bound = [[''], ...clause.scope.map((level) => level.lists)];
  for (const { expression } of termsOf(clause)) visit(expression, bound);
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
