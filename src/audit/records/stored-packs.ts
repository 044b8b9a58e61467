// Packs in the store by their digest: kept before the first record that names one, made ready again when it is read.
import { packName } from '../../policy/pack.js';
import type { Pack } from '../../policy/pack.js';
import { packFrom } from '../../policy/read-pack.js';
import { makeReady } from '../../evaluation/evaluate.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Store } from '../store.js';

/** Packs that are ready at once; the one that was used longest ago goes first. */
const mostReady = 50;

export class StoredPacks {
  private readonly kept = new Map<string, Promise<void>>();
  private readonly ready = new Map<string, ReadyPack>();

  constructor(private readonly store: Store) {}

  /** Resolves when the pack is durable. */
  async keep(pack: Pack): Promise<void> {
    let keeping = this.kept.get(pack.digest);
    if (!keeping) this.kept.set(pack.digest, (keeping = this.store.keepPack(pack.digest, pack.files)));
    try {
      await keeping;
    } catch (error) {
      this.kept.delete(pack.digest);
      throw error;
    }
  }

  /** Throws where it is not there or is not what its digest says: the store has been altered or is incomplete. */
  async get({
    regulation,
    version,
    digest,
  }: Pick<Pack, 'regulation' | 'version' | 'digest'>): Promise<ReadyPack> {
    let found = this.ready.get(digest);
    if (found) this.ready.delete(digest);
    else found = makeReady(await this.read({ regulation, version, digest }));
    this.ready.set(digest, found);
    const [oldest] = this.ready.keys();
    if (this.ready.size > mostReady && oldest !== undefined) this.ready.delete(oldest);
    return found;
  }

  private async read({ digest, ...named }: Pick<Pack, 'regulation' | 'version' | 'digest'>): Promise<Pack> {
    const name = packName(named);
    const files = await this.store.pack(digest);
    if (!files) throw new DamagedStore(`the store lacks the pack ${name} (${digest}) that a record names`);
    const reading = packFrom({ files, faults: [], fingerprint: digest }, name);
    if ('faults' in reading) throw new DamagedStore(`the pack ${name} (${digest}) in the store has faults`);
    if (reading.pack.digest !== digest)
      throw new DamagedStore(`the pack ${name} in the store is not the one with the digest ${digest}`);
    return reading.pack;
  }
}

/** What the store holds is not what was put there. */
export class DamagedStore extends Error {}
