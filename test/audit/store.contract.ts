// What every store must do, whichever database stands behind it.
import { randomUUID } from 'node:crypto';
import {
  leafHash,
  nodeHash,
  emptyRoot,
  inclusionProof,
  consistencyProof,
  rootOf,
} from '../../src/audit/log/merkle.js';
import type { Filter, KeptEntry, Standing, Store } from '../../src/audit/store.js';
import { made, sign } from './made.js';
import type { Made } from './made.js';

/** Opens the same database each time. */
export type Open = () => Promise<Store>;

/** @param newDatabase gives a way to open a new, empty database. */
export function storeContract(newDatabase: () => Promise<Open>): void {
  const opened: Store[] = [];
  let open: Open;
  let store: Store;

  const openAnother = async (): Promise<Store> => {
    const another = await open();
    opened.push(another);
    return another;
  };

  beforeEach(async () => {
    open = await newDatabase();
    store = await openAnother();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });

  const keep = async (...given: Made[]): Promise<string[]> => {
    const entries = given.map(made);
    await store.append(entries);
    return entries.map(({ head }) => head.id);
  };
  const kept = async (given: Made = {}): Promise<string> => {
    const [id] = await keep(given);
    return String(id);
  };
  const listed = async (filter: Filter): Promise<string[]> =>
    (await store.list(filter, { limit: 100 })).map(({ head }) => head.id);

  describe('entries', () => {
    test('an entry is found as it was kept', async () => {
      const entry = made({ subject: 'E-1' });

      const appended = await store.append([entry]);

      expect(appended).toEqual([{ kind: 'kept' }]);
      expect(await store.find(entry.head.id)).toEqual({
        sequence: 1,
        head: entry.head,
        leaf: entry.leaf,
        receipt: entry.receipt,
        content: entry.content,
      });
      expect(await store.find(randomUUID())).toBeUndefined();
    });

    test('an entry without an owner is kept too', async () => {
      const entry = made({ kind: 'key', content: { vkey: 'a' } });

      await store.append([entry]);

      expect((await store.find(entry.head.id))?.content).toBe(entry.content);
    });

    test('nothing of a batch is kept where one entry cannot be', async () => {
      const [one, two] = [made(), made()];

      await expect(store.append([one, two, one])).rejects.toThrow(/unique/i);

      expect(await store.find(two.head.id)).toBeUndefined();
      expect(await store.unplaced()).toEqual({ count: 0 });
    });

    test('a batch larger than one statement takes values for is kept in its order', async () => {
      const entries = Array.from({ length: 6_000 }, (_, n) => made({ subject: `E-${n % 2_000}` }));

      await store.append(entries);

      const first = await store.find(String(entries[0]?.head.id));
      const last = await store.find(String(entries.at(-1)?.head.id));
      expect([first?.sequence, last?.sequence]).toEqual([1, 6_000]);
      expect(last?.content).toBe(entries.at(-1)?.content);
    });

    test('an empty batch is nothing', async () => {
      expect(await store.append([])).toEqual([]);
    });

    test('what is kept is there after the store was closed and opened again', async () => {
      const id = await kept({ subject: 'E-1' });
      await store.place(sign, 10);
      const tree = await store.tree();
      await store.close();

      store = await openAnother();

      expect((await store.find(id))?.place).toBe(0);
      expect(await store.tree()).toEqual(tree);
    });
  });

  describe('idempotency', () => {
    const idempotency = { caller: 'app', key: 'k', fingerprint: 'f1' };

    test('of two entries with one key only the first is kept', async () => {
      const [first, second] = [
        made({ idempotency }),
        made({ idempotency: { ...idempotency, fingerprint: 'f2' } }),
      ];
      await store.append([first]);

      const appended = await store.append([second, made()]);

      expect(appended).toEqual([{ kind: 'known', id: first.head.id, fingerprint: 'f1' }, { kind: 'kept' }]);
      expect(await store.find(second.head.id)).toBeUndefined();
      expect(await store.findIdempotent('app', 'k')).toEqual({ id: first.head.id, fingerprint: 'f1' });
      expect(await store.findIdempotent('another', 'k')).toBeUndefined();
    });

    test('of two in one batch the first wins', async () => {
      const [first, second] = [made({ idempotency }), made({ idempotency })];

      expect(await store.append([first, second])).toEqual([
        { kind: 'kept' },
        { kind: 'known', id: first.head.id, fingerprint: 'f1' },
      ]);
    });

    test('keys of different callers have nothing to do with each other', async () => {
      const entries = ['app', 'another'].map((caller) => made({ idempotency: { ...idempotency, caller } }));

      expect(await store.append(entries)).toEqual([{ kind: 'kept' }, { kind: 'kept' }]);
    });

    test('two processes that use the same keys at once keep each entry once', async () => {
      const another = await openAnother();
      const keys = Array.from({ length: 30 }, (_, n) => `k${n}`);
      const batch = (names: string[]) =>
        names.map((key) => made({ subject: 'E-1', idempotency: { caller: 'app', key, fingerprint: key } }));
      const batches = Array.from({ length: 10 }, (_, n) => batch(n % 2 === 0 ? keys : [...keys].reverse()));

      const answers = await Promise.all(
        batches.map((entries, n) => (n % 2 === 0 ? store : another).append(entries)),
      );

      expect(answers.flat().filter(({ kind }) => kind === 'kept')).toHaveLength(30);
      expect((await store.unplaced()).count).toBe(30);
    });
  });

  describe('the tree', () => {
    test('entries get places in the order of their arrival, at most so many at once', async () => {
      const ids = await keep({}, {}, {});
      expect((await store.unplaced()).count).toBe(3);

      const first = await store.place(sign, 2);
      const second = await store.place(sign, 2);

      expect([first?.size, second?.size]).toEqual([2, 3]);
      expect(await store.place(sign, 2)).toBeUndefined();
      expect(await Promise.all(ids.map(async (id) => (await store.find(id))?.place))).toEqual([0, 1, 2]);
      expect(await store.unplaced()).toEqual({ count: 0 });
      expect(await store.checkpoint()).toBe(second && sign(second));
      expect(await store.tree()).toEqual(second);
    });

    test('an empty log has the empty tree and no checkpoint', async () => {
      expect(await store.tree()).toEqual({ size: 0, root: emptyRoot });
      expect(await store.checkpoint()).toBeUndefined();
      expect(await store.place(sign, 5)).toBeUndefined();
    });

    test('how old the oldest entry without a place is, is told', async () => {
      await keep({ time: '2025-03-02T00:00:00.000Z' }, { time: '2025-03-01T00:00:00.000Z' });

      expect(await store.unplaced()).toEqual({ count: 2, oldest: '2025-03-01T00:00:00.000Z' });
    });

    test('a checkpoint that cannot be signed places nothing', async () => {
      await kept();
      const refuse = (): string => {
        throw new Error('no key');
      };

      await expect(store.place(refuse, 5)).rejects.toThrow('no key');

      expect((await store.unplaced()).count).toBe(1);
      expect((await store.place(sign, 5))?.size).toBe(1);
    });

    test('roots and proofs are those of all leaves, at every size', async () => {
      const leaves: Buffer[] = [];
      for (const count of [1, 1, 1, 4, 1, 120, 127, 1, 1, 300, 455, 12]) {
        const entries = Array.from({ length: count }, () => made());
        leaves.push(...entries.map(({ leaf }) => leafHash(Buffer.from(leaf))));
        await store.append(entries);
        const tree = await store.place(sign, 10_000);
        expect(tree).toEqual({ size: leaves.length, root: rootOver(leaves) });
      }
      const size = leaves.length;
      const root = rootOver(leaves);

      for (const earlier of [1, 2, 3, 7, 8, 128, 255, 256, 257, 512, 1_000, size]) {
        expect(await rootOf(earlier, store.hashAt)).toEqual(rootOver(leaves.slice(0, earlier)));
        const consistency = await consistencyProof(earlier, size, store.hashAt);
        const expected = await consistencyProof(earlier, size, over(leaves));
        expect(consistency).toEqual(expected);
      }
      for (const place of [0, 1, 2, 127, 128, 255, 256, 511, 512, 767, 768, 1_000, size - 1]) {
        const proof = await inclusionProof(place, size, store.hashAt);
        expect(rootFrom(leaves[place], place, size, proof)).toEqual(root);
      }
    });

    test('a subtree that is not complete has no hash', async () => {
      await keep({}, {}, {});
      await store.place(sign, 10);

      await expect(store.hashAt(1, 1)).rejects.toThrow(RangeError);
      await expect(store.hashAt(8, 0)).rejects.toThrow(RangeError);
      expect(await store.hashAt(1, 0)).toHaveLength(32);
    });

    test('several processes that place at once leave no gap and take no place twice', async () => {
      const another = await openAnother();
      await keep(...Array.from({ length: 60 }, () => ({})));

      await Promise.all(
        [store, another, store, another, store, another, store, another].map((each) => each.place(sign, 7)),
      );
      while ((await store.place(sign, 7)) !== undefined);

      const places = (await all(store.entries({ from: 0, to: 100 }))).map(({ place }) => place);
      expect(places).toEqual(Array.from({ length: 60 }, (_, n) => n));
      expect((await another.tree()).root).toEqual(await rootOf(60, store.hashAt));
    });
  });

  describe('reading in order of place', () => {
    test('entries of a range come in order, without those that have no place', async () => {
      const ids = await keep(...Array.from({ length: 450 }, () => ({ subject: 'E-1' })));
      await store.place(sign, 1_000);
      await kept();

      const read = await all(store.entries({ from: 3, to: 900 }));

      expect(read.map(({ head }) => head.id)).toEqual(ids.slice(3));
      expect(read.every(({ content }) => content !== undefined)).toBe(true);
      expect(await all(store.entries({ from: 5, to: 5 }))).toEqual([]);
    });

    test('a filter leaves the others out', async () => {
      const [one] = await keep({ subject: 'E-1' }, { subject: 'E-2' }, { kind: 'read' });
      await store.place(sign, 10);

      const read = await all(store.entries({ from: 0, to: 10 }, { subject: 'E-1' }));

      expect(read.map(({ head }) => head.id)).toEqual([one]);
      expect(await all(store.entries({ from: 0, to: 10 }, { kinds: ['read'] }))).toHaveLength(1);
    });
  });

  describe('lists', () => {
    test('the latest comes first, page by page', async () => {
      const ids = (await keep({}, {}, {}, {}, {})).reverse();

      const first = await store.list({}, { limit: 2 });
      const second = await store.list({}, { limit: 9, before: first.at(-1)?.sequence ?? 0 });

      expect([...first, ...second].map(({ head }) => head.id)).toEqual(ids);
    });

    test('only evaluations and refusals are listed, with what they are found by', async () => {
      const [evaluation, refusal] = await keep(
        { subject: 'E-1', found: { lawDate: '2025-01-31', isComplete: false, scores: { nilai: 1.5 } } },
        { kind: 'refusal', found: { code: 'not_covered' } },
        { kind: 'read' },
      );

      const list = await store.list({}, { limit: 10 });

      expect(list.map(({ head }) => head.id)).toEqual([refusal, evaluation]);
      expect(list[1]).toMatchObject({
        subject: 'E-1',
        lawDate: '2025-01-31',
        isComplete: false,
        scores: { nilai: 1.5 },
        standing: { counts: true },
      });
      expect(list[0]).toMatchObject({ code: 'not_covered', standing: { counts: false, because: 'refused' } });
      expect(list[0]).not.toHaveProperty('subject');
    });

    test.each<[string, Filter, readonly string[]]>([
      ['regulation', { regulation: 'kantin' }, ['b', 'a']],
      ['version', { regulation: 'kantin', version: '2.0.0' }, ['b']],
      ['subject', { subject: 'E-1' }, ['c', 'a']],
      ['a subject that is not there', { subject: 'E-9' }, []],
      ['law dates, both ends included', { lawDate: { from: '2025-01-02', to: '2025-01-03' } }, ['c', 'b']],
      [
        'time, of which the end is not included',
        { time: { from: '2025-02-01T00:00:00Z', to: '2025-02-02T00:00:00.000Z' } },
        ['a'],
      ],
      ['time in another zone', { time: { from: '2025-02-02T07:00:00+07:00' } }, ['c', 'b']],
      ['verdict', { verdict: 'izin.dapur=not_met' }, ['b', 'a']],
      ['a part of a verdict', { verdict: 'dapur=not_met' }, []],
      ['a verdict with a placeholder of LIKE', { verdict: 'izin%' }, []],
      ['a verdict in capitals', { verdict: 'IZIN.dapur=not_met' }, []],
      ['provisional', { provisional: 'table:isi' }, ['c']],
      ['score from', { score: { output: 'nilai', from: 2 } }, ['b']],
      ['score to', { score: { output: 'nilai', to: 2 } }, ['b', 'a']],
      ['score between', { score: { output: 'nilai', from: 1.25, to: 1.25 } }, ['a']],
      ['an output of this name', { score: { output: 'na"i%l.ai' } }, ['c']],
      ['kinds', { kinds: ['refusal'] }, []],
      ['no kinds', { kinds: [] }, []],
    ])('are filtered by %s', async (_, filter, expected) => {
      const ids = await keep(
        {
          subject: 'E-1',
          time: '2025-02-01T00:00:00.000Z',
          found: {
            lawDate: '2025-01-01',
            verdicts: ['izin.dapur=not_met', 'izin.dapur=met', 'izin=met'],
            scores: { nilai: 1.25 },
          },
        },
        {
          subject: 'E-2',
          time: '2025-02-02T00:00:00.000Z',
          version: '2.0.0',
          found: { lawDate: '2025-01-02', verdicts: ['izin.dapur=not_met'], scores: { nilai: 2 } },
        },
        {
          subject: 'E-1',
          time: '2025-02-03T00:00:00.000Z',
          regulation: 'parkir',
          version: '1.0.0',
          found: { lawDate: '2025-01-03', provisional: ['table:isi'], scores: { 'na"i%l.ai': 7 } },
        },
      );
      const names = new Map(ids.map((id, index) => [id, 'abc'.charAt(index)]));

      expect((await listed(filter)).map((id) => names.get(id))).toEqual(expected);
    });
  });

  describe('standing', () => {
    const standing = (id: string): Promise<Standing | undefined> => store.standingOf(id);

    test('of one subject, regulation and law date the last that arrived counts', async () => {
      const first = await kept({ subject: 'E-1' });
      const second = await kept({ subject: 'E-1', time: '2020-01-01T00:00:00.000Z' });
      await keep(
        { subject: 'E-2' },
        { subject: 'E-1', found: { lawDate: '2024-01-31' } },
        { subject: 'E-1', regulation: 'parkir' },
        { subject: 'E-1', kind: 'refusal' },
      );

      expect(await standing(first)).toEqual({ counts: false, because: 'later', by: second });
      expect(await standing(second)).toEqual({ counts: true });
      expect(await listed({ counts: false, kinds: ['evaluation'] })).toEqual([first]);
      expect(await listed({ counts: true })).toHaveLength(4);
    });

    test('those without a subject stand alone', async () => {
      const ids = await keep({}, {});

      expect(await Promise.all(ids.map(standing))).toEqual([{ counts: true }, { counts: true }]);
    });

    test('a void one does not count, and the one before it does again', async () => {
      const first = await kept({ subject: 'E-1' });
      const second = await kept({ subject: 'E-1' });
      const by = await kept({ kind: 'void', about: second });

      expect(await standing(second)).toEqual({ counts: false, because: 'void', by });
      expect(await standing(first)).toEqual({ counts: true });
      expect(await listed({ counts: true })).toEqual([first]);
      expect(await listed({ counts: false })).toEqual([second]);
    });

    test('a superseded one does not count, even if the law dates differ', async () => {
      const first = await kept({ subject: 'E-1', found: { lawDate: '2025-01-31' } });
      const by = await kept({ subject: 'E-1', about: first, found: { lawDate: '2025-02-28' } });

      expect(await standing(first)).toEqual({ counts: false, because: 'superseded', by });
      expect(await standing(by)).toEqual({ counts: true });
    });

    test('what is superseded by something void is not superseded', async () => {
      const first = await kept({ subject: 'E-1', found: { lawDate: '2025-01-31' } });
      const second = await kept({ subject: 'E-1', about: first, found: { lawDate: '2025-02-28' } });
      await kept({ kind: 'void', about: second });

      expect(await standing(first)).toEqual({ counts: true });
    });

    test('void says more than superseded or later', async () => {
      const first = await kept({ subject: 'E-1' });
      await kept({ subject: 'E-1', about: first });
      const by = await kept({ kind: 'void', about: first });

      expect(await standing(first)).toEqual({ counts: false, because: 'void', by });
    });

    test('a later one that is superseded does not stand in the way', async () => {
      const first = await kept({ subject: 'E-1', found: { lawDate: '2025-01-31' } });
      const second = await kept({ subject: 'E-1', found: { lawDate: '2025-01-31' } });
      await kept({ subject: 'E-1', about: second, found: { lawDate: '2025-02-28' } });

      expect(await standing(first)).toEqual({ counts: true });
    });

    test('only evaluations and refusals have a standing', async () => {
      expect(await standing(await kept({ kind: 'refusal' }))).toEqual({ counts: false, because: 'refused' });
      expect(await standing(await kept({ kind: 'read' }))).toBeUndefined();
      expect(await standing(randomUUID())).toBeUndefined();
    });
  });

  describe('removal', () => {
    test('erasing destroys what is known of a subject and keeps the tree', async () => {
      const idempotency = { caller: 'app', key: 'k', fingerprint: 'f' };
      const [id, other] = await keep(
        {
          subject: 'E-1',
          idempotency,
          found: { isComplete: true, scores: { nilai: 5 }, verdicts: ['a=met'] },
        },
        { subject: 'E-2' },
      );
      const before = await store.place(sign, 10);

      const count = await store.erase('subject:E-1', made({ kind: 'erasure' }));

      expect(count).toBe(1);
      const entry = await store.find(String(id));
      expect(entry).toMatchObject({ gone: 'erased', place: 0 });
      expect(entry).not.toHaveProperty('content');
      expect((await store.find(String(other)))?.content).toBeDefined();
      expect(await listed({ subject: 'E-1' })).toEqual([]);
      expect(await listed({ verdict: 'a=met' })).toEqual([]);
      const [, gone] = await store.list({}, { limit: 5 });
      expect(gone).toEqual({
        sequence: 1,
        head: entry?.head,
        place: 0,
        scores: {},
        gone: 'erased',
        standing: { counts: false, because: 'gone' },
      });
      expect(await store.findIdempotent('app', 'k')).toBeUndefined();
      expect(await store.tree()).toEqual(before);
      expect((await store.unplaced()).count).toBe(1);
      expect(await rootOf(2, store.hashAt)).toEqual(before?.root);
    });

    test('a subject who comes again after an erasure has a new key', async () => {
      await kept({ subject: 'E-1' });
      await store.erase('subject:E-1', made({ kind: 'erasure' }));

      const id = await kept({ subject: 'E-1' });

      expect((await store.find(id))?.content).toBeDefined();
      expect(await listed({ subject: 'E-1' })).toEqual([id]);
    });

    test('what another process writes while a subject is erased is either erased or readable', async () => {
      const another = await openAnother();
      const entries = Array.from({ length: 40 }, () => made({ subject: 'E-1' }));

      const [, counts] = await Promise.all([
        Promise.all(entries.map((entry) => another.append([entry]))),
        Promise.all(Array.from({ length: 8 }, () => store.erase('subject:E-1', made({ kind: 'erasure' })))),
      ]);

      const found = await Promise.all(entries.map(({ head }) => store.find(head.id)));
      const gone = found.filter((entry) => entry?.gone === 'erased' && entry.content === undefined);
      const readable = found.filter((entry) => entry?.content !== undefined);
      expect(gone).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
      expect(gone.length + readable.length).toBe(40);
    });

    test('expiry removes what was written before a moment, and owners of nothing else', async () => {
      const [old, onlyOld, fresh, read] = await keep(
        { subject: 'E-1', time: '2019-12-31T23:59:59.999Z' },
        { subject: 'E-2', time: '2019-01-01T00:00:00.000Z', kind: 'refusal' },
        { subject: 'E-1', time: '2020-01-01T00:00:00.000Z' },
        { kind: 'read', time: '2019-01-01T00:00:00.000Z', owner: 'record:x' },
      );
      const said: number[] = [];

      const count = await store.expire('2020-01-01T00:00:00.000Z', (removed) => {
        said.push(removed);
        return made({ kind: 'expiry' });
      });

      expect([count, said]).toEqual([2, [2]]);
      expect(await store.find(String(old))).toMatchObject({ gone: 'expired' });
      expect(await store.find(String(onlyOld))).not.toHaveProperty('content');
      expect((await store.find(String(fresh)))?.content).toBeDefined();
      expect((await store.find(String(read)))?.content).toBeDefined();
      expect(await listed({ subject: 'E-2' })).toEqual([]);
      expect((await store.unplaced()).count).toBe(5);
      expect(await store.standingOf(String(old))).toEqual({ counts: false, because: 'gone' });
    });

    test('where nothing has expired nothing is said', async () => {
      await kept();

      expect(await store.expire('2020-01-01T00:00:00.000Z', () => made({ kind: 'expiry' }))).toBe(0);

      expect((await store.unplaced()).count).toBe(1);
    });
  });

  test('a pack is kept once and given back byte for byte', async () => {
    const files = new Map([
      ['manifest.yaml', Buffer.from('regulation: kantin\n')],
      ['clauses/a.yaml', Buffer.from([0, 255, 10])],
    ]);

    await store.keepPack('sha256:1', files);
    await store.keepPack('sha256:1', new Map());

    expect(await store.pack('sha256:1')).toEqual(files);
    expect(await store.pack('sha256:2')).toBeUndefined();
  });

  test('the origin that is proposed first stays', async () => {
    expect(await store.origin('first')).toBe('first');
    expect(await (await openAnother()).origin('second')).toBe('first');
  });

  test('processes that open a new database at once all get it', async () => {
    open = await newDatabase();

    const stores = await Promise.all(Array.from({ length: 4 }, () => openAnother()));

    await Promise.all(stores.map((each) => each.append([made()])));
    expect((await stores[0]?.unplaced())?.count).toBe(4);
  });
}

async function all(entries: AsyncIterable<KeptEntry>): Promise<KeptEntry[]> {
  const read: KeptEntry[] = [];
  for await (const entry of entries) read.push(entry);
  return read;
}

/** RFC 9162, 2.1.1, straight from its definition. */
function rootOver(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return emptyRoot;
  if (leaves.length === 1) return first;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(rootOver(leaves.slice(0, half)), rootOver(leaves.slice(half)));
}

function over(leaves: readonly Buffer[]) {
  return (level: number, index: number): Promise<Buffer> =>
    Promise.resolve(rootOver(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
}

/** RFC 9162, 2.1.3.2. */
function rootFrom(leaf: Buffer | undefined, place: number, size: number, proof: readonly Buffer[]): Buffer {
  if (!leaf) throw new Error('no leaf');
  let hash = leaf;
  let node = place;
  let last = size - 1;
  for (const each of proof) {
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(each, hash);
      while (node % 2 === 0 && node > 0) [node, last] = [node >> 1, last >> 1];
    } else hash = nodeHash(hash, each);
    [node, last] = [node >> 1, last >> 1];
  }
  return hash;
}
