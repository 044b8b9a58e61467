// A function or an operation of formulas, on values of which something is known -> what it can give.
import { dateCounts, dateParts, shiftDate } from '../../evaluation/formula/dates-in-formulas.js';
import type { DateShift } from '../../evaluation/formula/dates-in-formulas.js';
import type { ArithmeticOperator, Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { RoundingMode } from '../../policy/pack.js';
import { anyDate, anyNumber, asRange, closed, range } from '../../policy/possible-values.js';
import type { Between, End, PossibleValues } from '../../policy/possible-values.js';
import type { Here, Reading } from './here.js';
import { ofList } from './list-values.js';
import type { ListValues } from './list-values.js';
import {
  absolute,
  add,
  divide,
  largest,
  multiply,
  negate,
  roundRange,
  smallest,
} from './range-arithmetic.js';

type Call = ExpressionOf<'call'>;

export function asNumbers(values: PossibleValues): Between {
  return asRange(values) ?? anyNumber;
}

function asDates(values: PossibleValues | undefined): Between {
  return (values && asRange(values)) ?? anyDate;
}

export function arithmeticValues(
  operator: ArithmeticOperator,
  left: PossibleValues,
  right: PossibleValues,
): PossibleValues {
  const [a, b] = [asNumbers(left), asNumbers(right)];
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return add(a, negate(b));
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
  }
}

export function callValues(
  call: Call,
  here: Here,
  reading: Reading & { mayNotApply(expression: Expression): boolean },
  listOf: (list: Expression) => ListValues,
): PossibleValues {
  const [first, second] = call.arguments;
  if (call.name === 'weightedMean' && first && second) return weightedMean(listOf(first), listOf(second));
  if (first?.type.kind === 'list') return ofList(call.name, listOf(first), reading.mayNotApply(first));
  const given = call.arguments.map((each) => reading.valuesOf(each, here));
  return call.type.kind === 'date' ? shifted(call.name as DateShift, given) : numbers(call, given);
}

function numbers(call: Call, given: readonly PossibleValues[]): PossibleValues {
  const { name } = call;
  const [x = anyNumber, low = anyNumber, high = anyNumber] = given.map(asNumbers);
  switch (name) {
    case 'min':
      return smallest(given.map(asNumbers));
    case 'max':
      return largest(given.map(asNumbers));
    case 'clamp':
      return smallest([asNumbers(largest([x, low])), high]);
    case 'abs':
      return absolute(x);
    case 'round':
      return roundRange(x, roundingOf(call));
    case 'yearsBetween':
    case 'monthsBetween':
    case 'daysBetween':
      return between(name, asDates(given[0]), asDates(given[1]));
    case 'year':
    case 'month':
    case 'day':
      return part(name, asDates(given[0]));
    default:
      return anyNumber;
  }
}

function roundingOf({ arguments: [, decimals, mode] }: Call): { decimals: number; mode: RoundingMode } {
  return {
    decimals: decimals?.kind === 'literal' ? Number(decimals.value) : 10,
    mode: (mode?.kind === 'literal' ? mode.value : 'down') as RoundingMode,
  };
}

function between(name: keyof typeof dateCounts, from: Between, to: Between): PossibleValues {
  const count = (a: End, b: End): End => closed(dateCounts[name](String(a.at), String(b.at)));
  return range(count(from.high, to.low), count(from.low, to.high), true);
}

function part(name: keyof typeof dateParts, date: Between): PossibleValues {
  if (name === 'month') return range(closed(1), closed(12), true);
  if (name === 'day') return range(closed(1), closed(31), true);
  return range(
    closed(dateParts.year(String(date.low.at))),
    closed(dateParts.year(String(date.high.at))),
    true,
  );
}

/** A later day and a larger number never give an earlier date; beyond the calendar there is no result. */
function shifted(shift: DateShift, [date, count]: readonly PossibleValues[]): PossibleValues {
  const [days, counts] = [asDates(date), asNumbers(count ?? anyNumber)];
  const move = (day: End, by: End, otherwise: End): End => {
    const whole = Number.isInteger(by.at) ? Number(by.at) : undefined;
    const moved = shiftDate(shift, String(day.at), whole);
    return typeof moved === 'string' ? closed(moved) : otherwise;
  };
  return range(move(days.low, counts.low, anyDate.low), move(days.high, counts.high, anyDate.high));
}

/** With weights that are never negative, a mean lies within its values. */
function weightedMean(values: ListValues, weights: ListValues): PossibleValues {
  if (Number(asNumbers(weights.of).low.at) < 0) return anyNumber;
  const { low, high } = asNumbers(values.of);
  return range(low, high);
}
