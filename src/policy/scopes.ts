// Clauses in their order, each with the lists on whose elements it is evaluated; and names that mean one thing only.
import type { RawCondition } from './conditions.js';
import type { Fault } from './fault.js';
import { plain } from './formula/expression.js';
import { boundBy, resolveName } from './formula/vocabulary.js';
import type { Bound, Vocabulary } from './formula/vocabulary.js';
import type { Bilingual, Citation, Fact, Level, Parameter, Provenance, Scope, Table } from './pack.js';
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

/** What a pack's clauses may name, besides each other. */
export interface Named {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly gaps: readonly string[];
}

/** Clauses by id, in the order of files and of the file, each with its scope. */
export function placeClauses(
  files: readonly YamlFile[],
  named: Named,
  faults: Fault[],
): Map<string, PlacedClause> {
  const placed = new Map<string, PlacedClause>();
  for (const file of files) {
    (file.data as RawClause[]).forEach((raw, index) => {
      const earlier = placed.get(raw.clause);
      if (earlier) {
        const place = earlier.file.place([...earlier.path, 'clause']);
        const message = {
          id: `klausul "${raw.clause}" sudah ada di ${place.file}:${place.line}`,
          en: `the clause "${raw.clause}" is already in ${place.file}:${place.line}`,
        };
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
      const noList = { id: `"${list}" bukan daftar objek`, en: `"${list}" is not a list of objects` };
      const [code, message] =
        'problem' in found ? (['unknown_name', found.problem] as const) : (['not_a_list', noList] as const);
      at.faults.push(at.file.fault([...at.path, 'each'], code, message));
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
    const message = {
      id: `"${raw.as}" sudah mempunyai arti; pilihlah nama lain untuk isi daftar`,
      en: `"${raw.as}" already means something; choose another name for the element`,
    };
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
export function checkNames(placed: ReadonlyMap<string, PlacedClause>, named: Named, faults: Fault[]): void {
  const groupScopes = new Map<string, string>();
  for (const { raw, file, path, scope } of placed.values()) {
    const lists = innermostLists(scope);
    for (const { as } of scope) {
      const defining = [...placed.values()].find((each) => each.raw.defines === as);
      if (defining) {
        const message = {
          id: `"${as}" adalah nama perhitungan ${defining.raw.clause}; pilihlah nama lain untuk isi daftar`,
          en: `"${as}" is defined by ${defining.raw.clause}; choose another name for the element`,
        };
        faults.push(file.fault([...path, 'as'], 'name_taken', message));
      }
    }
    if (raw.defines !== undefined) {
      const fields = lists.length === 0 ? [named.facts] : lists.map((list) => named.lists.get(list));
      const taken = fields.some((each) => each?.has(raw.defines ?? '')) || named.facts.has(raw.defines);
      if (taken || ['parameter', 'table'].includes(raw.defines)) {
        const message = {
          id: `"${raw.defines}" sudah menjadi nama sebuah isian`,
          en: `"${raw.defines}" is already the name of a fact`,
        };
        faults.push(file.fault([...path, 'defines'], 'name_taken', message));
      }
    }
    for (const group of groupsOf(raw)) {
      const known = groupScopes.get(group);
      if (placed.has(group)) {
        const message = {
          id: `"${group}" sudah menjadi nomor sebuah klausul`,
          en: `"${group}" is already the id of a clause`,
        };
        faults.push(file.fault([...path, 'part_of'], 'name_taken', message));
      }
      if (raw.requires === undefined) {
        const message = {
          id: 'hanya syarat (requires) yang dapat menjadi bagian kelompok',
          en: 'only a requirement can be part of a group',
        };
        faults.push(file.fault([...path, 'part_of'], 'group_members', message));
      }
      if (known !== undefined && known !== lists.join()) {
        const here = lists.join();
        const message = {
          id: `klausul kelompok "${group}" berlaku untuk daftar yang berbeda: ${known || 'tanpa daftar'} dan ${here || 'tanpa daftar'}`,
          en: `the clauses of group "${group}" are for different lists: ${known || 'none'} and ${here || 'none'}`,
        };
        faults.push(file.fault([...path, 'part_of'], 'group_members', message));
      }
      groupScopes.set(group, known ?? lists.join());
    }
  }
}
