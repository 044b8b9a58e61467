// A fault: what is wrong in a rule file, where, and what to do about it, in both languages.
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
  /** Stable, snake_case; those of faults are in fault-code.ts. */
  readonly code: string;
  /** A piece that goes into messages is Bilingual too: `{ id: \`…${piece.id}\`, en: \`…${piece.en}\` }`. */
  readonly message: Bilingual;
}

/** The rules cannot be used; the message holds a line for each fault. */
export class FaultyRules extends Error {
  constructor(faults: readonly Fault[], language: keyof Bilingual) {
    super(
      sortFaults(faults)
        .map((fault) => formatFault(fault, language))
        .join('\n'),
    );
  }
}

const warningWord: Bilingual = { id: 'peringatan', en: 'warning' };

/** `file:line:column message`; a warning says so before its message. */
export function formatFault(fault: Fault, language: keyof Bilingual): string {
  const word = fault.severity === 'warning' ? `${warningWord[language]}: ` : '';
  return `${fault.file}:${fault.line}:${fault.column} ${word}${fault.message[language]}`;
}

/** By place; faults of one place by their English text, so that the order is the same in both languages. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  return [...faults].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.message.en, b.message.en),
  );
}

/** By code point, so that the order does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** ` ; did you mean "x"?` when something allowed is near, else the list of what is allowed when it is short. */
export function didYouMean(found: string, allowed: Iterable<string>): Bilingual {
  const names = [...allowed];
  const near = nearest(found, names);
  if (near !== undefined) return perhaps(near);
  if (names.length === 0 || names.length > 12 || found.length > longestName) return { id: '', en: '' };
  const list = names.join(', ');
  return { id: `; yang ada: ${list}`, en: `; there are: ${list}` };
}

const longestName = 120;

/** What is probably meant by a misspelt name. */
export function nearest(found: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0 || found.length > longestName) return undefined;
  const near = closest(found, allowed);
  return distance(found, near) <= Math.max(2, Math.floor(near.length / 3)) ? near : undefined;
}

/** What follows a wrong name when the right one is known. */
export function perhaps(name: string): Bilingual {
  return { id: `; mungkin maksudnya "${name}"?`, en: `; did you mean "${name}"?` };
}
