// The dates of rows and clauses, moved by a day.
import { neighbour } from '../../policy/calendar.js';
import type { Span } from '../../policy/pack.js';

export interface DateChange<R> {
  readonly key: 'from' | 'to';
  /** Where the date is moved to. */
  readonly to: string;
  /** The day on which the law is then another. */
  readonly day: string;
  readonly put: readonly R[];
}

/** Later starts and earlier ends take a day away, earlier starts and later ends add one. */
export function dayMoved(key: 'from' | 'to', date: string, days: 1 | -1): string {
  const isTaken = (key === 'from') === (days === 1);
  return isTaken ? date : neighbour(date, days);
}

/** A row's dates moved by one day; the row before, which lasts until then, gives way or fills the day. */
export function dateChanges<R extends Span>(
  rows: readonly R[],
  row: R,
  isSameCase: (other: R) => boolean = () => true,
): DateChange<R>[] {
  return ([-1, 1] as const).flatMap((days) => [
    ...startMoved(rows, row, days, isSameCase),
    ...endMoved(rows, row, days, isSameCase),
  ]);
}

type IsSameCase<R> = (other: R) => boolean;

function startMoved<R extends Span>(
  rows: readonly R[],
  row: R,
  days: 1 | -1,
  isSameCase: IsSameCase<R>,
): DateChange<R>[] {
  const { from } = row;
  if (from === undefined) return [];
  const to = neighbour(from, days);
  const isBefore = (each: R): boolean => each.to === neighbour(from, -1) && isSameCase(each);
  const put = rows.map((each) =>
    each === row ? { ...each, from: to } : isBefore(each) ? { ...each, to: neighbour(to, -1) } : each,
  );
  return [{ key: 'from', to, day: dayMoved('from', from, days), put }];
}

/** An end that follows from the start of the next row is moved with that. */
function endMoved<R extends Span>(
  rows: readonly R[],
  row: R,
  days: 1 | -1,
  isSameCase: IsSameCase<R>,
): DateChange<R>[] {
  const end = row.to;
  if (end === undefined || rows.some((each) => each.from === neighbour(end, 1) && isSameCase(each)))
    return [];
  const to = neighbour(end, days);
  const put = rows.map((each) => (each === row ? { ...each, to } : each));
  return [{ key: 'to', to, day: dayMoved('to', end, days), put }];
}
