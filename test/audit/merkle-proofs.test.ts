// The verifier's tree against the published vectors of Certificate Transparency, against the writer's, and against forgeries.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { consistencyProof, Frontier, inclusionProof, leafHash, rootOf } from '../../src/audit/log/merkle.js';
import { TreeCheck } from '../../src/audit/verify/tree.js';
import { hashesOf } from './kept-log.js';

const check = new TreeCheck(() => createHash('sha256'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'hex');

/** transparency-dev/merkle, testonly/constants.go; those of RFC 6962's reference implementation. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const vectorLeaves = inputs.map((input) => leafHash(bytesOf(input)));

function signed(size: number, leaves: readonly Buffer[]): { size: number; root: Uint8Array } {
  let subtrees: Uint8Array[] = [];
  leaves.slice(0, size).forEach((leaf, index) => (subtrees = check.with(leaf, subtrees, index)));
  return { size, root: check.root(subtrees) };
}

test.each(roots.map((root, size) => [size, root] as const))(
  'the root of %i published leaves',
  async (size, root) => {
    expect(hex(signed(size, vectorLeaves).root)).toBe(root);
    expect(hex(await rootOf(size, hashesOf(vectorLeaves)))).toBe(root);
  },
);

test.each([
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
])('the published proof that leaf %i is in the tree of %i', async (place, size, proof) => {
  const tree = { size, root: bytesOf(roots[size] ?? '') };

  expect(check.includes(vectorLeaves[place] as Buffer, place, tree, proof.map(bytesOf))).toBe(true);
  expect((await inclusionProof(place, size, hashesOf(vectorLeaves))).map(hex)).toEqual(proof);
});

test.each([
  [1, 1, []],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
])('the published proof that the tree of %i is the start of that of %i', async (from, to, proof) => {
  const [earlier, later] = [from, to].map((size) => ({ size, root: bytesOf(roots[size] ?? '') }));

  expect(check.extends(earlier as never, later as never, proof.map(bytesOf))).toBe(true);
  expect((await consistencyProof(from, to, hashesOf(vectorLeaves))).map(hex)).toEqual(proof);
});

const leaves = Array.from({ length: 300 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));
const hashAt = hashesOf(leaves);

test("every proof of the writer's in every tree of up to 70 leaves convinces the verifier", async () => {
  for (let size = 1; size <= 70; size += 1) {
    const tree = signed(size, leaves);
    expect(hex(tree.root)).toBe(hex(await rootOf(size, hashAt)));
    for (let place = 0; place < size; place += 1)
      expect(
        check.includes(leaves[place] as Buffer, place, tree, await inclusionProof(place, size, hashAt)),
      ).toBe(true);
    for (let earlier = 1; earlier <= size; earlier += 1)
      expect(
        check.extends(signed(earlier, leaves), tree, await consistencyProof(earlier, size, hashAt)),
      ).toBe(true);
  }
});

test('so does any in larger trees', async () => {
  const sizes = fc.integer({ min: 71, max: leaves.length });
  await fc.assert(
    fc.asyncProperty(sizes, fc.double({ min: 0, max: 0.999, noNaN: true }), async (size, share) => {
      const place = Math.floor(share * size);
      const tree = signed(size, leaves);
      const frontier = leaves.slice(0, size).reduce((all, leaf) => all.append(leaf).frontier, Frontier.empty);
      expect(hex(tree.root)).toBe(hex(frontier.root));
      expect(
        check.includes(leaves[place] as Buffer, place, tree, await inclusionProof(place, size, hashAt)),
      ).toBe(true);
      expect(
        check.extends(signed(place + 1, leaves), tree, await consistencyProof(place + 1, size, hashAt)),
      ).toBe(true);
    }),
  );
});

test('1,000 forged proofs of each kind are refused', async () => {
  const flip = (proof: Buffer[], at: number, bit: number): Buffer[] =>
    proof.map((hash, index) => {
      const copy = Buffer.from(hash);
      if (index === at % proof.length) copy[bit % 32] = (copy[bit % 32] ?? 0) ^ (1 << (bit % 8));
      return copy;
    });
  const swap = (proof: Buffer[], at: number): Buffer[] => {
    const one = at % (proof.length - 1);
    return proof.with(one, proof[one + 1] as Buffer).with(one + 1, proof[one] as Buffer);
  };
  const numbers = fc.record({
    size: fc.integer({ min: 6, max: 300 }),
    share: fc.double({ min: 0, max: 0.99, noNaN: true }),
    at: fc.nat(99),
    bit: fc.nat(255),
  });
  let forged = 0;
  const refuse = (isBelieved: boolean): void => {
    forged += 1;
    expect(isBelieved).toBe(false);
  };

  await fc.assert(
    fc.asyncProperty(numbers, async ({ size, share, at, bit }) => {
      const place = Math.floor(share * size);
      const leaf = leaves[place] as Buffer;
      const tree = signed(size, leaves);
      const proof = await inclusionProof(place, size, hashAt);
      refuse(check.includes(leaf, place, tree, flip(proof, at, bit)));
      refuse(
        check.includes(
          leaf,
          (place + 1 + at) % size === place ? (place + 1) % size : (place + 1 + at) % size,
          tree,
          proof,
        ),
      );
      refuse(check.includes(leaf, size + place, tree, proof));
      refuse(check.includes(leaf, place, { ...tree, size: size * 4 }, proof));
      refuse(check.includes(leaves[(place + 1) % size] as Buffer, place, tree, proof));
      refuse(check.includes(leaf, place, tree, proof.slice(0, -1)));
      refuse(check.includes(leaf, place, tree, [...proof, leaf]));
      refuse(check.includes(leaf, place, signed(size - 1, leaves), proof));
      if (proof.length > 1) refuse(check.includes(leaf, place, tree, swap(proof, at)));
    }),
    { numRuns: 150 },
  );
  expect(forged).toBeGreaterThan(1000);
  forged = 0;
  await fc.assert(
    fc.asyncProperty(numbers, async ({ size, share, at, bit }) => {
      const earlier = Math.max(1, Math.min(size - 1, Math.floor(share * size)));
      const [before, after] = [signed(earlier, leaves), signed(size, leaves)];
      const proof = await consistencyProof(earlier, size, hashAt);
      refuse(check.extends(before, after, flip(proof, at, bit)));
      refuse(check.extends(before, after, proof.slice(0, -1)));
      refuse(check.extends(before, after, [...proof, leaves[0] as Buffer]));
      refuse(check.extends({ ...before, root: after.root }, after, proof));
      refuse(check.extends(before, { ...after, root: before.root }, proof));
      refuse(check.extends(before, { ...after, size: size * 4 }, proof));
      refuse(check.extends(signed(earlier + 1, leaves), after, proof.length === 0 ? [leaf0] : proof));
      refuse(check.extends(after, before, proof));
      refuse(check.extends({ size: earlier, root: leafHash(Buffer.from('other')) }, after, proof));
    }),
    { numRuns: 150 },
  );
  expect(forged).toBeGreaterThan(1000);
}, 60_000);

const leaf0 = leaves[0] as Buffer;
