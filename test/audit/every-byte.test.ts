// Every byte of an export of 200 entries changed, by one bit: the verifier that auditors run finds each change.
import { isFound, missedBytes, richExport } from './kept-log.js';

const every = Array.from({ length: 255 }, (_, index) => index + 1);

test('each byte with its lowest bit turned, and some bytes made all others, is found', async () => {
  const rich = await richExport();
  expect(await isFound(rich.bytes, rich.trusted)).toBe(false);

  const { missed, runs } = await missedBytes(rich, (at) => (at % 5000 === 0 ? every : [1]));

  expect(missed).toEqual([]);
  expect(runs).toBeGreaterThan(rich.bytes.length);
  expect(await isFound(rich.bytes, rich.trusted)).toBe(false);
}, 300_000);
