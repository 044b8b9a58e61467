// Signed checkpoints outside the store: what the store once committed to, in a file of its own.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { rootOf } from './merkle.js';
import type { Store } from './store.js';

/** A whole one; a line that was cut off by a crash is none. */
const note = /^.+\n(\d+)\n([A-Za-z0-9+/]{43}=)\n\n— .+\n/gm;

export class Checkpoints {
  private readonly file: string;

  constructor(folder: string) {
    mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 });
    this.file = join(folder, 'log', 'checkpoints.txt');
  }

  /** Resolves when it is durable. */
  async append(checkpoint: string): Promise<void> {
    const file = await open(this.file, 'a');
    try {
      await file.appendFile(`${checkpoint}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The last one that is whole. */
  last(): { readonly size: number; readonly root: Buffer } | undefined {
    if (!existsSync(this.file)) return undefined;
    const [, size, root] = [...readFileSync(this.file, 'utf8').matchAll(note)].at(-1) ?? [];
    return size === undefined || root === undefined
      ? undefined
      : { size: Number(size), root: Buffer.from(root, 'base64') };
  }

  /** Why the store does not hold what the last checkpoint outside it committed to; undefined when it does. */
  async contradiction(store: Store): Promise<string | undefined> {
    const last = this.last();
    if (!last) return undefined;
    const { size } = await store.tree();
    if (size < last.size) {
      return `the store holds ${size} entries of the log, but ${last.size} had been signed: entries were lost`;
    }
    const root = await rootOf(last.size, (level, index) => store.hashAt(level, index));
    return root.equals(last.root)
      ? undefined
      : `the first ${last.size} entries of the store are not those that had been signed: entries were altered`;
  }
}
