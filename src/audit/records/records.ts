// Everything that is recorded goes in and comes out here: decisions, corrections, readings of them.
import type { Pack } from '../../policy/pack.js';
import type { Decision } from '../../evaluation/decide.js';
import { evaluate } from '../../evaluation/evaluate.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Outcome } from '../../evaluation/outcome.js';
import { withChoices } from '../../evaluation/decide.js';
import type { RefusalExplained } from '../../explanation/refusals.js';
import { recordedOutcome, recordOutcome } from './content.js';
import type { EvaluationContent, RecordedRequest, RefusalContent } from './content.js';
import { evaluationDraft, packOfRefusal, refusalDraft } from './drafts.js';
import type { Asked, Draft, RecordableRefusal, Superseding } from './drafts.js';
import { canonical } from '../log/entry.js';
import type { Head } from '../log/entry.js';
import { ownerOfSubject, Recorder } from './recorder.js';
import type { KnownKey, Recorded, RecorderParts } from './recorder.js';
import type { Signer } from '../log/signing-keys.js';
import { StoredPacks } from './stored-packs.js';
import type { Filter, Gone, Idempotency, KeptEntry, Store } from '../store.js';

type Evaluated = Extract<Decision, { kind: 'evaluated' }>;

/** An entry as it is read. */
export type Reading =
  | EvaluationReading
  | { readonly kind: 'refusal'; readonly kept: KeptEntry; readonly content: RefusalContent }
  /** Its content was erased or has expired. */
  | { readonly kind: 'gone'; readonly kept: KeptEntry; readonly gone: Gone };

export interface EvaluationReading {
  readonly kind: 'evaluation';
  readonly kept: KeptEntry;
  readonly content: EvaluationContent;
  readonly ready: ReadyPack;
  readonly outcome: Outcome;
  /** False: this program finds otherwise today, so `outcome` holds what was recorded and shows no workings. */
  readonly isReproduced: boolean;
}

/** A subject, or a record that has none. */
export type Erasable = { readonly subject: string } | { readonly record: string };

const pageSize = 100;
const day = 86_400_000;

export class Records {
  readonly store: Store;
  /** Signs what goes out as well. */
  readonly signer: Signer;
  private readonly recorder: Recorder;
  private readonly now: () => Date;
  private readonly packs: StoredPacks;

  constructor(parts: RecorderParts) {
    this.store = parts.store;
    this.signer = parts.signer;
    this.recorder = new Recorder(parts);
    this.now = parts.now ?? (() => new Date());
    this.packs = new StoredPacks(parts.store);
  }

  async evaluation(
    decision: Evaluated,
    request: RecordedRequest,
    asked: Asked & { readonly superseding?: Superseding; readonly idempotency?: Idempotency },
  ): Promise<Recorded | KnownKey> {
    await this.packs.keep(decision.law.version.pack);
    return this.recorder.record(evaluationDraft(decision, request, asked));
  }

  async refusal(
    decision: RecordableRefusal,
    refusal: RefusalExplained,
    request: RecordedRequest & { readonly regulation: string },
    asked: Asked & { readonly idempotency?: Idempotency },
  ): Promise<Recorded | KnownKey> {
    const pack = packOfRefusal(decision);
    if (pack) await this.packs.keep(pack);
    return this.recorder.record(refusalDraft(decision, refusal, request, asked));
  }

  /** Entries that carry no idempotency key. */
  async note(draft: Omit<Draft, 'idempotency'>): Promise<Recorded> {
    return (await this.recorder.record(draft)) as Recorded;
  }

  /** Who read what: nothing is read unseen. @param of the record, or the subject, that it is about. */
  async noteReading(
    content: Readonly<Record<string, unknown>>,
    asked: Asked,
    { about, subject }: { readonly about?: string; readonly subject?: string | undefined } = {},
  ): Promise<void> {
    await this.note({
      kind: 'read',
      ...asked,
      content,
      ...(about !== undefined && { about }),
      ...(subject !== undefined && { of: { subject } }),
    });
  }

  /**
   * Destroys the key of a subject, or of a record without one, and with it all contents under that key.
   * @returns how many contents there were.
   */
  erase(of: Erasable, reason: string, asked: Asked): Promise<number> {
    // The entry stays for ever: it says why, not of whom.
    const about = 'record' in of ? { about: of.record } : {};
    const entry = this.recorder.makeEntry({ kind: 'erasure', ...asked, ...about, content: { reason } });
    return this.store.erase('record' in of ? `record:${of.record}` : ownerOfSubject(of.subject), entry);
  }

  /** Removes the contents of evaluations and refusals older than so many days. @returns how many there were. */
  expire(days: number, asked: Asked): Promise<number> {
    const before = new Date(this.now().getTime() - days * day).toISOString();
    return this.store.expire(before, (count) =>
      this.recorder.makeEntry({ kind: 'expiry', ...asked, content: { before, count } }),
    );
  }

  /** All that the filter takes, the latest first; what arrives meanwhile is not among them. */
  async *readings(filter: Filter): AsyncGenerator<Reading> {
    let before: number | undefined;
    do {
      const page = await this.store.list(filter, {
        limit: pageSize,
        ...(before !== undefined && { before }),
      });
      for (const { head } of page) {
        const reading = await this.read(head.id);
        if (reading) yield reading;
      }
      before = page.length < pageSize ? undefined : page.at(-1)?.sequence;
    } while (before !== undefined);
  }

  /** The pack that an entry names; undefined where it names none. Throws where the store lacks it. */
  async packOf({ head }: KeptEntry): Promise<Pack | undefined> {
    return head.digest === undefined ? undefined : (await this.packs.get(packOf(head))).pack;
  }

  /** An evaluation or a refusal; undefined where there is none of this id. */
  async read(id: string): Promise<Reading | undefined> {
    const kept = await this.store.find(id);
    return kept && this.open(kept);
  }

  /** @returns undefined for entries of other kinds. */
  async open(kept: KeptEntry): Promise<Reading | undefined> {
    const { head, content, gone } = kept;
    if (head.kind !== 'evaluation' && head.kind !== 'refusal') return undefined;
    if (content === undefined) return { kind: 'gone', kept, gone: gone ?? 'erased' };
    if (head.kind === 'refusal')
      return { kind: 'refusal', kept, content: JSON.parse(content) as RefusalContent };
    const parsed = JSON.parse(content) as EvaluationContent;
    const ready = await this.packs.get(packOf(head));
    const again = findAgain(parsed, ready);
    const isReproduced = again !== undefined && isSameOutcome(again, parsed);
    const outcome = isReproduced ? again : recordedOutcome(parsed, ready);
    return { kind: 'evaluation', kept, content: parsed, ready, outcome, isReproduced };
  }
}

/** What the compiled evaluator finds today in the recorded facts, on the recorded law date. */
function findAgain({ request, law }: EvaluationContent, ready: ReadyPack): Outcome | undefined {
  const found = evaluate(ready, request.facts, law.date);
  return found.kind === 'evaluated' ? withChoices(found, law.passedOver) : undefined;
}

export function isSameOutcome(outcome: Outcome, { outcome: recorded }: EvaluationContent): boolean {
  return canonical(recordOutcome(outcome)) === canonical(recorded);
}

function packOf({ regulation = '', version = '', digest = '' }: Head): {
  regulation: string;
  version: string;
  digest: string;
} {
  return { regulation, version, digest };
}
