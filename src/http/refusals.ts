// A refusal as it is explained -> the problem that answers it, with the record that was made of it.
import { receiptOf } from '../audit/records/answers.js';
import type { Receipt } from '../audit/records/answers.js';
import type { Recorded } from '../audit/records/recorder.js';
import type { KeptEntry } from '../audit/store.js';
import type { RefusalExplained } from '../explanation/refusals.js';
import { Problem } from './problems.js';

export interface RefusalRecord {
  readonly id: string;
  readonly time: string;
  readonly receipt: Receipt;
}

export function refusalProblem(
  { code, title, detail, errors, extra }: RefusalExplained,
  record?: RefusalRecord,
): Problem {
  return new Problem({
    status: code === 'unknown_version' ? 404 : 422,
    code,
    title: title.en,
    detail: detail.en,
    ...(errors.length > 0 && { errors }),
    extra: { ...extra, ...record },
  });
}

export function recordOf(kept: KeptEntry): RefusalRecord {
  const { id, time } = kept.head;
  return { id, time, receipt: receiptOf(kept) };
}

export function recordIn({ head: { id, time }, record, receipt }: Recorded): RefusalRecord {
  return { id, time, receipt: { record, signed: receipt } };
}
