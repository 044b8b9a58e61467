// A table's YAML with its rows -> the same with the name of a CSV in their place.
import { CST, isMap, isScalar, Lexer, parseDocument } from 'yaml';
import type { Node, Pair } from 'yaml';
import type { CellKind } from './cells.js';
import { endOfRows } from './put-in-yaml.js';

/** Comments among the rows stay, above the name. Numbers need no type. */
export function leaveToCsv(text: string, csv: string, type: CellKind): string {
  const root = parseDocument(text).contents;
  if (!isMap(root)) throw new Error('a table is a mapping');
  const pair = (root.items as Pair<Node, Node>[]).find(({ key }) => isScalar(key) && key.value === 'rows');
  const start = pair?.key.range?.[0] ?? 0;
  const end = endOfRows(text);
  const keys = [...(type === 'number' ? [] : [['value_type', type]]), ['rows_in', csv]];
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (root.flow) return before + keys.map(([key, value]) => `"${key}": "${value}"`).join(', ') + after;
  const lines = [...commentsIn(text, start, end), ...keys.map(([key, value]) => `${key}: ${value}`)];
  return before + lines.join('\n') + (text[end - 1] === '\n' ? '\n' : '') + after;
}

function commentsIn(text: string, start: number, end: number): string[] {
  const comments: string[] = [];
  let at = 0;
  let isContent = false;
  for (const token of new Lexer().lex(text)) {
    if (CST.tokenType(token) === 'comment' && !isContent && at >= start && at < end) comments.push(token);
    // These two control characters mark what follows; they are not in the text.
    const isMark = token === CST.SCALAR || token === CST.DOCUMENT;
    isContent = token === CST.SCALAR;
    if (!isMark) at += token.length;
  }
  return comments;
}
