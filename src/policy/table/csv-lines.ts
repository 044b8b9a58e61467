// The text of a CSV -> its lines and cells, each with where it begins.
import { CsvError, parse } from 'csv-parse/sync';
import type { Bilingual } from '../pack.js';

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

export interface Cell {
  readonly text: string;
  readonly start: number;
}

/** Line ends are read as \n, also inside cells, as in the digest of a pack. */
export interface Line {
  readonly cells: readonly Cell[];
  readonly start: number;
  readonly end: number;
}

/** Names of columns hold none of them, so the first in the header is the separator. */
export function separatorOf(text: string): Separator {
  const [found] = /[,;\t]/.exec(text.slice(0, text.indexOf('\n') >>> 0)) ?? [];
  return separators.find((each) => each === found) ?? ',';
}

/**
 * The places follow from the cells: what a cell's source looks like is fixed by its text and its quotes, and one
 * character stands between it and the next. A broken cell therefore begins where the last good one ended.
 */
export function splitLines(
  text: string,
  separator: Separator,
): { found: Line[]; wrong?: { at: number; message: Bilingual } } {
  const found: { cells: Cell[]; start: number; end: number }[] = [];
  let at = 0;
  const note = (cell: string, { quoting, index }: { quoting: boolean; index: number }): string => {
    if (index === 0) found.push({ cells: [], start: at, end: at });
    const line = found.at(-1);
    line?.cells.push({ text: cell, start: at });
    at += cell.length + (quoting ? 2 + (cell.split('"').length - 1) : 0);
    if (line) line.end = at;
    at += 1;
    return cell;
  };
  try {
    parse(text, { delimiter: separator, record_delimiter: '\n', relax_column_count: true, cast: note });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { found, wrong: { at, message: aboutQuotes(error.code) } };
  }
  return { found };
}

function aboutQuotes(code: string): Bilingual {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return {
      id: 'tanda petik (") yang dibuka di sel ini tidak ditutup',
      en: 'the quote (") that opens this cell is not closed',
    };
  }
  return {
    id: 'tanda petik (") ada di dalam sel ini; apit seluruh sel dengan tanda petik dan tulis tanda petik di dalamnya dua kali: "a""b"',
    en: 'a quote (") stands inside this cell; put the whole cell in quotes and write each quote inside it twice: "a""b"',
  };
}

/** Spreadsheets save empty rows and columns after the last that was ever used. */
export function withoutTrailing(lines: readonly Line[]): Line[] {
  const isEmpty = (line: Line | undefined): boolean => line?.cells.every((cell) => cell.text === '') ?? false;
  const last = lines.findLastIndex((line) => !isEmpty(line));
  const kept = lines.slice(0, last + 1);
  const [header] = kept;
  if (!header) return kept;
  const width = header.cells.findLastIndex((cell) => cell.text !== '') + 1;
  const isUsed = kept.slice(1).some((line) => line.cells.slice(width).some((cell) => cell.text !== ''));
  return isUsed ? kept : kept.map((line) => ({ ...line, cells: line.cells.slice(0, width) }));
}
