// A fault: what is wrong in a rule file, where, and what to do about it.
import { closest, distance } from 'fastest-levenshtein';
import type { Bilingual } from './pack.js';

/** Where something stands in a rule file. */
export interface Place {
  /** Path of the file as the user named it. */
  readonly file: string;
  /** 1-based; 1:1 for the file as a whole. */
  readonly line: number;
  readonly column: number;
}

export interface Fault extends Place {
  /** A pack with a fault cannot be used; a warning is something that is probably not meant. */
  readonly severity: 'fault' | 'warning';
  /** Stable, snake_case. */
  readonly code: string;
  readonly message: string | Bilingual;
}

/** The rules cannot be used; the message holds a line for each fault. */
export class FaultyRules extends Error {
  constructor(faults: readonly Fault[]) {
    super(
      sortFaults(faults)
        .map((fault) => formatFault(fault))
        .join('\n'),
    );
  }
}

export function formatFault(fault: Fault, language: keyof Bilingual = 'en'): string {
  return `${fault.file}:${fault.line}:${fault.column} ${messageIn(fault, language)}`;
}

export function messageIn({ message }: Fault, language: keyof Bilingual): string {
  return typeof message === 'string' ? message : message[language];
}

export function sortFaults(faults: readonly Fault[]): Fault[] {
  return [...faults].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(messageIn(a, 'en'), messageIn(b, 'en')),
  );
}

/** By code point, so that the order does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** ` ; did you mean "x"?` when something allowed is near, else the list of what is allowed when it is short. */
export function didYouMean(found: string, allowed: Iterable<string>): string {
  const names = [...allowed];
  if (names.length === 0 || found.length > 120) return '';
  const nearest = closest(found, names);
  if (distance(found, nearest) <= Math.max(2, Math.floor(nearest.length / 3))) {
    return `; did you mean "${nearest}"?`;
  }
  return names.length <= 12 ? `; there are: ${names.join(', ')}` : '';
}
