// Entries without a place -> leaves of the tree, and the tree's hashes.
import type { Kysely } from 'kysely';
import { Frontier, nodeHash } from '../log/merkle.js';
import type { Subtree } from '../log/merkle.js';
import type { Tree } from '../store.js';
import { sql } from 'kysely';
import { batches } from './batches.js';
import type { Database, Writing } from './database.js';
import type { Tables } from './schema.js';

/** Of the levels above the leaves every eighth is kept; the others are computed from at most 2^7 hashes. */
const levelsApart = 8;
const hashLength = 32;

export async function readTree(db: Kysely<Tables>): Promise<{ frontier: Frontier; checkpoint?: string }> {
  const row = await db.selectFrom('tree').selectAll().executeTakeFirstOrThrow();
  const hashes = Array.from({ length: row.frontier.length / hashLength }, (_, index) =>
    row.frontier.subarray(index * hashLength, (index + 1) * hashLength),
  );
  const frontier = Frontier.of(row.size, hashes);
  return row.checkpoint === null ? { frontier } : { frontier, checkpoint: row.checkpoint };
}

/** Within one transaction. Undefined: another process is at it, or there is nothing to place. */
export async function placeEntries(
  writing: Writing,
  sign: (tree: Tree) => string,
  limit: number,
): Promise<Tree | undefined> {
  const { transaction, database } = writing;
  if (!(await database.lockPlacing(transaction))) return undefined;
  const { frontier } = await readTree(transaction);
  await assertContiguous(transaction, frontier.size);
  const leaves = await givePlaces(transaction, frontier.size, limit);
  if (leaves.length === 0) return undefined;
  const { grown, completed } = grow(frontier, leaves);
  await keepSubtrees(writing, completed);
  const tree = { size: grown.size, root: grown.root };
  await transaction
    .updateTable('tree')
    .set({ size: grown.size, frontier: Buffer.concat(grown.hashes), checkpoint: sign(tree) })
    .execute();
  return tree;
}

export function grow(
  frontier: Frontier,
  leaves: readonly Buffer[],
): { readonly grown: Frontier; readonly completed: readonly Subtree[] } {
  let grown = frontier;
  const completed: Subtree[] = [];
  for (const leaf of leaves) {
    const next = grown.append(leaf);
    grown = next.frontier;
    completed.push(...next.completed.filter(({ level }) => level % levelsApart === 0));
  }
  return { grown, completed };
}

export async function keepSubtrees(
  { transaction, database }: Writing,
  completed: readonly Subtree[],
): Promise<void> {
  const rows = completed.map(({ level, index, hash }) => ({ level, index, hash }));
  for (const some of batches(rows, database.maxValues))
    await transaction.insertInto('subtrees').values(some).execute();
}

async function assertContiguous(db: Kysely<Tables>, size: number): Promise<void> {
  const { last } = await db
    .selectFrom('entries')
    .select(({ fn }) => fn.max('place').as('last'))
    .executeTakeFirstOrThrow();
  if ((last ?? -1) !== size - 1) {
    throw new Error(`the tree has ${size} leaves, but the last entry in it has the place ${String(last)}`);
  }
}

/** The hashes of the leaves that got a place, in order. */
async function givePlaces(db: Kysely<Tables>, size: number, limit: number): Promise<Buffer[]> {
  const { rows } = await sql<{ place: number; leaf_hash: Buffer }>`
    update entries set place = numbered.place from (
      select sequence, ${size} - 1 + row_number() over (order by sequence) as place
      from entries where place is null order by sequence limit ${limit}
    ) as numbered
    where entries.sequence = numbered.sequence
    returning entries.place as place, leaf_hash`.execute(db);
  const inOrder = rows.sort((a, b) => a.place - b.place);
  for (const [index, { place }] of inOrder.entries()) {
    if (place !== size + index) throw new Error(`the leaf ${size + index} got the place ${place}`);
  }
  return inOrder.map(({ leaf_hash }) => leaf_hash);
}

/** Complete subtrees of any level; those above the leaves are remembered, since they never change. */
export class SubtreeHashes {
  private readonly known = new Map<string, Buffer>();

  constructor(private readonly database: Database) {}

  /** Throws a RangeError where the tree does not hold the whole subtree. */
  async at(level: number, index: number): Promise<Buffer> {
    const name = `${level}/${index}`;
    const known = this.known.get(name);
    if (known) return known;
    const below = level - (level % levelsApart);
    const count = 2 ** (level - below);
    const hashes = await this.kept(below, index * count, count);
    if (hashes.length !== count) throw new RangeError(`the tree has no complete subtree ${name}`);
    const hash = joined(hashes);
    if (level > 0) this.remember(name, hash);
    return hash;
  }

  private async kept(level: number, first: number, count: number): Promise<Buffer[]> {
    const { reads } = this.database;
    if (level === 0) {
      const leaves = await reads
        .selectFrom('entries')
        .select('leaf_hash as hash')
        .where('place', '>=', first)
        .where('place', '<', first + count)
        .orderBy('place')
        .execute();
      return leaves.map(({ hash }) => hash);
    }
    const subtrees = await reads
      .selectFrom('subtrees')
      .select('hash')
      .where('level', '=', level)
      .where('index', '>=', first)
      .where('index', '<', first + count)
      .orderBy('index')
      .execute();
    return subtrees.map(({ hash }) => hash);
  }

  private remember(name: string, hash: Buffer): void {
    if (this.known.size >= mostRemembered) this.known.clear();
    this.known.set(name, hash);
  }
}

const mostRemembered = 20_000;

/** The root over a power of two of hashes. */
function joined(hashes: readonly Buffer[]): Buffer {
  const [first, second] = hashes;
  if (!first) throw new RangeError('no hashes');
  if (!second) return first;
  const half = hashes.length / 2;
  return nodeHash(joined(hashes.slice(0, half)), joined(hashes.slice(half)));
}
