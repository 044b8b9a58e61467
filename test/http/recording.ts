// The records of one test file: a real store and real keys in a folder of their own, gone when the file is through.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../src/audit/log/log.js';
import { Recorder } from '../../src/audit/records/recorder.js';
import { Records } from '../../src/audit/records/records.js';
import { checkpointText } from '../../src/audit/log/statements.js';
import type { KeptEntry, Store } from '../../src/audit/store.js';
import { openRecording } from '../../src/recording.js';
import type { Recording } from '../../src/recording.js';

let opened: Recording | undefined;
const folder = mkdtempSync(join(tmpdir(), 'timbang-http-'));

beforeAll(async () => {
  opened = await openRecording({ data: folder, origin: 'timbang.invalid/aula' });
});

afterAll(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true });
});

export function recording(): Recording {
  if (!opened) throw new Error('records are there within tests, not before');
  return opened;
}

/** Apps are made before the store is open: these find it when they are asked. */
export const records: Records = standIn(() => recording().records);
export const log: Log = standIn(() => recording().log);

/** The same store, some of whose methods are others. */
export function storeWith(change: Partial<Store>): Store {
  return standIn(() => recording().store, change);
}

/** Records over such a store. */
export function recordsWith(change: Partial<Store>, now = (): Date => new Date()): Records {
  return new Records({ store: storeWith(change), signer: recording().keys, program: '0.0.0', now });
}

/** Destroys the subject's key, and with it the contents of what is recorded of them. */
export async function erase(subject: string): Promise<void> {
  const { store, keys } = recording();
  const recorder = new Recorder({ store, signer: keys, program: '0.0.0' });
  const entry = recorder.makeEntry({ kind: 'erasure', by: null, requestId: null, content: {} });
  await store.erase(`subject:${subject}`, entry);
}

/** The entries about a record, once all have their places. */
export async function entriesAbout(id: string | undefined): Promise<KeptEntry[]> {
  await placeAll();
  const { store } = recording();
  const found: KeptEntry[] = [];
  for await (const entry of store.entries({ from: 0, to: (await store.tree()).size }))
    if (entry.head.about === id) found.push(entry);
  return found;
}

/** Gives a place to all that waits for one, as the sequencer does. */
export async function placeAll(): Promise<void> {
  const { store, keys } = recording();
  while (await store.place((tree) => keys.sign(checkpointText(keys.origin, tree)), 1000));
}

function standIn<T extends object>(find: () => T, change: Partial<T> = {}): T {
  return new Proxy({} as T, {
    get: (_target, name): unknown => {
      if (Object.hasOwn(change, name)) return Reflect.get(change, name);
      const actual = find();
      const member: unknown = Reflect.get(actual, name);
      return typeof member === 'function' ? (member.bind(actual) as unknown) : member;
    },
  });
}
