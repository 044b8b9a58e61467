// Records get their places soon; one that does not is an alarm.
import { Sequencer } from '../../src/audit/log/sequencer.js';
import type { Alarm } from '../../src/audit/log/sequencer.js';
import { StoreUnavailable } from '../../src/audit/store.js';
import type { Store, Tree } from '../../src/audit/store.js';

const tree: Tree = { size: 3, root: Buffer.alloc(32) };

interface Seen {
  readonly alarms: Alarm[];
  readonly published: string[];
  readonly rests: number[];
}

function sequencer(store: Partial<Store>): { sequencer: Sequencer; seen: Seen } {
  const seen: Seen = { alarms: [], published: [], rests: [] };
  const made = new Sequencer({
    store: store as Store,
    signer: { origin: 'test', vkey: 'test', sign: (text) => `signed ${text}` },
    publish: (checkpoint) => void seen.published.push(checkpoint),
    onPlaced: () => undefined,
    onRest: () => void seen.rests.push(1),
    onAlarm: (alarm) => void seen.alarms.push(alarm),
    now: () => new Date('2026-01-01T00:00:10.000Z'),
  });
  return { sequencer: made, seen };
}

/** Places once, then has nothing to place. */
function placesOnce(): Store['place'] {
  let hasPlaced = false;
  return (sign) => {
    if (hasPlaced) return Promise.resolve(undefined);
    hasPlaced = true;
    sign(tree);
    return Promise.resolve(tree);
  };
}

test('a checkpoint that is signed is kept outside the store', async () => {
  const { sequencer: running, seen } = sequencer({
    place: placesOnce(),
    unplaced: () => Promise.resolve({ count: 0 }),
  });

  running.start();
  await running.stop();

  expect(seen.published).toEqual([`signed test\n3\n${tree.root.toString('base64')}\n`]);
  expect(seen.alarms).toEqual([]);
  expect(seen.rests.length).toBeGreaterThan(0);
});

test.each([
  { oldest: '2026-01-01T00:00:04.999Z', isAlarm: true },
  { oldest: '2026-01-01T00:00:05.000Z', isAlarm: false },
])('a record of $oldest without a place at 00:00:10 is an alarm: $isAlarm', async ({ oldest, isAlarm }) => {
  const { sequencer: running, seen } = sequencer({
    place: () => Promise.resolve(undefined),
    unplaced: () => Promise.resolve({ count: 2, oldest }),
  });

  await running.stop();

  expect(seen.alarms).toEqual(isAlarm ? [{ kind: 'unplaced', count: 2, oldest }] : []);
});

test('a store that fails is an alarm, and is tried again', async () => {
  let turns = 0;
  const place = placesOnce();
  const { sequencer: running, seen } = sequencer({
    place: (sign, limit) => {
      turns += 1;
      return turns === 1 ? Promise.reject(new StoreUnavailable('gone')) : place(sign, limit);
    },
    unplaced: () => Promise.resolve({ count: 0 }),
  });

  running.start();
  await new Promise((resolve) => setTimeout(resolve, 800));
  await running.stop();

  expect(seen.alarms.map(({ kind }) => kind)).toEqual(['failed']);
  expect(seen.published).toHaveLength(1);
});
