// Every byte of an export of 200 entries changed to the other case of its letter: what a reader would miss is found.
import { isFound, missedBytes, richExport } from './kept-log.js';

test('each byte with the bit turned that makes capitals small is found', async () => {
  const rich = await richExport();
  expect(await isFound(rich.bytes, rich.trusted)).toBe(false);

  const { missed, runs } = await missedBytes(rich, () => [0x20]);

  expect(missed).toEqual([]);
  expect(runs).toBe(rich.bytes.length);
}, 300_000);
