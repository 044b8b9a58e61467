// A store and the checkpoints beside it -> what is wrong with them; reads on where it stopped the last time.
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, digestOf } from '../../src/audit/log/entry.js';
import type { Head } from '../../src/audit/log/entry.js';
import { Frontier, leafHash } from '../../src/audit/log/merkle.js';
import { splitNotes } from '../../src/audit/log/note-file.js';
import { checkpointText, receiptText } from '../../src/audit/log/statements.js';
import type { KeptEntry, Store } from '../../src/audit/store.js';
import type { Asked } from './persistent-clients.js';

interface RecordedContent {
  readonly request: { readonly subject: string; readonly facts: unknown };
}

export class LogReader {
  /** Subject -> the id of its evaluation. */
  readonly evaluations = new Map<string, string>();
  readonly wrong: string[] = [];
  checkpoints = 0;
  private tree = Frontier.empty;
  /** In base64, by size. */
  private readonly roots = new Map<number, string>();

  /** @param data the data folder. @param asked by subject. */
  constructor(
    private readonly data: string,
    private readonly asked: ReadonlyMap<string, Asked>,
  ) {}

  get entries(): number {
    return this.tree.size;
  }

  async readOn(store: Store): Promise<void> {
    const verifier = new NoteVerifier(this.data);
    const { size, root } = await store.tree();
    for await (const entry of store.entries({ from: this.tree.size, to: size }))
      this.readEntry(entry, verifier);
    if (this.tree.size !== size) this.wrong.push(`the tree of ${size} has ${this.tree.size} entries`);
    else if (!this.tree.root.equals(root)) this.wrong.push(`the root of ${size} is not that of its entries`);
    const kept = await store.checkpoint();
    if (kept !== undefined) this.readCheckpoint(kept, verifier);
    const outside = splitNotes(readFileSync(join(this.data, 'log', 'checkpoints.txt'), 'utf8'));
    for (const note of outside.slice(this.checkpoints)) this.readCheckpoint(note, verifier);
    this.checkpoints = outside.length;
  }

  private readEntry({ head, leaf, content, place, receipt }: KeptEntry, verifier: NoteVerifier): void {
    const { id } = head;
    const hash = leafHash(Buffer.from(leaf));
    const faults = [
      ...(place === this.tree.size ? [] : [`has place ${place}, not ${this.tree.size}`]),
      ...(isWhole(leaf) ? [] : ['has half a head']),
      ...(content !== undefined && isWhole(content) ? [] : ['has half a content or none']),
      ...(content !== undefined && digestOf(content) === head.content ? [] : ['has another content']),
      ...(verifier.signed(receipt) === receiptText(verifier.origin, { id, leafHash: hash })
        ? []
        : ['has no valid receipt']),
    ];
    this.wrong.push(...faults.map((fault) => `${head.kind} ${id} ${fault}`));
    this.tree = this.tree.append(hash).frontier;
    this.roots.set(this.tree.size, this.tree.root.toString('base64'));
    if (head.kind === 'evaluation' && faults.length === 0) this.readEvaluation(head, content ?? '');
  }

  private readEvaluation({ id }: Head, content: string): void {
    const { subject, facts } = (JSON.parse(content) as RecordedContent).request;
    const before = this.evaluations.get(subject);
    if (before !== undefined) this.wrong.push(`${subject} was recorded twice: ${before}, ${id}`);
    this.evaluations.set(subject, id);
    const body = this.asked.get(subject)?.body;
    const wanted = body === undefined ? undefined : (JSON.parse(body) as { facts: unknown }).facts;
    if (wanted === undefined || canonical(wanted) !== canonical(facts))
      this.wrong.push(`${id} holds facts that nobody sent for ${subject}`);
  }

  private readCheckpoint(note: string, verifier: NoteVerifier): void {
    const text = verifier.signed(note);
    const size = Number(note.split('\n')[1]);
    const root = Buffer.from(this.roots.get(size) ?? '', 'base64');
    if (text !== checkpointText(verifier.origin, { size, root }))
      this.wrong.push(`a checkpoint is not of this tree: ${note}`);
  }
}

function isWhole(text: string): boolean {
  try {
    return canonical(JSON.parse(text)) === text;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Knows the signed notes of C2SP by their description alone, and nothing of src/. */
class NoteVerifier {
  readonly origin: string;
  private readonly key: ReturnType<typeof createPublicKey>;

  constructor(data: string) {
    const [vkey = ''] = readFileSync(join(data, 'log', 'keys.txt'), 'utf8').split('\n');
    const [origin = '', , bytes = ''] = /^([^+]+)\+([^+]+)\+(.+)$/.exec(vkey)?.slice(1) ?? [];
    this.origin = origin;
    const x = Buffer.from(bytes, 'base64').subarray(1).toString('base64url');
    this.key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  }

  /** The text that is signed; undefined where it is not. */
  signed(note: string): string | undefined {
    const [, text = '', name, encoded = ''] = /^([^]*\n)\n— (\S+) (\S+)\n$/.exec(note) ?? [];
    const signature = Buffer.from(encoded, 'base64').subarray(4);
    const isSigned = name === this.origin && verify(null, Buffer.from(text), this.key, signature);
    return isSigned ? text : undefined;
  }
}
