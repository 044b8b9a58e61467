// The words of an impact report in both languages, and its counts, reasons and changes as people write them.
import type { Bilingual } from '../../policy/pack.js';
import { formatNumber, formatValue } from '../../explanation/values.js';
import type { Language } from '../../explanation/words.js';
import type { Shown } from '../../evaluation/outcome.js';
import type { Cause } from './causes.js';
import type { Reason } from './compare.js';
import type { ImpactReport, SideImpact } from './report.js';
import type { Bin } from './distribution.js';
import type { Example, Extreme, NotComparedTally } from './tally.js';

export const impactWords = {
  title: { id: 'Dampak', en: 'Impact' },
  law: { id: 'Yang berubah dalam peraturan', en: 'What changes in the law' },
  notCompared: { id: 'Tidak dapat dibandingkan', en: 'Could not be compared' },
  allCompared: { id: 'Semua pengajuan dapat dibandingkan.', en: 'All submissions could be compared.' },
  reason: { id: 'Alasan', en: 'Reason' },
  submissions: { id: 'Pengajuan', en: 'Submissions' },
  examples: { id: 'Contoh', en: 'Examples' },
  outputs: { id: 'Keluaran', en: 'Outputs' },
  output: { id: 'Keluaran', en: 'Output' },
  changed: { id: 'berubah', en: 'changed' },
  changedPotential: { id: 'potensinya berubah', en: 'potential changed' },
  raised: { id: 'naik', en: 'raised' },
  lowered: { id: 'turun', en: 'lowered' },
  change: { id: 'perubahan', en: 'change' },
  mean: { id: 'rata-rata', en: 'mean' },
  median: { id: 'median', en: 'median' },
  min: { id: 'terendah', en: 'lowest' },
  max: { id: 'tertinggi', en: 'highest' },
  meanOverAll: { id: 'rata-rata atas semua yang dibandingkan', en: 'mean over all compared' },
  byRounding: { id: 'hanya karena pembulatan', en: 'by rounding alone' },
  otherChanges: { id: 'perubahan lain', en: 'other changes' },
  distribution: { id: 'Sebaran perubahan', en: 'Distribution of changes' },
  asTable: { id: 'Sebagai tabel', en: 'As a table' },
  changeOf: { id: 'Perubahan', en: 'Change' },
  gains: { id: 'Kenaikan terbesar', en: 'Largest gains' },
  losses: { id: 'Penurunan terbesar', en: 'Largest losses' },
  line: { id: 'baris', en: 'line' },
  place: { id: 'Baris', en: 'Line' },
  subject: { id: 'Subjek', en: 'Subject' },
  before: { id: 'Sebelum', en: 'Before' },
  after: { id: 'Sesudah', en: 'After' },
  difference: { id: 'Selisih', en: 'Difference' },
  because: { id: 'karena', en: 'because of' },
  causes: { id: 'Klausul penyebab', en: 'Clauses that caused it' },
  rounding: { id: 'pembulatan', en: 'rounding' },
  clauses: { id: 'Klausul', en: 'Clauses' },
  clause: { id: 'Klausul', en: 'Clause' },
  verdictsChanged: { id: 'putusan berubah', en: 'verdicts changed' },
  valuesChanged: { id: 'nilai berubah', en: 'values changed' },
  caused: { id: 'penyebab pada pengajuan', en: 'cause in submissions' },
  verdicts: { id: 'Putusan sebelum → sesudah', en: 'Verdict before → after' },
  complete: { id: 'Kelengkapan', en: 'Completeness' },
  provisional: { id: 'Bertumpu pada yang sementara', en: 'Resting on what is provisional' },
  both: { id: 'di kedua versi', en: 'under both versions' },
  onlyBefore: { id: 'hanya sebelum', en: 'only before' },
  onlyAfter: { id: 'hanya sesudah', en: 'only after' },
  neither: { id: 'di tidak satu pun', en: 'under neither' },
  none: { id: 'Tidak ada.', en: 'None.' },
  unchanged: { id: 'tidak berubah', en: 'unchanged' },
  onlyIn: {
    id: 'Hanya ada di satu versi, jadi tidak dibandingkan',
    en: 'In one version only, so not compared',
  },
  anyNumber: { id: 'suatu angka', en: 'a number' },
  furtherPairs: { id: 'pasangan lainnya', en: 'further pairs' },
  noValue: { id: 'belum ada nilai', en: 'no value yet' },
} satisfies Record<string, Bilingual>;

const reasonWords: Readonly<Record<Reason, Bilingual>> = {
  not_json: { id: 'barisnya bukan JSON', en: 'the line is not JSON' },
  not_an_object: { id: 'barisnya bukan objek JSON', en: 'the line is not a JSON object' },
  no_facts: { id: 'barisnya tidak memuat "facts"', en: 'the line has no "facts"' },
  too_long: { id: 'barisnya terlalu panjang', en: 'the line is too long' },
  outside_span: { id: 'tanggalnya di luar masa berlaku', en: 'its date is outside the span' },
  invalid_facts: { id: 'datanya tidak sesuai dengan bentuk data', en: 'the facts do not fit the schema' },
  not_covered: { id: 'memerlukan hukum yang tidak dimuat', en: 'it needs law that is not encoded' },
  not_computable: { id: 'rumusnya tidak mempunyai jawaban', en: 'the formulas have no answer' },
};

const versionWords = {
  before: { id: 'versi sebelumnya', en: 'the older version' },
  after: { id: 'versi sesudahnya', en: 'the newer version' },
  both: { id: 'kedua versi', en: 'both versions' },
};

export function reasonInWords(
  { reason, in: version, gap, older }: NotComparedTally,
  language: Language,
): string {
  const write = (of: Reason, part?: string): string =>
    `${reasonWords[of][language]}${part === undefined ? '' : ` (${part})`}`;
  if (older) {
    const { before, after } = versionWords;
    return `${after[language]}: ${write(reason, gap)}; ${before[language]}: ${write(older.reason, older.gap)}`;
  }
  return version ? `${write(reason, gap)}, ${versionWords[version][language]}` : write(reason, gap);
}

export function exampleInWords({ id, subject, detail }: Example, language: Language): string {
  const place = typeof id === 'number' ? `${impactWords.line[language]} ${id}` : id;
  const named = subject === undefined ? place : `${place} (${subject})`;
  return detail ? `${named}: ${detail[language]}` : named;
}

export function summaryInWords({ submissions }: ImpactReport, language: Language): string {
  const { read, compared, changed, notCompared } = submissions;
  const number = (value: number): string => formatNumber(value, language);
  return language === 'id'
    ? `${number(read)} pengajuan dibaca: ${number(notCompared)} tidak dapat dibandingkan, ${number(compared)} dibandingkan, dan di antaranya ${shareInWords(changed, compared, language)} berubah.`
    : `${number(read)} submission(s) read: ${number(notCompared)} could not be compared, ${number(compared)} compared, of which ${shareInWords(changed, compared, language)} changed.`;
}

/** "1.234 (12,3 %)". */
export function shareInWords(count: number, of: number, language: Language): string {
  const share = of === 0 ? 0 : Math.round((count / of) * 1000) / 10;
  return `${formatNumber(count, language)} (${formatNumber(share, language)} %)`;
}

export function signed(difference: number, language: Language): string {
  const text = formatNumber(Math.abs(difference), language);
  return difference > 0 ? `+${text}` : difference < 0 ? `−${text}` : text;
}

/** A mean, to four decimals: more would be no more than noise. */
export function signedMean(mean: number, language: Language): string {
  return signed(Number(mean.toFixed(4)), language);
}

export function binInWords({ from, to }: Bin, language: Language): string {
  const words = language === 'id' ? 'sampai di bawah' : 'to below';
  return `${signed(from, language)} ${words} ${signed(to, language)}`;
}

/** The clauses, each once; where none differs it was the output's rounding. */
export function causesInWords(causes: readonly Cause[], language: Language): string {
  if (causes.length === 0) return impactWords.rounding[language];
  return [...new Set(causes.map((cause) => cause.clause))].join(', ');
}

export function extremeInWords(extreme: Extreme, language: Language): string {
  const { before, after, difference, causes } = extreme;
  const change = `${formatNumber(before, language)} → ${formatNumber(after, language)} (${signed(difference, language)})`;
  return `${exampleInWords(extreme, language)}: ${change}, ${impactWords.because[language]} ${causesInWords(causes, language)}`;
}

/** "belum ada nilai → suatu angka". */
export function otherInWords(pair: SideImpact['others'][number]['pair'], language: Language): string {
  if (pair.length === 0) return impactWords.furtherPairs[language];
  const write = (value: unknown): string =>
    value === '#'
      ? impactWords.anyNumber[language]
      : value === null
        ? impactWords.noValue[language]
        : formatValue(value as Shown, language);
  return pair.map(write).join(' → ');
}
