// Values as people write them: Indonesian and English numbers, dates in words, labels instead of codes.
import type { Expression } from '../policy/formula/expression.js';
import type { Bilingual, Clause, Fact, Pack, Scope } from '../policy/pack.js';
import type { Shown } from '../evaluation/outcome.js';
import type { Element } from '../evaluation/submission.js';
import { months, words } from './words.js';
import type { Language } from './words.js';

/** Four digits stay together: a year is no 2.023. */
const numberForm = { maximumFractionDigits: 10, useGrouping: 'min2' } as const;

const numberFormats = {
  id: new Intl.NumberFormat('id-ID', numberForm),
  en: new Intl.NumberFormat('en-GB', numberForm),
} satisfies Record<Language, Intl.NumberFormat>;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

export function formatNumber(value: number, language: Language, unit?: string): string {
  const text = numberFormats[language].format(value);
  return unit ? `${text} ${unit.replaceAll('_', ' ')}` : text;
}

export function formatDate(date: string, language: Language): string {
  const parts = datePattern.exec(date);
  if (!parts) return date;
  return `${Number(parts[3])} ${months[language][Number(parts[2]) - 1] ?? ''} ${parts[1] ?? ''}`;
}

export interface Meaning {
  readonly unit?: string | undefined;
  /** A choice's values with their labels. */
  readonly labels?: Readonly<Record<string, Bilingual>>;
  readonly isDate?: boolean;
}

export function formatValue(value: Shown, language: Language, meaning: Meaning = {}): string {
  if (value === null) return words.notGiven[language];
  if (typeof value === 'boolean') return value ? words.yes[language] : words.no[language];
  if (typeof value === 'number') return formatNumber(value, language, meaning.unit);
  if (typeof value === 'string') {
    const label = meaning.labels && Object.hasOwn(meaning.labels, value) ? meaning.labels[value] : undefined;
    return label ? label[language] : meaning.isDate === false ? value : formatDate(value, language);
  }
  if (value.length === 0) return words.noElements[language];
  // A decimal comma would read as the next value.
  const between = value.some((each) => typeof each === 'number') ? '; ' : ', ';
  return value.map((each) => formatValue(each, language, { ...meaning, unit: undefined })).join(between);
}

/** The fact that an expression names, by the lists of the clause's scope. */
function factNamed(pack: Pack, scope: Scope, expression: Expression): Fact | undefined {
  if (expression.kind !== 'fact' && expression.kind !== 'elements') return undefined;
  let fields: ReadonlyMap<string, Fact> | undefined = pack.facts;
  let fact: Fact | undefined;
  const list = expression.binding === 0 ? '' : (scope[expression.binding - 1]?.lists[0] ?? '');
  for (const part of [...list.split('.').filter(Boolean), ...expression.path]) {
    fact = fields?.get(part);
    fields = fact?.items?.fields ?? fact?.fields;
  }
  return fact;
}

/** How a value of this expression is to be read. */
export function meaningOf(pack: Pack, scope: Scope, expression: Expression): Meaning {
  const fact = factNamed(pack, scope, expression);
  const labels = fact?.values ?? fact?.items?.values;
  const unit = fact?.unit ?? unitOf(pack, expression);
  const { type } = expression;
  return {
    ...(unit !== undefined && { unit }),
    ...(labels && { labels }),
    isDate: type.kind === 'date' || (type.kind === 'list' && type.of.kind === 'date'),
  };
}

function unitOf(pack: Pack, expression: Expression): string | undefined {
  if (expression.kind === 'parameter') return pack.parameters.get(expression.name)?.unit;
  if (expression.kind === 'table') return pack.tables.get(expression.name)?.unit;
  if (expression.kind !== 'definition') return undefined;
  const clause = pack.clauses.find((each) => each.kind === 'calculation' && each.defines === expression.name);
  return clause?.kind === 'calculation' ? clause.unit : undefined;
}

/** What people call it; `at` is the element on which a definition is read. */
export function labelOf(
  pack: Pack,
  scope: Scope,
  expression: Expression,
  at?: Element,
): Bilingual | undefined {
  switch (expression.kind) {
    case 'fact':
    case 'elements':
      return factNamed(pack, scope, expression)?.label;
    case 'parameter':
      return pack.parameters.get(expression.name)?.label;
    case 'table':
      return pack.tables.get(expression.name)?.title;
    case 'definition':
      return definedBy(pack, expression.name, at)?.title;
    case 'verdict':
      return pack.clauses.find((each) => each.id === expression.of)?.title;
    default:
      return undefined;
  }
}

/** Of several clauses that define a name, the one that applied there; without an element there is no telling. */
function definedBy(pack: Pack, name: string, at: Element | undefined): Clause | undefined {
  const clauses = pack.clauses.filter((each) => each.kind === 'calculation' && each.defines === name);
  if (clauses.length === 1) return clauses[0];
  return clauses.find(({ index }) => (at?.verdicts[index] ?? 'not_applicable') !== 'not_applicable');
}

/** What people call the element or fact that a JSON Pointer names: "Daftar 2: Nama". */
export function labelOfPointer(pack: Pack, pointer: string): Bilingual {
  const steps: { readonly id: string; readonly en: string }[] = [];
  let fields: ReadonlyMap<string, Fact> | undefined = pack.facts;
  let fact: Fact | undefined;
  for (const part of pointer.split('/').slice(1)) {
    if (/^\d+$/.test(part) && fact?.type === 'list') {
      const last = steps.pop() ?? { id: '', en: '' };
      const place = ` ${Number(part) + 1}`;
      steps.push({ id: last.id + place, en: last.en + place });
      fields = fact.items?.fields;
      continue;
    }
    fact = fields?.get(part);
    fields = fact?.fields;
    steps.push(fact?.label ?? { id: part, en: part });
  }
  return { id: steps.map((step) => step.id).join(': '), en: steps.map((step) => step.en).join(': ') };
}
