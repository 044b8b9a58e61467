// Whether two typed expressions go together: compared, or as the branches of a choice.
import { isCalendarDate } from '../calendar.js';
import { didYouMean } from '../fault.js';
import { date, describeType, describeUnit, text } from './expression.js';
import type { Expression, ValueType } from './expression.js';
import { joinUnits } from './signatures.js';

/** Why an expression cannot be held against a value of this type; undefined when it can. */
export function typeClash(found: Expression, wanted: ValueType): string | undefined {
  if (wanted.kind === 'date' && found.kind === 'literal' && found.type.kind === 'text') {
    return `"${String(found.value)}" is not a calendar date; write YYYY-MM-DD`;
  }
  if (found.type.kind !== wanted.kind) {
    return `${describeType(found.type)} cannot be compared with ${describeType(wanted)}`;
  }
  if (found.type.kind === 'number' && wanted.kind === 'number' && !joinUnits(found.type.unit, wanted.unit)) {
    return `${describeUnit(found.type.unit)} cannot be compared with ${describeUnit(wanted.unit)}`;
  }
  if (
    found.kind === 'literal' &&
    wanted.kind === 'text' &&
    wanted.values &&
    !wanted.values.includes(String(found.value))
  ) {
    return `"${String(found.value)}" is not one of the values${didYouMean(String(found.value), wanted.values)}`;
  }
  return undefined;
}

/** A text literal beside a date is a date. */
export function asDate(found: Expression, beside: Expression): Expression {
  const isDate = found.kind === 'literal' && typeof found.value === 'string' && isCalendarDate(found.value);
  return isDate && beside.type.kind === 'date' ? { ...found, type: date } : found;
}

export function joinForChoice(a: ValueType, b: ValueType): ValueType | undefined {
  if (a.kind === 'number' && b.kind === 'number') {
    const unit = joinUnits(a.unit, b.unit);
    return unit && { kind: 'number', unit };
  }
  if (a.kind === 'text' && b.kind === 'text') return text;
  return a.kind === b.kind && (a.kind === 'truth' || a.kind === 'date') ? a : undefined;
}
