// tables/*.yaml -> look-ups, bands and marginal scales whose rows are typed by the facts that are their keys.
import { isCalendarDate, neighbour } from './calendar.js';
import { compareText, didYouMean } from './fault.js';
import type { Fault } from './fault.js';
import { factType } from './facts.js';
import { describeType } from './formula/describe-type.js';
import { numberIn, text } from './formula/expression.js';
import { firstDay, overlap } from './law-dates.js';
import { checkSequence, valueType } from './parameters.js';
import type { Bilingual, Citation, Fact, Literal, Provenance, Table, TableKey, TableRow } from './pack.js';
import type { YamlFile } from './yaml-file.js';

interface RawTable {
  table: string;
  kind: Table['kind'];
  title: Bilingual;
  unit?: string;
  not_encoded?: string;
  provenance: Provenance;
  citation: Citation;
  by: { key: string; fact?: string; type?: 'number' | 'text'; unit?: string }[];
  rows: RawRow[];
}

type RawRow = Record<string, Literal> & {
  from?: string;
  to?: string;
  provenance?: Provenance;
  citation?: Citation;
  value?: Literal;
  at_least?: number;
  below?: number;
  above?: number;
  rate?: number;
};

const shared = ['from', 'to', 'provenance', 'citation'];
export const columns = {
  lookup: ['value'],
  band: ['at_least', 'below', 'value'],
  marginal: ['above', 'rate'],
};
export const needed = { lookup: ['value'], band: ['value'], marginal: ['above', 'rate'] };

export function readTable(
  file: YamlFile,
  facts: ReadonlyMap<string, Fact>,
): { table: Table; faults: Fault[] } {
  const faults: Fault[] = [];
  const raw = file.data as RawTable;
  const by = raw.by.map((key, index) => readKey(key, index));
  if (raw.kind !== 'lookup' && (by.length !== 1 || by[0]?.type.kind !== 'number')) {
    const message = {
      id: `tabel ${raw.kind} dibaca menurut tepat satu angka`,
      en: `a ${raw.kind} table is read by exactly one number`,
    };
    faults.push(file.fault(['by'], 'table_key', message));
  }
  raw.rows.forEach((row, index) => checkColumns(row, index));
  const rows = endWhereNextBegins(raw.rows.map((row, index) => readRow(row, index)));
  const values = rows.map((row) => row.value);
  const type = valueType(values, raw.unit);
  if (!type) {
    const message = {
      id: 'nilai baris-barisnya tidak satu jenis',
      en: 'the values of the rows are not all of one kind',
    };
    faults.push(file.fault(['rows'], 'mixed_types', message));
  }
  checkOverlaps(rows);
  const table: Table = {
    name: raw.table,
    kind: raw.kind,
    title: raw.title,
    by,
    type: type ?? numberIn(raw.unit),
    ...(raw.unit !== undefined && { unit: raw.unit }),
    ...(raw.not_encoded !== undefined && { notEncoded: raw.not_encoded }),
    rows: raw.kind === 'lookup' ? rows : [...rows].sort((a, b) => start(a) - start(b)),
  };
  return { table, faults };

  function readKey(key: RawTable['by'][number], index: number): TableKey {
    if (shared.includes(key.key) || Object.values(columns).flat().includes(key.key)) {
      const message = {
        id: `kunci tidak dapat bernama "${key.key}"`,
        en: `a key cannot be called "${key.key}"`,
      };
      faults.push(file.fault(['by', index, 'key'], 'table_key', message));
    }
    if (key.fact === undefined)
      return { key: key.key, type: key.type === 'text' ? text : numberIn(key.unit) };
    const fact = findFact(facts, key.fact);
    const type = fact && factType(fact, key.fact);
    if (!fact || !type || type.kind === 'list' || type.kind === 'element') {
      const near = didYouMean(key.fact, facts.keys());
      const message = {
        id: `tidak ada isian tunggal "${key.fact}"${near.id}`,
        en: `there is no single fact "${key.fact}"${near.en}`,
      };
      faults.push(file.fault(['by', index, 'fact'], 'unknown_fact', message));
      return { key: key.key, type: text };
    }
    return { key: key.key, type, fact };
  }

  function checkColumns(row: RawRow, index: number): void {
    const keys = raw.kind === 'lookup' ? by.map((key) => key.key) : [];
    const allowed = [...keys, ...columns[raw.kind], ...shared];
    for (const column of Object.keys(row)) {
      if (!allowed.includes(column)) {
        const near = didYouMean(column, allowed);
        const message = {
          id: `baris tabel ${raw.kind} ini tidak mempunyai "${column}"${near.id}`,
          en: `a row of this ${raw.kind} table has no "${column}"${near.en}`,
        };
        faults.push(file.fault(['rows', index, column], 'table_column', message));
      }
    }
    for (const column of [...keys, ...needed[raw.kind]]) {
      if (row[column] === undefined) {
        const message = { id: `pada baris ini tidak ada "${column}"`, en: `this row has no "${column}"` };
        faults.push(file.fault(['rows', index, column], 'table_column', message));
      }
    }
    for (const key of raw.kind === 'lookup' ? by : []) checkKeyValue(key, row[key.key], index);
    if (row.at_least !== undefined && row.below !== undefined && row.below <= row.at_least) {
      const message = { id: 'rentang ini tidak memuat angka apa pun', en: 'this band holds no number' };
      faults.push(file.fault(['rows', index, 'below'], 'empty_band', message));
    }
    checkSequence([row], (_, message) => faults.push(file.fault(['rows', index], 'row_dates', message)));
  }

  function checkKeyValue(key: TableKey, value: Literal | undefined, index: number): void {
    if (value === undefined) return;
    const kind = { string: 'text', number: 'number', boolean: 'truth' }[typeof value as 'string'];
    const path = ['rows', index, key.key];
    const wanted = key.type.kind === 'date' ? 'text' : key.type.kind;
    const quoted = `"${String(value)}"`;
    if (kind !== wanted) {
      const is = describeType(key.type);
      const message = {
        id: `${quoted} seharusnya ${is.id}, seperti kunci "${key.key}"`,
        en: `${quoted} should be ${is.en}, as key "${key.key}" is`,
      };
      faults.push(file.fault(path, 'table_key', message));
    } else if (key.type.kind === 'date' && !isCalendarDate(String(value))) {
      const message = {
        id: `${quoted} bukan tanggal pada kalender; tulislah seperti "2024-01-31"`,
        en: `${quoted} is not a calendar date; write YYYY-MM-DD`,
      };
      faults.push(file.fault(path, 'table_key', message));
    } else if (key.type.kind === 'text' && key.type.values && !key.type.values.includes(String(value))) {
      const near = didYouMean(String(value), key.type.values);
      const message = {
        id: `${quoted} bukan nilai dari "${key.key}"${near.id}`,
        en: `${quoted} is not a value of "${key.key}"${near.en}`,
      };
      faults.push(file.fault(path, 'unknown_value', message));
    }
  }

  function readRow(row: RawRow, index: number): TableRow {
    const { from, to, at_least, below, above } = row;
    const optional = { from, to, at_least, below, above };
    return {
      index,
      ...(Object.fromEntries(
        Object.entries(optional).filter(([, each]) => each !== undefined),
      ) as Partial<TableRow>),
      keys: raw.kind === 'lookup' ? by.map((key) => row[key.key] ?? '') : [],
      value: (raw.kind === 'marginal' ? row.rate : row.value) ?? 0,
      provenance: row.provenance ?? raw.provenance,
      citation: row.citation ?? raw.citation,
    };
  }

  function checkOverlaps(all: readonly TableRow[]): void {
    all.forEach((row, index) => {
      const clash = all
        .slice(0, index)
        .findIndex((earlier) => overlap(earlier, row) && sameCase(earlier, row));
      if (clash < 0) return;
      const { line } = file.place(['rows', clash]);
      const message = {
        id: `isi ini dan isi pada baris ${line} berlaku untuk hal yang sama`,
        en: `this row and the one at line ${line} are for the same case`,
      };
      faults.push(file.fault(['rows', index], 'overlapping_rows', message));
    });
  }

  /** Of rows for the same case, each lasts until the next begins; a marginal scale is amended as a whole. */
  function endWhereNextBegins(all: readonly TableRow[]): TableRow[] {
    return all.map((row) => {
      if (row.to !== undefined) return row;
      const later = all.filter(
        (other) => replaces(other, row) && (other.from ?? firstDay) > (row.from ?? firstDay),
      );
      const next = later.map((other) => other.from ?? firstDay).sort(compareText)[0];
      return next === undefined ? row : { ...row, to: neighbour(next, -1) };
    });
  }

  function replaces(later: TableRow, row: TableRow): boolean {
    if (raw.kind === 'marginal') return true;
    return sameCase(later, row) && later.at_least === row.at_least && later.below === row.below;
  }

  function sameCase(a: TableRow, b: TableRow): boolean {
    if (raw.kind === 'lookup') return a.keys.every((key, index) => key === b.keys[index]);
    if (raw.kind === 'marginal') return a.above === b.above;
    return start(a) < (b.below ?? Infinity) && start(b) < (a.below ?? Infinity);
  }
}

function start(row: TableRow): number {
  return row.at_least ?? row.above ?? -Infinity;
}

/** A fact by its path from the root, through the elements of lists. */
export function findFact(facts: ReadonlyMap<string, Fact>, path: string): Fact | undefined {
  let inside = facts;
  let found: Fact | undefined;
  for (const part of path.split('.')) {
    found = inside.get(part);
    if (!found) return undefined;
    inside = found.items?.fields ?? found.fields;
  }
  return found;
}
