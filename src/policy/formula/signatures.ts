// The functions of formulas: what each takes and gives, units included. Their meaning is in evaluation/.
import { roundingModes } from '../pack.js';
import type { Bilingual } from '../pack.js';
import { describeType, words } from './describe-type.js';
import { date, describeUnit, plain } from './expression.js';
import type { Expression, FunctionName, Unit, ValueType } from './expression.js';

export type Checked = ValueType | { readonly problem: Bilingual; readonly at?: Expression };

type Check = (given: readonly Expression[]) => Checked;

/** A plain number goes with every unit; two different units do not go together. */
export function joinUnits(a: Unit, b: Unit): Unit | undefined {
  if (Object.keys(a).length === 0) return b;
  if (Object.keys(b).length === 0) return a;
  return sameUnit(a, b) ? a : undefined;
}

export function sameUnit(a: Unit, b: Unit): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? 0) === (b[name] ?? 0));
}

export function multiplyUnits(a: Unit, b: Unit, power: 1 | -1): Unit {
  const product: Record<string, number> = { ...a };
  for (const [name, exponent] of Object.entries(b)) product[name] = (product[name] ?? 0) + power * exponent;
  return Object.fromEntries(Object.entries(product).filter(([, exponent]) => exponent !== 0));
}

export const signatures: Readonly<Record<FunctionName, Check>> = {
  min: numbersOrList,
  max: numbersOrList,
  clamp: exactly(3, joined),
  abs: exactly(1, joined),
  round,
  sum: exactly(1, numbersOrList),
  mean: exactly(1, overList),
  weightedMean: exactly(2, weighted),
  harmonicMean: exactly(1, overList),
  median: exactly(1, overList),
  count: exactly(1, ([list]) => (list?.type.kind === 'list' ? plain : needs(list, words.list))),
  yearsBetween: exactly(2, datesTo(plain)),
  monthsBetween: exactly(2, datesTo(plain)),
  daysBetween: exactly(2, datesTo(plain)),
  addYears: exactly(2, dateAndNumber),
  addMonths: exactly(2, dateAndNumber),
  addDays: exactly(2, dateAndNumber),
  year: exactly(1, datesTo(plain)),
  month: exactly(1, datesTo(plain)),
  day: exactly(1, datesTo(plain)),
};

function needs(found: Expression | undefined, wanted: Bilingual): Checked {
  if (!found) return { problem: { id: `${wanted.id} tidak ada`, en: `${wanted.en} is missing` } };
  const is = describeType(found.type);
  const problem = {
    id: `di sini diperlukan ${wanted.id}, sedangkan ini ${is.id}`,
    en: `this should be ${wanted.en} and is ${is.en}`,
  };
  return { problem, at: found };
}

function exactly(count: number, check: Check): Check {
  return (given) =>
    given.length === count
      ? check(given)
      : {
          problem: {
            id: `memerlukan ${count} nilai, tetapi diberi ${given.length}`,
            en: `takes ${count} value(s) and is given ${given.length}`,
          },
        };
}

/** Numbers of one unit. */
function joined(given: readonly Expression[]): Checked {
  let unit: Unit = {};
  for (const each of given) {
    if (each.type.kind !== 'number') return needs(each, words.number);
    const both = joinUnits(unit, each.type.unit);
    if (!both) {
      const [first, other] = [describeUnit(unit), describeUnit(each.type.unit)];
      const problem = {
        id: `satuan ${first} dan ${other} tidak dapat dipakai bersama`,
        en: `${first} and ${other} do not go together`,
      };
      return { problem, at: each };
    }
    unit = both;
  }
  return { kind: 'number', unit };
}

function overList([list]: readonly Expression[]): Checked {
  if (list?.type.kind !== 'list' || list.type.of.kind !== 'number') return needs(list, words.numbers);
  return list.type.of;
}

function numbersOrList(given: readonly Expression[]): Checked {
  if (given.length === 0)
    return {
      problem: { id: 'memerlukan angka atau daftar angka', en: 'takes numbers or a list of numbers' },
    };
  return given.length === 1 ? overList(given) : joined(given);
}

function weighted(given: readonly Expression[]): Checked {
  const weights = overList(given.slice(1));
  return 'problem' in weights ? weights : overList(given);
}

function round([value, decimals, mode]: readonly Expression[]): Checked {
  if (value?.type.kind !== 'number') return needs(value, words.number);
  if (
    decimals?.kind !== 'literal' ||
    !Number.isInteger(decimals.value) ||
    !isBetween(Number(decimals.value), 0, 10)
  ) {
    const problem = {
      id: 'banyaknya desimal ditulis langsung, 0 sampai 10',
      en: 'the number of decimals is written as 0 to 10',
    };
    return { problem, ...(decimals && { at: decimals }) };
  }
  const modes: readonly string[] = roundingModes;
  if (mode?.kind !== 'literal' || !modes.includes(String(mode.value))) {
    const problem = {
      id: `cara pembulatan adalah salah satu dari ${modes.join(', ')}`,
      en: `the mode of rounding is one of ${modes.join(', ')}`,
    };
    return { problem, ...(mode && { at: mode }) };
  }
  return value.type;
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function datesTo(result: ValueType): Check {
  return (given) => {
    const wrong = given.find((each) => each.type.kind !== 'date');
    return wrong ? needs(wrong, words.date) : result;
  };
}

function dateAndNumber([day, amount]: readonly Expression[]): Checked {
  if (day?.type.kind !== 'date') return needs(day, words.date);
  return amount?.type.kind === 'number' ? date : needs(amount, words.number);
}
