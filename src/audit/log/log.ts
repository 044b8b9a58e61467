// The log as others check it: its keys, its checkpoint, and proofs that lead to it.
import { consistencyProof, inclusionProof } from './merkle.js';
import type { Head } from './entry.js';
import type { LogKey } from './key-list.js';
import type { KeptEntry, Store } from '../store.js';

/** Shows that an entry is in the tree of a signed checkpoint. */
export interface InclusionProof {
  readonly id: string;
  readonly head: Head;
  readonly receipt: string;
  readonly place: number;
  readonly checkpoint: string;
  readonly keys: readonly LogKey[];
  /** Base64, from the leaf upwards. */
  readonly inclusion: readonly string[];
}

export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly consistency: readonly string[];
}

export interface LogParts {
  readonly store: Store;
  readonly origin: string;
  readonly keys: () => readonly LogKey[];
}

export class Log {
  constructor(private readonly parts: LogParts) {}

  get origin(): string {
    return this.parts.origin;
  }

  keys(): readonly LogKey[] {
    return this.parts.keys();
  }

  /** The latest signed checkpoint and its size; undefined until something has a place. */
  async checkpoint(): Promise<{ readonly note: string; readonly size: number } | undefined> {
    const note = await this.parts.store.checkpoint();
    return note === undefined ? undefined : { note, size: Number(note.split('\n')[1]) };
  }

  /** Undefined where the entry has no place yet. */
  async proofOf({ head, receipt, place }: KeptEntry): Promise<InclusionProof | undefined> {
    const checkpoint = await this.checkpoint();
    if (place === undefined || !checkpoint || place >= checkpoint.size) return undefined;
    const inclusion = await this.inclusion(place, checkpoint.size);
    return { id: head.id, head, receipt, place, checkpoint: checkpoint.note, keys: this.keys(), inclusion };
  }

  /** Base64. */
  async inclusion(place: number, size: number): Promise<string[]> {
    return inBase64(
      await inclusionProof(place, size, (level, index) => this.parts.store.hashAt(level, index)),
    );
  }

  /** @param from at least 1, at most `to`. */
  async consistency(from: number, to: number): Promise<ConsistencyProof> {
    const proof = await consistencyProof(from, to, (level, index) => this.parts.store.hashAt(level, index));
    return { from, to, consistency: inBase64(proof) };
  }
}

function inBase64(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('base64'));
}
