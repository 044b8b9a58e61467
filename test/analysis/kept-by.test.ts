// Cases that expect which version keeps a submission: what holds, what is a difference, and how it is told.
import { runCases } from '../../src/analysis/run-cases.js';
import type { Expectation } from '../../src/policy/case-files.js';
import type { Bilingual } from '../../src/policy/pack.js';
import { casesFor, smallVersion } from './small-version.js';
import { withProvision } from './small-provision.js';

interface Told {
  readonly what: string;
  readonly expected: Bilingual;
  readonly found: Bilingual;
  readonly because: readonly Bilingual[];
}

async function run(expect: Expectation, change: object = {}): Promise<readonly Told[]> {
  const { version } = smallVersion({ ...withProvision, inForce: { from: '2020-01-01', to: '2024-12-31' } });
  const [result] = await runCases(version, casesFor([{ jenis: 'a', tamu: 10, ...change }], expect));
  return result?.differences ?? [];
}

test.each<{ about: string; expect: Expectation; change?: object }>([
  { about: 'the provision that keeps it', expect: { kept_by: 'pesanan_lama' } },
  { about: 'the first of two that would', expect: { kept_by: 'pesanan_lama' }, change: { tamu: 2 } },
  { about: 'another provision', expect: { kept_by: 'sangat_kecil' }, change: { jenis: 'b', tamu: 2 } },
  { about: 'none: the version itself', expect: { kept_by: null }, change: { tamu: 11 } },
  {
    about: 'none on a date that the version does not cover',
    expect: { kept_by: null, refused: 'version_does_not_cover_date' },
    change: { tanggal: '2025-01-01' },
  },
  {
    about: 'the provision, and what this version would answer by its name',
    expect: { kept_by: 'pesanan_lama', scores: { n: 20 } },
  },
  {
    about: 'the provision alone, though the facts are not those of this version',
    expect: { kept_by: 'pesanan_lama' },
    change: { isian_lama: 1 },
  },
])('a case can expect $about', async ({ expect: expected, change = {} }) => {
  expect(await run(expected, change)).toEqual([]);
});

test('a submission that is kept unexpectedly is told with the title and text of the provision', async () => {
  expect(await run({ kept_by: null })).toEqual([
    {
      what: 'kept_by',
      expected: { id: 'versi ini sendiri (null)', en: 'this version itself (null)' },
      found: { id: 'pesanan_lama ("Pesanan lama")', en: 'pesanan_lama ("Old bookings")' },
      because: [
        {
          id: 'versi 0.x dipertahankan: Pesanan lama mengikuti aturan lama.',
          en: 'version 0.x is kept: Old bookings keep the old rules.',
        },
      ],
    },
  ]);
});

test('a submission that is not kept is told as such', async () => {
  expect(await run({ kept_by: 'pesanan_lama' }, { tamu: 11 })).toEqual([
    expect.objectContaining({
      expected: { id: 'pesanan_lama ("Pesanan lama")', en: 'pesanan_lama ("Old bookings")' },
      found: { id: 'versi ini sendiri (null)', en: 'this version itself (null)' },
      because: [],
    }),
  ]);
});

test('a provision that there is not is told with one that is near', async () => {
  const [difference] = await run({ kept_by: 'pesanan_lma' }, { tamu: 11 });

  expect(difference?.expected.en).toBe('pesanan_lma');
  expect(difference?.because.map(({ en }) => en)).toEqual([
    'this version has no transitional provision "pesanan_lma" in manifest.yaml; did you mean "pesanan_lama"?',
  ]);
});

test('what is expected besides is held against this version, which may then not refuse', async () => {
  const differences = await run({ kept_by: 'pesanan_lama', scores: { n: 20 } }, { isian_lama: 1 });

  expect(differences.map(({ what, found }) => [what, found.en])).toEqual([['refused', 'invalid_facts']]);
});

test('a case that expects the version itself may not be refused by it', async () => {
  const differences = await run({ kept_by: null }, { tamu: 11, isian_lama: 1 });

  expect(differences.map(({ what }) => what)).toEqual(['refused']);
});

test('what only the reference evaluator keeps otherwise is told as such', async () => {
  const { version } = smallVersion(withProvision);
  Object.assign(version.ready.reference, { leftBy: () => Promise.resolve(undefined) });

  const [result] = await runCases(version, casesFor([{ jenis: 'a', tamu: 1 }], { kept_by: 'pesanan_lama' }));

  expect(result?.differences.map(({ what }) => what)).toEqual(['kept_by (reference evaluator)']);
});
