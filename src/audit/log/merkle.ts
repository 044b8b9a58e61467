// The Merkle tree of RFC 9162: leaves in order -> root, inclusion and consistency proofs.
import { createHash } from 'node:crypto';

export function leafHash(leaf: Buffer): Buffer {
  return createHash('sha256').update(leafPrefix).update(leaf).digest();
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

export const emptyRoot = createHash('sha256').digest();

/** A complete subtree: 2^level leaves, the first of which is at index × 2^level. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** A tree of any size as the complete subtrees that it is made of, the largest first. */
export class Frontier {
  private constructor(
    readonly size: number,
    private readonly subtrees: readonly Buffer[],
  ) {}

  static readonly empty = new Frontier(0, []);

  /** @param subtrees one hash for each bit that is set in the size, the highest first. */
  static of(size: number, subtrees: readonly Buffer[]): Frontier {
    return new Frontier(size, subtrees);
  }

  get hashes(): readonly Buffer[] {
    return this.subtrees;
  }

  /** The tree with one more leaf, and the complete subtrees above it that this leaf ends. */
  append(leaf: Buffer): { readonly frontier: Frontier; readonly completed: readonly Subtree[] } {
    const subtrees = [...this.subtrees];
    const completed: Subtree[] = [];
    let hash = leaf;
    let level = 0;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      hash = nodeHash(subtrees.pop() as Buffer, hash);
      level += 1;
      completed.push({ level, index: Math.floor(this.size / 2 ** level), hash });
    }
    return { frontier: new Frontier(this.size + 1, [...subtrees, hash]), completed };
  }

  get root(): Buffer {
    const [last, ...larger] = [...this.subtrees].reverse();
    return last ? larger.reduce((root, left) => nodeHash(left, root), last) : emptyRoot;
  }
}

/** Gives the hash of a complete subtree. */
export type HashAt = (level: number, index: number) => Promise<Buffer>;

/** RFC 9162, 2.1.3: the hashes that lead from the leaf at `place` to the root of the tree of `size` leaves. */
export async function inclusionProof(place: number, size: number, hashAt: HashAt): Promise<Buffer[]> {
  if (place < 0 || place >= size) throw new RangeError(`a tree of ${size} has no leaf ${place}`);
  return pathTo(place, { start: 0, end: size }, hashAt);
}

/** RFC 9162, 2.1.4: the hashes that show the tree of `size` leaves to begin with the tree of `earlier` leaves. */
export async function consistencyProof(earlier: number, size: number, hashAt: HashAt): Promise<Buffer[]> {
  if (earlier < 1 || earlier > size)
    throw new RangeError(`a tree of ${size} does not begin with one of ${earlier}`);
  return earlier === size ? [] : subproof(earlier, { start: 0, end: size }, true, hashAt);
}

/** The root of the tree of `size` leaves. */
export async function rootOf(size: number, hashAt: HashAt): Promise<Buffer> {
  return size === 0 ? emptyRoot : rangeHash({ start: 0, end: size }, hashAt);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

async function pathTo(place: number, range: Range, hashAt: HashAt): Promise<Buffer[]> {
  if (range.end - range.start === 1) return [];
  const [left, right] = halves(range);
  return place < right.start
    ? [...(await pathTo(place, left, hashAt)), await rangeHash(right, hashAt)]
    : [...(await pathTo(place, right, hashAt)), await rangeHash(left, hashAt)];
}

async function subproof(earlier: number, range: Range, isKnown: boolean, hashAt: HashAt): Promise<Buffer[]> {
  if (earlier === range.end) return isKnown ? [] : [await rangeHash(range, hashAt)];
  const [left, right] = halves(range);
  return earlier <= right.start
    ? [...(await subproof(earlier, left, isKnown, hashAt)), await rangeHash(right, hashAt)]
    : [...(await subproof(earlier, right, false, hashAt)), await rangeHash(left, hashAt)];
}

/** Ranges start at a multiple of the largest power of two that fits them, so a full one is one subtree. */
async function rangeHash(range: Range, hashAt: HashAt): Promise<Buffer> {
  const length = range.end - range.start;
  const level = Math.log2(length);
  if (Number.isInteger(level)) return hashAt(level, range.start / length);
  const [left, right] = halves(range);
  return nodeHash(await rangeHash(left, hashAt), await rangeHash(right, hashAt));
}

/** Cut at the largest power of two below the length. */
function halves({ start, end }: Range): [Range, Range] {
  const middle = start + 2 ** (Math.ceil(Math.log2(end - start)) - 1);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}
