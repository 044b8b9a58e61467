// The names that a formula or a condition may use, and what each stands for where it is written.
import { didYouMean } from '../fault.js';
import { factType } from '../facts.js';
import type { Bilingual, Fact, Parameter, Scope, Table } from '../pack.js';
import type { Binding, Expression, Range, ValueType } from './expression.js';

export interface Vocabulary {
  readonly facts: ReadonlyMap<string, Fact>;
  /** List path -> the facts of its elements. */
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly tables: ReadonlyMap<string, Table>;
  /** The names of what the manifest says is not encoded. */
  readonly gaps: readonly string[];
  /** The lists whose elements have this definition; empty for one of the whole submission. */
  readonly definitions: ReadonlyMap<string, readonly string[]>;
  definitionType(name: string): ValueType;
  /** Clause or group -> its clauses and the lists they are evaluated on; undefined when there is none. */
  judged(
    name: string,
  ): { clauses: readonly string[]; lists: readonly string[]; isCalculation: boolean } | undefined;
  readonly judgedNames: Iterable<string>;
}

/** What a name is bound to, from the root inwards. */
export interface Bound {
  readonly name: string;
  readonly type: ValueType | 'root';
}

export function boundBy(scope: Scope): Bound[] {
  const levels: Bound[] = scope.map((level) => ({
    name: level.as,
    type: { kind: 'element', lists: level.lists },
  }));
  return [{ name: '', type: 'root' }, ...levels];
}

/** The facts of every list of objects, by the list's path. */
export function collectLists(
  facts: ReadonlyMap<string, Fact>,
  prefix = '',
  lists = new Map<string, ReadonlyMap<string, Fact>>(),
): Map<string, ReadonlyMap<string, Fact>> {
  for (const fact of facts.values()) {
    const path = prefix ? `${prefix}.${fact.name}` : fact.name;
    if (fact.type === 'object') collectLists(fact.fields, path, lists);
    if (fact.items?.type === 'object') {
      lists.set(path, fact.items.fields);
      collectLists(fact.items.fields, path, lists);
    }
  }
  return lists;
}

export type Resolved = Expression | { readonly problem: Bilingual };

/** A dotted path -> the fact, definition, parameter or variable that it names here. */
export function resolveName(
  vocabulary: Vocabulary,
  bound: readonly Bound[],
  path: readonly string[],
  range: Range,
): Resolved {
  const [first = '', ...rest] = path;
  if (first === 'parameter') return resolveParameter(vocabulary, rest, range);
  for (let binding = bound.length - 1; binding > 0; binding -= 1) {
    const each = bound[binding];
    if (!each || each.type === 'root') continue;
    if (each.name === first) return resolveMember(vocabulary, each, binding, rest, range);
    if (rest.length === 0 && hasDefinition(vocabulary, each.type, first)) {
      return { kind: 'definition', binding, name: first, range, type: vocabulary.definitionType(first) };
    }
  }
  if (rest.length === 0 && vocabulary.definitions.get(first)?.length === 0) {
    return { kind: 'definition', binding: 0, name: first, range, type: vocabulary.definitionType(first) };
  }
  return resolveFact(vocabulary, vocabulary.facts, 0, path, range, () =>
    unknownName(vocabulary, bound, first),
  );
}

function unknownName(vocabulary: Vocabulary, bound: readonly Bound[], name: string): Bilingual {
  const lists = vocabulary.definitions.get(name)?.join(', ');
  if (lists !== undefined) {
    return {
      id: `"${name}" dihitung untuk setiap isi daftar ${lists}, bukan di sini`,
      en: `"${name}" is defined for each element of ${lists}, not here`,
    };
  }
  const near = didYouMean(name, [
    ...vocabulary.facts.keys(),
    ...vocabulary.definitions.keys(),
    ...bound.map((each) => each.name).filter(Boolean),
    'parameter',
  ]);
  return {
    id: `di sini tidak ada isian atau perhitungan "${name}"${near.id}`,
    en: `there is no fact or definition "${name}" here${near.en}`,
  };
}

function resolveParameter(vocabulary: Vocabulary, rest: readonly string[], range: Range): Resolved {
  const [name, ...more] = rest;
  if (name === undefined || more.length > 0) {
    const problem = {
      id: 'parameter ditulis parameter.nama',
      en: 'a parameter is written parameter.name',
    };
    return { problem };
  }
  const parameter = vocabulary.parameters.get(name);
  if (!parameter) {
    const near = didYouMean(name, vocabulary.parameters.keys());
    const problem = {
      id: `tidak ada parameter "${name}"${near.id}`,
      en: `there is no parameter "${name}"${near.en}`,
    };
    return { problem };
  }
  return { kind: 'parameter', name, range, type: parameter.type };
}

function resolveMember(
  vocabulary: Vocabulary,
  bound: Bound,
  binding: Binding,
  rest: readonly string[],
  range: Range,
): Resolved {
  if (bound.type === 'root' || bound.type.kind !== 'element') {
    if (rest.length > 0) {
      const problem = { id: `"${bound.name}" tidak mempunyai bagian`, en: `"${bound.name}" has no parts` };
      return { problem };
    }
    return bound.type === 'root'
      ? { problem: { id: 'sebutkan sebuah isian', en: 'name a fact' } }
      : { kind: 'variable', binding, name: bound.name, range, type: bound.type };
  }
  const [first] = rest;
  if (first === undefined) return { kind: 'variable', binding, name: bound.name, range, type: bound.type };
  if (rest.length === 1 && hasDefinition(vocabulary, bound.type, first)) {
    return { kind: 'definition', binding, name: first, range, type: vocabulary.definitionType(first) };
  }
  const inEach = bound.type.lists.map((list) =>
    resolveFact(
      vocabulary,
      vocabulary.lists.get(list) ?? new Map(),
      binding,
      rest,
      range,
      () => {
        const members = [...(vocabulary.lists.get(list)?.keys() ?? []), ...definitionsOf(vocabulary, list)];
        const near = didYouMean(first, members);
        return {
          id: `isi daftar ${list} tidak mempunyai "${first}"${near.id}`,
          en: `an element of ${list} has no "${first}"${near.en}`,
        };
      },
      list,
    ),
  );
  return inEach.find((each) => 'problem' in each) ?? mergeElements(inEach as Expression[]);
}

/** The same path in several lists: it must be of one type; lists of elements are joined. */
function mergeElements(found: readonly Expression[]): Resolved {
  const [first, ...others] = found;
  if (!first) return { problem: { id: 'tidak ada daftar', en: 'no list' } };
  let merged = first;
  for (const other of others) {
    const type = joinTypes(merged.type, other.type);
    if (!type) {
      const problem = {
        id: 'jenis datanya berbeda di daftar yang lain',
        en: 'this is of another type in the other list',
      };
      return { problem };
    }
    merged = { ...merged, type } as Expression;
  }
  return merged;
}

function joinTypes(a: ValueType, b: ValueType): ValueType | undefined {
  if (a.kind === 'list' && b.kind === 'list') {
    const of = joinTypes(a.of, b.of);
    return of && { kind: 'list', of };
  }
  if (a.kind === 'element' && b.kind === 'element')
    return { kind: 'element', lists: [...a.lists, ...b.lists] };
  if (a.kind === 'text' && b.kind === 'text') {
    const values = a.values && b.values && [...new Set([...a.values, ...b.values])];
    return values ? { kind: 'text', values } : { kind: 'text' };
  }
  return JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
}

function resolveFact(
  vocabulary: Vocabulary,
  fields: ReadonlyMap<string, Fact>,
  binding: Binding,
  path: readonly string[],
  range: Range,
  unknownFirst: () => Bilingual,
  prefix = '',
): Resolved {
  let inside = fields;
  let fact: Fact | undefined;
  for (const [index, part] of path.entries()) {
    if (fact?.type === 'list') {
      const list = path.slice(0, index).join('.');
      const problem = {
        id: `"${list}" adalah daftar; pakailah each, atau fungsi atas isinya`,
        en: `"${list}" is a list; use each, or a function over its elements`,
      };
      return { problem };
    }
    const outer: ReadonlyMap<string, Fact> = inside;
    fact = outer.get(part);
    if (!fact) {
      if (index === 0) return { problem: unknownFirst() };
      const near = didYouMean(part, outer.keys());
      const problem = {
        id: `tidak ada isian "${path.join('.')}"${near.id}`,
        en: `there is no fact "${path.join('.')}"${near.en}`,
      };
      return { problem };
    }
    inside = fact.fields;
  }
  const type = fact && factType(fact, [prefix, ...path].filter(Boolean).join('.'));
  if (!type) {
    const near = didYouMean('', inside.keys());
    const problem = {
      id: `"${path.join('.')}" adalah sekumpulan isian; sebutkan salah satunya${near.id}`,
      en: `"${path.join('.')}" is a group of facts; name one of them${near.en}`,
    };
    return { problem };
  }
  if (type.kind === 'list' && type.of.kind === 'element')
    return { kind: 'elements', binding, path, range, type };
  return { kind: 'fact', binding, path, range, type };
}

function hasDefinition(vocabulary: Vocabulary, type: ValueType, name: string): boolean {
  const lists = vocabulary.definitions.get(name);
  return type.kind === 'element' && lists !== undefined && type.lists.every((list) => lists.includes(list));
}

function definitionsOf(vocabulary: Vocabulary, list: string): string[] {
  return [...vocabulary.definitions].filter(([, lists]) => lists.includes(list)).map(([name]) => name);
}

/** The binding on whose element a verdict is asked for: the innermost whose lists are the clause's. */
export function bindingFor(lists: readonly string[], bound: readonly Bound[]): Binding | undefined {
  if (lists.length === 0) return 0;
  for (let binding = bound.length - 1; binding > 0; binding -= 1) {
    const type = bound[binding]?.type;
    if (
      type !== undefined &&
      type !== 'root' &&
      type.kind === 'element' &&
      type.lists.every((list) => lists.includes(list))
    ) {
      return binding;
    }
  }
  return undefined;
}
