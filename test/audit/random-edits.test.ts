// A large export edited at random: the verifier finds each edit.
import fc from 'fast-check';
import { isFound, missed, richExport } from './kept-log.js';

test('10,000 edits at random of an export of 2,000 entries are found', async () => {
  const { bytes, trusted } = await richExport(2000);
  const seed = Date.now();
  const places = fc.sample(
    fc.record({
      kind: fc.constantFrom('change', 'remove', 'insert', 'cut'),
      at: fc.nat(bytes.length - 1),
      length: fc.integer({ min: 1, max: 2000 }),
      value: fc.integer({ min: 1, max: 255 }),
    }),
    { numRuns: 10_000, seed },
  );

  function* edits(): Generator<[string, Buffer]> {
    for (const { kind, at, length, value } of places) {
      const name = `${kind} ${length} at ${at} with ${value} (seed ${seed})`;
      if (kind === 'cut') yield [name, bytes.subarray(0, at)];
      else if (kind === 'remove')
        yield [name, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])];
      else if (kind === 'insert')
        yield [name, Buffer.concat([bytes.subarray(0, at), Buffer.alloc(length, value), bytes.subarray(at)])];
      else {
        const before = bytes[at] ?? 0;
        bytes[at] = before ^ value;
        yield [name, bytes];
        bytes[at] = before;
      }
    }
  }

  expect(await missed(edits(), trusted)).toEqual([]);
  expect(await isFound(bytes, trusted)).toBe(false);
}, 300_000);
