// Texts for people that are probably unfinished: untranslated, without a sentence, or without a name to be told by.
import { conditionNodes } from '../../policy/conditions.js';
import type { Fault, Place } from '../../policy/fault.js';
import type { Bilingual, Clause, Comparison, Condition, Fact } from '../../policy/pack.js';
import type { YamlPath } from '../../policy/yaml-file.js';
import type { Subject } from './sites.js';
import { and, listed, warning } from './words.js';

/** Up to this length, a word may well be the same in both languages. */
const longestSame = 12;

export function textWarnings(subject: Subject): Fault[] {
  return [
    ...untranslated(subject),
    ...subject.pack.clauses.flatMap((clause) => conditionTexts(clause, subject)),
  ];
}

interface PlacedText {
  readonly text: Bilingual | undefined;
  /** Asked only where something is told: the first place in a file costs a second reading of it. */
  readonly place: () => Place;
}

function untranslated(subject: Subject): Fault[] {
  return [...textsOf(subject)]
    .filter(({ text }) => isSame(text))
    .map(({ place }) => warning(place(), 'untranslated', same));
}

function isSame(text: Bilingual | undefined): boolean {
  return text !== undefined && text.id === text.en && text.id.length > longestSame;
}

const same: Bilingual = {
  id: 'teks id dan en sama persis; terjemahkan salah satunya',
  en: 'the texts in id and en are the same; translate one of them',
};

/** Not the titles of documents nor the labels of a choice: those are names, often the same in both languages. */
function* textsOf({ pack, places }: Subject): Generator<PlacedText> {
  yield { text: pack.title, place: () => places.manifest(['title'], 'key') };
  for (const [index, { title }] of pack.outputs.entries())
    yield { text: title, place: () => places.manifest(['outputs', index, 'title'], 'key') };
  for (const [index, { title }] of pack.notEncoded.entries())
    yield { text: title, place: () => places.manifest(['not_encoded', index, 'title'], 'key') };
  for (const [index, { title }] of pack.openQuestions.entries())
    yield { text: title, place: () => places.manifest(['open_questions', index, 'title'], 'key') };
  for (const { name, label } of pack.parameters.values())
    yield { text: label, place: () => places.parameter(name, ['label'], 'key') };
  for (const { name, title } of pack.tables.values())
    yield { text: title, place: () => places.table(name, ['title'], 'key') };
  for (const { id, title, text } of pack.clauses) {
    yield { text: title, place: () => places.clause(id, ['title'], 'key') };
    yield { text, place: () => places.clause(id, ['text'], 'key') };
  }
  for (const { label, path } of labelsOf(pack.facts, []))
    yield { text: label, place: () => places.fact([...path, 'label'], 'key') };
}

function* labelsOf(
  fields: ReadonlyMap<string, Fact>,
  path: YamlPath,
): Generator<{ label: Bilingual | undefined; path: YamlPath }> {
  for (const fact of fields.values()) {
    const at = [...path, fact.name];
    yield { label: fact.label, path: at };
    if (fact.items?.label) yield { label: fact.items.label, path: [...at, 'items'] };
    yield* labelsOf(fact.fields, [...at, 'fields']);
    if (fact.items) yield* labelsOf(fact.items.fields, [...at, 'items', 'fields']);
  }
}

interface PlacedComparison {
  readonly comparison: Comparison;
  readonly path: YamlPath;
}

function conditionTexts(clause: Clause, { places }: Subject): Fault[] {
  const inside = (
    part: 'applies_when' | 'requires',
    condition: Condition | undefined,
  ): PlacedComparison[] => {
    const paths = places.conditions(clause.id, part);
    return (condition ? [...conditionNodes(condition)] : []).flatMap((comparison, index) =>
      comparison.kind === 'comparison' ? [{ comparison, path: paths[index] ?? [part] }] : [],
    );
  };
  const requires = inside('requires', clause.kind === 'requirement' ? clause.requires : undefined);
  const all = [...inside('applies_when', clause.appliesWhen), ...requires];
  const at = ({ path }: PlacedComparison, key: string): Place =>
    places.clause(clause.id, [...path, key], 'key');
  return [
    ...namelessComparisons(clause, requires, (each) => at(each, 'fact')),
    ...all
      .filter(({ comparison }) => comparison.name !== undefined && !comparison.says)
      .map((each) =>
        warning(at(each, 'name'), 'no_sentence', {
          id: `${each.comparison.name} belum punya says, jadi penjelasannya hanya kalimat umum; tulis kalimatnya dengan {fact} dan {value}`,
          en: `${each.comparison.name} has no says, so its explanation is a stock sentence; write one with {fact} and {value}`,
        }),
      ),
    ...all.flatMap((each, index) => {
      const { name } = each.comparison;
      const isRepeated =
        name !== undefined && all.slice(0, index).some(({ comparison }) => comparison.name === name);
      if (!isRepeated) return [];
      return warning(at(each, 'name'), 'repeated_name', {
        id: `nama ${name} dipakai dua kali di dalam ${clause.id}; beri tiap syarat nama sendiri`,
        en: `the name ${name} stands twice in ${clause.id}; give each condition a name of its own`,
      });
    }),
    ...all
      .filter(({ comparison }) => isSame(comparison.says))
      .map((each) => warning(at(each, 'says'), 'untranslated', same)),
  ];
}

/** Told once for a clause: one edit mends them all. */
function namelessComparisons(
  clause: Clause,
  requires: readonly PlacedComparison[],
  placeOf: (each: PlacedComparison) => Place,
): Fault[] {
  const nameless = requires.filter(({ comparison }) => comparison.name === undefined);
  const [first] = nameless;
  if (!first) return [];
  const what = listed(
    nameless.map(({ comparison }) => comparison.left.source),
    and,
  );
  return [
    warning(placeOf(first), 'no_name', {
      id: `syarat tentang ${what.id} di dalam ${clause.id} belum bernama; beri name dan says, agar penjelasannya dapat dibaca`,
      en: `what ${clause.id} requires of ${what.en} has no name; give it name and says, so that its explanation reads well`,
    }),
  ];
}
