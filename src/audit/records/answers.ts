// A decision that was recorded, or a record that is read -> the answer with its id, its time and its receipt.
import { explain, explainOutcome } from '../../explanation/explain.js';
import type { Answer, ExplainLevel } from '../../explanation/explain.js';
import type { Decision } from '../../evaluation/decide.js';
import { asRecorded } from '../log/entry.js';
import { leafHash } from '../log/merkle.js';
import { receiptFrom } from './recorder.js';
import type { Receipt, Recorded } from './recorder.js';
import type { EvaluationReading } from './records.js';
import type { KeptEntry } from '../store.js';

export interface RecordedAnswer extends Answer {
  readonly id: string;
  readonly time: string;
  /** False where this program finds otherwise today: what was recorded is shown, without workings. */
  readonly reproduced?: false;
  readonly receipt: Receipt;
}

export function recordedAnswer(
  { head, receipt }: Recorded,
  decision: Extract<Decision, { kind: 'evaluated' }>,
  level: ExplainLevel,
): RecordedAnswer {
  const { id, time } = head;
  const answer = explain(decision, level);
  return { id, time, ...answer, law: asRecorded(answer.law), receipt };
}

/** The same bytes as when it was given, as long as the program finds and words it the same. */
export function answerOf(
  { kept, content: { law }, ready, outcome, isReproduced }: EvaluationReading,
  level: ExplainLevel,
): RecordedAnswer {
  const { id, time } = kept.head;
  return {
    id,
    time,
    ...explainOutcome({ ready, law, outcome }, level, isReproduced),
    ...(!isReproduced && { reproduced: false }),
    receipt: receiptOf(kept),
  };
}

export function receiptOf({ leaf, receipt }: KeptEntry): Receipt {
  return receiptFrom(leafHash(Buffer.from(leaf)), receipt);
}
