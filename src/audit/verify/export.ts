// An export -> what is wrong with it: its seal first, then its header, then every entry, and the tree that they make.
import { areEqual, fromBase64, textOf, toBase64 } from './bytes.js';
import { canonical, isObject, parseCanonical } from './canonical.js';
import type { JsonObject } from './canonical.js';
import { hashesOf } from './context.js';
import type { Context } from './context.js';
import { checkContent, headOf, receiptFor, receiptText } from './entry.js';
import type { HeadOf } from './entry.js';
import { things } from './findings.js';
import type { At } from './findings.js';
import { linesOf, readEnd } from './lines.js';
import type { Line, Source } from './lines.js';
import type { Note } from './note.js';
import { parseNote } from './note.js';
import type { Summary } from './summary.js';
import type { SignedTree } from './tree.js';

interface Seal {
  readonly note: Note;
  readonly byte: number;
  readonly entries: number;
}

interface Header {
  readonly origin: string;
  readonly isWhole: boolean;
  readonly checkpoint: SignedTree;
  readonly kept: readonly SignedTree[];
}

export async function checkExport(
  source: Source,
  context: Context,
  { summary, onEntry }: { summary: Summary; onEntry: (byte: number) => void },
): Promise<void> {
  const { findings } = context;
  const seal = await checkSeal(source, context);
  if (findings.isFull) return;
  let entries: Entries | undefined;
  for await (const line of linesOf(source)) {
    if (line.line > 1 && line.byte >= (seal?.byte ?? Infinity)) break;
    if (line.line === 1) {
      const header = await checkHeader(line, context, summary);
      if (!header) return;
      if (seal && !(await isOwnSeal(seal, header.origin, context))) return;
      entries = new Entries(header, context, summary);
    } else if (entries) {
      await entries.check(line);
      onEntry(line.byte);
    }
    if (findings.isFull) break;
  }
  await entries?.finish(seal?.entries);
}

/** The cheapest check, and the one that any changed byte fails; who signed it is known once the header is read. */
async function checkSeal(source: Source, { findings, sha256 }: Context): Promise<Seal | undefined> {
  const { last, byte, sha256: hash } = await readEnd(source, sha256);
  const at = { byte };
  if (last.at(-1) !== 10) findings.add('cut_off', at);
  const line = parseCanonical(textOf(last.at(-1) === 10 ? last.subarray(0, -1) : last) ?? '');
  const note = isObject(line) && typeof line['seal'] === 'string' ? parseNote(line['seal']) : undefined;
  const [kind, , entries = '', sealed = ''] = note?.text.split('\n') ?? [];
  if (!note || kind !== 'timbang/export/1' || !isObject(line) || Object.keys(line).length !== 1) {
    findings.add('no_seal', at);
    return undefined;
  }
  if (!areEqual(fromBase64(sealed) ?? new Uint8Array(), hash)) findings.add('seal_hash', at);
  return { note, byte, entries: Number(entries) };
}

async function isOwnSeal({ note, byte, entries }: Seal, origin: string, context: Context): Promise<boolean> {
  const [, , , sealed = ''] = note.text.split('\n');
  const text = `timbang/export/1\n${origin}\n${entries}\n${sealed}\n`;
  const thing = things.seal;
  if (note.text === text) return context.isSigned(note, thing, { byte });
  context.findings.add('bad_note', { byte }, { thing });
  return false;
}

async function checkHeader(line: Line, context: Context, summary: Summary): Promise<Header | undefined> {
  const at = atOf(line);
  const header = parseCanonical(textOf(line.bytes) ?? '');
  if (!isObject(header)) return void context.findings.add('not_canonical', at);
  const { origin, filter, checkpoint: note, keys } = header;
  const isRight =
    hasOnly(header, ['timbang', 'origin', 'filter', 'checkpoint', 'keys']) && Array.isArray(keys);
  if (!isRight || typeof origin !== 'string' || (filter !== null && !isObject(filter)))
    return void context.findings.add('wrong_shape', at, { part: 'export/1' });
  context.ring.keepOnly(origin);
  for (const key of keys) await context.introduce(key, origin, at);
  const checkpoint = await context.treeOf(note, { thing: things.checkpoint, origin, at });
  if (!checkpoint) return undefined;
  const isWhole = filter === null;
  const kept = await context.keptTrees(origin);
  summary.origin = origin;
  summary.isFiltered = !isWhole;
  summary.checkpoint = { size: checkpoint.size, root: toBase64(checkpoint.root) };
  summary.kept = kept.length;
  return { origin, isWhole, checkpoint, kept };
}

/** How many signatures are verified together. */
const batch = 64;

class Entries {
  private subtrees: Uint8Array[] = [];
  private count = 0;
  private lastPlace = -1;
  private readonly ids = new Set<string>();
  private receipts: { readonly note: Note; readonly at: At }[] = [];

  constructor(
    private readonly header: Header,
    private readonly context: Context,
    private readonly summary: Summary,
  ) {
    this.compareKept();
  }

  async check(line: Line): Promise<void> {
    const { findings, tree } = this.context;
    const at = atOf(line);
    const entry = parseCanonical(textOf(line.bytes) ?? '');
    const head = isObject(entry) ? headOf(entry['head']) : undefined;
    if (!isObject(entry)) findings.add('not_canonical', at);
    else if (!head || !isEntry(entry)) findings.add('wrong_shape', at, { part: 'entry' });
    // Its place in the tree is taken all the same, so that one altered line is one finding, not all after it.
    const leaf = tree.leaf(isObject(entry) ? canonical(entry['head'] ?? null) : '');
    if (isObject(entry) && head && isEntry(entry)) this.checkParts(entry, head, leaf, at);
    this.count += 1;
    this.summary.entries = this.count;
    if (this.header.isWhole) {
      this.subtrees = tree.with(leaf, this.subtrees, this.count - 1);
      this.compareKept();
    }
    if (this.receipts.length >= batch) await this.openReceipts();
  }

  private checkParts(entry: JsonObject, head: HeadOf, leaf: Uint8Array, at: At): void {
    const { summary, context } = this;
    this.checkPlace(entry, head, leaf, at);
    this.checkReferences(head, at);
    summary.contents[checkContent(entry, head, at, context)] += 1;
    if (head.kind === 'void') summary.voids += 1;
    else if (isCorrection(head)) summary.corrections += 1;
    const note = receiptFor(entry['receipt'], receiptText(this.header.origin, head.id, leaf), at, context);
    if (note) this.receipts.push({ note, at });
  }

  private checkPlace(entry: JsonObject, head: HeadOf, leaf: Uint8Array, at: At): void {
    const { findings, tree } = this.context;
    const place = Number(entry['place']);
    if (this.header.isWhole) {
      if (place !== this.count) findings.add('place', at, { said: place, expected: this.count });
    } else {
      const proof = hashesOf(entry['proof']);
      if (place <= this.lastPlace)
        findings.add('place', at, { said: place, expected: `> ${this.lastPlace}` });
      if (!proof || !tree.includes(leaf, place, this.header.checkpoint, proof))
        findings.add('not_included', at, { entry: head.id, place });
    }
    this.lastPlace = place;
  }

  private checkReferences({ id, kind, about }: HeadOf, at: At): void {
    const { findings } = this.context;
    if (this.ids.has(id)) findings.add('duplicate', at, { entry: id });
    this.ids.add(id);
    if (!this.header.isWhole || about === undefined || this.ids.has(about)) return;
    if (kind === 'void' || isCorrection({ kind, about }))
      findings.add('no_such_entry', at, { entry: id, about });
  }

  private async openReceipts(): Promise<void> {
    const receipts = this.receipts;
    this.receipts = [];
    const opened = await Promise.all(receipts.map(({ note }) => this.context.ring.open(note)));
    opened.forEach((result, index) => {
      const at = receipts[index]?.at ?? {};
      if (result !== 'valid') this.context.findings.add(result, at, { thing: things.receipt });
    });
  }

  private compareKept(): void {
    const { header, context, count } = this;
    if (!header.isWhole) return;
    for (const { size, root } of header.kept)
      if (size === count && !areEqual(root, context.tree.root(this.subtrees)))
        context.findings.add('kept_other', {}, { said: size });
  }

  async finish(sealed: number | undefined): Promise<void> {
    const { header, context, count } = this;
    const { checkpoint, kept, isWhole } = header;
    const { findings, tree } = context;
    await this.openReceipts();
    if (findings.isFull) return;
    if (sealed !== undefined && sealed !== count)
      findings.add('seal_count', {}, { said: sealed, there: count });
    if (!isWhole) return kept.forEach((each) => context.compareKept(each, checkpoint));
    for (const { size } of kept)
      if (size > count) findings.add('kept_longer', {}, { said: size, there: count });
    if (count !== checkpoint.size) findings.add('size', {}, { said: checkpoint.size, there: count });
    else if (!areEqual(tree.root(this.subtrees), checkpoint.root)) findings.add('root', {});
  }
}

function isCorrection({ kind, about }: Pick<HeadOf, 'kind' | 'about'>): boolean {
  return about !== undefined && (kind === 'evaluation' || kind === 'refusal');
}

/** Nothing else may stand in a line: only the seal would vouch for it. */
function isEntry(entry: JsonObject): boolean {
  const { place, content, gone, masked } = entry;
  const isGone = gone === 'erased' || gone === 'expired';
  const isMasked = Array.isArray(masked) && content !== undefined;
  return (
    hasOnly(entry, ['place', 'head', 'receipt', 'content', 'gone', 'masked', 'proof']) &&
    Number.isSafeInteger(place) &&
    (gone === undefined || (isGone && content === undefined)) &&
    (masked === undefined || isMasked)
  );
}

function hasOnly(object: JsonObject, names: readonly string[]): boolean {
  return Object.keys(object).every((name) => names.includes(name));
}

function atOf({ line, byte }: Line): At {
  return { line, byte };
}
