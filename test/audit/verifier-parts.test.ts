import { createHash } from 'node:crypto';
import { makeSha256 } from '../../src/audit/verify/sha256.js';
test('x', () => {
  const b = Buffer.alloc(20_000_000, 'abc');
  const a = performance.now();
  const h = makeSha256();
  h.update(b);
  const d = h.digest();
  console.log(20 / ((performance.now() - a) / 1000), 'MB/s');
  expect(Buffer.from(d).toString('hex')).toBe(createHash('sha256').update(b).digest('hex'));
  for (let n = 0; n < 300; n++) {
    const x = makeSha256();
    x.update(b.subarray(0, n));
    expect(Buffer.from(x.digest()).toString('hex')).toBe(
      createHash('sha256').update(b.subarray(0, n)).digest('hex'),
    );
  }
});
