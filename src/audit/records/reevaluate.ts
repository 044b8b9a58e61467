// Records that rest on something -> what the law in force now says of them, and new records in their place.
import { decide } from '../../evaluation/decide.js';
import type { Decision, ReadyVersion } from '../../evaluation/decide.js';
import type { Shown } from '../../evaluation/outcome.js';
import type { Asked } from './drafts.js';
import { tokensOf } from './drafts.js';
import type { EvaluationReading, Records } from './records.js';
import type { Filter } from '../store.js';

type Evaluated = Extract<Decision, { kind: 'evaluated' }>;

export interface Again {
  readonly reading: EvaluationReading;
  /** Of outputs that both have, the value recorded and the value now. */
  readonly scores: readonly { readonly output: string; readonly recorded: Shown; readonly now: Shown }[];
  readonly decision: Decision;
  /** Whether the new answer rests on the same provisional thing still. */
  readonly isStillProvisional: boolean;
}

/** Evaluations that count and used something provisional, each evaluated with the versions of today. */
export async function* evaluateAgain(
  records: Records,
  { provisional, filter = {} }: { provisional: string; filter?: Filter },
  versionsOf: (regulation: string) => readonly ReadyVersion[],
): AsyncGenerator<Again> {
  const wanted: Filter = { ...filter, kinds: ['evaluation'], counts: true, provisional };
  for await (const reading of records.readings(wanted)) {
    if (reading.kind !== 'evaluation') continue;
    const { facts, requireConfirmed } = reading.content.request;
    const decision = decide(versionsOf(reading.kept.head.regulation ?? ''), {
      facts,
      ...(requireConfirmed !== undefined && { requireConfirmed }),
    });
    yield {
      reading,
      decision,
      scores: scoresOf(reading, decision),
      isStillProvisional: rests(decision, provisional),
    };
  }
}

/** Records the new answer as superseding the old one. */
export async function recordAgain(
  records: Records,
  { reading, decision }: { reading: EvaluationReading; decision: Evaluated },
  reason: string,
  asked: Asked,
): Promise<string> {
  const { facts, subject, requireConfirmed } = reading.content.request;
  const request = {
    facts,
    ...(subject !== undefined && { subject }),
    ...(requireConfirmed !== undefined && { requireConfirmed }),
  };
  const superseding = { supersedes: reading.kept.head.id, reason };
  const recorded = await records.evaluation(decision, request, { ...asked, superseding });
  return recorded.kind === 'recorded' ? recorded.head.id : recorded.id;
}

function scoresOf({ outcome }: EvaluationReading, decision: Decision): Again['scores'] {
  if (decision.kind !== 'evaluated') return [];
  return outcome.scores.flatMap(({ output, value }) => {
    const now = decision.outcome.scores.find((each) => each.output.name === output.name);
    return now ? [{ output: output.name, recorded: value, now: now.value }] : [];
  });
}

function rests(decision: Decision, provisional: string): boolean {
  return (
    decision.kind === 'evaluated' && decision.outcome.provisional.flatMap(tokensOf).includes(provisional)
  );
}
