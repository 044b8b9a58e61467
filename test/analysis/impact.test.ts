// Two small packs and submissions worked out by hand -> what replacing the one by the other does, and which clauses did it.
import { distributionOf } from '../../src/analysis/impact/distribution.js';
import { impactOf } from '../../src/analysis/impact/impact.js';
import type { Candidate } from '../../src/analysis/impact/candidate.js';
import type { ChangedSubmission } from '../../src/analysis/impact/chunk.js';
import type { ImpactReport } from '../../src/analysis/impact/report.js';
import { impactText } from '../../src/analysis/impact/text.js';
import { packOf, readParts } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';

type Raw = Readonly<Record<string, unknown>>;

interface Wanted {
  readonly bobot?: number;
  readonly batas?: unknown;
  readonly atMost?: number;
  readonly inForce?: Raw;
  readonly decimals?: number;
  readonly clauses?: readonly Raw[];
  readonly provisional?: boolean;
}

const valid = {
  clause: 'kerja.sah',
  each: 'kerja',
  as: 'k',
  requires: { fact: 'k.sah', operator: 'is', value: true },
};
const points = {
  clause: 'kerja.poin',
  each: 'kerja',
  as: 'k',
  defines: 'poin_sah',
  formula: 'met("kerja.sah") ? k.poin * parameter.bobot : 0',
};
const total = {
  clause: 'jumlah',
  defines: 'jumlah',
  formula: 'min(sum(kerja.map(k, k.poin_sah)), parameter.batas)',
};
const final = { clause: 'akhir', defines: 'akhir', formula: 'jumlah + dasar' };
const share = { clause: 'bagian', defines: 'bagian', formula: '1 / dasar' };
const usual = [valid, points, total, final, share];

function parts({ bobot = 1, batas = 10, atMost = 5000, clauses = usual, ...wanted }: Wanted): PackParts {
  const status = wanted.provisional ? 'provisional' : 'confirmed';
  return {
    facts: {
      dasar: { type: 'number', required: true, at_most: atMost },
      kerja: {
        type: 'list',
        required: true,
        items: {
          type: 'object',
          fields: { poin: { type: 'number', required: true }, sah: { type: 'boolean' } },
        },
      },
    },
    parameters: {
      bobot: [{ value: bobot, provenance: { kind: 'assumption', status } }],
      batas,
    },
    clauses,
    outputs: [{ output: 'akhir', rounding: { decimals: wanted.decimals ?? 2, mode: 'half_even' } }],
    notEncoded: [{ gap: 'besar', refuses_when: { fact: 'dasar', operator: 'moreThan', value: 1000 } }],
    ...(wanted.inForce && { inForce: wanted.inForce }),
  };
}

type Work = readonly [number, boolean?];

function facts(work: readonly Work[], dasar = 5, tanggal = '2024-06-30'): Raw {
  const kerja = work.map(([poin, sah]) => ({ poin, ...(sah !== undefined && { sah }) }));
  return { tanggal, dasar, kerja };
}

interface Found {
  readonly report: ImpactReport;
  readonly changed: readonly ChangedSubmission[];
}

async function impact(
  before: Wanted,
  after: Wanted,
  submissions: readonly (Raw | Candidate)[],
): Promise<Found> {
  const changed: ChangedSubmission[] = [];
  const candidates = submissions.map((each, index): Candidate => {
    return 'id' in each ? (each as Candidate) : { id: index + 1, facts: each };
  });
  const report = await impactOf({
    before: packOf(readParts(parts(before))),
    after: packOf(readParts(parts(after))),
    candidates,
    threads: 1,
    onChanged: (some) => void changed.push(...some),
  });
  return { report, changed };
}

/** The clauses that each changed submission names for its output. */
function causes({ changed }: Found): Record<string, readonly string[]> {
  return Object.fromEntries(
    changed.map(({ id, outputs }) => [
      id,
      outputs
        .flatMap((each) => each.causes.map(({ clause, at }) => (at ? `${clause}@${at}` : clause)))
        .sort(),
    ]),
  );
}

test('changes of an output are counted, with their mean, median, ends and a histogram', async () => {
  // 8 → 11, 13 → 17, 15 → 17, 5 → 5
  const submissions = [facts([[3, true]]), facts([[8, true]]), facts([[11, true]]), facts([])];

  const { report } = await impact({}, { bobot: 2, batas: 12 }, submissions);

  expect(report.submissions).toEqual({ read: 4, notCompared: 0, compared: 4, changed: 3 });
  expect(report.outputs).toHaveLength(1);
  expect(report.outputs[0]).toMatchObject({
    output: 'akhir',
    value: {
      changed: 3,
      distribution: {
        count: 3,
        raised: 3,
        lowered: 0,
        mean: 3,
        median: 3,
        min: 2,
        max: 4,
        histogram: [
          { from: 2, to: 2.5, count: 1 },
          { from: 2.5, to: 3, count: 0 },
          { from: 3, to: 3.5, count: 1 },
          { from: 3.5, to: 4, count: 0 },
          { from: 4, to: 4.5, count: 1 },
        ],
      },
    },
    meanOverAll: 2.25,
    losses: [],
  });
  expect(
    report.outputs[0]?.gains.map(({ id, before, after, difference }) => [id, before, after, difference]),
  ).toEqual([
    [2, 13, 17, 4],
    [1, 8, 11, 3],
    [3, 15, 17, 2],
  ]);
});

test('a clause whose own limit was not reached is no cause, although what it adds up differs', async () => {
  const found = await impact({}, { bobot: 2, batas: 12 }, [
    facts([[3, true]]),
    facts([[8, true]]),
    facts([[11, true]]),
  ]);

  expect(causes(found)).toEqual({
    1: ['kerja.poin@/kerja/0'],
    // 8 → 16, cut to 12 where the old limit would have cut to 10
    2: ['jumlah', 'kerja.poin@/kerja/0'],
    3: ['jumlah', 'kerja.poin@/kerja/0'],
  });
  expect(
    found.report.clauses.map(({ clause, valuesChanged, caused }) => [clause, valuesChanged, caused]),
  ).toEqual([
    ['kerja.poin', 3, 3],
    ['jumlah', 3, 2],
    ['akhir', 3, 0],
  ]);
});

test('only the element that differs is named', async () => {
  const found = await impact({}, { bobot: 2, batas: 100 }, [
    facts([
      [0, true],
      [1, true],
      [1, false],
    ]),
  ]);

  expect(causes(found)).toEqual({ 1: ['kerja.poin@/kerja/1'] });
});

test('a limit in force from a day counts only for submissions of that day on', async () => {
  const batas = [{ value: 10 }, { from: '2024-01-01', value: 12 }];

  const found = await impact({}, { batas }, [
    facts([[11, true]], 5, '2023-12-31'),
    facts([[11, true]], 5, '2024-01-01'),
  ]);

  expect(causes(found)).toEqual({ 2: ['jumlah'] });
});

test('verdicts that changed are counted from which to which, and the clause is the cause, not its readers', async () => {
  const always = { ...valid, requires: { fact: 'k.poin', operator: 'atLeast', value: 3 } };
  const clauses = [always, points, total, final, share];

  const found = await impact({}, { clauses }, [facts([[3, false], [2, true], [4, true], [1]])]);

  expect(causes(found)).toEqual({ 1: ['kerja.sah@/kerja/0', 'kerja.sah@/kerja/1', 'kerja.sah@/kerja/3'] });
  expect(found.report.clauses.find((each) => each.clause === 'kerja.sah')).toMatchObject({
    verdictsChanged: 3,
    verdicts: { not_met: { met: 1 }, met: { not_met: 1, met: 1 }, undetermined: { not_met: 1 } },
    valuesChanged: 0,
    caused: 1,
  });
  expect(found.report.complete).toEqual({ both: 0, onlyBefore: 0, onlyAfter: 1, neither: 0 });
});

test('a clause that is new or gone is the cause of what it changes', async () => {
  const fine = { clause: 'potongan', defines: 'potongan', formula: '2' };
  const clauses = [valid, points, total, fine, { ...final, formula: 'jumlah + dasar - potongan' }, share];

  const added = await impact({}, { clauses }, [facts([])]);
  const removed = await impact({ clauses }, {}, [facts([])]);

  expect(causes(added)).toEqual({ 1: ['akhir', 'potongan'] });
  expect(causes(removed)).toEqual({ 1: ['akhir', 'potongan'] });
  expect(removed.report.outputs[0]?.gains.map((each) => each.difference)).toEqual([2]);
});

test('where only the rounding differs no clause is to blame', async () => {
  const found = await impact({}, { decimals: 0 }, [facts([[1.25, true]])]);

  expect(causes(found)).toEqual({ 1: [] });
  expect(found.report.outputs[0]).toMatchObject({ byRounding: 1, losses: [{ before: 6.25, after: 6 }] });
});

test('a potential that changes beside an unchanged value is counted by itself', async () => {
  const found = await impact({}, { bobot: 2 }, [facts([[3]])]);

  expect(found.report.submissions.changed).toBe(1);
  expect(found.report.outputs[0]).toMatchObject({
    value: { changed: 0, others: [] },
    potential: { changed: 1, distribution: { mean: 3 } },
    gains: [],
  });
});

test('a score that came to be is no difference of numbers', async () => {
  const needed = { clause: 'akhir', defines: 'akhir', formula: 'met("kerja.ada") ? jumlah : k_pertama' };
  const first = { clause: 'pertama', defines: 'k_pertama', formula: 'kerja.exists(k, k.sah) ? 1 : 0' };
  const any = { clause: 'kerja.ada', requires: { fact: 'kerja', operator: 'isNotEmpty' } };
  const clauses = [valid, points, total, any, first, { ...needed, formula: 'k_pertama' }, share];

  const { report } = await impact(
    { clauses },
    { clauses: [valid, points, total, any, first, needed, share] },
    [facts([[3]])],
  );

  expect(report.outputs[0]?.value).toEqual({ changed: 1, others: [{ pair: [null, '#'], count: 1 }] });
});

test('what could not be compared is counted by reason and version, with its first lines', async () => {
  const { report } = await impact(
    { inForce: { from: '2020-01-01' } },
    { atMost: 500, inForce: { from: '2023-01-01' } },
    [
      facts([]),
      facts([], 600),
      facts([], 1, '2022-12-31'),
      facts([], 1, '2019-12-31'),
      facts([], 2000),
      facts([], 0),
      { ...facts([]), lain: 1 },
      { id: 8, subject: 'S', facts: facts([], 700) },
      { id: 9, text: '{"facts": ' },
      { id: 10, text: '[]' },
      { id: 11, text: '{"subject": "S"}' },
      { id: 12, problem: 'too_long' },
      {
        id: 13,
        text: JSON.stringify({ facts: facts([]), regulation: 'lain', version: '9', asOf: '1999-01-01' }),
      },
    ],
  );

  expect(report.submissions).toEqual({ read: 13, notCompared: 11, compared: 2, changed: 0 });
  const found = report.notCompared.map(({ reason, in: version, count, examples }) => [
    reason,
    version,
    count,
    examples.map((each) => each.id),
  ]);
  expect(found).toEqual([
    ['invalid_facts', 'after', 2, [2, 8]],
    ['outside_span', 'after', 1, [3]],
    ['outside_span', 'both', 1, [4]],
    ['invalid_facts', 'both', 1, [5]],
    ['not_computable', 'both', 1, [6]],
    ['invalid_facts', 'both', 1, [7]],
    ['not_json', null, 1, [9]],
    ['not_an_object', null, 1, [10]],
    ['no_facts', null, 1, [11]],
    ['too_long', null, 1, [12]],
  ]);
  expect(report.notCompared[0]?.examples[1]).toEqual({
    id: 8,
    subject: 'S',
    detail: { id: '/dasar must be at most 500; it is 700', en: '/dasar must be at most 500; it is 700' },
  });
});

test('a submission that a version does not cover is told with the part of the law that is missing', async () => {
  const { report } = await impact({}, {}, [facts([], 2000)]);

  expect(report.notCompared).toMatchObject([{ reason: 'not_covered', in: 'both', gap: 'besar', count: 1 }]);
});

test('two versions that give no answer for different reasons are told with both', async () => {
  const { report } = await impact({}, { atMost: 500 }, [facts([], 2000)]);

  expect(report.notCompared).toMatchObject([
    { reason: 'invalid_facts', in: 'both', older: { reason: 'not_covered', gap: 'besar' }, count: 1 },
  ]);
  expect(impactText(report, 'en')).toContain(
    '1: the newer version: the facts do not fit the schema; the older version: it needs law that is not encoded (besar)',
  );
});

test('of many examples and extremes the first and the largest are kept', async () => {
  const bad = Array.from({ length: 8 }, (_, index): Candidate => ({ id: index + 1, text: '' }));
  const good = Array.from({ length: 150 }, (_, index): Candidate => {
    return { id: index + 9, facts: facts([[(index % 50) / 10, true]]) };
  });

  const { report } = await impact({}, { bobot: 2 }, [...bad, ...good]);

  expect(report.notCompared[0]).toMatchObject({ count: 8, examples: [1, 2, 3, 4, 5].map((id) => ({ id })) });
  expect(report.outputs[0]?.gains.map(({ id, difference }) => [id, difference])).toEqual([
    [58, 4.9],
    [108, 4.9],
    [158, 4.9],
    [57, 4.8],
    [107, 4.8],
    [157, 4.8],
    [56, 4.7],
    [106, 4.7],
    [156, 4.7],
    [55, 4.6],
  ]);
});

test('what is provisional and no longer read is counted', async () => {
  const { report } = await impact({ provisional: true }, {}, [facts([[1, true]]), facts([])]);

  expect(report.provisional).toEqual({ both: 0, onlyBefore: 1, onlyAfter: 0, neither: 1 });
  expect(report.provisionalUses).toEqual([{ name: 'parameter bobot', onlyBefore: 1, onlyAfter: 0 }]);
});

test('an output that only one version has is named, not compared', async () => {
  const after = parts({});
  const report = await impactOf({
    before: packOf(readParts(parts({}))),
    after: packOf(readParts({ ...after, outputs: ['akhir', 'jumlah'] })),
    candidates: [{ id: 'catatan-1', facts: facts([]) }],
    threads: 1,
  });

  expect(report.outputs.map((each) => each.output)).toEqual(['akhir']);
  expect(report.outputsOnlyIn).toEqual({ before: [], after: ['jumlah'] });
});

test('submissions are taken no faster than they are compared', async () => {
  let taken = 0;
  const progress: number[] = [];
  async function* candidates(): AsyncGenerator<Candidate> {
    for (taken = 0; taken < 1000; taken += 1) yield { id: taken + 1, facts: facts([]) };
  }
  const ahead: number[] = [];

  await impactOf({
    before: packOf(readParts(parts({}))),
    after: packOf(readParts(parts({}))),
    candidates: candidates(),
    threads: 1,
    onProgress: (done) => {
      progress.push(done);
      ahead.push(taken - done);
    },
  });

  expect(progress.at(-1)).toBe(1000);
  expect(Math.max(...ahead)).toBeLessThanOrEqual(200);
});

test('the text says first what could not be compared, and everything in either language', async () => {
  const { report } = await impact({}, { bobot: 2, batas: 12 }, [
    facts([[3, true]]),
    { id: 2, subject: 'Ani', facts: facts([[8, true]]) },
    { id: 3, text: 'x' },
  ]);

  expect(impactText(report, 'id')).toBe(`Dampak uji@1.0.0 → uji@1.0.0
3 pengajuan dibaca: 1 tidak dapat dibandingkan, 2 dibandingkan, dan di antaranya 2 (100 %) berubah.

Tidak dapat dibandingkan: 1 (33,3 %)
  1: barisnya bukan JSON
      baris 3

Yang berubah dalam peraturan

  Parameter
    bobot (Kata): 1 → 2; dipakai klausul kerja.poin; memengaruhi keluaran akhir; sumber: Kata (anggapan, sudah dikonfirmasi)
    batas (Kata): 10 → 12; dipakai klausul jumlah; memengaruhi keluaran akhir; sumber: Kata (naskah peraturan, sudah dikonfirmasi)

Keluaran
  akhir (Kata): berubah 2 (100 %); potensinya berubah 2 (100 %)
    naik 2, turun 0; rata-rata +3,5; median +3,5; terendah +3; tertinggi +4; rata-rata atas semua yang dibandingkan +3,5
    Sebaran perubahan
      +3 sampai di bawah +3,5  ████████████████████████████████████████ 1
      +3,5 sampai di bawah +4   0
      +4 sampai di bawah +4,5  ████████████████████████████████████████ 1
    Kenaikan terbesar
      baris 2 (Ani): 13 → 17 (+4), karena jumlah, kerja.poin
      baris 1: 8 → 11 (+3), karena kerja.poin

Klausul
  kerja.poin (Kata): putusan berubah 0; nilai berubah 2; penyebab pada pengajuan 2
  jumlah (Kata): putusan berubah 0; nilai berubah 2; penyebab pada pengajuan 1
  akhir (Kata): putusan berubah 0; nilai berubah 2; penyebab pada pengajuan 0

Kelengkapan
  di kedua versi 2; hanya sebelum 0; hanya sesudah 0; di tidak satu pun 0

Bertumpu pada yang sementara
  di kedua versi 0; hanya sebelum 0; hanya sesudah 0; di tidak satu pun 2
`);
  expect(impactText(report, 'en')).toContain('line 2 (Ani): 13 → 17 (+4), because of jumlah, kerja.poin');
});

test('a distribution of gains and losses has an edge at zero and its middle where it is', () => {
  const found = distributionOf(
    new Map([
      [-0.3, 1],
      [0.1, 2],
      [0.2, 1],
    ]),
  );

  expect(found).toEqual({
    count: 4,
    raised: 3,
    lowered: 1,
    mean: 0.025,
    median: 0.1,
    min: -0.3,
    max: 0.2,
    histogram: [
      { from: -0.3, to: -0.25, count: 1 },
      { from: -0.25, to: -0.2, count: 0 },
      { from: -0.2, to: -0.15, count: 0 },
      { from: -0.15, to: -0.1, count: 0 },
      { from: -0.1, to: -0.05, count: 0 },
      { from: -0.05, to: 0, count: 0 },
      { from: 0, to: 0.05, count: 0 },
      { from: 0.05, to: 0.1, count: 0 },
      { from: 0.1, to: 0.15, count: 2 },
      { from: 0.15, to: 0.2, count: 0 },
      { from: 0.2, to: 0.25, count: 1 },
    ],
  });
  expect(distributionOf(new Map())).toBeUndefined();
});
