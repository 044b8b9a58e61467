// What every store does, whichever database it keeps things in.
import { inclusionProof, consistencyProof, Frontier, leafHash, rootOf } from '../../src/audit/merkle.js';
import type { Store, Tree } from '../../src/audit/store.js';
import { all, entryOf } from './entries.js';

/** @param open a store that is empty. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store;

  beforeEach(async () => {
    store = await open();
  });

  afterEach(async () => {
    await store.close();
  });

  const sign = ({ size, root }: Tree): string => `${size} ${root.toString('base64')}`;
  const sequences = async (filter: Parameters<Store['list']>[0]): Promise<string[]> =>
    (await store.list(filter, { limit: 100 })).map(({ head }) => head.id);

  describe('entries', () => {
    test('what was appended is found, with its content as it was', async () => {
      const entry = entryOf({ subject: 'E-1', content: { facts: { nama: 'Ayu \u0000 “é”' } } });

      const appended = await store.append([entry]);

      expect(appended).toEqual([{ kind: 'kept' }]);
      const kept = await store.find(entry.head.id);
      expect(kept).toEqual({
        sequence: expect.any(Number) as number,
        head: entry.head,
        leaf: entry.leaf,
        receipt: entry.receipt,
        content: entry.content,
      });
    });

    test('an id that was never given is not found', async () => {
      expect(await store.find('00000000-0000-7000-8000-000000000000')).toBeUndefined();
      expect(await store.standingOf('00000000-0000-7000-8000-000000000000')).toBeUndefined();
    });

    test('a group is kept whole or not at all', async () => {
      const first = entryOf();
      const again = entryOf({ id: first.head.id });

      await expect(store.append([entryOf(), first, again])).rejects.toThrow();

      expect(await store.find(first.head.id)).toBeUndefined();
      expect((await store.unplaced()).count).toBe(0);
    });

    test('a group of 500 with subjects of their own is kept in its order', async () => {
      const group = Array.from({ length: 500 }, (_, index) => entryOf({ subject: `E-${index}` }));

      await store.append(group);

      expect((await store.list({}, { limit: 500 })).map(({ head }) => head.id)).toEqual(
        group.map(({ head }) => head.id).reverse(),
      );
    });

    test('entries of many callers at once are all kept', async () => {
      const groups = Array.from({ length: 40 }, (_, index) => [
        entryOf({ subject: `E-${index % 3}` }),
        entryOf({ subject: `E-${(index + 1) % 3}` }),
      ]);

      await Promise.all(groups.map((group) => store.append(group)));

      const found = new Set(await sequences({}));
      expect(groups.flat().filter(({ head }) => !found.has(head.id))).toEqual([]);
    });
  });

  describe('idempotency keys', () => {
    test('a key that was used gives the first entry, and nothing of the second is kept', async () => {
      const first = entryOf({ key: 'k', fingerprint: 'a' });
      const second = entryOf({ key: 'k', fingerprint: 'b' });

      await store.append([first]);
      const appended = await store.append([second, entryOf({ key: 'other' })]);

      expect(appended).toEqual([{ kind: 'known', id: first.head.id, fingerprint: 'a' }, { kind: 'kept' }]);
      expect(await store.find(second.head.id)).toBeUndefined();
      expect(await store.findIdempotent('', 'k')).toEqual({ id: first.head.id, fingerprint: 'a' });
    });

    test('the same key twice in one group counts once', async () => {
      const [first, second] = [entryOf({ key: 'k' }), entryOf({ key: 'k' })];

      const appended = await store.append([first, second]);

      const kinds = appended.map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['kept', 'known']);
      expect(await sequences({})).toHaveLength(1);
    });

    test('of many groups with the same keys at once, one has each', async () => {
      const groups = Array.from({ length: 20 }, () => ['a', 'b', 'c'].map((key) => entryOf({ key })));

      const appended = await Promise.all(
        groups.map((group, index) => store.append(index % 2 === 0 ? group : [...group].reverse())),
      );

      expect(appended.flat().filter(({ kind }) => kind === 'kept')).toHaveLength(3);
      expect(await sequences({})).toHaveLength(3);
    });
  });

  describe('lists', () => {
    test('filters by what an evaluation is found by', async () => {
      const plain = entryOf({ subject: 'E-1' });
      const other = entryOf({
        subject: 'E-2',
        regulation: 'kantin',
        version: '2.0.0',
        time: '2026-04-01T00:00:00.000Z',
        found: {
          lawDate: '2026-06-30',
          scores: { nilai: 87.5 },
          verdicts: ['a.b=met', 'a.bc=not_met'],
          provisional: ['table:x', 'table:x{"k":"1"}'],
        },
      });
      const refusal = entryOf({ kind: 'refusal', found: { code: 'not_covered' } });
      await store.append([plain, other, refusal]);

      const [p, o, r] = [plain, other, refusal].map(({ head }) => head.id);
      expect(await sequences({})).toEqual([r, o, p]);
      expect(await sequences({ kinds: ['refusal'] })).toEqual([r]);
      expect(await sequences({ regulation: 'kantin' })).toEqual([o]);
      expect(await sequences({ version: '2.0.0' })).toEqual([o]);
      expect(await sequences({ subject: 'E-1' })).toEqual([p]);
      expect(await sequences({ subject: 'E-9' })).toEqual([]);
      expect(await sequences({ lawDate: { from: '2026-06-30' } })).toEqual([o]);
      expect(await sequences({ lawDate: { to: '2025-12-31' } })).toEqual([r, p]);
      expect(await sequences({ time: { from: '2026-04-01T00:00:00.000Z' } })).toEqual([o]);
      expect(await sequences({ time: { to: '2026-04-01T00:00:00.000Z' } })).toEqual([r, p]);
      expect(await sequences({ verdict: 'a.b=met' })).toEqual([o]);
      expect(await sequences({ verdict: 'a.b=me' })).toEqual([]);
      expect(await sequences({ verdict: 'A.B=MET' })).toEqual([]);
      expect(await sequences({ provisional: 'table:x' })).toEqual([o]);
      expect(await sequences({ provisional: 'table:x{"k":"1"}' })).toEqual([o]);
      expect(await sequences({ provisional: 'table:%' })).toEqual([]);
      expect(await sequences({ score: { output: 'nilai' } })).toEqual([o]);
      expect(await sequences({ score: { output: 'nilai', from: 87.5, to: 87.5 } })).toEqual([o]);
      expect(await sequences({ score: { output: 'nilai', from: 87.6 } })).toEqual([]);
      expect(await sequences({ score: { output: "x' or 1=1 --" } })).toEqual([]);
      expect((await store.list({ subject: 'E-2' }, { limit: 1 }))[0]).toMatchObject({
        subject: 'E-2',
        lawDate: '2026-06-30',
        scores: { nilai: 87.5 },
      });
    });

    test('pages do not shift while entries arrive', async () => {
      await store.append(Array.from({ length: 5 }, () => entryOf()));
      const whole = await store.list({}, { limit: 10 });

      const first = await store.list({}, { limit: 2 });
      await store.append([entryOf(), entryOf()]);
      const second = await store.list({}, { limit: 10, before: first.at(-1)?.sequence ?? 0 });

      expect([...first, ...second]).toEqual(whole);
    });
  });

  describe('which evaluation counts', () => {
    const standing = async (id: string): Promise<unknown> => store.standingOf(id);

    test('of one subject, regulation and law date the last that arrived', async () => {
      const [first, second] = [entryOf({ subject: 'E-1' }), entryOf({ subject: 'E-1' })];
      const others = [
        entryOf({ subject: 'E-2' }),
        entryOf({ subject: 'E-1', regulation: 'kantin' }),
        entryOf({ subject: 'E-1', found: { lawDate: '2024-12-31' } }),
        entryOf(),
        entryOf(),
      ];
      await store.append([first, second, ...others]);

      expect(await standing(first.head.id)).toEqual({ counts: false, because: 'later', by: second.head.id });
      for (const each of [second, ...others]) expect(await standing(each.head.id)).toEqual({ counts: true });
      expect(await sequences({ counts: false })).toEqual([first.head.id]);
      expect(await sequences({ counts: true })).toHaveLength(6);
    });

    test('one that is superseded does not count, whatever the law date of the other', async () => {
      const first = entryOf({ subject: 'E-1' });
      const next = entryOf({ subject: 'E-1', about: first.head.id, found: { lawDate: '2024-12-31' } });
      await store.append([first, next]);

      expect(await standing(first.head.id)).toEqual({
        counts: false,
        because: 'superseded',
        by: next.head.id,
      });
      expect(await standing(next.head.id)).toEqual({ counts: true });
    });

    test('when the one that superseded it is void, it counts again', async () => {
      const first = entryOf({ subject: 'E-1' });
      const next = entryOf({ subject: 'E-1', about: first.head.id });
      const voiding = entryOf({ kind: 'void', about: next.head.id });
      await store.append([first, next]);
      await store.append([voiding]);

      expect(await standing(next.head.id)).toEqual({ counts: false, because: 'void', by: voiding.head.id });
      expect(await standing(first.head.id)).toEqual({ counts: true });
      expect(await sequences({ subject: 'E-1', counts: true })).toEqual([first.head.id]);
    });

    test('a refusal does not count', async () => {
      const refusal = entryOf({ kind: 'refusal' });
      await store.append([refusal]);

      expect(await standing(refusal.head.id)).toEqual({ counts: false, because: 'refused' });
    });
  });

  describe('the tree', () => {
    test('entries get places in their order, once, and the signed checkpoint is kept', async () => {
      const entries = Array.from({ length: 5 }, () => entryOf());
      await store.append(entries);

      const first = await store.place(sign, 3);
      const second = await store.place(sign, 3);

      expect([first?.size, second?.size, await store.place(sign, 3)]).toEqual([3, 5, undefined]);
      const placed = await all(store.entries({ from: 0, to: 5 }));
      expect(placed.map(({ place, head }) => [place, head.id])).toEqual(
        entries.map(({ head }, index) => [index, head.id]),
      );
      expect(await store.tree()).toEqual(second);
      expect(await store.checkpoint()).toBe(sign(second as Tree));
      expect(await store.unplaced()).toEqual({ count: 0 });
    });

    test('sequencers at once give every entry one place', async () => {
      await store.append(Array.from({ length: 300 }, () => entryOf()));

      for (let round = 0; round < 5; round += 1)
        await Promise.all([store.place(sign, 50), store.place(sign, 50)]);
      while (await store.place(sign, 50));

      const placed = await all(store.entries({ from: 0, to: 1000 }));
      expect(placed.map(({ place }) => place)).toEqual(Array.from({ length: 300 }, (_, index) => index));
    });

    test('hashes of subtrees, and the proofs from them, are those of all leaves', async () => {
      const entries = Array.from({ length: 700 }, () => entryOf({ kind: 'read' }));
      await store.append(entries.slice(0, 500));
      await store.append(entries.slice(500));
      while (await store.place(sign, 300));

      const leaves = entries.map(({ leaf }) => leafHash(Buffer.from(leaf)));
      const expected = leaves.reduce((tree, leaf) => tree.append(leaf).frontier, Frontier.empty).root;
      expect((await store.tree()).root).toEqual(expected);
      for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 700]) {
        const root = leaves
          .slice(0, size)
          .reduce((tree, leaf) => tree.append(leaf).frontier, Frontier.empty).root;
        expect(await rootOf(size, store.hashAt)).toEqual(root);
        expect((await inclusionProof(size - 1, 700, store.hashAt)).length).toBeGreaterThan(0);
        expect(await consistencyProof(size, 700, store.hashAt)).toBeDefined();
      }
      await expect(store.hashAt(9, 1)).rejects.toThrow(RangeError);
    });

    test('the oldest entry without a place is told', async () => {
      await store.append([entryOf({ time: '2026-03-02T00:00:00.000Z' }), entryOf()]);

      expect(await store.unplaced()).toEqual({ count: 2, oldest: '2026-03-01T08:00:00.000Z' });
    });

    test('a filter leaves entries out, with their places', async () => {
      const entries = [entryOf(), entryOf({ kind: 'read' }), entryOf({ regulation: 'kantin' })];
      await store.append(entries);
      await store.place(sign, 10);

      const found = await all(store.entries({ from: 0, to: 3 }, { regulation: 'kantin' }));

      expect(found.map(({ place }) => place)).toEqual([2]);
    });

    test('the first origin stays', async () => {
      expect(await store.origin('timbang/a')).toBe('timbang/a');
      expect(await store.origin('timbang/b')).toBe('timbang/a');
    });
  });

  test('packs are kept by their digest, once', async () => {
    const files = new Map([
      ['manifest.yaml', Buffer.from('a: 1\r\n\u00e9')],
      ['clauses/a.yaml', Buffer.of(0, 255)],
    ]);

    await store.keepPack('sha256:1', files);
    await store.keepPack('sha256:1', new Map());

    expect(await store.pack('sha256:1')).toEqual(files);
    expect(await store.pack('sha256:2')).toBeUndefined();
  });

  describe('what must be forgotten', () => {
    test('with its owner erased a content is gone, its head and place stay', async () => {
      const entry = entryOf({
        subject: 'E-1',
        found: { scores: { nilai: 1 }, verdicts: ['a=met'] },
        key: 'k',
      });
      const other = entryOf({ subject: 'E-2' });
      await store.append([entry, other]);
      await store.place(sign, 10);
      const before = await store.tree();

      const count = await store.erase('subject:E-1', entryOf({ kind: 'erasure' }));

      expect(count).toBe(1);
      const kept = await store.find(entry.head.id);
      expect(kept).toMatchObject({ leaf: entry.leaf, gone: 'erased', place: 0 });
      expect(kept?.content).toBeUndefined();
      expect(await store.tree()).toEqual(before);
      expect(await sequences({ subject: 'E-1' })).toEqual([]);
      expect(await sequences({ verdict: 'a=met' })).toEqual([]);
      expect(await store.standingOf(entry.head.id)).toEqual({ counts: false, because: 'gone' });
      expect(await store.findIdempotent('', 'k')).toBeUndefined();
      expect((await store.find(other.head.id))?.content).toBe(other.content);
      expect((await store.unplaced()).count).toBe(1);
    });

    test('erasing a subject of whom nothing is known is recorded as well', async () => {
      expect(await store.erase('subject:nobody', entryOf({ kind: 'erasure' }))).toBe(0);
      expect((await store.unplaced()).count).toBe(1);
    });

    test('a subject who comes back after the erasure has a new key', async () => {
      await store.append([entryOf({ subject: 'E-1' })]);
      await store.erase('subject:E-1', entryOf({ kind: 'erasure' }));
      const entry = entryOf({ subject: 'E-1' });

      await store.append([entry]);

      expect((await store.find(entry.head.id))?.content).toBe(entry.content);
      expect(await sequences({ subject: 'E-1' })).toEqual([entry.head.id]);
    });

    test('erasures beside appends leave no content that cannot be read', async () => {
      const entries = Array.from({ length: 30 }, () => entryOf({ subject: 'E-1' }));

      await Promise.all(
        entries.map((entry, index) =>
          index % 5 === 0 ? store.erase('subject:E-1', entryOf({ kind: 'erasure' })) : store.append([entry]),
        ),
      );

      for (const { head, content } of entries) {
        const kept = await store.find(head.id);
        if (kept) expect(kept.gone ?? kept.content).toBe(kept.gone ? 'erased' : content);
      }
    });

    test('contents older than the retention period go, later ones stay', async () => {
      const old = entryOf({ subject: 'E-1', time: '2020-01-01T00:00:00.000Z' });
      const late = entryOf({ subject: 'E-1' });
      await store.append([old, late]);

      const made: number[] = [];
      const count = await store.expire('2021-01-01T00:00:00.000Z', (found) => {
        made.push(found);
        return entryOf({ kind: 'expiry' });
      });

      expect([count, ...made]).toEqual([1, 1]);
      expect((await store.find(old.head.id))?.gone).toBe('expired');
      expect((await store.find(late.head.id))?.content).toBe(late.content);
      expect(await store.expire('2021-01-01T00:00:00.000Z', () => entryOf())).toBe(0);
    });
  });
}
