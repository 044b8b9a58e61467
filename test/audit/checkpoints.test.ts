// Checkpoints outside the store: kept whatever a crash leaves, and held against what the store has.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWithStore, openCheckpoints } from '../../src/audit/log/checkpoints.js';
import { rootOf } from '../../src/audit/log/merkle.js';
import { splitNotes } from '../../src/audit/log/note-file.js';
import { add, checkpointAt, emptyLog, origin } from './kept-log.js';
import type { KeptLog } from './kept-log.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'timbang-checkpoints-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function logOf(count: number): KeptLog {
  const log = emptyLog();
  for (let place = 0; place < count; place += 1) add(log);
  return log;
}

test('there is none at first, and then the last that was appended', async () => {
  const log = logOf(3);
  const checkpoints = openCheckpoints(folder);
  expect(checkpoints.last()).toBeUndefined();

  const notes = await Promise.all([1, 2, 3].map((size) => checkpointAt(log, size)));
  notes.forEach((note) => checkpoints.append(note));

  expect(openCheckpoints(folder).last()).toBe(notes[2]);
  expect(splitNotes(readFileSync(join(folder, 'log', 'checkpoints.txt'), 'utf8'))).toEqual(notes);
});

test('a note cut off at any byte is no note, and spoils neither the one before it nor the one after it', async () => {
  const log = logOf(3);
  const [first = '', second = '', third = ''] = await Promise.all(
    [1, 2, 3].map((size) => checkpointAt(log, size)),
  );
  const path = join(folder, 'log', 'checkpoints.txt');
  const checkpoints = openCheckpoints(folder);

  for (let length = 0; length < second.length; length += 1) {
    writeFileSync(path, `${first}\n${second.slice(0, length)}`);
    expect(checkpoints.last()).toBe(first);
    checkpoints.append(third);
    expect(checkpoints.last()).toBe(third);
    expect(splitNotes(readFileSync(path, 'utf8'))).toEqual([first, third]);
  }
});

test('a note that lacks only the empty line after it is whole', async () => {
  const log = logOf(2);
  const [first, second] = [await checkpointAt(log, 1), await checkpointAt(log, 2)];
  const checkpoints = openCheckpoints(folder);
  appendFileSync(join(folder, 'log', 'checkpoints.txt'), first);

  checkpoints.append(second);

  expect(splitNotes(readFileSync(join(folder, 'log', 'checkpoints.txt'), 'utf8'))).toEqual([first, second]);
});

describe('the store against the last checkpoint outside', () => {
  const storeOf = ({ leaves, hashAt }: KeptLog) => ({
    tree: async () => ({ size: leaves.length, root: await rootOf(leaves.length, hashAt) }),
    hashAt,
  });

  test.each([0, 1, 4, 7])(
    'one that goes on from the %i entries of the checkpoint is in order',
    async (size) => {
      const log = logOf(7);

      const agreement = await compareWithStore(await checkpointAt(log, size), {
        origin,
        store: storeOf(log),
      });

      expect(agreement).toEqual({ kind: 'ok' });
    },
  );

  test('without a checkpoint there is nothing to compare', async () => {
    expect(await compareWithStore(undefined, { origin, store: storeOf(logOf(2)) })).toEqual({ kind: 'ok' });
  });

  test('one that has lost entries is behind', async () => {
    const outside = await checkpointAt(logOf(7), 7);

    expect(await compareWithStore(outside, { origin, store: storeOf(logOf(5)) })).toEqual({
      kind: 'behind',
      says: 'the store has 5 entries in its tree, but a checkpoint over 7 was signed; the last 2 are lost: restore a newer backup',
    });
  });

  test('one with other entries is altered', async () => {
    const agreement = await compareWithStore(await checkpointAt(logOf(5), 5), {
      origin,
      store: storeOf(logOf(6)),
    });

    expect(agreement).toMatchObject({
      kind: 'altered',
      says: expect.stringMatching(
        /^the first 5 entries of the store have the root \S+, but \S+ was signed; entries were altered/,
      ),
    });
  });

  test('one of another log is altered', async () => {
    const log = logOf(2);
    const agreement = await compareWithStore(await checkpointAt(log, 2), {
      origin: 'timbang/other',
      store: storeOf(log),
    });

    expect(agreement.kind).toBe('altered');
  });
});
