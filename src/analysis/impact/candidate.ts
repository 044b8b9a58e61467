// What may be compared: a submission's facts from any source, or a line of NDJSON that a worker reads.

interface Identified {
  /** What a reader finds it by again: the line of a file, the id of a record. */
  readonly id: number | string;
}

export type Candidate =
  | (Identified & { readonly facts: unknown; readonly subject?: string })
  /** A line as it stands: `{ "facts": …, "subject"?: … }`; anything else in it is passed over. */
  | (Identified & { readonly text: string })
  | (Identified & { readonly problem: Unreadable });

export type Unreadable = 'not_json' | 'not_an_object' | 'no_facts' | 'too_long';

export type Read = { readonly facts: unknown; readonly subject?: string } | { readonly problem: Unreadable };

export function readCandidate(candidate: Candidate): Read {
  if ('problem' in candidate || 'facts' in candidate) return candidate;
  let value: unknown;
  try {
    value = JSON.parse(candidate.text);
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: 'not_json' };
    throw error;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'not_an_object' };
  const { facts, subject } = value as { facts?: unknown; subject?: unknown };
  if (facts === undefined) return { problem: 'no_facts' };
  return { facts, ...(typeof subject === 'string' && { subject }) };
}
