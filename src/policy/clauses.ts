// clauses/*.yaml -> clauses with their scope, conditions and formulas resolved and typed.
import { readCondition, readTerm } from './conditions.js';
import type { RawCondition, TermReader } from './conditions.js';
import type { Fault } from './fault.js';
import { plain } from './formula/expression.js';
import type { ValueType } from './formula/expression.js';
import { joinUnits } from './formula/signatures.js';
import { boundBy, resolveName } from './formula/vocabulary.js';
import type { Bound, Vocabulary } from './formula/vocabulary.js';
import { numberIn, describeType, describeUnit } from './formula/expression.js';
import type {
  Bilingual,
  Citation,
  Clause,
  Fact,
  Level,
  Parameter,
  Provenance,
  Scope,
  Table,
} from './pack.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

interface RawEach {
  each: string | string[];
  as: string;
  within?: RawEach;
}

interface RawClause extends Partial<RawEach> {
  clause: string;
  citation: Citation;
  provenance: Provenance;
  title: Bilingual;
  text: Bilingual;
  from?: string;
  to?: string;
  part_of?: string | string[];
  applies_when?: RawCondition;
  requires?: RawCondition;
  defines?: string;
  unit?: string;
  formula?: string;
}

export interface PlacedClause {
  readonly raw: RawClause;
  readonly file: YamlFile;
  readonly path: YamlPath;
  readonly scope: Scope;
}

export interface ClauseReading {
  readonly clauses: readonly Clause[];
  readonly placed: ReadonlyMap<string, PlacedClause>;
  readonly faults: readonly Fault[];
  readonly vocabulary: Vocabulary;
}

interface Named {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly tables: ReadonlyMap<string, Table>;
}

export function readClauses(files: readonly YamlFile[], named: Named): ClauseReading {
  const faults: Fault[] = [];
  const placed = placeClauses(files, named, faults);
  const reading = new Reading(placed, named, faults);
  checkNames(placed, named, faults);
  const clauses = [...placed.values()].map((each, index) => reading.clause(each, index));
  return {
    clauses: clauses.filter((each) => each !== undefined),
    placed,
    faults,
    vocabulary: reading.vocabulary,
  };
}

/** Clauses by id, in the order of files and of the file, each with its scope. */
function placeClauses(files: readonly YamlFile[], named: Named, faults: Fault[]): Map<string, PlacedClause> {
  const placed = new Map<string, PlacedClause>();
  for (const file of files) {
    (file.data as RawClause[]).forEach((raw, index) => {
      const earlier = placed.get(raw.clause);
      if (earlier) {
        const place = earlier.file.fault([...earlier.path, 'clause'], '', '');
        const message = `the clause "${raw.clause}" is already in ${place.file}:${place.line}`;
        faults.push(file.fault([index, 'clause'], 'duplicate_clause', message));
        return;
      }
      const scope = readScope(raw, { file, path: [index], named, faults });
      placed.set(raw.clause, { raw, file, path: [index], scope });
    });
  }
  return placed;
}

function readScope(
  raw: Partial<RawEach>,
  at: { file: YamlFile; path: YamlPath; named: Named; faults: Fault[] },
  outer: readonly Bound[] = boundBy([]),
): Level[] {
  if (raw.each === undefined || raw.as === undefined) return [];
  const bare: Vocabulary = bareVocabulary(at.named);
  const lists = [raw.each].flat().flatMap((list) => {
    const found = resolveName(bare, outer, list.split('.'), { start: 0, end: 0 });
    if ('problem' in found || found.kind !== 'elements') {
      const message = 'problem' in found ? found.problem : `"${list}" is not a list of objects`;
      at.faults.push(at.file.fault([...at.path, 'each'], 'each', message));
      return [];
    }
    return found.type.kind === 'list' && found.type.of.kind === 'element' ? found.type.of.lists : [];
  });
  if (
    at.named.facts.has(raw.as) ||
    raw.as === 'parameter' ||
    raw.as === 'table' ||
    outer.some((b) => b.name === raw.as)
  ) {
    const message = `"${raw.as}" already means something; choose another name for the element`;
    at.faults.push(at.file.fault([...at.path, 'as'], 'name_taken', message));
  }
  const level: Level = { as: raw.as, lists };
  if (!raw.within) return [level];
  const bound: Bound[] = [...outer, { name: raw.as, type: { kind: 'element', lists } }];
  return [level, ...readScope(raw.within, { ...at, path: [...at.path, 'within'] }, bound)];
}

export function bareVocabulary(named: Named): Vocabulary {
  return {
    ...named,
    definitions: new Map(),
    definitionType: () => plain,
    judged: () => undefined,
    judgedNames: [],
  };
}

export function innermostLists(scope: Scope): readonly string[] {
  return scope.at(-1)?.lists ?? [];
}

export function groupsOf(raw: { part_of?: string | string[] }): string[] {
  return raw.part_of === undefined ? [] : [raw.part_of].flat();
}

/** One name, one meaning: definitions, facts, groups and clauses do not share names where both could be read. */
function checkNames(placed: ReadonlyMap<string, PlacedClause>, named: Named, faults: Fault[]): void {
  const groupScopes = new Map<string, string>();
  for (const { raw, file, path, scope } of placed.values()) {
    const lists = innermostLists(scope);
    if (raw.defines !== undefined) {
      const fields = lists.length === 0 ? [named.facts] : lists.map((list) => named.lists.get(list));
      const taken = fields.some((each) => each?.has(raw.defines ?? '')) || named.facts.has(raw.defines);
      if (taken || ['parameter', 'table'].includes(raw.defines)) {
        faults.push(
          file.fault([...path, 'defines'], 'name_taken', `"${raw.defines}" is already the name of a fact`),
        );
      }
    }
    for (const group of groupsOf(raw)) {
      const known = groupScopes.get(group);
      if (placed.has(group)) {
        faults.push(
          file.fault([...path, 'part_of'], 'name_taken', `"${group}" is already the id of a clause`),
        );
      }
      if (raw.requires === undefined) {
        faults.push(file.fault([...path, 'part_of'], 'group', 'only a requirement can be part of a group'));
      }
      if (known !== undefined && known !== lists.join()) {
        const message = `the clauses of group "${group}" are for different lists: ${known || 'none'} and ${lists.join() || 'none'}`;
        faults.push(file.fault([...path, 'part_of'], 'group', message));
      }
      groupScopes.set(group, known ?? lists.join());
    }
  }
}

class Reading {
  readonly vocabulary: Vocabulary;
  private readonly types = new Map<string, ValueType | 'in progress'>();

  constructor(
    private readonly placed: ReadonlyMap<string, PlacedClause>,
    named: Named,
    private readonly faults: Fault[],
  ) {
    const definitions = new Map<string, readonly string[]>();
    const groups = new Map<string, PlacedClause[]>();
    for (const each of placed.values()) {
      const { defines } = each.raw;
      if (defines !== undefined) {
        definitions.set(defines, [
          ...new Set([...(definitions.get(defines) ?? []), ...innermostLists(each.scope)]),
        ]);
      }
      for (const group of groupsOf(each.raw)) groups.set(group, [...(groups.get(group) ?? []), each]);
    }
    this.vocabulary = {
      ...named,
      definitions,
      definitionType: (name) => this.definitionType(name),
      judged: (name) => {
        const members = groups.get(name) ?? [placed.get(name)].filter((each) => each !== undefined);
        const [first] = members;
        return (
          first && {
            clauses: members.map((each) => each.raw.clause),
            lists: innermostLists(first.scope),
            isCalculation: first.raw.defines !== undefined,
          }
        );
      },
      judgedNames: [
        ...groups.keys(),
        ...[...placed.values()].filter((each) => each.raw.requires).map((each) => each.raw.clause),
      ],
    };
  }

  /** A definition's type follows from its formula; a circle is reported once, by the order of evaluation. */
  private definitionType(name: string): ValueType {
    const known = this.types.get(name);
    if (known !== undefined) return known === 'in progress' ? plain : known;
    this.types.set(name, 'in progress');
    const of = [...this.placed.values()].filter((each) => each.raw.defines === name);
    const found = of.map((each) => this.declaredType(each));
    const [first = plain] = found;
    found.forEach((type, index) => {
      const each = of[index];
      if (each && !sameType(type, first)) {
        const message = `"${name}" is ${describeType(first)} elsewhere and ${describeType(type)} here`;
        this.faults.push(each.file.fault([...each.path, 'defines'], 'mixed_types', message));
      }
    });
    this.types.set(name, first);
    return first;
  }

  private declaredType(placed: PlacedClause): ValueType {
    if (placed.raw.unit !== undefined) return numberIn(placed.raw.unit);
    // Faults of this formula are reported when its own clause is read.
    const term = readTerm(this.reader(placed, []), placed.raw.formula ?? '0', []);
    return term?.expression.type ?? plain;
  }

  private reader(placed: PlacedClause, faults: Fault[] = this.faults): TermReader {
    return { file: placed.file, vocabulary: this.vocabulary, bound: boundBy(placed.scope), faults };
  }

  clause(placed: PlacedClause, index: number): Clause | undefined {
    const { raw, path, scope } = placed;
    const reader = this.reader(placed);
    const applies = raw.applies_when && readCondition(reader, raw.applies_when, [...path, 'applies_when']);
    if (raw.from !== undefined && raw.to !== undefined && raw.to < raw.from) {
      this.faults.push(
        placed.file.fault([...path, 'to'], 'clause_dates', 'this clause ends before it starts'),
      );
    }
    const base = {
      id: raw.clause,
      index,
      citation: raw.citation,
      provenance: raw.provenance,
      title: raw.title,
      text: raw.text,
      ...(raw.from !== undefined && { from: raw.from }),
      ...(raw.to !== undefined && { to: raw.to }),
      scope,
      groups: groupsOf(raw),
      ...(applies && { appliesWhen: applies }),
    };
    if (raw.requires) {
      const requires = readCondition(reader, raw.requires, [...path, 'requires']);
      return requires && { ...base, kind: 'requirement', requires };
    }
    return this.calculation(placed, base);
  }

  private calculation(
    placed: PlacedClause,
    base: Omit<Clause & { kind: 'requirement' }, 'kind' | 'requires'>,
  ): Clause | undefined {
    const { raw, path, file } = placed;
    const { defines = '', formula: source = '', unit } = raw;
    const formula = readTerm(this.reader(placed), source, [...path, 'formula']);
    if (!formula) return undefined;
    const found = formula.expression.type;
    if (found.kind === 'list' || found.kind === 'element') {
      this.faults.push(
        file.fault(
          [...path, 'formula'],
          'formula',
          `a definition is a single value; this is ${describeType(found)}`,
        ),
      );
      return undefined;
    }
    if (unit !== undefined && (found.kind !== 'number' || !joinUnits(found.unit, { [unit]: 1 }))) {
      const is = found.kind === 'number' ? describeUnit(found.unit) : describeType(found);
      this.faults.push(
        file.fault([...path, 'unit'], 'unit', `the formula gives ${is}, the clause says ${unit}`),
      );
      return undefined;
    }
    const shownUnit = unit ?? (found.kind === 'number' ? describeUnit(found.unit) : '');
    const type = this.definitionType(defines);
    return { ...base, kind: 'calculation', defines, type, ...(shownUnit && { unit: shownUnit }), formula };
  }
}

function sameType(a: ValueType, b: ValueType): boolean {
  return (
    a.kind === b.kind &&
    (a.kind !== 'number' || b.kind !== 'number' || joinUnits(a.unit, b.unit) !== undefined)
  );
}
