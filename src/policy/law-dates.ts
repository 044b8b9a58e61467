// Dated series: rows that follow each other in time, without overlap, over the days they are needed for.
import { neighbour } from './calendar.js';
import { compareText } from './fault.js';
import { isInForce } from './pack.js';
import type { Bilingual, Pack, Span } from './pack.js';

export const firstDay = '0001-01-01';
export const lastDay = '9999-12-31';

export function describeSpan({ from, to }: Span): Bilingual {
  return {
    id: `${from ?? 'sejak semula'} sampai ${to ?? 'seterusnya'}`,
    en: `${from ?? 'ever'} to ${to ?? 'open end'}`,
  };
}

/** Sorted by start; a row without an end lasts until the day before the next. */
export function inSequence<R extends Span>(rows: readonly R[]): R[] {
  const sorted = [...rows].sort((a, b) => compareText(a.from ?? firstDay, b.from ?? firstDay));
  return sorted.map((row, index) => {
    const next = sorted[index + 1];
    return row.to === undefined && next?.from !== undefined && next.from !== row.from
      ? { ...row, to: neighbour(next.from, -1) }
      : row;
  });
}

export function overlap(a: Span, b: Span): boolean {
  return (a.from ?? firstDay) <= (b.to ?? lastDay) && (b.from ?? firstDay) <= (a.to ?? lastDay);
}

export function intersection(a: Span, b: Span): Required<Span> | undefined {
  const from = max(a.from ?? firstDay, b.from ?? firstDay);
  const to = min(a.to ?? lastDay, b.to ?? lastDay);
  return from <= to ? { from, to } : undefined;
}

/** The first needed day on which none of the rows is in force. */
export function firstDayWithout(rows: readonly Span[], needed: Required<Span>): string | undefined {
  let day = needed.from;
  for (;;) {
    const row = rows.find((each) => isInForce(each, day));
    if (!row) return day;
    if (row.to === undefined || row.to >= needed.to) return undefined;
    day = neighbour(row.to, 1);
  }
}

/** The days on which anything in the pack changes, sorted; between two of them the law stands still. */
export function daysOfChange(pack: Pick<Pack, 'parameters' | 'tables' | 'clauses'>): string[] {
  const spans: Span[] = [
    ...[...pack.parameters.values()].flatMap((parameter) => parameter.rows),
    ...[...pack.tables.values()].flatMap((table) => table.rows),
    ...pack.clauses,
  ];
  const days = new Set<string>();
  for (const span of spans) {
    if (span.from !== undefined) days.add(span.from);
    if (span.to !== undefined) days.add(neighbour(span.to, 1));
  }
  return [...days].sort(compareText);
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}

function min(a: string, b: string): string {
  return a < b ? a : b;
}
