// Restored entries by place -> the tree over them, which must be the one that the backup names.
import { Frontier } from '../log/merkle.js';
import type { Writing } from '../sql/database.js';
import { grow, keepSubtrees } from '../sql/tree.js';
import { UnusableBackup } from './format.js';
import type { RecordsManifest } from './format.js';

const pageSize = 5_000;

export async function rebuildTree(writing: Writing, { tree, checkpoint }: RecordsManifest): Promise<void> {
  const { transaction } = writing;
  let frontier = Frontier.empty;
  for (;;) {
    const rows = await transaction
      .selectFrom('entries')
      .select(['place', 'leaf_hash'])
      .where('place', '>=', frontier.size)
      .orderBy('place')
      .limit(pageSize)
      .execute();
    const gap = rows.findIndex(({ place }, index) => place !== frontier.size + index);
    if (gap >= 0) throw new UnusableBackup(`no entry has the place ${frontier.size + gap}`);
    const { grown, completed } = grow(
      frontier,
      rows.map(({ leaf_hash }) => leaf_hash),
    );
    await keepSubtrees(writing, completed);
    frontier = grown;
    if (rows.length < pageSize) break;
  }
  const root = frontier.root.toString('base64');
  if (frontier.size !== tree.size || root !== tree.root || !isSignedFor(checkpoint, frontier.size, root)) {
    throw new UnusableBackup(
      `the tree over the ${frontier.size} restored entries has the root ${root}; the backup's is ${tree.root} over ${tree.size}, and its checkpoint must name the same`,
    );
  }
  await transaction
    .updateTable('tree')
    .set({ size: frontier.size, frontier: Buffer.concat(frontier.hashes), checkpoint })
    .execute();
}

/** A checkpoint's second and third lines (C2SP tlog-checkpoint). */
function isSignedFor(checkpoint: string | null, size: number, root: string): boolean {
  if (checkpoint === null) return size === 0;
  const [, signedSize, signedRoot] = checkpoint.split('\n');
  return signedSize === String(size) && signedRoot === root;
}
