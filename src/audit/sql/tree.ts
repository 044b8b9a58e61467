// The tree in the database: entries get places, complete subtrees are kept, any other hash follows from them.
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { Frontier, nodeHash } from '../merkle.js';
import type { Subtree } from '../merkle.js';
import type { Tree } from '../store.js';
import type { Tables } from './schema.js';

/** Only every so manieth level is kept: the hashes between follow from at most 2^7 of them. */
const keptLevels = 8;

export async function readTree(db: Kysely<Tables>): Promise<Tree & { readonly frontier: Frontier }> {
  const row = await db.selectFrom('tree').selectAll().executeTakeFirst();
  const hashes = row ? (JSON.parse(row.frontier) as string[]).map((each) => Buffer.from(each, 'base64')) : [];
  const frontier = Frontier.of(row?.size ?? 0, hashes);
  return { size: frontier.size, root: frontier.root, frontier };
}

/** @returns the tree with the entries that now have a place; undefined where none was without. */
export async function placeEntries(
  trx: Transaction<Tables>,
  sign: (tree: Tree) => string,
  limit: number,
): Promise<Tree | undefined> {
  const waiting = await trx
    .selectFrom('entries')
    .select(['sequence', 'leaf_hash'])
    .where('place', 'is', null)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  if (waiting.length === 0) return undefined;
  let { frontier } = await readTree(trx);
  const first = frontier.size;
  const subtrees: Subtree[] = [];
  for (const { leaf_hash } of waiting) {
    const { frontier: next, completed } = frontier.append(leaf_hash);
    frontier = next;
    subtrees.push(...completed.filter(({ level }) => level % keptLevels === 0));
  }
  const places = waiting.map(({ sequence }, index) => `(${sequence}, ${first + index})`);
  await sql`update entries set place = placed.column2 from (values ${sql.raw(places.join(','))}) as placed
    where entries.sequence = placed.column1`.execute(trx);
  if (subtrees.length > 0) {
    const rows = subtrees.map(({ level, index, hash }) => ({ level, position: index, hash }));
    await trx.insertInto('subtrees').values(rows).execute();
  }
  const tree = { size: frontier.size, root: frontier.root };
  await keepTree(trx, frontier, sign(tree));
  return tree;
}

async function keepTree(
  trx: Transaction<Tables>,
  { size, hashes, root }: Frontier,
  checkpoint: string,
): Promise<void> {
  const frontier = JSON.stringify(hashes.map((hash) => hash.toString('base64')));
  const row = { size, frontier, root, checkpoint };
  await trx
    .insertInto('tree')
    .values({ one: 1, ...row })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute();
}

/** Of a complete subtree. Throws RangeError where the tree does not hold it. */
export async function subtreeHash(db: Kysely<Tables>, level: number, index: number): Promise<Buffer> {
  const kept = Math.floor(level / keptLevels) * keptLevels;
  const count = 2 ** (level - kept);
  let hashes = await keptHashes(db, kept, index * count, count);
  if (hashes.length !== count)
    throw new RangeError(`the tree has no complete subtree ${index} of level ${level}`);
  while (hashes.length > 1) {
    hashes = hashes.flatMap((hash, at) => (at % 2 === 1 ? [nodeHash(hashes[at - 1] as Buffer, hash)] : []));
  }
  return hashes[0] as Buffer;
}

async function keptHashes(
  db: Kysely<Tables>,
  level: number,
  first: number,
  count: number,
): Promise<Buffer[]> {
  if (level === 0) {
    const rows = await db
      .selectFrom('entries')
      .select('leaf_hash')
      .where('place', '>=', first)
      .where('place', '<', first + count)
      .orderBy('place')
      .execute();
    return rows.map(({ leaf_hash }) => leaf_hash);
  }
  const rows = await db
    .selectFrom('subtrees')
    .select('hash')
    .where('level', '=', level)
    .where('position', '>=', first)
    .where('position', '<', first + count)
    .orderBy('position')
    .execute();
  return rows.map(({ hash }) => hash);
}
