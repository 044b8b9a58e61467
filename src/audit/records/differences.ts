// Two JSON values -> where they differ.
import { escapePointer } from '../../policy/schema-faults.js';

export interface Difference {
  /** JSON Pointer. */
  readonly at: string;
  /** Absent where only the other has it. */
  readonly recorded?: unknown;
  readonly replayed?: unknown;
}

export function differencesOf(recorded: unknown, replayed: unknown, at = ''): Difference[] {
  if (Object.is(recorded, replayed)) return [];
  if (isObject(recorded) && isObject(replayed) && Array.isArray(recorded) === Array.isArray(replayed)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(replayed)]);
    return [...names].flatMap((name) =>
      differencesOf(recorded[name], replayed[name], `${at}/${escapePointer(name)}`),
    );
  }
  return [{ at, ...(recorded !== undefined && { recorded }), ...(replayed !== undefined && { replayed }) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
