// What can be, in the words of both languages; and a warning at its place.
import type { Fault, Place } from '../../policy/fault.js';
import type { Bilingual, Comparison, Literal, Span } from '../../policy/pack.js';
import { firstDay, lastDay } from '../../policy/law-dates.js';
import { onlyValue } from '../../policy/possible-values.js';
import type { Between, End, PossibleValues } from '../../policy/possible-values.js';

export function warning(place: Place, code: string, message: Bilingual): Fault {
  return { severity: 'warning', ...place, code, message };
}

/** Long lists are cut: the first few are enough to see what is meant. */
const mostShown = 6;

export function listed(items: readonly string[], word: Bilingual): Bilingual {
  const shown = items.slice(0, mostShown);
  const rest = items.length - shown.length;
  const more = { id: `${rest} lainnya`, en: `${rest} more` };
  const joined = (language: 'id' | 'en'): string => {
    const all = rest > 0 ? [...shown, more[language]] : shown;
    const [last = '', ...others] = [...all].reverse();
    return others.length === 0 ? last : `${others.reverse().join(', ')} ${word[language]} ${last}`;
  };
  return { id: joined('id'), en: joined('en') };
}

export const and: Bilingual = { id: 'dan', en: 'and' };
export const or: Bilingual = { id: 'atau', en: 'or' };

export function literalText(value: Literal): string {
  if (typeof value === 'string') return `"${value}"`;
  return typeof value === 'number' ? String(Number(value.toFixed(10))) : String(value);
}

const ends = {
  number: {
    low: [
      { id: 'paling sedikit', en: 'at least' },
      { id: 'lebih dari', en: 'more than' },
    ],
    high: [
      { id: 'paling banyak', en: 'at most' },
      { id: 'kurang dari', en: 'less than' },
    ],
  },
  date: {
    low: [
      { id: 'paling awal', en: 'on or after' },
      { id: 'sesudah', en: 'after' },
    ],
    high: [
      { id: 'paling lambat', en: 'on or before' },
      { id: 'sebelum', en: 'before' },
    ],
  },
} as const;

/** `at least 0 and at most 500`. */
export function describeValues(values: PossibleValues): Bilingual {
  const only = onlyValue(values);
  if (only !== undefined) return { id: literalText(only), en: literalText(only) };
  if (values.kind === 'among') return listed(values.values.map(literalText), or);
  const any = { id: 'nilai apa pun', en: 'any value' };
  return values.kind === 'between' ? describeRange(values, any) : any;
}

function describeRange({ low, high }: Between, any: Bilingual): Bilingual {
  const words = typeof low.at === 'string' ? ends.date : ends.number;
  const parts = [
    { end: low, word: words.low[low.isOpen ? 1 : 0] },
    { end: high, word: words.high[high.isOpen ? 1 : 0] },
  ].filter(({ end }) => !isUnlimited(end));
  if (parts.length === 0) return any;
  const joined = (language: 'id' | 'en'): string =>
    parts.map(({ end, word }) => `${word[language]} ${shownEnd(end)}`).join(` ${and[language]} `);
  return { id: joined('id'), en: joined('en') };
}

function shownEnd({ at }: End): string {
  return typeof at === 'number' ? literalText(at) : at;
}

function isUnlimited({ at }: End): boolean {
  return typeof at === 'number' ? !Number.isFinite(at) : at === firstDay || at === lastDay;
}

/** ` from 2024-01-01 to 2024-12-31`; nothing for a span that has neither end. */
export function describeDays({ from, to }: Span): Bilingual {
  const [start, end] = [from === firstDay ? undefined : from, to === lastDay ? undefined : to];
  return {
    id: `${start === undefined ? '' : ` sejak ${start}`}${end === undefined ? '' : ` sampai ${end}`}`,
    en: `${start === undefined ? '' : ` from ${start}`}${end === undefined ? '' : ` to ${end}`}`,
  };
}

/** `porsi lessThan 5`, as it is written. */
export function comparisonText({ left, operator, right }: Comparison): string {
  return [left.source, operator, right?.source].filter((each) => each !== undefined).join(' ');
}
