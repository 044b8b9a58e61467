// A file that Timbang gave out, and the keys that the reader brings -> whether it is what was recorded. Shares no code with
// what wrote it, and needs nothing but JavaScript and WebCrypto, so that it also runs in a browser.
import { joined, textOf } from './bytes.js';
import { isObject } from './canonical.js';
import { Context } from './context.js';
import type { Trusted } from './context.js';
import { checkDocument } from './document.js';
import { checkExport } from './export.js';
import { Findings, notChecked } from './findings.js';
import type { Finding, Sentence } from './findings.js';
import { linesOf } from './lines.js';
import type { Source } from './lines.js';
import { dataOfPage } from './objection.js';
import { makeSha256 } from './sha256.js';
import type { MakeHasher } from './sha256.js';
import { emptySummary } from './summary.js';
import type { Summary } from './summary.js';

export interface Verified {
  /** None: all that could be checked holds. */
  readonly findings: readonly Finding[];
  /** Whether it stopped looking because there were so many. */
  readonly hasMore: boolean;
  readonly summary: Summary;
  readonly notChecked: readonly Sentence[];
}

export interface Options {
  readonly sha256?: MakeHasher;
  /** It stops there; 100 when left out. */
  readonly maxFindings?: number;
  /** @param byte how far it is within the file. */
  readonly onEntry?: (entries: number, byte: number) => void;
}

/** Throws NotAKey. Memory grows by an id for each entry, not by their contents. */
export async function verify(source: Source, trusted: Trusted, options: Options = {}): Promise<Verified> {
  const { sha256 = makeSha256, maxFindings = 100, onEntry } = options;
  const findings = new Findings(maxFindings);
  const context = await Context.of(trusted, sha256, findings);
  const summary = emptySummary();
  let unchecked: Sentence[];
  if (await isExport(source)) {
    summary.kind = 'export';
    await checkExport(source, context, { summary, onEntry: (byte) => onEntry?.(summary.entries, byte) });
    unchecked = uncheckedOf(summary);
  } else {
    unchecked = await checkDocument(await readDocument(source), { context, summary });
  }
  summary.keys = [...context.ring.used];
  return { findings: findings.all, hasMore: findings.isFull, summary, notChecked: unchecked };
}

function uncheckedOf({ contents, isFiltered, kept }: Summary): Sentence[] {
  const gone = contents.erased + contents.expired;
  return [
    ...(gone > 0 ? [notChecked('gone', { count: gone })] : []),
    ...(contents.masked > 0 ? [notChecked('masked', { count: contents.masked })] : []),
    ...(isFiltered ? [notChecked('filtered')] : []),
    ...(kept === 0 ? [notChecked('no_kept')] : []),
    notChecked('time'),
    notChecked('rules'),
  ];
}

async function isExport(source: Source): Promise<boolean> {
  for await (const { bytes } of linesOf(source)) {
    const first = parse(textOf(bytes) ?? '');
    return isObject(first) && first['timbang'] === 'export/1';
  }
  return false;
}

async function readDocument(source: Source): Promise<unknown> {
  const parts: Uint8Array[] = [];
  for await (const part of source()) parts.push(part);
  const text = textOf(joined(parts)) ?? '';
  return parse(dataOfPage(text) ?? text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
