// Arithmetic on calendar dates (ISO texts), as the law counts: whole years and months, 29 February gives way to 28.
import { daysInMonth, isCalendarDate } from '../../policy/calendar.js';

const msPerDay = 86_400_000;

function parts(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function join(year: number, month: number, day: number): string | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDate(text) ? text : undefined;
}

export function year(date: string): number {
  return parts(date)[0];
}

export function month(date: string): number {
  return parts(date)[1];
}

export function day(date: string): number {
  return parts(date)[2];
}

/** Undefined beyond the calendar's ends; a day that the month does not have becomes its last. */
export function addMonths(date: string, count: number): string | undefined {
  const [y, m, d] = parts(date);
  const months = y * 12 + (m - 1) + count;
  const [newYear, newMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  return join(newYear, newMonth, Math.min(d, daysInMonth(newYear, newMonth)));
}

export function addYears(date: string, count: number): string | undefined {
  return addMonths(date, count * 12);
}

export function addDays(date: string, count: number): string | undefined {
  const sum = new Date(Date.parse(`${date}T00:00:00Z`) + count * msPerDay);
  return Number.isNaN(sum.getTime())
    ? undefined
    : join(sum.getUTCFullYear(), sum.getUTCMonth() + 1, sum.getUTCDate());
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / msPerDay);
}

/** Whole months completed from one date to the other; negative when `to` comes first. */
export function monthsBetween(from: string, to: string): number {
  if (to < from) return -monthsBetween(to, from);
  const [y1, m1] = parts(from);
  const [y2, m2] = parts(to);
  const months = (y2 - y1) * 12 + (m2 - m1);
  const reached = addMonths(from, months);
  return reached !== undefined && reached <= to ? months : months - 1;
}

export function yearsBetween(from: string, to: string): number {
  return Math.trunc(monthsBetween(from, to) / 12);
}
