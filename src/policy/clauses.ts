// clauses/*.yaml -> clauses with their scope, conditions and formulas resolved and typed.
import { readCondition, readTerm } from './conditions.js';
import type { TermReader } from './conditions.js';
import type { Fault } from './fault.js';
import { describeType } from './formula/describe-type.js';
import { describeUnit, numberIn, plain } from './formula/expression.js';
import type { ValueType } from './formula/expression.js';
import { joinUnits } from './formula/signatures.js';
import { boundBy } from './formula/vocabulary.js';
import type { Vocabulary } from './formula/vocabulary.js';
import type { Clause } from './pack.js';
import { checkNames, groupsOf, innermostLists, placeClauses } from './scopes.js';
import type { Named, PlacedClause } from './scopes.js';
import type { YamlFile } from './yaml-file.js';

export interface ClauseReading {
  readonly clauses: readonly Clause[];
  readonly placed: ReadonlyMap<string, PlacedClause>;
  readonly faults: readonly Fault[];
  readonly vocabulary: Vocabulary;
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
        const [there, here] = [describeType(first), describeType(type)];
        const message = {
          id: `"${name}" di tempat lain berupa ${there.id}, di sini berupa ${here.id}`,
          en: `"${name}" is ${there.en} elsewhere and ${here.en} here`,
        };
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
      const message = {
        id: 'klausul ini berakhir sebelum mulai berlaku',
        en: 'this clause ends before it starts',
      };
      this.faults.push(placed.file.fault([...path, 'to'], 'clause_dates', message));
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
      const is = describeType(found);
      const message = {
        id: `hasil perhitungan adalah satu nilai; ini ${is.id}`,
        en: `a definition is a single value; this is ${is.en}`,
      };
      this.faults.push(file.fault([...path, 'formula'], 'formula', message));
      return undefined;
    }
    if (unit !== undefined && (found.kind !== 'number' || !joinUnits(found.unit, { [unit]: 1 }))) {
      const inUnit = found.kind === 'number' && describeUnit(found.unit);
      const is = inUnit ? { id: inUnit, en: inUnit } : describeType(found);
      const message = {
        id: `rumus menghasilkan ${is.id}, sedangkan klausul menyebut ${unit}`,
        en: `the formula gives ${is.en}, the clause says ${unit}`,
      };
      this.faults.push(file.fault([...path, 'unit'], 'unit_mismatch', message));
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
