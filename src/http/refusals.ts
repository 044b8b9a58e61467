// A refusal as it is explained -> the problem that answers it, with the record that was made of it.
import type { Head } from '../audit/log/entry.js';
import type { Receipt } from '../audit/records/recorder.js';
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

/** What an answer says of a record, whether it was made just now or is read. */
export function recordOf({ id, time }: Head, receipt: Receipt): RefusalRecord {
  return { id, time, receipt };
}
