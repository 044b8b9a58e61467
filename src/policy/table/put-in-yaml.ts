// A table's YAML and the rows it shall hold -> its new text, in which nothing else changes: comments and layout stay.
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Literal } from '../pack.js';
import { valueAt } from './columns.js';
import type { Column, RawRow } from './columns.js';
import { isUntouched } from './same-rows.js';
import type { Match } from './same-rows.js';
import { inFlow, removeAt, scalarOf, shown, yamlRow } from './yaml-row.js';

interface Put {
  readonly text: string;
  readonly columns: readonly Column[];
  readonly rows: readonly RawRow[];
  readonly matches: readonly Match[];
}

/** The text around the rows, and each row's own; a block's rows are whole lines, with the comments above them. */
interface Pieces {
  readonly before: string;
  readonly rows: readonly Piece[];
  readonly after: string;
  readonly between: string;
  readonly indent: string;
  readonly isBlock: boolean;
}

interface Piece {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  /** Where the row itself begins: after the comments above it, at its dash. */
  readonly own: number;
}

export function putInYaml({ text, columns, rows, matches }: Put): string {
  const sequence = rowsOf(text);
  if (isUntouched(matches, sequence.items.length)) return text;
  const pieces = cut(text, sequence);
  const isFlow = sequence.items.every((item) => !isMap(item) || item.flow === true);
  const written = rows.map((row, index) => {
    const { old, isSame } = matches[index] ?? { isSame: false };
    const piece = old === undefined ? undefined : pieces.rows[old];
    if (!piece) return newRow(row, pieces, isFlow);
    return isSame ? text.slice(piece.start, piece.end) : changedRow({ text, piece, columns, row, pieces });
  });
  const whole = pieces.isBlock ? written.map((each) => (each.endsWith('\n') ? each : `${each}\n`)) : written;
  const joined = pieces.before + whole.join(pieces.between) + pieces.after;
  return text.includes('\r\n') ? joined.replaceAll(/\r?\n/g, '\r\n') : joined;
}

/** Where the rows end: a block's with their last line, others with their bracket. */
export function endOfRows(text: string): number {
  const rows = rowsOf(text);
  return rows.flow ? rangeOf(rows)[1] : text.length - cut(text, rows).after.length;
}

function rowsOf(text: string): YAMLSeq {
  const rows = parseDocument(text, { keepSourceTokens: true }).get('rows');
  if (!isSeq(rows)) throw new Error('a table without rows in its YAML');
  return rows;
}

function cut(text: string, sequence: YAMLSeq): Pieces {
  const nodes = sequence.items as Node[];
  const isBlock = sequence.flow !== true;
  const starts = nodes.map((node, index) =>
    isBlock ? lineStart(text, dashOf(sequence, index)) : rangeOf(node)[0],
  );
  const ends = nodes.map((node) => (isBlock ? lineEnd(text, contentEnd(text, node)) : rangeOf(node)[1]));
  const rows = nodes.map((node, index) => ({
    node,
    start: isBlock && index > 0 ? (ends[index - 1] ?? 0) : (starts[index] ?? 0),
    end: ends[index] ?? 0,
    own: starts[index] ?? 0,
  }));
  const first = rows[0]?.start ?? 0;
  const gap = rows[1] && !isBlock ? text.slice(rows[0]?.end, rows[1].start) : ', ';
  return {
    before: text.slice(0, first),
    rows,
    after: text.slice(ends.at(-1)),
    between: isBlock ? '' : gap.replace(/#.*/g, ''),
    indent: isBlock ? text.slice(first, dashOf(sequence, 0)) : '',
    isBlock,
  };
}

function rangeOf(node: Node): readonly [number, number] {
  const [start, end] = node.range ?? [0, 0];
  return [start, end];
}

function dashOf(sequence: YAMLSeq, index: number): number {
  const token = sequence.srcToken;
  const items = token?.type === 'block-seq' ? token.items : [];
  const dashes = items.flatMap((item) => item.start.filter((each) => each.type === 'seq-item-ind'));
  return dashes[index]?.offset ?? 0;
}

/** The range of a block's map ends after comments that belong to what follows; its last value knows better. */
function contentEnd(text: string, node: Node): number {
  if (isMap(node) && node.flow !== true) {
    const last = (node.items as Pair<Node, Node | null>[]).at(-1);
    if (last) return contentEnd(text, last.value ?? last.key);
  }
  const [start, end] = rangeOf(node);
  const isBlockText = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  // Empty lines at the end of a block text may be part of it.
  if (isBlockText) return text[end - 1] === '\n' ? end - 1 : end;
  return start + text.slice(start, end).trimEnd().length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function newRow(row: RawRow, pieces: Pieces, isFlow: boolean): string {
  const body = shown(yamlRow(row, isFlow), pieces.indent);
  return pieces.isBlock ? `${pieces.indent}- ${body}\n` : body;
}

interface Change {
  readonly text: string;
  readonly piece: Piece;
  readonly columns: readonly Column[];
  readonly row: RawRow;
  readonly pieces: Pieces;
}

/** Where only values differ they alone are replaced; a row that gains or loses a column is written anew. */
function changedRow({ text, piece, columns, row, pieces }: Change): string {
  const node = piece.node as YAMLMap;
  const old = node.toJSON() as RawRow;
  const changed = columns.filter(({ path }) => valueAt(old, path) !== valueAt(row, path));
  const edits = changed.map(({ path }) => ({
    path,
    scalar: node.getIn(path, true),
    value: valueAt(row, path),
  }));
  if (edits.every(({ scalar, value }) => isScalar(scalar) && value !== undefined)) {
    return replaceScalars(text, piece, edits as { scalar: Scalar; value: Literal }[]);
  }
  for (const { path, value } of edits) {
    if (value === undefined) removeAt(node, path);
    else node.setIn(path, scalarOf(value));
  }
  node.commentBefore = null;
  node.spaceBefore = false;
  const above = text.slice(piece.start, piece.own);
  const body = shown(node, pieces.indent);
  return pieces.isBlock ? `${above}${pieces.indent}- ${body}\n` : above + body;
}

function replaceScalars(
  text: string,
  piece: Piece,
  edits: readonly { scalar: Scalar; value: Literal }[],
): string {
  const inOrder = [...edits].sort((a, b) => rangeOf(b.scalar)[0] - rangeOf(a.scalar)[0]);
  let result = text.slice(piece.start, piece.end);
  for (const { scalar, value } of inOrder) {
    const [start, end] = rangeOf(scalar).map((at) => at - piece.start);
    const source = result.slice(start, end);
    const lineBreak = source.endsWith('\n') ? '\n' : '';
    result = `${result.slice(0, start)}${inFlow(scalarOf(value, scalar))}${lineBreak}${result.slice(end)}`;
  }
  return result;
}
