// Entries of the log -> an export: NDJSON, every line canonical JSON (RFC 8785), the last one a seal over all the others.
import { createHash } from 'node:crypto';
import { canonical } from '../log/entry.js';
import type { Content } from '../log/entry.js';
import type { LogKey } from '../log/key-list.js';
import type { Signer } from '../log/signing-keys.js';
import { exportText } from '../log/statements.js';
import type { Filter, KeptEntry } from '../store.js';

export interface ExportOf {
  readonly signer: Signer;
  /** All there have been, the oldest first. */
  readonly keys: readonly LogKey[];
  /** The signed note that the entries are under. */
  readonly checkpoint: string;
  /** Null for a whole export: every entry below the checkpoint's size. */
  readonly filter: Filter | null;
  /** By place; each has one. */
  readonly entries: AsyncIterable<KeptEntry>;
  /** Inclusion proofs against the checkpoint: needed where a filter leaves entries out. */
  readonly proofFor?: (place: number) => Promise<readonly Buffer[]>;
  /** Takes away what the receiver may not see; undefined: nothing of this content. */
  readonly mask?: (content: Content, entry: KeptEntry) => Masked | undefined;
}

export interface Masked {
  readonly content: Content;
  /** What was changed, in the receiver's words: "subject". */
  readonly masked: readonly string[];
}

/** Lines with their newlines. */
export async function* exportLines(of: ExportOf): AsyncGenerator<string> {
  const { signer, keys, checkpoint, filter } = of;
  const hash = createHash('sha256');
  let entries = 0;

  const header = line({ timbang: 'export/1', origin: signer.origin, filter, checkpoint, keys });
  hash.update(header);
  yield header;
  for await (const entry of of.entries) {
    const text = line(await exported(entry, of));
    hash.update(text);
    entries += 1;
    yield text;
  }
  yield line({ seal: signer.sign(exportText(signer.origin, { entries, sha256: hash.digest() })) });
}

async function exported(entry: KeptEntry, { proofFor, mask }: ExportOf): Promise<object> {
  const { place, head, receipt, gone } = entry;
  if (place === undefined) throw new TypeError(`entry ${head.id} has no place in the tree yet`);
  const proof = await proofFor?.(place);
  return {
    place,
    head,
    receipt,
    gone,
    ...(entry.content !== undefined && shown(entry, entry.content, mask)),
    proof: proof?.map((hash) => hash.toString('base64')),
  };
}

function shown(
  entry: KeptEntry,
  text: string,
  mask: ExportOf['mask'],
): { content: Content; masked?: readonly string[] } {
  const content = JSON.parse(text) as Content;
  return mask?.(content, entry) ?? { content };
}

function line(value: object): string {
  return `${canonical(value)}\n`;
}
