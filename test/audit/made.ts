// Entries for tests of the log.
import { randomUUID } from 'node:crypto';
import { seal } from '../../src/audit/log/entry.js';
import type { Head } from '../../src/audit/log/entry.js';
import type { FoundBy, NewEntry, Tree } from '../../src/audit/store.js';

export interface Made extends Partial<Omit<Head, 'content'>> {
  readonly subject?: string;
  readonly owner?: string;
  readonly found?: Partial<FoundBy>;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly idempotency?: NewEntry['idempotency'];
}

/** An evaluation of the regulation "kantin", unless said otherwise. */
export function made(given: Made = {}): NewEntry {
  const { subject, owner, found, content, idempotency, ...head } = given;
  const id = head.id ?? randomUUID();
  const kind = head.kind ?? 'evaluation';
  const isFound = kind === 'evaluation' || kind === 'refusal';
  const sealed = seal(
    {
      kind,
      time: '2025-03-01T08:00:00.000Z',
      program: '1.0.0',
      by: null,
      requestId: null,
      ...(isFound ? { regulation: 'kantin', version: '1.0.0', digest: 'sha256:00' } : {}),
      ...head,
      id,
    },
    { subject: subject ?? null, facts: { porsi: 12 }, ...content },
  );
  const whose = owner ?? (subject === undefined ? `record:${id}` : `subject:${subject}`);
  return {
    ...sealed,
    receipt: `receipt of ${id}\n`,
    ...(isFound || owner !== undefined ? { owner: whose } : {}),
    ...(isFound
      ? { found: { lawDate: '2025-01-31', scores: {}, verdicts: [], provisional: [], ...found } }
      : {}),
    ...(idempotency ? { idempotency } : {}),
  };
}

export function sign({ size, root }: Tree): string {
  return `test\n${size}\n${root.toString('base64')}\n`;
}
