// Evaluations and refusals -> CSV, a row each, in order of their places in the log; made while they are read.
import type { EvaluationContent, RecordedOutcome, RefusalContent } from '../records/content.js';
import { receiptOf } from '../records/answers.js';
import { csvOf } from './spreadsheet.js';
import type { Cell } from './spreadsheet.js';
import type { KeptEntry, Standing } from '../store.js';

export interface CsvEntry {
  readonly kept: KeptEntry;
  /** With what is masked in it; absent where it is gone. */
  readonly content?: Readonly<Record<string, unknown>>;
  readonly standing: Standing;
}

/** What the file says of itself. */
export interface CsvAbout {
  /** Each has two columns: its value, and its potential. */
  readonly outputs: readonly string[];
  readonly filter: object;
  readonly masks: readonly string[];
  /** The signed note. */
  readonly checkpoint: string;
}

const leading = [
  'id',
  'kind',
  'time',
  'regulation',
  'version',
  'digest',
  'subject',
  'law_date',
  'complete',
  'counts',
  'standing',
  'standing_by',
];
const trailing = ['other_outputs', 'refusal', 'gone', 'place', 'record'];
/** Only the first row says them, so that every row is a record and no cell has to be skipped. */
const ofTheFile = ['export_filter', 'export_masked', 'export_checkpoint'];

/** @returns the file in pieces; without entries, a row that only says what the file is. */
export async function* csvPieces(entries: AsyncIterable<CsvEntry>, about: CsvAbout): AsyncGenerator<string> {
  const outputs = about.outputs.flatMap((name) => [name, `${name}_potential`]);
  yield csvOf([[...leading, ...outputs, ...trailing, ...ofTheFile]]);
  const said = [JSON.stringify(about.filter), about.masks.join(', '), about.checkpoint];
  let count = 0;
  for await (const entry of entries) {
    yield csvOf([[...rowOf(entry, about.outputs), ...(count === 0 ? said : ofTheFile.map(() => ''))]]);
    count += 1;
  }
  const width = leading.length + outputs.length + trailing.length;
  if (count === 0) yield csvOf([[...Array.from({ length: width }, () => ''), ...said]]);
}

function rowOf({ kept, content, standing }: CsvEntry, outputs: readonly string[]): Cell[] {
  const { head, place, gone } = kept;
  const found = content as unknown as Partial<EvaluationContent & RefusalContent> | undefined;
  const scores = found?.outcome?.scores ?? {};
  return [
    head.id,
    head.kind,
    head.time,
    head.regulation,
    head.version,
    head.digest,
    found?.request?.subject,
    found?.law?.date,
    found?.outcome?.complete,
    standing.counts,
    standing.counts ? 'counts' : standing.because,
    'by' in standing ? standing.by : undefined,
    ...outputs.flatMap((name) => [scores[name]?.value, scores[name]?.potential]),
    otherOutputs(scores, outputs),
    found?.refusal?.code,
    gone,
    place,
    receiptOf(kept).record,
  ];
}

type Scores = RecordedOutcome['scores'];

/** Of versions that are no longer among the rules: nothing is left out for want of a column. */
function otherOutputs(scores: Scores, outputs: readonly string[]): string {
  const others = Object.entries(scores).filter(([name]) => !outputs.includes(name));
  if (others.length === 0) return '';
  return JSON.stringify(
    Object.fromEntries(others.map(([name, { value, potential }]) => [name, { value, potential }])),
  );
}
