// One CSV file, as spreadsheets save it -> its cells as texts, each with its place in the file.
import { LineCounter } from 'yaml';
import type { FaultCode } from '../fault-code.js';
import type { Fault, Place } from '../fault.js';
import type { Bilingual } from '../pack.js';
import { readBytes, textOf } from '../yaml-file.js';
import { separatorOf, splitLines, withoutTrailing } from './csv-lines.js';
import type { Line, Separator } from './csv-lines.js';

/** Those among the files of a pack, by their paths; undefined for one that cannot be read. */
export function parseCsvs(
  files: ReadonlyMap<string, Buffer | Fault>,
  name: string,
  faults: Fault[],
): Map<string, CsvFile | undefined> {
  const csvs = [...files].filter(([path]) => path.endsWith('.csv'));
  return new Map(
    csvs.map(([path, bytes]) => {
      const csv = 'code' in bytes ? [bytes] : csvFrom(bytes, `${name}/${path}`);
      if (isCsvFile(csv)) return [path, csv];
      faults.push(...csv);
      return [path, undefined];
    }),
  );
}

export function readCsvFile(path: string, name: string): CsvFile | Fault[] {
  const bytes = readBytes(path, name);
  return 'code' in bytes ? [bytes] : csvFrom(bytes, name);
}

function csvFrom(bytes: Buffer, name: string): CsvFile | Fault[] {
  const text = textOf(bytes);
  if (text !== undefined) return parseCsv(text, name);
  return wholeFile(name, 'not_utf8', {
    id: 'bukan teks UTF-8; simpanlah sebagai "CSV UTF-8"',
    en: 'is not UTF-8 text; save it as "CSV UTF-8"',
  });
}

export function parseCsv(text: string, name: string): CsvFile | Fault[] {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const separator = separatorOf(plain);
  const lines = splitLines(plain, separator);
  const wrong = lines.wrong && [
    { at: lines.wrong.at, code: 'csv_quotes' as const, message: lines.wrong.message },
  ];
  const file = new CsvFile(name, separator, plain, withoutTrailing(lines.found));
  const problems = wrong ?? file.problems();
  return problems.length > 0 ? problems.map(({ at, ...rest }) => file.faultAt(at, rest)) : file;
}

interface Problem {
  readonly at: number;
  readonly code: FaultCode;
  readonly message: Bilingual;
}

export class CsvFile {
  private readonly lineStarts = new LineCounter();
  readonly header: readonly string[];
  /** How many rows stand below the header. */
  readonly length: number;

  constructor(
    readonly name: string,
    readonly separator: Separator,
    private readonly text: string,
    private readonly lines: readonly Line[],
  ) {
    this.header = lines[0]?.cells.map((cell) => cell.text) ?? [];
    this.length = Math.max(0, lines.length - 1);
    this.lineStarts.addNewLine(0);
    for (const { index } of text.matchAll(/\n/g)) this.lineStarts.addNewLine(index + 1);
  }

  /** "" for an empty cell, also where a row is shorter than the header. */
  cell(row: number, column: number): string {
    return this.lines[row + 1]?.cells[column]?.text ?? '';
  }

  /** The row as it is written, without its line end. */
  source(row: number | 'header'): string {
    const line = this.lines[row === 'header' ? 0 : row + 1];
    return line ? this.text.slice(line.start, line.end) : '';
  }

  /** Where a cell stands; of a cell that a short row lacks, where the row ends. */
  place(row: number | 'header', column: number): Place {
    const line = this.lines[row === 'header' ? 0 : row + 1];
    return this.placeAt(line?.cells[column]?.start ?? line?.end ?? 0);
  }

  faultAt(at: number, what: Omit<Problem, 'at'>): Fault {
    return { severity: 'fault', ...this.placeAt(at), ...what };
  }

  private placeAt(at: number): Place {
    const { line, col } = this.lineStarts.linePos(at);
    return { file: this.name, line, column: col };
  }

  /** What no spreadsheet leaves behind by itself: columns without a name, empty rows between others. */
  problems(): Problem[] {
    const [header, ...rows] = this.lines;
    if (!header) {
      const message = {
        id: 'kosong; baris pertama memuat nama kolom',
        en: 'is empty; its first row names the columns',
      };
      return [{ at: 0, code: 'empty_file', message }];
    }
    if (rows.length === 0) {
      const message = {
        id: 'tidak memuat baris di bawah nama kolom',
        en: 'holds no rows below the names of the columns',
      };
      return [{ at: header.end, code: 'empty_file', message }];
    }
    return [...this.headerProblems(header), ...rows.flatMap((row) => this.rowProblems(row))];
  }

  private headerProblems({ cells }: Line): Problem[] {
    return cells.flatMap(({ text, start }, index) => {
      const found = `"${text}"`;
      if (text === '') {
        const message = { id: 'kolom ini tidak bernama', en: 'this column has no name' };
        return [{ at: start, code: 'csv_column', message }];
      }
      if (this.header.indexOf(text) === index) return [];
      const message = { id: `kolom ${found} ada dua kali`, en: `the column ${found} stands twice` };
      return [{ at: start, code: 'csv_column', message }];
    });
  }

  private rowProblems({ cells, start }: Line): Problem[] {
    if (cells.every((cell) => cell.text === '')) {
      const message = { id: 'baris ini kosong; hapuslah', en: 'this row is empty; delete it' };
      return [{ at: start, code: 'csv_empty_row', message }];
    }
    return cells.slice(this.header.length).flatMap((cell) => {
      if (cell.text === '') return [];
      const message = {
        id: `"${cell.text}" berada di luar kolom-kolom yang bernama; periksa pemisah kolom dan tanda petiknya`,
        en: `"${cell.text}" stands beyond the columns that have a name; look at the separators and quotes`,
      };
      return [{ at: cell.start, code: 'csv_column', message }];
    });
  }
}

export function isCsvFile(reading: CsvFile | Fault[]): reading is CsvFile {
  return reading instanceof CsvFile;
}

function wholeFile(file: string, code: FaultCode, message: Bilingual): Fault[] {
  return [{ severity: 'fault', file, line: 1, column: 1, code, message }];
}
