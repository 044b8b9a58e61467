// Entries for tests, made as the recorder makes them but with plain receipts.
import { seal } from '../../src/audit/entry.js';
import type { Head } from '../../src/audit/entry.js';
import type { FoundBy, NewEntry } from '../../src/audit/store.js';
import { v7 as uuid } from 'uuid';

export interface Wanted {
  readonly id?: string;
  readonly kind?: Head['kind'];
  readonly time?: string;
  readonly subject?: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly about?: string;
  readonly regulation?: string;
  readonly version?: string;
  readonly found?: Partial<FoundBy>;
  readonly key?: string;
  readonly fingerprint?: string;
}

export function entryOf(wanted: Wanted = {}): NewEntry {
  const {
    id = uuid(),
    kind = 'evaluation',
    time = '2026-03-01T08:00:00.000Z',
    subject,
    content = { request: { facts: {} } },
    about,
    regulation = 'sewa-aula',
    version = '1.0.0',
    found,
    key,
    fingerprint = 'same',
  } = wanted;
  const isFound = kind === 'evaluation' || kind === 'refusal';
  const head = { id, kind, time, program: '0.0.0', by: null, requestId: null };
  const pack = isFound ? { regulation, version, digest: 'sha256:00' } : {};
  return {
    ...seal({ ...head, ...pack, ...(about !== undefined && { about }) }, content),
    receipt: `receipt of ${id}\n`,
    ...(isFound && { owner: subject === undefined ? `record:${id}` : `subject:${subject}` }),
    ...(isFound && {
      found: { lawDate: '2025-12-31', scores: {}, verdicts: [], provisional: [], ...found },
    }),
    ...(key !== undefined && { idempotency: { caller: '', key, fingerprint } }),
  };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of items) found.push(each);
  return found;
}
