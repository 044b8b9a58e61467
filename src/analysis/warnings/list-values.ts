// A list in a formula -> what its items can be and how many there can be; and what the functions over lists make of that.
import { meaningOf } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Fact } from '../../policy/pack.js';
import {
  anyNumber,
  anyOf,
  anything,
  asRange,
  closed,
  join,
  nothing,
  open,
  range,
} from '../../policy/possible-values.js';
import type { Between, PossibleValues } from '../../policy/possible-values.js';
import { valuesOfFact } from './fact-values.js';
import { bind, knowing } from './here.js';
import type { Here, Reading } from './here.js';
import { multiply } from './range-arithmetic.js';

export interface ListValues {
  readonly of: PossibleValues;
  readonly least: number;
  readonly most: number;
}

const unknownList: ListValues = { of: anything, least: 0, most: Infinity };

/** Also tells which facts a path can mean: one for each list whose element it starts from. */
export interface ListReading extends Reading {
  factsAt(expression: ExpressionOf<'fact' | 'elements'>, here: Here): readonly Fact[];
}

export function listValues(expression: Expression, here: Here, reading: ListReading): ListValues {
  switch (expression.kind) {
    case 'list': {
      const of = expression.items.map((item) => reading.valuesOf(item, here)).reduce(join, nothing);
      return { of, least: expression.items.length, most: expression.items.length };
    }
    case 'fact':
    case 'elements': {
      const facts = reading.factsAt(expression, here);
      const items = facts.map(({ items: item }) => (item ? valuesOfFact(item) : anything));
      return {
        of: items.reduce(join, nothing),
        least: Math.min(...facts.map(({ limits }) => limits.min_items ?? 0)),
        most: Math.max(...facts.map(({ limits }) => limits.max_items ?? Infinity)),
      };
    }
    case 'comprehension': {
      const list = listValues(expression.list, here, reading);
      const inner = withItem(expression, list.of, here, reading);
      if (expression.macro === 'map') return { ...list, of: reading.valuesOf(expression.body, inner) };
      const kept = reading.assume(expression.body, true, inner);
      return { of: kept?.known.get(itemOf(expression)) ?? list.of, least: 0, most: list.most };
    }
    default:
      return unknownList;
  }
}

/** Inside a comprehension: what is known of the item, also from the filters that it has passed. */
export function withItem(
  comprehension: ExpressionOf<'comprehension'>,
  of: PossibleValues,
  here: Here,
  reading: Reading,
): Here {
  const { list, binding } = comprehension;
  const item = list.type.kind === 'list' ? list.type.of : undefined;
  let inner = bind(here, binding, item?.kind === 'element' ? item.lists : []);
  if (item && item.kind !== 'element')
    inner = knowing(inner, itemOf(comprehension), of.kind === 'anything' ? anyOf(item) : of);
  for (
    let each: Expression = list;
    each.kind === 'comprehension' && each.macro === 'filter';
    each = each.list
  ) {
    inner = reading.assume(each.body, true, inner) ?? inner;
  }
  return inner;
}

function itemOf({ binding, list, range: place }: ExpressionOf<'comprehension'>): string {
  const type = list.type.kind === 'list' ? list.type.of : list.type;
  return meaningOf({ kind: 'variable', binding, name: '', range: place, type });
}

/** What a function gives of a list of numbers; `sum` and `count` pass over items that do not apply. */
export function ofList(name: string, { of, least, most }: ListValues, mayLackItems: boolean): PossibleValues {
  const item = asRange(of) ?? anyNumber;
  const fewest = mayLackItems ? 0 : least;
  switch (name) {
    case 'count':
      return range(closed(fewest), Number.isFinite(most) ? closed(most) : open(Infinity), true);
    case 'sum':
      return sum(item, fewest, most);
    case 'min':
    case 'max':
      return item;
    case 'mean':
    case 'median':
      return { ...item, isWhole: false };
    case 'harmonicMean':
      return Number(item.low.at) > 0 ? { ...item, isWhole: false } : anyNumber;
    default:
      return anyNumber;
  }
}

function sum(item: Between, fewest: number, most: number): PossibleValues {
  const counts = range(closed(fewest), Number.isFinite(most) ? closed(most) : open(Infinity));
  return counts.kind === 'between' ? multiply(item, { ...counts, isWhole: true }) : anyNumber;
}
