// The facts trees of two packs -> what a submission may, must or can no longer give.
import type { Bilingual, Fact, Literal } from '../../policy/pack.js';
import { formatValue } from '../../explanation/values.js';
import { inBoth } from '../../explanation/words.js';
import { alteration } from './alteration.js';
import type { Change, Part, Subject } from './change.js';
import { factKindWords } from './labels.js';
import { inOrder } from './sides.js';
import type { Sides } from './sides.js';

type Fields = ReadonlyMap<string, Fact>;

export function diffFacts(sides: Sides): Change[] {
  return diffFields(sides, [sides.before.facts, sides.after.facts], []);
}

function diffFields(sides: Sides, [before, after]: readonly [Fields, Fields], path: string[]): Change[] {
  return inOrder(before.keys(), after.keys()).flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    const inside = [...path, name];
    if (old && now) return diffFact(sides, [old, now], inside);
    if (now) return wholeFact(sides, 'added', now, inside);
    return old ? wholeFact(sides, 'removed', old, inside) : [];
  });
}

function subjectOf({ label }: Fact, path: readonly string[]): Subject {
  return { kind: 'fact', id: path.join('.'), ...(label && { label }) };
}

/** With all that is inside it, each by its own name. */
function wholeFact(sides: Sides, kind: 'added' | 'removed', fact: Fact, path: string[]): Change[] {
  const words = factKindWords[fact.type];
  const needed = { id: 'wajib diisi', en: 'required' };
  const content = inBoth((language) =>
    [words[language], ...(fact.required ? [needed[language]] : [])].join(', '),
  );
  const inner = [...(fact.items?.fields ?? fact.fields)];
  return [
    sides.change(subjectOf(fact, path), { kind, content: [content] }),
    ...inner.flatMap(([name, each]) => wholeFact(sides, kind, each, [...path, name])),
  ];
}

const limitParts = [
  'at_least',
  'at_most',
  'above',
  'below',
  'max_length',
  'pattern',
  'min_items',
  'max_items',
] as const satisfies readonly Part[];

function diffFact(sides: Sides, [old, now]: readonly [Fact, Fact], path: string[]): Change[] {
  const subject = subjectOf(now, path);
  const limit = (fact: Fact, value: string | number): Bilingual =>
    inBoth((language) => formatValue(value, language, { unit: fact.unit, isDate: false }));
  const changes = [
    ...alteration(sides, subject, 'type', [old.type, now.type], (type) => factKindWords[type]),
    ...alteration(sides, subject, 'unit', [old.unit, now.unit]),
    ...alteration(sides, subject, 'required', [old.required, now.required]),
    ...alteration(sides, subject, 'required_when', [old.requiredWhen, now.requiredWhen], requiredWhen),
    ...limitParts.flatMap((part) =>
      alteration(sides, subject, part, [old.limits[part], now.limits[part]], (value) => limit(now, value)),
    ),
    ...diffValues(sides, subject, [old, now]),
    ...sides.reworded(subject, 'label', [old.label, now.label]),
    ...sides.reworded(subject, 'help', [old.help, now.help]),
  ];
  return [...changes, ...diffItems(sides, [old, now], path)];
}

function diffItems(sides: Sides, [old, now]: readonly [Fact, Fact], path: string[]): Change[] {
  const own = diffFields(sides, [old.fields, now.fields], path);
  if (!old.items || !now.items) return own;
  // A list's plain elements have no name of their own: they are called as their list.
  const plainly = old.items.type !== 'object' || now.items.type !== 'object';
  const ofItems = plainly
    ? diffFact(sides, [old.items, now.items], [...path, '[]'])
    : diffFields(sides, [old.items.fields, now.items.fields], path);
  return [...own, ...ofItems];
}

function requiredWhen(when: { readonly fact: string; readonly in: readonly Literal[] }): Bilingual {
  return inBoth((language) => `${when.fact}: ${formatValue(when.in, language)}`);
}

function diffValues(sides: Sides, subject: Subject, [old, now]: readonly [Fact, Fact]): Change[] {
  const [before, after] = [old.values ?? {}, now.values ?? {}];
  return inOrder(Object.keys(before), Object.keys(after)).flatMap((value) => {
    const [was, is] = [own(before, value), own(after, value)];
    if (was && is) return sides.reworded(subject, 'value_label', [was, is], value);
    const says = (label: Bilingual): Bilingual => inBoth((language) => `${value} (${label[language]})`);
    return [was, is].some(Boolean)
      ? alteration(sides, subject, 'choice', [was, is], (label) => says(label))
      : [];
  });
}

function own<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
