// Tables, parameters and dates -> every row read, every end of a band reached, every day of change from both sides.
import { neighbour } from '../../../policy/calendar.js';
import { compareText } from '../../../policy/fault.js';
import type { Place } from '../../../policy/fault.js';
import type { Bilingual, Span, Table, TableRow } from '../../../policy/pack.js';
import { isInForce } from '../../../policy/pack.js';
import type { Side } from '../step.js';
import { sideWords } from './formulas.js';
import type { Plan } from './plan.js';

export function addTables(plan: Plan): void {
  for (const table of plan.pack.tables.values()) {
    for (const row of table.rows) {
      const name = rowName(table, row);
      plan.add({
        kind: 'row',
        owner: { kind: 'table', name: table.name },
        name: `row ${name}`,
        of: row,
        mark: 'read',
        place: plan.places.table(table.name, ['rows', row.index]),
        wanted: { id: `kasus yang membaca baris ${name}`, en: `a case that reads the row ${name}` },
      });
    }
    for (const end of endsOf(table)) addEnd(plan, table, end);
  }
}

/** As staff would call it: its keys, or the span of its band, and since when. */
export function rowName(table: Table, row: TableRow): string {
  const [key] = table.by;
  const keys =
    table.kind === 'lookup'
      ? table.by.map((each, index) => `${each.key} = ${String(row.keys[index])}`)
      : [
          ...(row.at_least === undefined ? [] : [`${key?.key ?? ''} >= ${row.at_least}`]),
          ...(row.above === undefined ? [] : [`${key?.key ?? ''} > ${row.above}`]),
          ...(row.below === undefined ? [] : [`${key?.key ?? ''} < ${row.below}`]),
        ];
  return [...keys, ...(row.from === undefined ? [] : [`from ${row.from}`])].join(', ');
}

export interface End {
  readonly value: number;
  readonly row: TableRow;
  readonly column: 'at_least' | 'below' | 'above';
  readonly sides: readonly Side[];
}

/** Where one band or bracket ends and the next begins; beyond the outermost there is no row to read, but maybe a gap. */
export function endsOf(table: Table): End[] {
  const ends = new Map<number, End>();
  const columns = ['at_least', 'below', 'above'] as const;
  const holds = (value: number): boolean =>
    table.rows.some((row) => (row.at_least ?? -Infinity) <= value && value < (row.below ?? Infinity));
  for (const row of table.rows) {
    for (const column of columns) {
      const value = row[column];
      if (value === undefined || ends.has(value)) continue;
      const isLowest = table.rows.every((each) => (each.above ?? each.at_least ?? -Infinity) >= value);
      const hasGap = table.notEncoded !== undefined;
      const sides: Side[] = isLowest && !hasGap ? [] : ['below'];
      if (table.kind === 'marginal' || hasGap || holds(value)) sides.push('on', 'above');
      ends.set(value, { value, row, column, sides });
    }
  }
  return [...ends.values()];
}

function addEnd(plan: Plan, table: Table, { value, row, column, sides }: End): void {
  const key = table.by[0]?.key ?? '';
  for (const side of sides) {
    plan.add({
      kind: 'boundary',
      owner: { kind: 'table', name: table.name },
      name: `${key} ${side} ${value}`,
      of: table,
      mark: `${side} ${value}`,
      place: plan.places.table(table.name, ['rows', row.index, column]),
      wanted: {
        id: `kasus dengan ${key} ${sideWords[side].id} ${value}`,
        en: `a case with ${key} ${sideWords[side].en} ${value}`,
      },
    });
  }
}

export function addParameters(plan: Plan): void {
  for (const parameter of plan.pack.parameters.values()) {
    for (const row of parameter.rows) {
      const since =
        row.from === undefined
          ? { id: '', en: '' }
          : { id: ` (sejak ${row.from})`, en: ` (from ${row.from})` };
      plan.add({
        kind: 'parameter',
        owner: { kind: 'parameter', name: parameter.name },
        name: `${row.value}${since.en}`,
        of: row,
        mark: 'read',
        place: plan.places.parameter(parameter.name, ['values', row.index, 'value']),
        wanted: {
          id: `kasus yang memakai nilai ${row.value}${since.id}`,
          en: `a case that uses the value ${row.value}${since.en}`,
        },
      });
    }
  }
}

export function addDates(plan: Plan): void {
  const { from, to } = plan.pack.inForce;
  addDay(plan, from, plan.places.manifest(['in_force', 'from']));
  for (const [day, place] of [...daysWithPlaces(plan)].sort(([a], [b]) => compareText(a, b))) {
    const isWithin = day > from && isInForce(plan.pack.inForce, day);
    if (isWithin) addDay(plan, day, place);
  }
  if (to !== undefined) addDay(plan, neighbour(to, 1), plan.places.manifest(['in_force', 'to']));
}

function addDay(plan: Plan, day: string, place: Place): void {
  const { pack } = plan;
  const words: Record<'before' | 'on', Bilingual> = {
    before: {
      id: `kasus dengan ${pack.decidedBy} ${neighbour(day, -1)}, sehari sebelum perubahan`,
      en: `a case with ${pack.decidedBy} ${neighbour(day, -1)}, the day before the change`,
    },
    on: {
      id: `kasus dengan ${pack.decidedBy} ${day}, hari perubahan`,
      en: `a case with ${pack.decidedBy} ${day}, the day of the change`,
    },
  };
  for (const mark of ['before', 'on'] as const) {
    plan.add({
      kind: 'boundary',
      owner: { kind: 'dates', name: day },
      name: mark,
      of: pack,
      mark: `${mark} ${day}`,
      place,
      wanted: words[mark],
    });
  }
}

/** Each day on which something changes, with the first place that says so. */
function daysWithPlaces({ pack, places }: Plan): Map<string, Place> {
  const days = new Map<string, Place>();
  const addSpan = (span: Span, placeOf: (key: 'from' | 'to') => Place): void => {
    if (span.from !== undefined && !days.has(span.from)) days.set(span.from, placeOf('from'));
    if (span.to === undefined) return;
    const after = neighbour(span.to, 1);
    if (!days.has(after)) days.set(after, placeOf('to'));
  };
  for (const clause of pack.clauses) addSpan(clause, (key) => places.clause(clause.id, [key]));
  for (const { name, rows } of pack.parameters.values())
    for (const row of rows) addSpan(row, (key) => places.parameter(name, ['values', row.index, key]));
  for (const { name, rows } of pack.tables.values())
    for (const row of rows) addSpan(row, (key) => places.table(name, ['rows', row.index, key]));
  return days;
}

/** The marks of a law date. */
export function dayMarksOf(days: readonly string[], date: string): string[] {
  return days.flatMap((day) =>
    date === day ? [`on ${day}`] : date === neighbour(day, -1) ? [`before ${day}`] : [],
  );
}
