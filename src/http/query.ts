// Query parameters, each with its form: an unknown, repeated or wrong one is a 400 that names it.
import type { Request } from 'express';
import { didYouMean } from '../policy/fault.js';
import { shortened } from '../policy/schema-faults.js';
import { problem, sentence } from './problems.js';

/** The values that a parameter may have, or how they look. */
export type Form =
  | readonly string[]
  | {
      readonly takes: (text: string) => boolean;
      /** Ends "is not …". */
      readonly what: string;
    };

type Forms = Readonly<Record<string, Form>>;

export function readQuery<F extends Forms>(
  request: Request,
  forms: F,
): Partial<Record<keyof F & string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form === undefined)
      throw wrongParameter(
        name,
        `there is no parameter "${shortened(name)}"${didYouMean(name, Object.keys(forms)).en}`,
      );
    if (typeof value !== 'string') throw wrongParameter(name, 'is given more than once');
    if ('takes' in form ? !form.takes(value) : !form.includes(value)) {
      const what = 'takes' in form ? form.what : `one of ${form.join(', ')}`;
      throw wrongParameter(name, `"${shortened(value)}" is not ${what}`);
    }
    found[name] = value;
  }
  return found as Partial<Record<keyof F & string, string>>;
}

export function wrongParameter(name: string, message: string): Error {
  const parameter = shortened(name);
  return problem(
    400,
    'invalid_parameter',
    'Invalid parameter',
    sentence(`the parameter ${parameter} cannot be used: ${message}`),
    [{ parameter, message }],
  );
}
