// The Merkle tree of RFC 9162 as a verifier needs it: a root from all leaves, and whether proofs hold.
import { areEqual, joined, utf8 } from './bytes.js';
import type { MakeHasher } from './sha256.js';

export class TreeCheck {
  constructor(private readonly sha256: MakeHasher) {}

  leaf(text: string): Uint8Array {
    return this.hash(new Uint8Array([0]), utf8.encode(text));
  }

  /** The roots of complete subtrees, the largest first -> those with one more leaf. */
  with(leaf: Uint8Array, subtrees: readonly Uint8Array[], size: number): Uint8Array[] {
    const left = [...subtrees];
    let hash = leaf;
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2))
      hash = this.node(left.pop() ?? hash, hash);
    return [...left, hash];
  }

  root(subtrees: readonly Uint8Array[]): Uint8Array {
    const last = subtrees.at(-1);
    if (!last) return this.hash();
    return subtrees.slice(0, -1).reduceRight((root, left) => this.node(left, root), last);
  }

  /** RFC 9162, 2.1.3.2. */
  includes(leaf: Uint8Array, place: number, tree: SignedTree, proof: readonly Uint8Array[]): boolean {
    if (place >= tree.size) return false;
    const way = new Way(place, tree.size - 1);
    let root = leaf;
    for (const hash of proof) {
      if (way.isAtTop) return false;
      root = way.step() === 'left' ? this.node(hash, root) : this.node(root, hash);
    }
    return way.isAtTop && areEqual(root, tree.root);
  }

  /** RFC 9162, 2.1.4.2: the later tree begins with the earlier one. */
  extends(earlier: SignedTree, later: SignedTree, proof: readonly Uint8Array[]): boolean {
    if (earlier.size > later.size) return false;
    if (earlier.size === later.size) return proof.length === 0 && areEqual(earlier.root, later.root);
    if (earlier.size === 0) return proof.length === 0 && areEqual(earlier.root, this.root([]));
    const hashes = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...proof] : proof;
    const [first, ...others] = hashes;
    if (!first) return false;
    const way = new Way(earlier.size - 1, later.size - 1);
    way.leaveCompleted();
    let [before, after] = [first, first];
    for (const hash of others) {
      if (way.isAtTop) return false;
      if (way.step() === 'left') {
        before = this.node(hash, before);
        after = this.node(hash, after);
      } else after = this.node(after, hash);
    }
    return way.isAtTop && areEqual(before, earlier.root) && areEqual(after, later.root);
  }

  private node(left: Uint8Array, right: Uint8Array): Uint8Array {
    return this.hash(new Uint8Array([1]), left, right);
  }

  private hash(...parts: Uint8Array[]): Uint8Array {
    const hasher = this.sha256();
    hasher.update(joined(parts));
    return hasher.digest();
  }
}

export interface SignedTree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The way from a node up to the root: "fn" and "sn" of the RFC. */
class Way {
  constructor(
    private node: number,
    private last: number,
  ) {}

  get isAtTop(): boolean {
    return this.last === 0;
  }

  /** On which side the next hash of the proof stands. */
  step(): 'left' | 'right' {
    const isRight = this.node % 2 === 1;
    const isLast = this.node === this.last;
    // A last node without a sibling goes up unchanged.
    if (!isRight && isLast) while (this.node % 2 === 0 && this.node !== 0) this.up();
    this.up();
    return isRight || isLast ? 'left' : 'right';
  }

  leaveCompleted(): void {
    while (this.node % 2 === 1) this.up();
  }

  private up(): void {
    this.node = Math.floor(this.node / 2);
    this.last = Math.floor(this.last / 2);
  }
}
