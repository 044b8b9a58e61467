// One line of an export, or the head of a proof -> whether its parts belong together.
import { canonical, isObject } from './canonical.js';
import type { JsonObject } from './canonical.js';
import { toBase64, toHex, utf8 } from './bytes.js';
import type { Context } from './context.js';
import { things } from './findings.js';
import type { At } from './findings.js';
import type { Note } from './note.js';

export interface HeadOf {
  readonly id: string;
  readonly kind: string;
  readonly content: string;
  readonly about?: string;
}

/** The members that a check reads; undefined where they are not there. */
export function headOf(value: unknown): HeadOf | undefined {
  if (!isObject(value)) return undefined;
  const { id, kind, content, about } = value;
  if (typeof id !== 'string' || typeof kind !== 'string' || typeof content !== 'string') return undefined;
  if (about !== undefined && typeof about !== 'string') return undefined;
  return { id, kind, content, ...(about !== undefined && { about }) };
}

export function receiptText(origin: string, id: string, leafHash: Uint8Array): string {
  return `timbang/receipt/1\n${origin}\n${id}\n${toBase64(leafHash)}\n`;
}

/** The receipt, when it is for this entry; who signed it is asked later, for many at once. */
export function receiptFor(given: unknown, text: string, at: At, context: Context): Note | undefined {
  const note = context.parse(given, things.receipt, at);
  if (!note || note.text === text) return note;
  const [said, expected] = [note.text, text].map((each) => each.trimEnd().replaceAll('\n', ' · '));
  context.findings.add('other_text', at, {
    thing: things.receipt,
    said: said ?? '',
    expected: expected ?? '',
  });
  return undefined;
}

export type ContentState = 'checked' | 'masked' | 'erased' | 'expired' | 'wrong';

export function checkContent(line: JsonObject, head: HeadOf, at: At, context: Context): ContentState {
  const { content, gone, masked } = line;
  const isGone = gone === 'erased' || gone === 'expired';
  if (content === undefined && isGone) return gone;
  if (content === undefined) context.findings.add('no_content', at, { entry: head.id });
  else if (masked !== undefined) return 'masked';
  else if (contentHash(content, context) === head.content) return 'checked';
  else context.findings.add('content_hash', at, { entry: head.id });
  return 'wrong';
}

function contentHash(content: unknown, { sha256 }: Context): string {
  const hasher = sha256();
  hasher.update(utf8.encode(canonical(content)));
  return `sha256:${toHex(hasher.digest())}`;
}
