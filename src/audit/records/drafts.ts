// A decision -> what is to be recorded of it, and by what it is to be found.
import type { Decision, ReadyVersion } from '../../evaluation/decide.js';
import type { Outcome, ProvisionalUse } from '../../evaluation/outcome.js';
import type { Pack } from '../../policy/pack.js';
import { explainLaw } from '../../explanation/explain.js';
import type { RefusalExplained } from '../../explanation/refusals.js';
import { recordOutcome } from './content.js';
import type { EvaluationContent, RecordedRequest, RefusalContent } from './content.js';
import { canonical } from '../log/entry.js';
import type { EntryKind, Head } from '../log/entry.js';
import type { FoundBy, Idempotency } from '../store.js';

/** Who asked, in which request. */
export interface Asked {
  readonly by: string | null;
  readonly requestId: string | null;
}

/** The service itself, and whoever has its command line, asks without a key. */
export const byOperator: Asked = { by: null, requestId: null };

/** An entry before it has an id, a time and a signature. */
export interface Draft extends Asked {
  readonly kind: EntryKind;
  readonly content: Readonly<Record<string, unknown>>;
  /** Whose data the content is: a subject's, or that of this record alone; absent: nobody's. */
  readonly of?: { readonly subject: string } | 'itself';
  readonly pack?: Pick<Head, 'regulation' | 'version' | 'digest'>;
  readonly about?: string;
  readonly found?: FoundBy;
  readonly idempotency?: Idempotency;
}

/** An evaluation that takes the place of an earlier one. */
export interface Superseding {
  readonly supersedes: string;
  readonly reason: string;
}

type Evaluated = Extract<Decision, { kind: 'evaluated' }>;

export function evaluationDraft(
  { law, outcome }: Evaluated,
  request: RecordedRequest,
  asked: Asked & { readonly superseding?: Superseding; readonly idempotency?: Idempotency },
): Draft {
  const { by, requestId, superseding, idempotency } = asked;
  const content: EvaluationContent = {
    request,
    law: explainLaw(law),
    outcome: recordOutcome(outcome),
    ...(superseding && { reason: superseding.reason }),
  };
  return {
    kind: 'evaluation',
    by,
    requestId,
    content: { ...content },
    of: ownerOf(request),
    pack: nameOf(law.version),
    ...(superseding && { about: superseding.supersedes }),
    found: foundBy(outcome, law.date),
    ...(idempotency && { idempotency }),
  };
}

/** The pack that a refusal is about; undefined where no version could be chosen. */
export function packOfRefusal(decision: RecordableRefusal): Pack | undefined {
  return 'pack' in decision ? decision.pack : 'law' in decision ? decision.law.version.pack : undefined;
}

/** Refusals that say something of the law; the others are mistakes of the request. */
export type RecordableRefusal = Exclude<
  Decision,
  { kind: 'evaluated' | 'invalid_facts' | 'unknown_version' }
>;

export function isRecordable(decision: Exclude<Decision, Evaluated>): decision is RecordableRefusal {
  return decision.kind !== 'invalid_facts' && decision.kind !== 'unknown_version';
}

export function refusalDraft(
  decision: RecordableRefusal,
  refusal: RefusalExplained,
  request: RecordedRequest & { readonly regulation: string },
  asked: Asked & { readonly idempotency?: Idempotency },
): Draft {
  const { regulation, ...rest } = request;
  const content: RefusalContent = { request: rest, refusal };
  const { idempotency, by, requestId } = asked;
  const pack = packOfRefusal(decision);
  const { date } = 'law' in decision ? decision.law : { date: undefined, ...decision };
  return {
    kind: 'refusal',
    by,
    requestId,
    content: { ...content },
    of: ownerOf(rest),
    pack: pack ? { regulation, version: pack.version, digest: pack.digest } : { regulation },
    found: {
      code: refusal.code,
      scores: {},
      verdicts: [],
      provisional: [],
      ...(date !== undefined && { lawDate: date }),
    },
    ...(idempotency && { idempotency }),
  };
}

function ownerOf({ subject }: RecordedRequest): { subject: string } | 'itself' {
  return subject === undefined ? 'itself' : { subject };
}

function nameOf({ pack }: ReadyVersion): Required<NonNullable<Draft['pack']>> {
  return { regulation: pack.regulation, version: pack.version, digest: pack.digest };
}

function foundBy({ complete, scores, clauses, provisional }: Outcome, lawDate: string): FoundBy {
  return {
    lawDate,
    isComplete: complete,
    scores: Object.fromEntries(
      scores.flatMap(({ output, value }) => (typeof value === 'number' ? [[output.name, value]] : [])),
    ),
    verdicts: [...new Set(clauses.map(({ clause, verdict }) => `${clause.id}=${verdict}`))],
    provisional: [...new Set(provisional.flatMap(tokensOf))],
  };
}

/** A row of a table is found by the table, and by itself. */
export function tokensOf({ clause, parameter, table, transitional, row }: ProvisionalUse): string[] {
  if (clause !== undefined) return [`clause:${clause}`];
  if (parameter !== undefined) return [`parameter:${parameter}`];
  if (transitional !== undefined) return [`transitional:${transitional}`];
  return [`table:${table ?? ''}`, ...(row ? [`table:${table ?? ''}${canonical(row)}`] : [])];
}
