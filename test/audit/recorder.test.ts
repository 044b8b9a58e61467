// Drafts become durable in groups; what cannot be kept is not acknowledged.
import { Recorder } from '../../src/audit/records/recorder.js';
import type { Draft } from '../../src/audit/records/drafts.js';
import type { NewEntry, Store } from '../../src/audit/store.js';
import { StoreUnavailable } from '../../src/audit/store.js';

type Append = Store['append'];

/** A store of which only `append` is asked. */
function recorderOver(append: Append): Recorder {
  const signer = { origin: 'test', vkey: 'test', sign: (text: string) => `${text}\n— test signature\n` };
  const store = { append } as unknown as Store;
  return new Recorder({ store, signer, program: '9.9.9', now: () => new Date('2026-01-31T08:00:00Z') });
}

function draft(content: Draft['content'] = {}, more: Partial<Draft> = {}): Draft {
  return { kind: 'evaluation', by: 'app-1', requestId: 'r-1', content, of: 'itself', ...more };
}

const keepAll: Append = (entries) => Promise.resolve(entries.map(() => ({ kind: 'kept' })));

test('an entry says who asked, in which request, when, and by which program', async () => {
  const recorded = await recorderOver(keepAll).record(draft());

  expect(recorded).toMatchObject({
    kind: 'recorded',
    head: {
      kind: 'evaluation',
      by: 'app-1',
      requestId: 'r-1',
      time: '2026-01-31T08:00:00.000Z',
      program: '9.9.9',
    },
  });
});

test('equal contents have unequal hashes, so that none can be guessed from its head', async () => {
  const recorder = recorderOver(keepAll);

  const [first, second] = await Promise.all([recorder.record(draft()), recorder.record(draft())]);

  expect(first.kind === 'recorded' && first.head.content).not.toBe(
    second.kind === 'recorded' && second.head.content,
  );
});

test('what waits while a group is committed makes up the next', async () => {
  const groups: number[] = [];
  const recorder = recorderOver(async (entries) => {
    groups.push(entries.length);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return keepAll(entries);
  });

  const first = recorder.record(draft());
  await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all([first, ...Array.from({ length: 700 }, () => recorder.record(draft()))]);

  expect(groups).toEqual([1, 500, 200]);
});

test('while the store is unavailable nothing is acknowledged; afterwards it is', async () => {
  let isAway = true;
  const recorder = recorderOver((entries) =>
    isAway ? Promise.reject(new StoreUnavailable('disk full')) : keepAll(entries),
  );

  const refused = await Promise.allSettled([recorder.record(draft()), recorder.record(draft())]);
  isAway = false;
  const kept = await recorder.record(draft());

  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(kept.kind).toBe('recorded');
});

test('an entry that the store cannot take does not keep the others of its group from being kept', async () => {
  const isPoisoned = ({ content }: NewEntry): boolean => content.includes('poison');
  const recorder = recorderOver((entries) =>
    entries.some(isPoisoned) ? Promise.reject(new Error('invalid byte sequence')) : keepAll(entries),
  );

  const results = await Promise.allSettled([
    recorder.record(draft({ a: 1 })),
    recorder.record(draft({ a: 'poison' })),
    recorder.record(draft({ a: 2 })),
  ]);

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('an idempotency key that was used gives the entry it stands for', async () => {
  const recorder = recorderOver(() =>
    Promise.resolve([{ kind: 'known', id: 'earlier', fingerprint: 'f' }] as const),
  );

  const result = await recorder.record(
    draft({}, { idempotency: { caller: '', key: 'k', fingerprint: 'f' } }),
  );

  expect(result).toEqual({ kind: 'known', id: 'earlier', fingerprint: 'f' });
});
