// The functions of formulas that work on dates, for both ways of calculating.
import type { FunctionName } from '../../policy/formula/expression.js';
import * as calendar from './calendar.js';
import { Uncomputable } from '../gap.js';

export const dateCounts = {
  yearsBetween: calendar.yearsBetween,
  monthsBetween: calendar.monthsBetween,
  daysBetween: calendar.daysBetween,
} satisfies Partial<Record<FunctionName, (from: string, to: string) => number>>;

export const dateParts = {
  year: calendar.year,
  month: calendar.month,
  day: calendar.day,
} satisfies Partial<Record<FunctionName, (date: string) => number>>;

const shifts = {
  addYears: calendar.addYears,
  addMonths: calendar.addMonths,
  addDays: calendar.addDays,
} satisfies Partial<Record<FunctionName, (date: string, count: number) => string | undefined>>;

export type DateShift = keyof typeof shifts;
export const dateShifts = Object.keys(shifts) as DateShift[];

/** @param count undefined where the number is not whole. */
export function shiftDate(shift: DateShift, date: string, count: number | undefined): string | Uncomputable {
  const moved = count !== undefined && Math.abs(count) < 10_000_000 ? shifts[shift](date, count) : undefined;
  return (
    moved ??
    new Uncomputable('not_a_date', {
      id: `tidak ada tanggal yang berjarak ${String(count ?? 'bilangan tidak bulat')} dari ${date}`,
      en: `there is no date ${String(count ?? 'a broken number')} away from ${date}`,
    })
  );
}
