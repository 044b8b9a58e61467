// Lines of an export taken out, put in, swapped; its end cut off: the verifier finds each.
import { add, emptyLog, exported, missed, richExport } from './kept-log.js';

/** Each line with its newline. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0, end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start))
    lines.push(bytes.subarray(start, end + 1));
  return lines;
}

test('every line taken out is noticed', async () => {
  const { bytes, trusted } = await richExport();
  const lines = linesOf(bytes);

  function* edits(): Generator<[string, Buffer]> {
    for (let at = 0; at < lines.length; at += 1) yield [`${at}`, Buffer.concat(lines.toSpliced(at, 1))];
  }

  expect(lines).toHaveLength(202);
  expect(await missed(edits(), trusted)).toEqual([]);
});

test('every two lines swapped are found', async () => {
  const { bytes, trusted } = await richExport();
  const lines = linesOf(bytes);

  function* edits(): Generator<[string, Buffer]> {
    for (let one = 0; one < lines.length; one += 1)
      for (let other = one + 1; other < lines.length; other += 1) {
        const swapped = lines.with(one, lines[other] as Buffer).with(other, lines[one] as Buffer);
        yield [`${one} and ${other}`, Buffer.concat(swapped)];
      }
  }

  expect(await missed(edits(), trusted)).toEqual([]);
}, 120_000);

test("every line doubled at every place, and another log's entry at every place, is found", async () => {
  const { bytes, trusted } = await richExport();
  const lines = linesOf(bytes);
  const other = emptyLog();
  add(other);
  const foreign = linesOf(Buffer.from(await exported(other)))[1] as Buffer;

  function* edits(): Generator<[string, Buffer]> {
    for (let at = 0; at <= lines.length; at += 1)
      for (const [index, line] of [...lines, foreign].entries())
        yield [`${index} at ${at}`, Buffer.concat(lines.toSpliced(at, 0, line))];
  }

  expect(await missed(edits(), trusted)).toEqual([]);
}, 120_000);

test('the end cut off at every length is found', async () => {
  const { bytes, trusted } = await richExport();

  function* edits(): Generator<[string, Buffer]> {
    for (let length = 0; length < bytes.length; length += 1) yield [`${length}`, bytes.subarray(0, length)];
  }

  expect(await missed(edits(), trusted)).toEqual([]);
}, 120_000);
