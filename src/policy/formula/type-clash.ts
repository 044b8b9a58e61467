// Whether two typed expressions go together: compared, or as the branches of a choice.
import { isCalendarDate } from '../calendar.js';
import { didYouMean } from '../fault.js';
import type { Bilingual } from '../pack.js';
import { describeType } from './describe-type.js';
import { date, describeUnit, text } from './expression.js';
import type { Expression, ValueType } from './expression.js';
import { joinUnits } from './signatures.js';

/** Why an expression cannot be held against a value of this type; undefined when it can. */
export function typeClash(found: Expression, wanted: ValueType): Bilingual | undefined {
  const value = found.kind === 'literal' ? String(found.value) : '';
  if (wanted.kind === 'date' && found.kind === 'literal' && found.type.kind === 'text') {
    return {
      id: `"${value}" bukan tanggal pada kalender; tulislah seperti "2024-01-31"`,
      en: `"${value}" is not a calendar date; write YYYY-MM-DD`,
    };
  }
  if (found.type.kind !== wanted.kind) return incomparable(describeType(found.type), describeType(wanted));
  if (found.type.kind === 'number' && wanted.kind === 'number' && !joinUnits(found.type.unit, wanted.unit)) {
    const [a, b] = [describeUnit(found.type.unit), describeUnit(wanted.unit)];
    return incomparable({ id: a, en: a }, { id: b, en: b });
  }
  if (found.kind === 'literal' && wanted.kind === 'text' && wanted.values && !wanted.values.includes(value)) {
    const near = didYouMean(value, wanted.values);
    return {
      id: `"${value}" bukan salah satu pilihannya${near.id}`,
      en: `"${value}" is not one of the values${near.en}`,
    };
  }
  return undefined;
}

function incomparable(a: Bilingual, b: Bilingual): Bilingual {
  return {
    id: `${a.id} tidak dapat dibandingkan dengan ${b.id}`,
    en: `${a.en} cannot be compared with ${b.en}`,
  };
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
