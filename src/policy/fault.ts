// A fault: what is wrong in a rule file, where, and what to do about it.
import { closest, distance } from 'fastest-levenshtein';

export interface Fault {
  /** Path of the file as the user named it. */
  readonly file: string;
  /** 1-based; 1:1 when the fault is the file's as a whole. */
  readonly line: number;
  readonly column: number;
  /** Stable, snake_case. */
  readonly code: string;
  readonly message: string;
}

/** The rules cannot be used; the message holds a line for each fault. */
export class FaultyRules extends Error {
  constructor(faults: readonly Fault[]) {
    super(sortFaults(faults).map(formatFault).join('\n'));
  }
}

export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message}`;
}

export function sortFaults(faults: readonly Fault[]): Fault[] {
  return [...faults].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.message, b.message),
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
