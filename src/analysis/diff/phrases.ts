// Spans of dates and of numbers in words.
import type { Span } from '../../policy/pack.js';
import type { Language } from '../../explanation/words.js';

const dateWords = {
  from: { id: 'sejak', en: 'from' },
  to: { id: 'sampai dengan', en: 'to' },
  until: { id: 'sampai dengan', en: 'until' },
};

/** Empty for a span without ends. @param write how a date is written. */
export function describeSpan(
  { from, to }: Span,
  language: Language,
  write: (date: string) => string,
): string {
  if (from === undefined && to === undefined) return '';
  if (from === undefined) return `${dateWords.until[language]} ${write(to ?? '')}`;
  const start = `${dateWords.from[language]} ${write(from)}`;
  return to === undefined ? start : `${start} ${dateWords.to[language]} ${write(to)}`;
}

export interface NumberSpan {
  readonly low: number;
  readonly high: number;
  /** Whether the low end is left out and the high end taken in, as in a marginal scale. */
  readonly isAbove: boolean;
}

export function describeNumbers(
  { low, high, isAbove }: NumberSpan,
  language: Language,
  write: (value: number) => string,
): string {
  const isOpen = [low === -Infinity, high === Infinity];
  const words = isAbove
    ? { id: ['di atas', 'sampai'], en: ['above', 'up to'] }
    : { id: ['mulai', 'sampai di bawah'], en: ['from', 'to below'] };
  const [start = '', end = ''] = words[language];
  if (isOpen[0] && isOpen[1]) return language === 'id' ? 'semua angka' : 'all numbers';
  if (isOpen[0]) return `${isAbove ? end : language === 'id' ? 'di bawah' : 'below'} ${write(high)}`;
  return isOpen[1] ? `${start} ${write(low)}` : `${start} ${write(low)} ${end} ${write(high)}`;
}
