// Tables that lack a row for what can be asked of them, and rows that nothing can ask for.
import { neighbour } from '../../policy/calendar.js';
import type { Fault } from '../../policy/fault.js';
import { daysOfChange, overlap } from '../../policy/law-dates.js';
import { isInForce } from '../../policy/pack.js';
import type { Bilingual, Span, Table, TableRow } from '../../policy/pack.js';
import { asRange } from '../../policy/possible-values.js';
import type { PossibleValues } from '../../policy/possible-values.js';
import type { Here } from './here.js';
import { missingBands } from './missing-bands.js';
import { missingCombinations } from './missing-combinations.js';
import type { Site, Subject } from './sites.js';
import { canBeRead } from './table-values.js';
import { tableUses } from './table-uses.js';
import type { TableUse } from './table-uses.js';
import { and, describeDays, describeValues, listed, literalText, warning } from './words.js';

export function tableWarnings(subject: Subject, sites: readonly Site[]): Fault[] {
  const uses = tableUses(subject, sites);
  return [...subject.pack.tables.values()].flatMap((table) => [
    ...rowsOutsideSpan(table, subject),
    ...rowsNeverRead(table, uses.get(table) ?? [], subject),
    ...gaps(table, uses.get(table) ?? [], subject),
  ]);
}

function rowsOutsideSpan(table: Table, { pack, places }: Subject): Fault[] {
  const { from, to } = pack.inForce;
  const span = {
    id: `${from}${to === undefined ? ' dan seterusnya' : ` sampai ${to}`}`,
    en: `${from} to ${to ?? 'open end'}`,
  };
  return table.rows
    .filter((row) => !overlap(row, pack.inForce))
    .map((row) => {
      const [end, days] = [row.from !== undefined && row.from > from ? 'from' : 'to', describeDays(row)];
      return warning(places.table(table.name, ['rows', row.index, end], 'key'), 'row_outside_span', {
        id: `baris ini (${days.id.trim()}) di luar masa berlaku paket ini (${span.id}), jadi tidak pernah dibaca; perbaiki tanggalnya, atau hapus barisnya`,
        en: `this row (${days.en.trim()}) is outside the span of the pack (${span.en}), so it is never read; correct its dates, or remove the row`,
      });
    });
}

/** By declared values and limits alone: that no formula happens to ask for a row of the law's own table is no mistake. */
function rowsNeverRead(table: Table, uses: readonly TableUse[], { pack, places }: Subject): Fault[] {
  // A table that nothing reads is told of as such.
  if (uses.length === 0) return [];
  const rows = table.rows.filter(
    (row) => overlap(row, pack.inForce) && !uses.some((use) => canBeRead(table, row, use.declared)),
  );
  const [first] = rows;
  if (!first) return [];
  const declared = uses[0]?.declared.map((values) => describeValues(asRange(values) ?? values));
  const keys = table.by.map(({ key }, index) => ({ key, values: declared?.[index] }));
  const [id, en] = (['id', 'en'] as const).map((language) =>
    keys.map(({ key, values }) => `${key}: ${values?.[language] ?? ''}`).join('; '),
  );
  const names = listed(
    rows.map((row) => rowName(table, row)),
    and,
  );
  return [
    warning(places.table(table.name, ['rows', first.index]), 'row_never_read', {
      id: `tidak ada pengajuan yang dapat membaca baris ${names.id} (${id}); perbaiki barisnya, atau batas pada isiannya`,
      en: `no submission can read the row ${names.en} (${en}); correct the row, or the limits of the fact`,
    }),
  ];
}

function rowName(table: Table, row: TableRow): string {
  if (table.kind === 'lookup') return combinationText(table, row.keys.map(literalText));
  const ends = { at_least: row.at_least, above: row.above, below: row.below };
  return Object.entries(ends)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join(', ');
}

function combinationText(table: Table, keys: readonly string[]): string {
  return keys.map((key, index) => `${table.by[index]?.key ?? ''} = ${key}`).join(', ');
}

interface Spell {
  readonly span: Required<Span>;
  /** What is missing then. */
  readonly names: readonly Bilingual[];
}

function gaps(table: Table, uses: readonly TableUse[], subject: Subject): Fault[] {
  // What the table lacks is declared: the law there is not encoded.
  if (table.notEncoded !== undefined) return [];
  const told = new Map<string, Fault>();
  for (const use of uses) {
    for (const { span, names } of spells(table, use, subject)) {
      const days = describeSpell(span, use.here.span);
      const [id, en] = [
        listed(
          names.map((name) => name.id),
          and,
        ).id,
        listed(
          names.map((name) => name.en),
          and,
        ).en,
      ];
      const place = subject.places.table(table.name, ['rows'], 'key');
      const isScale = table.kind === 'marginal';
      const fault = isScale
        ? warning(place, 'scale_starts_late', {
            id: `skala ini tidak memberi tarif untuk ${id}${days.id}, yang dapat dibaca ${use.by}; mulai baris pertama lebih rendah, atau naikkan batas bawah isiannya`,
            en: `this scale gives no rate for ${en}${days.en}, which ${use.by} can read; start the first row lower, or raise the lower limit of the fact`,
          })
        : warning(place, 'table_gap', {
            id: `tabel ini tidak memuat baris untuk ${id}${days.id}, padahal ${use.by} dapat membacanya, dan pengajuan seperti itu ditolak; tambahkan barisnya, atau batasi isiannya`,
            en: `this table has no row for ${en}${days.en}, which ${use.by} can read, and such a submission is refused; add the row, or limit the fact`,
          });
      const key = `${id}${days.id}`;
      if (!told.has(key)) told.set(key, fault);
    }
  }
  return [...told.values()];
}

/** Times in which the same is missing, each with what is. */
function spells(table: Table, use: TableUse, subject: Subject): Spell[] {
  const { from, to } = use.here.span;
  const days = [from, ...daysOfChange(subject.pack).filter((day) => from < day && day <= to)];
  const found: Spell[] = [];
  for (const [index, day] of days.entries()) {
    const next = days[index + 1];
    const end = next === undefined ? to : neighbour(next, -1);
    const names = missingOn(day, table, use, subject);
    const last = found.at(-1);
    const isSame =
      last && neighbour(last.span.to, 1) === day && JSON.stringify(last.names) === JSON.stringify(names);
    if (isSame) found[found.length - 1] = { ...last, span: { from: last.span.from, to: end } };
    else found.push({ span: { from: day, to: end }, names });
  }
  return found.filter(({ names }) => names.length > 0);
}

function missingOn(day: string, table: Table, whole: TableUse, subject: Subject): readonly Bilingual[] {
  const here: Here = { ...whole.here, span: { from: day, to: day } };
  const use = { ...whole, here, values: whole.keys.map((key) => subject.interpreter.valuesOf(key, here)) };
  const rows = table.rows.filter((row) => isInForce(row, day));
  if (table.kind === 'lookup') {
    return missingCombinations(rows, use, subject.interpreter).map((keys) => {
      const text = combinationText(table, keys.map(literalText));
      return { id: text, en: text };
    });
  }
  return missingBands(table, rows, use).map((values: PossibleValues) => {
    const { id, en } = describeValues(values);
    const key = table.by[0]?.key ?? '';
    return { id: `${key} ${id}`, en: `${key} ${en}` };
  });
}

/** The days, where they are not all the days of the use. */
function describeSpell(spell: Required<Span>, whole: Required<Span>): Bilingual {
  return describeDays({
    ...(spell.from !== whole.from && { from: spell.from }),
    ...(spell.to !== whole.to && { to: spell.to }),
  });
}
