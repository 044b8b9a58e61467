// A table's values <-> the cells of a CSV, so that neither a spreadsheet nor a formula in a text changes anything.
import { isCalendarDate } from '../calendar.js';
import type { FaultCode } from '../fault-code.js';
import type { Bilingual, Literal } from '../pack.js';
import type { Separator } from './csv-lines.js';

export type CellKind = 'number' | 'text' | 'date' | 'boolean';

export interface Misread {
  readonly code: FaultCode;
  readonly message: Bilingual;
}

/** With `,` between the cells a decimal is written with a point; with `;` or a tab with a comma, or a point too. */
export function readCell(cell: string, kind: CellKind, separator: Separator): Literal | Misread {
  switch (kind) {
    case 'number':
      return readNumber(cell, separator);
    case 'date':
      return isCalendarDate(cell) ? cell : misread('csv_date', aboutDate(cell));
    case 'boolean':
      return readTruth(cell);
    case 'text':
      return guarded.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell;
  }
}

export function writeCell(value: Literal, separator: Separator): string {
  if (typeof value === 'number') return writeNumber(value, separator);
  if (typeof value === 'boolean' || isCalendarDate(value)) return String(value);
  return guarded.test(value) ? `'${value}` : value;
}

export function isMisread(reading: Literal | Misread): reading is Misread {
  return typeof reading === 'object';
}

/**
 * Texts that a spreadsheet would take for a formula or silently rewrite (007 to 7), and the empty one, which would be
 * no value at all: they are written after an apostrophe, which reading takes off again. So are those that already
 * begin with apostrophes, or the two could not be told apart.
 */
const guarded = /^'*(?:$|[=+\-@\t\r\n]|[.,]?\d[\d.,:/ eE+-]*$)/;

const numberWithPoint = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const thousandsOrDecimals = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

function readNumber(cell: string, separator: Separator): number | Misread {
  const hasComma = separator !== ',';
  const mayBeThousands = hasComma && thousandsOrDecimals.test(cell) && cell.includes('.');
  const plain = hasComma && !cell.includes('.') ? cell.replace(',', '.') : cell;
  if (numberWithPoint.test(plain) && !mayBeThousands) return Number(plain);
  return misread('csv_number', aboutNumber(cell, separator));
}

function writeNumber(value: number, separator: Separator): string {
  return separator === ',' ? String(value) : String(value).replace('.', ',');
}

function aboutNumber(cell: string, separator: Separator): Bilingual {
  const meant = [...new Set(perhapsMeant(cell.trim()))].filter((value) => Number.isFinite(value));
  const shown = (meant.length > 0 ? meant : [1234.5]).map((value) => writeNumber(value, separator));
  const found = `"${cell}"`;
  if (meant.length === 0) {
    return {
      id: `${found} bukan angka; tulis angka saja, misalnya ${shown.join('')}`,
      en: `${found} is not a number; write digits only, e.g. ${shown.join('')}`,
    };
  }
  return {
    id: `${found} tidak jelas sebagai angka; tulis ${shown.join(' atau ')}, tanpa pemisah ribuan`,
    en: `${found} is not clear as a number; write ${shown.join(' or ')}, without thousands separators`,
  };
}

/** The numbers that somebody may have meant by a text that is none here. */
function perhapsMeant(text: string): number[] {
  if (text.endsWith('%'))
    return perhapsMeant(text.slice(0, -1)).map((value) => Number((value / 100).toPrecision(15)));
  if (!/^[+-]?\d[\d., ]*$/.test(text)) return [];
  const digits = text.replaceAll(' ', '').replace('+', '');
  const marks = digits.match(/[.,]/g) ?? [];
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return [Number(digits)];
  if (first !== last) return [Number(digits.replaceAll(first, '').replace(last, '.'))];
  if (marks.length > 1) return [Number(digits.replaceAll(first, ''))];
  const decimal = Number(digits.replace(first, '.'));
  return thousandsOrDecimals.test(digits) ? [Number(digits.replace(first, '')), decimal] : [decimal];
}

function aboutDate(cell: string): Bilingual {
  const meant = [...new Set(perhapsDates(cell))].filter((date) => isCalendarDate(date));
  const shown = meant.length > 0 ? meant : ['2023-12-31'];
  const example = meant.length > 0 ? { id: '', en: '' } : { id: 'misalnya ', en: 'e.g. ' };
  return {
    id: `"${cell}" bukan tanggal; tulis tahun-bulan-hari: ${example.id}${shown.join(' atau ')}`,
    en: `"${cell}" is not a date; write year-month-day: ${example.en}${shown.join(' or ')}`,
  };
}

function perhapsDates(cell: string): string[] {
  const [a, b, c] = /^(\d+)[-/. ](\d+)[-/. ](\d+)$/.exec(cell.trim())?.slice(1) ?? [];
  if (a === undefined || b === undefined || c === undefined) return [];
  const iso = (year: string, ...rest: string[]): string =>
    [year, ...rest.map((part) => part.padStart(2, '0'))].join('-');
  if (a.length === 4) return [iso(a, b, c)];
  return c.length === 4 ? [iso(c, b, a), iso(c, a, b)] : [];
}

/** As spreadsheets in either language save them. */
function readTruth(cell: string): boolean | Misread {
  const word = cell.toLowerCase();
  if (word === 'true' || word === 'benar') return true;
  if (word === 'false' || word === 'salah') return false;
  return misread('csv_truth', {
    id: `"${cell}" seharusnya true atau false`,
    en: `"${cell}" should be true or false`,
  });
}

function misread(code: FaultCode, message: Bilingual): Misread {
  return { code, message };
}
