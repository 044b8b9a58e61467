// Query parameters, each with its form: an unknown, repeated or wrong one is a 400 that names it.
import type { Request } from 'express';
import { isCalendarDate } from '../policy/calendar.js';
import { didYouMean } from '../policy/fault.js';
import { problem, sentence } from './problems.js';

type Forms = Readonly<Record<string, readonly string[] | 'date' | 'text'>>;

export function readQuery<F extends Forms>(
  request: Request,
  forms: F,
): Partial<Record<keyof F & string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form === undefined)
      throw wrong(name, `there is no parameter "${name}"${didYouMean(name, Object.keys(forms))}`);
    if (typeof value !== 'string') throw wrong(name, 'is given more than once');
    if (form === 'date' && !isCalendarDate(value)) throw wrong(name, `"${value}" is not a date YYYY-MM-DD`);
    if (Array.isArray(form) && !form.includes(value))
      throw wrong(name, `"${value}" is not one of ${form.join(', ')}`);
    found[name] = value;
  }
  return found as Partial<Record<keyof F & string, string>>;
}

function wrong(parameter: string, message: string): Error {
  return problem(
    400,
    'invalid_parameter',
    'Invalid parameter',
    sentence(`the parameter ${parameter} cannot be used: ${message}`),
    [{ parameter, message }],
  );
}
