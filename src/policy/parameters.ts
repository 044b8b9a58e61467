// parameters.yaml -> named values, each a dated series with its provenance.
import { isCalendarDate } from './calendar.js';
import type { Fault } from './fault.js';
import { date, numberIn, text, truth } from './formula/expression.js';
import type { ValueType } from './formula/expression.js';
import { describeSpan, inSequence, overlap } from './law-dates.js';
import type { Bilingual, Citation, Literal, Parameter, Provenance } from './pack.js';
import type { YamlFile } from './yaml-file.js';

interface RawRow {
  from?: string;
  to?: string;
  value: Literal;
  provenance?: Provenance;
  citation?: Citation;
}

interface RawParameter {
  label: Bilingual;
  unit?: string;
  provenance?: Provenance;
  citation?: Citation;
  values: RawRow[];
}

export function readParameters(file: YamlFile): { parameters: Map<string, Parameter>; faults: Fault[] } {
  const faults: Fault[] = [];
  const parameters = new Map<string, Parameter>();
  for (const [name, raw] of Object.entries(
    (file.data as { parameters: Record<string, RawParameter> }).parameters,
  )) {
    const path = ['parameters', name];
    const type = valueType(
      raw.values.map((row) => row.value),
      raw.unit,
    );
    if (!type) {
      const message = {
        id: `nilai-nilai "${name}" tidak satu jenis`,
        en: `the values of "${name}" are not all of one kind`,
      };
      faults.push(file.fault([...path, 'values'], 'mixed_types', message));
    }
    if (raw.unit !== undefined && type && type.kind !== 'number') {
      const message = {
        id: `"${name}" bukan angka, maka tidak mempunyai satuan`,
        en: `"${name}" is not a number, so it has no unit`,
      };
      faults.push(file.fault([...path, 'unit'], 'unit_without_number', message));
    }
    const rows = raw.values.flatMap((row, index) => {
      const provenance = row.provenance ?? raw.provenance;
      const citation = row.citation ?? raw.citation;
      for (const key of ['provenance', 'citation'] as const) {
        if ({ provenance, citation }[key]) continue;
        const message = {
          id: `"${name}" di sini tidak mempunyai ${key}`,
          en: `"${name}" has no ${key} here`,
        };
        faults.push(file.fault([...path, 'values', index], `no_${key}`, message));
      }
      return provenance && citation ? [{ ...row, index, provenance, citation }] : [];
    });
    checkSequence(rows, (index, message) => {
      const named = { id: `"${name}": ${message.id}`, en: `"${name}": ${message.en}` };
      faults.push(file.fault([...path, 'values', index], 'row_dates', named));
    });
    parameters.set(name, {
      name,
      label: raw.label,
      ...(raw.unit !== undefined && { unit: raw.unit }),
      type: type ?? numberIn(raw.unit),
      rows: inSequence(rows),
    });
  }
  return { parameters, faults };
}

/** One type for all values, or none: numbers, dates in quotes, texts, or true/false. */
export function valueType(values: readonly Literal[], unit: string | undefined): ValueType | undefined {
  if (values.every((value) => typeof value === 'number')) return numberIn(unit);
  if (values.every((value) => typeof value === 'boolean')) return truth;
  if (!values.every((value) => typeof value === 'string')) return undefined;
  return values.every((value) => isCalendarDate(value)) ? date : text;
}

/** Reports each row that ends before it starts or is in force together with an earlier one. */
export function checkSequence(
  rows: readonly { from?: string; to?: string }[],
  report: (index: number, message: Bilingual) => void,
): void {
  const inOrder = inSequence(rows.map((row, index) => ({ ...row, index })));
  inOrder.forEach((row, position) => {
    if (row.from !== undefined && row.to !== undefined && row.to < row.from) {
      report(row.index, {
        id: `berakhir (${row.to}) sebelum mulai (${row.from})`,
        en: `ends (${row.to}) before it starts (${row.from})`,
      });
    }
    const clash = inOrder.slice(0, position).find((earlier) => overlap(earlier, row));
    if (!clash) return;
    const [span, other] = [describeSpan(row), describeSpan(clash)];
    report(row.index, {
      id: `${span.id} bertumpang tindih dengan ${other.id}`,
      en: `${span.en} overlaps ${other.en}`,
    });
  });
}
