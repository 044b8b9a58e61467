// Query parameters -> the filter of records, the same for lists and exports.
import { isCalendarDate } from '../policy/calendar.js';
import type { Filter } from '../audit/store.js';
import { wrongParameter } from './query.js';
import type { Form } from './query.js';

const anyText: Form = {
  takes: (text) => text.length > 0 && text.length <= 200,
  what: 'one to 200 characters',
};
const date: Form = { takes: isCalendarDate, what: 'a date YYYY-MM-DD' };
const instant: Form = {
  takes: (text) =>
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text) &&
    isCalendarDate(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text)),
  what: 'a date or an instant such as 2026-01-31T08:00:00Z',
};
const number: Form = {
  takes: (text) => /^-?\d{1,15}(\.\d{1,10})?$/.test(text),
  what: 'a number',
};

export const filterForms = {
  kind: ['evaluation', 'refusal'],
  regulation: anyText,
  version: anyText,
  subject: anyText,
  lawDateFrom: date,
  lawDateTo: date,
  from: instant,
  to: instant,
  verdict: {
    takes: (text: string) => /^[^=\s]+=[a-z_]+$/.test(text),
    what: 'a clause and a verdict, as clause.id=not_met',
  },
  provisional: anyText,
  output: anyText,
  atLeast: number,
  atMost: number,
  counts: ['true', 'false'],
} as const satisfies Record<string, Form>;

type Given = Partial<Record<keyof typeof filterForms, string>>;

export function filterOf(given: Given): Filter {
  const { kind, regulation, version, subject, verdict, provisional, output, counts } = given;
  const { lawDateFrom, lawDateTo, from, to, atLeast, atMost } = given;
  if (output === undefined && (atLeast ?? atMost) !== undefined)
    throw wrongParameter(atLeast === undefined ? 'atMost' : 'atLeast', 'needs output');
  return {
    kinds: kind === 'refusal' || kind === 'evaluation' ? [kind] : ['evaluation', 'refusal'],
    ...(regulation !== undefined && { regulation }),
    ...(version !== undefined && { version }),
    ...(subject !== undefined && { subject }),
    ...((lawDateFrom ?? lawDateTo) !== undefined && { lawDate: span(lawDateFrom, lawDateTo) }),
    ...((from ?? to) !== undefined && { time: span(instantOf(from), instantOf(to)) }),
    ...(verdict !== undefined && { verdict }),
    ...(provisional !== undefined && { provisional }),
    ...(output !== undefined && { score: { output, ...span(numberOf(atLeast), numberOf(atMost)) } }),
    ...(counts !== undefined && { counts: counts === 'true' }),
  };
}

function span<T>(from: T | undefined, to: T | undefined): { from?: T; to?: T } {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function instantOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : new Date(text).toISOString();
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
