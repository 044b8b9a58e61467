// Entries without a place -> places in the tree and a signed checkpoint, in the store and outside it.
import type { Signer } from './signing-keys.js';
import { checkpointText } from './statements.js';
import { StoreUnavailable } from '../store.js';
import type { Store, Tree } from '../store.js';

export interface SequencerParts {
  readonly store: Store;
  readonly signer: Signer;
  /** Keeps a signed checkpoint outside the store. */
  readonly publish: (checkpoint: string) => void;
  readonly onPlaced: (tree: Tree) => void;
  /** All that had waited for a place has one. */
  readonly onRest: () => void;
  readonly onAlarm: (alarm: Alarm) => void;
  readonly now?: () => Date;
}

/** A record that was answered for and has no place after a few seconds, or a sequencer that fails. */
export type Alarm =
  | { readonly kind: 'unplaced'; readonly count: number; readonly oldest: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Milliseconds. */
const pause = 250;
const tooLong = 5_000;
const mostAtOnce = 2_000;

export class Sequencer {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly parts: SequencerParts) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.placeAll().then(() => {
        if (!this.isStopped) this.start();
      });
    }, pause);
  }

  /** Gives places to all that waits for one. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
    await this.placeAll();
  }

  private async placeAll(): Promise<void> {
    const { onAlarm } = this.parts;
    try {
      while (await this.placeSome());
      await this.warnOfUnplaced();
    } catch (error) {
      // A store that is out of reach is tried again; what it holds waits for its place.
      if (!(error instanceof StoreUnavailable) || !this.isStopped) onAlarm({ kind: 'failed', error });
    }
  }

  private async placeSome(): Promise<Tree | undefined> {
    const { store, signer, publish, onPlaced } = this.parts;
    let checkpoint = '';
    const tree = await store.place((next) => {
      checkpoint = signer.sign(checkpointText(signer.origin, next));
      return checkpoint;
    }, mostAtOnce);
    if (!tree) return undefined;
    publish(checkpoint);
    onPlaced(tree);
    return tree;
  }

  private async warnOfUnplaced(): Promise<void> {
    const { store, onAlarm, onRest, now = () => new Date() } = this.parts;
    const { count, oldest } = await store.unplaced();
    if (oldest !== undefined && now().getTime() - Date.parse(oldest) > tooLong)
      onAlarm({ kind: 'unplaced', count, oldest });
    else onRest();
  }
}
