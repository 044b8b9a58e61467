// What every check needs: the keys that are believed, what the reader brought, and where findings go.
import { fromBase64 } from './bytes.js';
import type { JsonObject } from './canonical.js';
import { things } from './findings.js';
import type { At, Sentence, Findings } from './findings.js';
import { KeyRing, parseNote, parseTree, parseVkey } from './note.js';
import type { Note } from './note.js';
import type { MakeHasher } from './sha256.js';
import { TreeCheck } from './tree.js';
import type { SignedTree } from './tree.js';

/** What the reader has from elsewhere and believes. */
export interface Trusted {
  /** At least one. */
  readonly vkeys: readonly string[];
  /** Notes that introduce newer keys; believed where a believed key signed them. */
  readonly introductions?: readonly string[];
  /** Signed notes that were kept. */
  readonly checkpoints?: readonly string[];
  /** For kept checkpoints, where not every entry is there to compare them with. */
  readonly consistency?: readonly ConsistencyProof[];
}

export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  /** Base64. */
  readonly consistency: readonly string[];
}

/** A key that the reader gave is none. */
export class NotAKey extends Error {}

export class Context {
  readonly ring = new KeyRing();
  readonly tree: TreeCheck;

  private constructor(
    readonly trusted: Trusted,
    readonly sha256: MakeHasher,
    readonly findings: Findings,
  ) {
    this.tree = new TreeCheck(sha256);
  }

  static async of(trusted: Trusted, sha256: MakeHasher, findings: Findings): Promise<Context> {
    const context = new Context(trusted, sha256, findings);
    for (const vkey of trusted.vkeys) {
      const key = parseVkey(vkey, sha256);
      if (!key) throw new NotAKey(vkey);
      context.ring.add(key);
    }
    for (const note of trusted.introductions ?? []) {
      const [, origin = '', vkey = ''] = note.split('\n');
      await context.introduce({ vkey, introduced: note }, origin, {});
    }
    return context;
  }

  /** A key is believed when the reader brought it, or one that is believed has signed for it. */
  async introduce(given: unknown, origin: string, at: At): Promise<void> {
    const { vkey, introduced } = (given ?? {}) as JsonObject;
    const key = typeof vkey === 'string' ? parseVkey(vkey, this.sha256) : undefined;
    if (key?.origin !== origin) return this.findings.add('bad_key', at, { vkey: String(vkey) });
    if (introduced === undefined) {
      if (!this.ring.has(key)) this.findings.add('unknown_signer', at, { thing: things.key });
      return;
    }
    const text = `timbang/key/1\n${origin}\n${key.vkey}\n`;
    if (await this.says(introduced, { thing: things.key, text, at })) this.ring.add(key);
  }

  /** Whether a believed key signed just this text. */
  async says(
    given: unknown,
    { thing, text, at }: { thing: Sentence; text: string; at: At },
  ): Promise<boolean> {
    const note = this.parse(given, thing, at);
    if (!note) return false;
    if (note.text !== text) {
      this.findings.add('other_text', at, { thing, said: shown(note.text), expected: shown(text) });
      return false;
    }
    return this.isSigned(note, thing, at);
  }

  /** A checkpoint's tree, when a believed key signed it. */
  async treeOf(
    given: unknown,
    { thing, origin, at }: { thing: Sentence; origin: string; at: At },
  ): Promise<SignedTree | undefined> {
    const note = this.parse(given, thing, at);
    const tree = note && parseTree(note.text);
    if (note && !tree) this.findings.add('bad_note', at, { thing });
    if (!note || !tree) return undefined;
    if (tree.origin !== origin) {
      this.findings.add('other_log', at, { thing, said: tree.origin, expected: origin });
      return undefined;
    }
    return (await this.isSigned(note, thing, at)) ? tree : undefined;
  }

  parse(given: unknown, thing: Sentence, at: At): Note | undefined {
    const note = typeof given === 'string' ? parseNote(given) : undefined;
    if (!note) this.findings.add('bad_note', at, { thing });
    return note;
  }

  async isSigned(note: Note, thing: Sentence, at: At): Promise<boolean> {
    const opened = await this.ring.open(note);
    if (opened !== 'valid') this.findings.add(opened, at, { thing });
    return opened === 'valid';
  }

  async keptTrees(origin: string): Promise<SignedTree[]> {
    const trees: SignedTree[] = [];
    for (const note of this.trusted.checkpoints ?? []) {
      const tree = await this.treeOf(note, { thing: things.kept, origin, at: {} });
      if (tree) trees.push(tree);
    }
    return trees;
  }

  /** Where not all entries are there, a proof connects what was kept with what is signed now. */
  compareKept(kept: SignedTree, now: SignedTree): void {
    const words = { said: kept.size, there: now.size };
    if (kept.size > now.size) return this.findings.add('kept_longer', {}, words);
    const given = (this.trusted.consistency ?? []).find(
      ({ from, to }) => from === kept.size && to === now.size,
    );
    if (!given && kept.size !== now.size) return this.findings.add('kept_unconnected', {}, words);
    const proof = hashesOf(given?.consistency ?? []);
    if (!proof || !this.tree.extends(kept, now, proof)) this.findings.add('kept_other', {}, words);
  }
}

/** Undefined where the list is anything but hashes in base64. */
export function hashesOf(list: unknown): Uint8Array[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const hashes = list.map((each: unknown) => (typeof each === 'string' ? fromBase64(each) : undefined));
  return hashes.every((hash) => hash?.length === 32)
    ? hashes.filter((hash) => hash !== undefined)
    : undefined;
}

function shown(text: string): string {
  const line = text.trimEnd().replaceAll('\n', ' · ');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
