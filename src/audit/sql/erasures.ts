// The record of destroyed keys outside the store: a backup from before an erasure must not bring its subject back.
import { createReadStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface Erasure {
  readonly keyId: string;
  /** UTC, ISO 8601. */
  readonly time: string;
}

/** Resolves when it is on the disk. */
export async function recordErasures(file: string, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const opened = await open(file, 'a', 0o600);
  try {
    await opened.write(erasures.map((erasure) => `${JSON.stringify(erasure)}\n`).join(''));
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** The ids of the keys. A last line that a crash cut short was never acknowledged. */
export async function erasedKeyIds(file: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const keyId = /^\{"keyId":"([0-9a-f]+)",.*\}$/.exec(line)?.[1];
    if (keyId !== undefined) ids.add(keyId);
  }
  return ids;
}
