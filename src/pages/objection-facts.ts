// The facts of a submission -> rows that people read: labels instead of names and codes, units, dates in words.
import type { Fact, Pack } from '../policy/pack.js';
import type { Shown } from '../evaluation/outcome.js';
import { formatValue, labelOfPointer } from '../explanation/values.js';
import type { Language } from '../explanation/words.js';

export interface FactRow {
  readonly label: string;
  readonly value: string;
}

export interface FactGroup {
  /** What the rows belong to; empty for those of the whole submission. */
  readonly heading: string;
  readonly rows: readonly FactRow[];
}

/** A group for every object and every element of a list, in the order of the pack's facts: records keep none. */
export function factGroups(pack: Pack, facts: unknown, language: Language): FactGroup[] {
  const groups: FactGroup[] = [];
  const visit = (value: object, fields: Fact['fields'], pointer: string): void => {
    const inner: (() => void)[] = [];
    const rows = inOrder(value, fields).flatMap(([name, each]): FactRow[] => {
      const [at, fact] = [`${pointer}/${name}`, fields.get(name)];
      if (Array.isArray(each) && each.some(isObject)) {
        inner.push(() => {
          each.forEach((element: object, index) => {
            visit(element, fact?.items?.fields ?? new Map(), `${at}/${index}`);
          });
        });
        return [];
      }
      if (isObject(each)) {
        inner.push(() => {
          visit(each, fact?.fields ?? new Map(), at);
        });
        return [];
      }
      return [{ label: fact?.label?.[language] ?? name, value: valueOf(each as Shown, fact, language) }];
    });
    const heading = pointer === '' ? '' : labelOfPointer(pack, pointer)[language];
    if (rows.length > 0) groups.push({ heading, rows });
    for (const next of inner) next();
  };
  if (isObject(facts)) visit(facts, pack.facts, '');
  return groups;
}

function inOrder(value: object, fields: Fact['fields']): [string, unknown][] {
  const names = [...fields.keys()];
  const placeOf = ([name]: [string, unknown]): number => names.indexOf(name);
  return Object.entries(value).sort((a, b) => placeOf(a) - placeOf(b));
}

function valueOf(value: Shown, fact: Fact | undefined, language: Language): string {
  const of = fact?.items ?? fact;
  return formatValue(value, language, {
    ...(of?.unit !== undefined && { unit: of.unit }),
    ...(of?.values && { labels: of.values }),
    isDate: of?.type === 'date',
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
