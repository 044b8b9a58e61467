// KMK-300 worked out by hand in exact fractions, from its description and without anything of src/: a third opinion.
// Only the shapes of what is compared are known here; no rule file and no evaluator is read.

interface Iki {
  readonly target: number;
  readonly realisasi: number;
  readonly polarisasi: 'maximize' | 'minimize' | 'stabilize';
}

interface Hkt extends Iki {
  readonly jenis: 'inovasi' | 'squad_team' | 'penugasan_lain';
  readonly lingkup: string;
  readonly pemilik_kinerja: string;
  readonly di_luar_uraian_jabatan?: boolean;
  readonly bagian_rencana_hku?: boolean;
  readonly telah_dilaksanakan?: boolean;
  readonly bukti?: { readonly jenis?: string; readonly penandatangan?: string };
  readonly inovasi?: {
    readonly diimplementasikan?: boolean;
    readonly bermanfaat?: boolean;
    readonly lolos_seleksi_eselon_1?: boolean;
    readonly dalam_basis_data?: boolean;
    readonly tanggal_implementasi?: string;
    readonly tahun_dinilai_sebelumnya?: readonly number[];
  };
  readonly squad?: {
    readonly sifat?: string;
    readonly disepakati_pemilik_atau_ketua?: boolean;
    readonly disetujui_pimpinan_definitif?: boolean;
  };
  readonly penugasan?: Readonly<Record<string, boolean>>;
}

interface Submission {
  readonly pegawai: { readonly pimpinan_upk: boolean; readonly tugas_belajar?: boolean };
  readonly periode: { readonly mulai: string; readonly selesai: string };
  readonly hku: {
    readonly koefisien_k3: number;
    readonly iki: readonly (Iki & { readonly bobot: number })[];
  };
  readonly hkt: readonly Hkt[];
}

/** numerator / denominator, the denominator above 0; not shortened. */
type Exact = readonly [bigint, bigint];

function exact(value: number): Exact {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [whole = '', decimals = ''] = digits.split('.');
  const shift = Number(exponent) - decimals.length;
  const number = BigInt(whole + decimals);
  return shift >= 0 ? [number * 10n ** BigInt(shift), 1n] : [number, 10n ** BigInt(-shift)];
}

const plus = ([a, b]: Exact, [c, d]: Exact): Exact => [a * d + c * b, b * d];
const minus = (x: Exact, [c, d]: Exact): Exact => plus(x, [-c, d]);
const times = ([a, b]: Exact, [c, d]: Exact): Exact => [a * c, b * d];
const over = ([a, b]: Exact, [c, d]: Exact): Exact => (c < 0n ? [-a * d, -b * c] : [a * d, b * c]);
const isLess = ([a, b]: Exact, [c, d]: Exact): boolean => a * d < c * b;
const least = (x: Exact, y: Exact): Exact => (isLess(y, x) ? y : x);
const most = (x: Exact, y: Exact): Exact => (isLess(x, y) ? y : x);

/** 2 decimals, half away from zero. */
function toTwoDecimals([n, d]: Exact): number {
  const isNegative = n < 0n;
  const twice = (isNegative ? -n : n) * 200n + d;
  const hundredths = twice / (2n * d);
  const value = Number(`${hundredths}e-2`);
  return isNegative && value !== 0 ? -value : value;
}

function index({ target, realisasi, polarisasi }: Iki): Exact {
  const ratio = over(exact(realisasi), exact(target));
  const difference = minus(ratio, [1n, 1n]);
  const share = {
    maximize: ratio,
    minimize: minus([2n, 1n], ratio),
    stabilize: minus([1n, 1n], difference[0] < 0n ? minus([0n, 1n], difference) : difference),
  }[polarisasi];
  return least(most(times(share, [100n, 1n]), [0n, 1n]), [120n, 1n]);
}

type Verdict = 'met' | 'not_met' | 'undetermined' | 'not_applicable';
type Answer = boolean | undefined;

const every = (...answers: Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
const some = (...answers: Answer[]): Answer =>
  answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const among = (value: string | undefined, allowed: readonly string[]): Answer =>
  value === undefined ? undefined : allowed.includes(value);

/** The same day a year before; 29 February becomes 28. */
function yearBefore(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

function inovasi({ inovasi: of = {}, lingkup }: Hkt, selesai: string): Record<string, Answer> {
  const { tanggal_implementasi: day, tahun_dinilai_sebelumnya: years } = of;
  const year = Number(selesai.slice(0, 4));
  const isWide = lingkup === 'instansi' || lingkup === 'nasional';
  return {
    'hkt.inovasi.diterapkan': every(of.diimplementasikan, of.bermanfaat),
    'hkt.inovasi.seleksi': some(of.lolos_seleksi_eselon_1, of.dalam_basis_data),
    'hkt.inovasi.usia': day === undefined ? undefined : day >= yearBefore(selesai) && day <= selesai,
    'hkt.inovasi.pakai-ulang':
      years === undefined
        ? undefined
        : years.length === 0 || (isWide && years.length === 1 && years[0] === year - 1),
  };
}

function penugasan({ penugasan: of = {} }: Hkt, tugasBelajar: Answer): Record<string, Answer> {
  return {
    'hkt.penugasan.sifat': some(of['strategis'], of['berisiko_tinggi'], of['kolaboratif']),
    'hkt.penugasan.luar-unit': some(of['di_luar_unit_definitif'], tugasBelajar),
    'hkt.penugasan.luar-hku': of['di_luar_iki_hku'],
    'hkt.penugasan.kapasitas': of['sesuai_kapasitas'],
    'hkt.penugasan.kesepakatan': every(
      of['disepakati_atasan_langsung'],
      of['pertimbangan_pengelola_kinerja'],
    ),
  };
}

function answers(hkt: Hkt, { periode, pegawai }: Submission): Record<string, Answer> {
  const general = {
    'hkt.umum.di-luar-tugas': every(hkt.di_luar_uraian_jabatan, not(hkt.bagian_rencana_hku)),
    'hkt.umum.dilaksanakan': hkt.telah_dilaksanakan,
    'hkt.umum.bukti': among(hkt.bukti?.jenis, ['surat_keputusan', 'surat_keterangan', 'surat_penugasan']),
    'hkt.umum.penandatangan': among(hkt.bukti?.penandatangan, [
      'menteri',
      'wakil_menteri',
      'pptm',
      'pimpinan_non_eselon',
      'pptp',
    ]),
  };
  switch (hkt.jenis) {
    case 'inovasi':
      return { ...general, ...inovasi(hkt, periode.selesai) };
    case 'squad_team':
      return {
        ...general,
        'hkt.squad.kesepakatan': every(
          hkt.squad?.disepakati_pemilik_atau_ketua,
          hkt.squad?.disetujui_pimpinan_definitif,
        ),
      };
    case 'penugasan_lain':
      return { ...general, ...penugasan(hkt, pegawai.tugas_belajar) };
  }
}

const ofInovasi: Record<string, bigint> = { nasional: 15n, instansi: 12n, unit_kerja: 9n, tim_kerja: 6n };
const ofFullTime: Record<string, bigint> = { menteri: 15n, pptm: 12n, pptp: 9n };
const ofPartTime: Record<string, bigint> = { menteri: 10n, pptm: 8n, pptp: 6n };
const ofPenugasan: Record<string, bigint> = { menteri: 7n, pptm: 5n, pptp: 3n };

function weight(hkt: Hkt): Exact {
  const found =
    hkt.jenis === 'inovasi'
      ? ofInovasi[hkt.lingkup]
      : hkt.jenis === 'penugasan_lain'
        ? ofPenugasan[hkt.pemilik_kinerja]
        : (hkt.squad?.sifat === 'penuh_waktu' ? ofFullTime : ofPartTime)[hkt.pemilik_kinerja];
  if (found === undefined) throw new Error(`no weight for ${JSON.stringify(hkt)}`);
  return [found, 1n];
}

export interface ByHand {
  readonly refused: boolean;
  /** Output -> [value, potential]. */
  readonly scores: Readonly<Record<string, readonly [number, number]>>;
  /** For each HKT: clause -> verdict. */
  readonly items: readonly Readonly<Record<string, Verdict>>[];
}

export function calculateByHand(submission: Submission): ByHand {
  if (submission.pegawai.pimpinan_upk) return { refused: true, scores: {}, items: [] };
  const { iki, koefisien_k3 } = submission.hku;
  const weighted = iki.map((each) => times(index(each), exact(each.bobot))).reduce(plus);
  const nilaiHku = over(weighted, iki.map((each) => exact(each.bobot)).reduce(plus));
  const hkuK3 = least(times(nilaiHku, exact(koefisien_k3)), [105n, 1n]);
  const judged = submission.hkt.map((hkt) => ({ hkt, of: answers(hkt, submission) }));
  const hktIn = (isCounted: (answer: Answer) => boolean): Exact => {
    const counted = judged.filter(({ of }) => isCounted(every(...Object.values(of))));
    const sum = counted.map(({ hkt }) => over(times(weight(hkt), index(hkt)), [100n, 1n]));
    return least(sum.reduce(plus, [0n, 1n]), [15n, 1n]);
  };
  const [proven, possible] = [hktIn((answer) => answer === true), hktIn((answer) => answer !== false)];
  const total = (hkt: Exact): Exact => least(plus(hkuK3, hkt), [120n, 1n]);
  return {
    refused: false,
    scores: {
      nilai_hku_k3: [toTwoDecimals(hkuK3), toTwoDecimals(hkuK3)],
      nilai_hkt: [toTwoDecimals(proven), toTwoDecimals(possible)],
      nilai_hasil_kerja: [toTwoDecimals(total(proven)), toTwoDecimals(total(possible))],
    },
    items: judged.map(({ of }) =>
      Object.fromEntries(
        Object.entries(of).map(([clause, answer]) => [
          clause,
          answer === undefined ? 'undetermined' : answer ? 'met' : 'not_met',
        ]),
      ),
    ),
  };
}

/** What is read of an outcome. */
interface Found {
  readonly kind: string;
  readonly scores?: readonly {
    readonly output: { readonly name: string };
    readonly value: unknown;
    readonly potential: unknown;
  }[];
  readonly clauses?: readonly {
    readonly clause: { readonly id: string };
    readonly element: { readonly pointer: string };
    readonly verdict: string;
  }[];
}

/** Where an outcome differs from the calculation by hand; empty when nowhere. */
export function calculationDifferences(facts: unknown, outcome: Found): string[] {
  const expected = calculateByHand(facts as Submission);
  if (expected.refused || outcome.kind !== 'evaluated') {
    const found = outcome.kind === 'refused';
    return found === expected.refused ? [] : [`refused: ${found}, by hand: ${expected.refused}`];
  }
  const differences: string[] = [];
  for (const [name, [value, potential]] of Object.entries(expected.scores)) {
    const score = outcome.scores?.find((each) => each.output.name === name);
    if (score?.value !== value || score.potential !== potential) {
      differences.push(
        `${name}: ${String(score?.value)} (${String(score?.potential)}), by hand ${value} (${potential})`,
      );
    }
  }
  for (const { clause, element, verdict } of outcome.clauses ?? []) {
    const item = /^\/hkt\/(\d+)$/.exec(element.pointer)?.[1];
    if (item === undefined || verdict === 'calculated') continue;
    const byHand = expected.items[Number(item)]?.[clause.id] ?? 'not_applicable';
    if (verdict !== byHand)
      differences.push(`${clause.id} ${element.pointer}: ${verdict}, by hand ${byHand}`);
  }
  return differences;
}
