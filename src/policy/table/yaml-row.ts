// One row of a table and its values -> how they are written in YAML.
import { Document, isMap, isScalar, Scalar } from 'yaml';
import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isCalendarDate } from '../calendar.js';
import type { Literal } from '../pack.js';
import type { RawRow } from './columns.js';

export function yamlRow(row: RawRow, isFlow: boolean): YAMLMap {
  const node = new Document(row).contents as YAMLMap;
  quoteTexts(node);
  node.flow = isFlow;
  return node;
}

/** As written inside braces, where more has to stand in quotes than elsewhere. */
export function inFlow(scalar: Scalar): string {
  const document = new Document([scalar]);
  (document.contents as unknown as YAMLSeq).flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

export function scalarOf(value: Literal, old?: Scalar): Scalar {
  const scalar = new Scalar(value);
  if (typeof value !== 'string') return scalar;
  if (old?.type === 'QUOTE_DOUBLE' || old?.type === 'QUOTE_SINGLE') scalar.type = old.type;
  else if (needsQuotes(value)) scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** Dates by custom; what begins like a number because YAML 1.1 and 1.2 do not take the same for one. */
function needsQuotes(text: string): boolean {
  return isCalendarDate(text) || !/^[\p{L}_][^\r\n]*$/u.test(text);
}

function quoteTexts(node: YAMLMap): void {
  for (const { value } of node.items as Pair<Node, Node>[]) {
    if (isMap(value)) quoteTexts(value);
    else if (isScalar(value) && typeof value.value === 'string' && needsQuotes(value.value))
      value.type = 'QUOTE_DOUBLE';
  }
}

/** Takes away the map around it too, when that is all it held. */
export function removeAt(node: YAMLMap, path: readonly string[]): void {
  node.deleteIn(path);
  const around = path.slice(0, -1);
  const left = around.length > 0 ? node.getIn(around) : undefined;
  if (isMap(left) && left.items.length === 0) removeAt(node, around);
}

/** A block text that ends in empty lines would lose them where it is the last of its row. */
function quoteEndingLines(node: YAMLMap): void {
  for (const { value } of node.items as Pair<Node, Node>[]) {
    if (isMap(value)) quoteEndingLines(value);
    else if (isScalar(value) && typeof value.value === 'string' && /\s$/.test(value.value))
      value.type = 'QUOTE_DOUBLE';
  }
}

export function shown(node: YAMLMap, indent: string): string {
  quoteEndingLines(node);
  const document = new Document();
  document.contents = node as unknown as typeof document.contents;
  return document.toString({ lineWidth: 0 }).trimEnd().replaceAll('\n', `\n${indent}  `);
}
