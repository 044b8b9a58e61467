// Tables of two packs -> what changed for which keys, band or bracket on which law dates.
import { compareText } from '../../policy/fault.js';
import { isInForce } from '../../policy/pack.js';
import type { Bilingual, Literal, Table, TableKey, TableRow } from '../../policy/pack.js';
import { formatNumber, formatValue } from '../../explanation/values.js';
import { inBoth } from '../../explanation/words.js';
import { alteration } from './alteration.js';
import type { Change, Subject } from './change.js';
import { tableKindWords } from './labels.js';
import { describeNumbers } from './phrases.js';
import { diffRows } from './rows.js';
import type { Case } from './rows.js';
import { inOrder, isSame, keyOf } from './sides.js';
import type { Sides } from './sides.js';
import { compareInTime } from './timeline.js';
import type { Series } from './timeline.js';

export function diffTables(sides: Sides): Change[] {
  const [before, after] = [sides.before.tables, sides.after.tables];
  const names = inOrder([...before.keys()].sort(compareText), [...after.keys()].sort(compareText));
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old && now) return diffTable(sides, old, now);
    if (now) return [wholeTable(sides, 'added', now)];
    return old ? [wholeTable(sides, 'removed', old)] : [];
  });
}

function subjectOf({ name, title }: Table): Subject {
  return { kind: 'table', id: name, label: title };
}

function wholeTable(sides: Sides, kind: 'added' | 'removed', table: Table): Change {
  const [row] = table.rows;
  const pack = kind === 'added' ? sides.after : sides.before;
  const content = {
    id: `${table.rows.length} baris menurut ${keyNames(table.by, 'id')}`,
    en: `${table.rows.length} row(s) by ${keyNames(table.by, 'en')}`,
  };
  const source = row && sides.sourceIn(pack, row.citation, row.provenance);
  return sides.change(subjectOf(table), { kind, content: [content] }, source);
}

function keyNames(by: readonly TableKey[], language: keyof Bilingual): string {
  return by.map((key) => key.fact?.label?.[language] ?? key.key).join(', ');
}

function diffTable(sides: Sides, old: Table, now: Table): Change[] {
  const subject = subjectOf(now);
  const cases = isSame(shapeOf(old), shapeOf(now))
    ? casesOf(old, now)
    : [...casesOf(old, { ...old, rows: [] }), ...casesOf({ ...now, rows: [] }, now)];
  const meaning = (table: Table): { unit: string | undefined } => ({ unit: table.unit });
  return [
    ...sides.reworded(subject, 'title', [old.title, now.title]),
    ...alteration(sides, subject, 'kind', [old.kind, now.kind], (kind) => tableKindWords[kind]),
    ...alteration(sides, subject, 'unit', [old.unit, now.unit]),
    ...alteration(sides, subject, 'not_encoded', [old.notEncoded, now.notEncoded]),
    ...alteration(
      sides,
      subject,
      'by',
      [old.by, now.by].map((by) => by.map((key) => key.key)) as [string[], string[]],
    ),
    ...diffRows(sides, {
      subject,
      meaning: { before: meaning(old), after: meaning(now) },
      cases: old.kind === 'lookup' && now.kind === 'lookup' ? cases : together(sides, cases),
    }),
  ];
}

/** Rows of tables that are read alike can be held against each other. */
function shapeOf({ kind, by }: Table): unknown {
  return [kind, by.map((key) => key.key)];
}

interface NumberCase extends Case {
  readonly low?: number;
  readonly high?: number;
  readonly nameUpTo?: (high: number) => Bilingual;
}

function casesOf(old: Table, now: Table): NumberCase[] {
  return now.kind === 'lookup' ? lookupCases(old, now) : numberCases(old, now);
}

function lookupCases(old: Table, now: Table): Case[] {
  const keysOf = (table: Table): Map<string, readonly Literal[]> =>
    new Map(table.rows.map((row) => [keyOf(row.keys), row.keys]));
  const all = new Map([...keysOf(old), ...keysOf(now)]);
  return inOrder(keysOf(old).keys(), keysOf(now).keys()).map((key) => {
    const series = (table: Table): Series<TableRow> => {
      const rows = table.rows.filter((row) => keyOf(row.keys) === key);
      return { rows, on: (day) => rows.find((row) => isInForce(row, day)) };
    };
    const name = inBoth((language) =>
      (all.get(key) ?? [])
        .map((value, index) => keyInWords((now.by[index] ?? old.by[index]) as TableKey, value, language))
        .join(', '),
    );
    return { name, before: series(old), after: series(now) };
  });
}

function keyInWords(key: TableKey, value: Literal, language: keyof Bilingual): string {
  const labels = key.fact?.values;
  const text = formatValue(value, language, {
    ...(labels && { labels }),
    unit: key.fact?.unit,
    isDate: key.type.kind === 'date',
  });
  return `${key.fact?.label?.[language] ?? key.key}: ${text}`;
}

/** The number line cut wherever a band or bracket of either table begins or ends. */
function numberCases(old: Table, now: Table): NumberCase[] {
  const isAbove = now.kind === 'marginal';
  const ends = [...old.rows, ...now.rows].flatMap((row) =>
    isAbove ? [row.above ?? 0] : [row.at_least ?? -Infinity, row.below ?? Infinity],
  );
  const cuts = [...new Set([...ends, Infinity])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((low, index) => {
    const high = cuts[index + 1] ?? Infinity;
    const nameUpTo = (end: number): Bilingual =>
      inBoth((language) => {
        const [key] = now.by;
        const unit = key?.fact?.unit;
        const span = describeNumbers({ low, high: end, isAbove }, language, (value) =>
          formatNumber(value, language, unit),
        );
        return `${key?.fact?.label?.[language] ?? key?.key ?? ''} ${span}`;
      });
    const series = (table: Table): Series<TableRow> => ({
      rows: table.rows,
      on: (day) => table.rows.findLast((row) => isInForce(row, day) && holds(row, low, isAbove)),
    });
    return { low, high, name: nameUpTo(high), nameUpTo, before: series(old), after: series(now) };
  });
}

/** Rows are sorted by their start, so of a scale's brackets the last that holds is the one that counts. */
function holds(row: TableRow, low: number, isAbove: boolean): boolean {
  if (isAbove) return (row.above ?? 0) <= low;
  return (row.at_least ?? -Infinity) <= low && low < (row.below ?? Infinity);
}

/** Neighbouring pieces of the number line with the same differences are one case. */
function together(sides: Sides, cases: readonly NumberCase[]): NumberCase[] {
  const joined: NumberCase[] = [];
  for (const each of cases) {
    const last = joined.at(-1);
    const joins =
      last && last.high === each.low && isSame(differences(sides, last), differences(sides, each));
    if (joins && last.nameUpTo && each.high !== undefined) {
      joined.pop();
      joined.push({ ...last, high: each.high, name: last.nameUpTo(each.high) });
    } else joined.push(each);
  }
  return joined;
}

function differences(sides: Sides, { before, after }: Case): unknown {
  const key = (row: TableRow | undefined): string =>
    row ? keyOf([row.value, row.provenance, row.citation]) : '';
  return compareInTime(before as Series<TableRow>, after as Series<TableRow>, {
    span: sides.span,
    keyOf: key,
  }).map((each) => [each.from, each.to, key(each.before), key(each.after)]);
}
