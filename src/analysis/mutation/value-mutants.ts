// Parameters, tables, outputs and the span in force -> their mutants: values, ends of bands, rounding, dates.
import { neighbour } from '../../policy/calendar.js';
import { roundingModes } from '../../policy/pack.js';
import type { Literal, Output, Pack, Parameter, Span, Table, TableRow } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import { rowName } from '../coverage/targets/values.js';
import { dateChanges } from './dates.js';
import { otherDecimals } from './formula-changes.js';
import { moved, neighboursOf, stepOf } from './literals.js';
import { dropped } from './mutant.js';
import type { Draft } from './mutant.js';
import { withParameter, withTable } from './rewrite.js';

export function parameterMutants(places: Places, parameter: Parameter): Draft[] {
  const { name, rows, type } = parameter;
  const owner = `parameter.${name}`;
  const withRows = (put: readonly Parameter['rows'][number][]) => (of: Pack) =>
    withParameter(of, { ...parameter, rows: put });
  return rows.flatMap((row): Draft[] => {
    const reading = { isDate: type.kind === 'date' };
    const values = neighboursOf(row.value, reading).map((value) => ({
      owner,
      before: since(String(row.value), row),
      after: String(value),
      place: places.parameter(name, ['values', row.index, 'value']),
      change: withRows(rows.map((each) => (each === row ? { ...row, value } : each))),
    }));
    const dates = dateChanges(rows, row).map(({ key, to, day, put }) => ({
      owner,
      before: since(`${key} ${row[key] ?? ''}`, key === 'to' ? row : {}),
      after: to,
      place: places.parameter(name, ['values', row.index, key]),
      day,
      change: withRows(put),
    }));
    return [...values, ...dates];
  });
}

function since(text: string, { from }: Span): string {
  return from === undefined ? text : `${text} from ${from}`;
}

export function tableMutants(places: Places, table: Table): Draft[] {
  const rows = table.rows.flatMap((row, index) => [
    ...cellMutants(places, table, row, table.rows[index + 1]),
    ...endMutants(places, table, row),
    ...rowDateMutants(places, table, row),
  ]);
  return [...gapMutants(places, table), ...rows];
}

/** A key without a row then has no answer that names what is not encoded. */
function gapMutants(places: Places, { notEncoded, ...silent }: Table): Draft[] {
  if (notEncoded === undefined) return [];
  const { name } = silent;
  const place = places.table(name, ['not_encoded']);
  const before = `not_encoded ${notEncoded}`;
  const change = (of: Pack): Pack => withTable(of, silent);
  return [{ owner: `table.${name}`, before, after: dropped, place, change }];
}

interface RowSpot {
  readonly places: Places;
  readonly table: Table;
  readonly row: TableRow;
}

function draftIn(
  { places, table, row }: RowSpot,
  column: string,
  [before, after]: readonly [string, string],
  rows: readonly TableRow[],
): Draft {
  return {
    owner: `table.${table.name}[${rowName(table, row)}]`,
    before,
    after,
    place: places.table(table.name, ['rows', row.index, column]),
    change: (of) => withTable(of, { ...table, rows }),
  };
}

function cellMutants(places: Places, table: Table, row: TableRow, next: TableRow | undefined): Draft[] {
  const column = table.kind === 'marginal' ? 'rate' : 'value';
  const spot = { places, table, row };
  const withValue = (value: Literal): TableRow[] =>
    table.rows.map((each) => (each === row ? { ...row, value } : each));
  const values = neighboursOf(row.value).map((value) =>
    draftIn(spot, column, [`${column} ${row.value}`, String(value)], withValue(value)),
  );
  if (!next || next.value === row.value) return values;
  const swapped = table.rows.map((each) =>
    each === row ? { ...row, value: next.value } : each === next ? { ...next, value: row.value } : each,
  );
  const texts = [`${column} ${row.value}`, `${next.value}, swapped with the next row`] as const;
  return [...values, draftIn(spot, column, texts, swapped)];
}

/** An end is shared by the bands on both its sides. */
function endMutants(places: Places, table: Table, row: TableRow): Draft[] {
  const columns = ['at_least', 'below', 'above'] as const;
  return columns.flatMap((column) => {
    const end = row[column];
    const isShared = column === 'below' && table.rows.some((each) => each.at_least === end);
    if (end === undefined || isShared) return [];
    const step = stepOf(end);
    return [step, -step].map((by) => {
      const put = moved(end, by);
      const rows = table.rows.map((each) => ({
        ...each,
        ...(each.at_least === end && { at_least: put }),
        ...(each.below === end && { below: put }),
        ...(each.above === end && { above: put }),
      }));
      return draftIn({ places, table, row }, column, [`${column} ${end}`, String(put)], rows);
    });
  });
}

function rowDateMutants(places: Places, table: Table, row: TableRow): Draft[] {
  const isSameCase = (other: TableRow): boolean =>
    table.kind === 'lookup'
      ? other.keys.every((key, index) => key === row.keys[index])
      : table.kind === 'marginal' || (other.at_least === row.at_least && other.below === row.below);
  return dateChanges(table.rows, row, isSameCase).map(({ key, to, day, put }) => ({
    ...draftIn({ places, table, row }, key, [`${key} ${row[key] ?? ''}`, to], put),
    day,
  }));
}

export function outputMutants(places: Places, output: Output, index: number): Draft[] {
  const { rounding } = output;
  if (!rounding) return [];
  const draft = (key: 'decimals' | 'mode', value: number | string): Draft => ({
    owner: `output ${output.name}`,
    before: `${key} ${rounding[key]}`,
    after: String(value),
    place: places.manifest(['outputs', index, 'rounding', key]),
    change: (of) => ({
      ...of,
      outputs: of.outputs.map((each) =>
        each === output ? { ...output, rounding: { ...rounding, [key]: value } } : each,
      ),
    }),
  });
  return [
    ...otherDecimals(rounding.decimals).map((each) => draft('decimals', each)),
    ...roundingModes.filter((each) => each !== rounding.mode).map((each) => draft('mode', each)),
  ];
}

export function spanMutants(places: Places, { inForce }: Pack): Draft[] {
  return (['from', 'to'] as const).flatMap((key) => {
    const day = inForce[key];
    if (day === undefined) return [];
    return ([-1, 1] as const).map((days): Draft => ({
      owner: 'in_force',
      before: `${key} ${day}`,
      after: neighbour(day, days),
      place: places.manifest(['in_force', key]),
      isOfSpan: true,
      change: (of) => ({ ...of, inForce: { ...of.inForce, [key]: neighbour(day, days) } }),
    }));
  });
}
