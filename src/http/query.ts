// Query parameters, each with its form: an unknown, repeated or wrong one is a 400 that names it.
import type { Request } from 'express';
import { didYouMean } from '../policy/fault.js';
import { shortened } from '../policy/schema-faults.js';
import { problem, sentence } from './problems.js';

/** The values that each parameter may have. */
type Forms = Readonly<Record<string, readonly string[]>>;

export function readQuery<F extends Forms>(
  request: Request,
  forms: F,
): Partial<Record<keyof F & string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form === undefined)
      throw wrong(
        name,
        `there is no parameter "${shortened(name)}"${didYouMean(name, Object.keys(forms)).en}`,
      );
    if (typeof value !== 'string') throw wrong(name, 'is given more than once');
    if (!form.includes(value)) throw wrong(name, `"${shortened(value)}" is not one of ${form.join(', ')}`);
    found[name] = value;
  }
  return found as Partial<Record<keyof F & string, string>>;
}

function wrong(name: string, message: string): Error {
  const parameter = shortened(name);
  return problem(
    400,
    'invalid_parameter',
    'Invalid parameter',
    sentence(`the parameter ${parameter} cannot be used: ${message}`),
    [{ parameter, message }],
  );
}
