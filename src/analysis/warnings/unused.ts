// What a pack holds and nothing reads: facts, parameters, tables, definitions, documents.
import type { Fault } from '../../policy/fault.js';
import { conditionTerms, termsOf } from '../../policy/evaluation-order.js';
import { walk } from '../../policy/formula/expression.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { Citation, Fact, Pack, Scope } from '../../policy/pack.js';
import type { YamlPath } from '../../policy/yaml-file.js';
import type { Subject } from './sites.js';
import { warning } from './words.js';

export function unused(subject: Subject): Fault[] {
  const reads = readsOf(subject.pack);
  return [...unusedFacts(subject, reads), ...unusedNames(subject, reads), ...uncitedDocuments(subject)];
}

/** Facts by their path from the root, through lists; the rest by name. */
interface Reads {
  readonly facts: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  readonly definitions: ReadonlySet<string>;
}

function readsOf(pack: Pack): Reads {
  const reads = {
    facts: new Set([pack.decidedBy]),
    parameters: new Set<string>(),
    tables: new Set<string>(),
    definitions: new Set(pack.outputs.map((output) => output.name)),
  };
  const note = (expression: Expression, bound: Bound): void => {
    for (const each of walk(expression)) {
      if (each.kind === 'comprehension') bound.set(each.binding, itemLists(each.list));
      else if (each.kind === 'parameter') reads.parameters.add(each.name);
      else if (each.kind === 'table') reads.tables.add(each.name);
      else if (each.kind === 'definition') reads.definitions.add(each.name);
      else if (each.kind === 'fact' || each.kind === 'elements') {
        for (const path of pathsFrom(bound.get(each.binding) ?? [''], each.path)) reads.facts.add(path);
      }
    }
  };
  for (const clause of pack.clauses) {
    for (const list of clause.scope.flatMap((level) => level.lists)) reads.facts.add(list);
    for (const term of termsOf(clause)) note(term.expression, boundOf(clause.scope));
  }
  const ofTheWhole = [
    ...pack.notEncoded.flatMap(({ refusesWhen }) => refusesWhen ?? []),
    ...pack.transitional.map(({ when }) => when),
  ];
  for (const condition of ofTheWhole) {
    for (const term of conditionTerms(condition)) note(term.expression, boundOf([]));
  }
  noteRequired(pack.facts, '', '', reads.facts);
  return reads;
}

type Bound = Map<number, readonly string[]>;

function boundOf(scope: Scope): Bound {
  return new Map([
    [0, ['']],
    ...scope.map((level, index): [number, readonly string[]] => [index + 1, level.lists]),
  ]);
}

function itemLists({ type }: Expression): readonly string[] {
  return type.kind === 'list' && type.of.kind === 'element' ? type.of.lists : [];
}

function pathsFrom(lists: readonly string[], path: readonly string[]): string[] {
  return lists.map((list) => [list, ...path].filter(Boolean).join('.'));
}

/** `required_when` looks from the nearest element of a list, or from the root. */
function noteRequired(
  fields: ReadonlyMap<string, Fact>,
  prefix: string,
  nearest: string,
  reads: Set<string>,
): void {
  for (const fact of fields.values()) {
    const path = [prefix, fact.name].filter(Boolean).join('.');
    if (fact.requiredWhen) reads.add([nearest, fact.requiredWhen.fact].filter(Boolean).join('.'));
    noteRequired(fact.fields, path, nearest, reads);
    if (fact.items) noteRequired(fact.items.fields, path, path, reads);
  }
}

/** The outermost facts of which nothing inside is read. Free texts are exempt: a name or a number is there to be told apart. */
function unusedFacts({ pack, places }: Subject, { facts: read }: Reads): Fault[] {
  const found: Fault[] = [];
  const isRead = (fact: Fact, path: string): boolean => {
    const inside = [...fact.fields.values(), ...(fact.items?.fields.values() ?? [])];
    return read.has(path) || inside.some((each) => isRead(each, `${path}.${each.name}`));
  };
  const isText = (fact: Fact): boolean => {
    const inside = [...fact.fields.values(), ...(fact.items?.fields.values() ?? [])];
    if (inside.length > 0) return inside.every(isText);
    return (fact.items ?? fact).type === 'text';
  };
  const visit = (fields: ReadonlyMap<string, Fact>, prefix: string, place: YamlPath): void => {
    for (const fact of fields.values()) {
      const [path, at] = [`${prefix}${fact.name}`, [...place, fact.name]];
      if (isText(fact)) continue;
      if (isRead(fact, path)) {
        visit(fact.fields, `${path}.`, [...at, 'fields']);
        if (fact.items) visit(fact.items.fields, `${path}.`, [...at, 'items', 'fields']);
      } else {
        found.push(
          warning(places.fact(at, 'key'), 'unused_fact', {
            id: `tidak ada yang membaca isian ${path}; pakai di dalam ketentuan, atau hapus dari pengajuan`,
            en: `nothing reads the fact ${path}; use it in a clause, or remove it from the submission`,
          }),
        );
      }
    }
  };
  visit(pack.facts, '', []);
  return found;
}

function unusedNames({ pack, places }: Subject, reads: Reads): Fault[] {
  const parameters = [...pack.parameters.keys()].filter((name) => !reads.parameters.has(name));
  const tables = [...pack.tables.keys()].filter((name) => !reads.tables.has(name));
  const definitions = pack.clauses.flatMap((clause) =>
    clause.kind === 'calculation' && !reads.definitions.has(clause.defines) ? [clause] : [],
  );
  return [
    ...parameters.map((name) =>
      warning(places.parameter(name, [], 'key'), 'unused_parameter', {
        id: `tidak ada yang membaca parameter ${name}; pakai parameter.${name} di dalam rumus, atau hapus`,
        en: `nothing reads the parameter ${name}; use parameter.${name} in a formula, or remove it`,
      }),
    ),
    ...tables.map((name) =>
      warning(places.table(name, ['table']), 'unused_table', {
        id: `tidak ada yang membaca tabel ${name}; pakai table.${name}(…) di dalam rumus, atau hapus`,
        en: `nothing reads the table ${name}; use table.${name}(…) in a formula, or remove it`,
      }),
    ),
    ...definitions.map(({ id, defines }) =>
      warning(places.clause(id, ['defines']), 'unused_definition', {
        id: `tidak ada rumus, syarat atau keluaran yang memakai ${defines}; pakai, jadikan keluaran, atau hapus`,
        en: `no formula, condition or output uses ${defines}; use it, make it an output, or remove it`,
      }),
    ),
  ];
}

/** A document that says what was read of it is listed to say so, cited or not. */
function uncitedDocuments({ pack, places }: Subject): Fault[] {
  const citations: (Citation | undefined)[] = [
    ...pack.clauses.map((clause) => clause.citation),
    ...[...pack.parameters.values()].flatMap(({ rows }) => rows.map((row) => row.citation)),
    ...[...pack.tables.values()].flatMap(({ rows }) => rows.map((row) => row.citation)),
    ...pack.notEncoded.map((gap) => gap.citation),
    ...pack.transitional.map((provision) => provision.citation),
  ];
  const cited = new Set(citations.map((citation) => citation?.document));
  return Object.entries(pack.documents)
    .filter(([name, { read }]) => !cited.has(name) && !read)
    .map(([name]) =>
      warning(places.manifest(['documents', name], 'key'), 'uncited_document', {
        id: `tidak ada yang mengutip dokumen ${name}; kutip di mana ia menjadi dasar, atau katakan dengan read apa yang dibaca darinya`,
        en: `nothing cites the document ${name}; cite it where it is the source, or say with read what was read of it`,
      }),
    );
}
