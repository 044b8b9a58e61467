// Two dated series -> the spans of law dates on which they differ, neighbouring days of one difference taken together.
import { neighbour } from '../../policy/calendar.js';
import { compareText } from '../../policy/fault.js';
import { firstDay } from '../../policy/law-dates.js';
import type { Span } from '../../policy/pack.js';

export interface DatedDifference<R> extends Span {
  readonly before: R | undefined;
  readonly after: R | undefined;
}

export interface Series<R> {
  readonly rows: readonly R[];
  /** The row that answers on a day. */
  readonly on: (day: string) => R | undefined;
}

/** Starts and ends of the whole span are left open. @param keyOf equal for rows that are no different. */
export function compareInTime<R extends Span>(
  before: Series<R>,
  after: Series<R>,
  { span, keyOf }: { readonly span: Span; readonly keyOf: (row: R | undefined) => string },
): DatedDifference<R>[] {
  const starts = startsIn([...before.rows, ...after.rows], span);
  const found: DatedDifference<R>[] = [];
  let isOpen = false;
  starts.forEach((start, index) => {
    const next = starts[index + 1];
    const [old, now] = [before.on(start), after.on(start)];
    const last = found.at(-1);
    const isDifferent = keyOf(old) !== keyOf(now);
    if (isDifferent) {
      const continues =
        isOpen && last && keyOf(last.before) === keyOf(old) && keyOf(last.after) === keyOf(now);
      const first = continues ? found.pop() : undefined;
      const from = first ? first.from : index === 0 ? undefined : start;
      found.push({
        before: first?.before ?? old,
        after: first?.after ?? now,
        ...(from !== undefined && { from }),
        ...(next !== undefined && { to: neighbour(next, -1) }),
      });
    }
    isOpen = isDifferent;
  });
  return found;
}

function startsIn(rows: readonly Span[], span: Span): string[] {
  const first = span.from ?? firstDay;
  const days = new Set([first]);
  for (const { from, to } of rows) {
    if (from !== undefined) days.add(from);
    if (to !== undefined) days.add(neighbour(to, 1));
  }
  return [...days]
    .filter((day) => day >= first && (span.to === undefined || day <= span.to))
    .sort(compareText);
}
