// Drafts -> entries that are durable: whatever waits while one group is committed makes up the next.
import { v7 as uuid } from 'uuid';
import type { Draft } from './drafts.js';
import { seal } from '../log/entry.js';
import type { Head } from '../log/entry.js';
import { receiptText } from '../log/statements.js';
import type { Signer } from '../log/signing-keys.js';
import { StoreUnavailable } from '../store.js';
import type { NewEntry, Store } from '../store.js';

/** What an answer carries of its record. */
export interface Receipt {
  /** "sha256:<hex>": the leaf's hash. */
  readonly record: string;
  /** A signed note over it. */
  readonly signed: string;
}

export interface Recorded {
  readonly kind: 'recorded';
  readonly head: Head;
  readonly receipt: Receipt;
}

/** The idempotency key had been used before. */
export interface KnownKey {
  readonly kind: 'known';
  readonly id: string;
  readonly fingerprint: string;
}

/** At most so many entries are committed at once. */
const largestGroup = 500;

interface Waiting {
  readonly entry: NewEntry;
  readonly resolve: (result: Recorded | KnownKey) => void;
  readonly reject: (error: unknown) => void;
}

export interface RecorderParts {
  readonly store: Store;
  readonly signer: Signer;
  /** The program's version. */
  readonly program: string;
  readonly now?: () => Date;
}

export class Recorder {
  private readonly waiting: Waiting[] = [];
  private isCommitting = false;

  constructor(private readonly parts: RecorderParts) {}

  /** Resolves when the entry is durable. Throws StoreUnavailable where it could not be kept. */
  record(draft: Draft): Promise<Recorded | KnownKey> {
    const entry = this.makeEntry(draft);
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      if (!this.isCommitting) void this.commitAll();
    });
  }

  makeEntry(draft: Draft): NewEntry {
    const { signer, program, now = () => new Date() } = this.parts;
    const { kind, by, requestId, content, of, pack, about, found, idempotency } = draft;
    const id = uuid();
    const head = { id, kind, time: now().toISOString(), program, by, requestId };
    const sealed = seal({ ...head, ...pack, ...(about !== undefined && { about }) }, content);
    return {
      ...sealed,
      receipt: signer.sign(receiptText(signer.origin, { id, leafHash: sealed.leafHash })),
      ...(of && { owner: of === 'itself' ? `record:${id}` : ownerOfSubject(of.subject) }),
      ...(found && { found }),
      ...(idempotency && { idempotency }),
    };
  }

  private async commitAll(): Promise<void> {
    this.isCommitting = true;
    // What arrives in the same turn of the event loop goes into the same group.
    await new Promise(setImmediate);
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, largestGroup));
    this.isCommitting = false;
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const appended = await this.parts.store.append(group.map(({ entry }) => entry));
      for (const [index, { entry, resolve }] of group.entries()) {
        const result = appended[index];
        resolve(result?.kind === 'known' ? result : recorded(entry));
      }
    } catch (error) {
      // An entry that the store cannot take must not keep the others from being kept.
      if (group.length > 1 && !(error instanceof StoreUnavailable))
        for (const each of group) await this.commit([each]);
      else for (const { reject } of group) reject(error);
    }
  }
}

export function ownerOfSubject(subject: string): string {
  return `subject:${subject}`;
}

export function receiptFrom(leaf: Buffer, signed: string): Receipt {
  return { record: `sha256:${leaf.toString('hex')}`, signed };
}

function recorded({ head, leafHash, receipt }: NewEntry): Recorded {
  return { kind: 'recorded', head, receipt: receiptFrom(leafHash, receipt) };
}
