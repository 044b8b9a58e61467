// What a verification found, and over what -> lines for people.
import type { Verified } from '../../audit/verify/verify.js';
import { formatNumber } from '../../explanation/values.js';
import type { Language } from '../../explanation/words.js';
import type { Bilingual } from '../../policy/pack.js';

export function findingLines(file: string, { findings }: Verified, language: Language): string[] {
  return findings.map(({ line, byte, says }) => {
    const at = byte === undefined ? '' : ` (byte ${byte})`;
    return `${file}${line === undefined ? '' : `:${line}:1`}${at} ${says[language]}`;
  });
}

const kinds = {
  export: { id: 'ekspor utuh', en: 'whole export' },
  filtered: { id: 'ekspor tersaring', en: 'filtered export' },
  proof: { id: 'bukti', en: 'proof' },
  objection: { id: 'berkas keberatan', en: 'objection pack' },
  answer: { id: 'jawaban', en: 'answer' },
  unknown: { id: 'tidak dikenali', en: 'not recognised' },
} satisfies Record<string, Bilingual>;

export function summaryLines(verified: Verified, language: Language): string[] {
  const { summary, notChecked, findings, hasMore } = verified;
  const { contents, checkpoint, keys, kind, origin } = summary;
  const number = (value: number): string => formatNumber(value, language);
  const say = (text: Bilingual): string => text[language];
  const what = kinds[kind === 'export' && summary.isFiltered ? 'filtered' : kind];
  const gone = contents.erased + contents.expired;
  const isExport = kind === 'export';
  const lines = [
    say({
      id: `${what.id}${origin === undefined ? '' : ` dari log ${origin}`}: ${number(summary.entries)} entri`,
      en: `${what.en}${origin === undefined ? '' : ` of the log ${origin}`}: ${number(summary.entries)} entries`,
    }),
    isExport &&
      say({
        id: `isi: ${number(contents.checked)} diperiksa, ${number(gone)} sudah tiada (${number(contents.erased)} dihapus, ${number(contents.expired)} kedaluwarsa), ${number(contents.masked)} disamarkan`,
        en: `contents: ${number(contents.checked)} checked, ${number(gone)} gone (${number(contents.erased)} erased, ${number(contents.expired)} expired), ${number(contents.masked)} masked`,
      }),
    isExport &&
      say({
        id: `${number(summary.voids)} pembatalan, ${number(summary.corrections)} koreksi`,
        en: `${number(summary.voids)} voids, ${number(summary.corrections)} corrections`,
      }),
    checkpoint &&
      say({
        id: `titik periksa: ${number(checkpoint.size)} entri, akar ${checkpoint.root}`,
        en: `checkpoint: ${number(checkpoint.size)} entries, root ${checkpoint.root}`,
      }),
    summary.kept > 0 &&
      say({
        id: `titik periksa yang Anda simpan dan dibandingkan: ${number(summary.kept)}`,
        en: `checkpoints you kept that were compared: ${number(summary.kept)}`,
      }),
    ...keys.map((key) => say({ id: `ditandatangani dengan ${key}`, en: `signed with ${key}` })),
    say({ id: 'Tidak diperiksa:', en: 'Not checked:' }),
    ...notChecked.map((each) => `- ${each[language]}`),
    findings.length === 0
      ? say({
          id: 'Sesuai: semua yang dapat diperiksa benar.',
          en: 'In order: all that could be checked holds.',
        })
      : say({
          id: `TIDAK SESUAI: ${number(findings.length)} temuan${hasMore ? '; berhenti mencari' : ''}`,
          en: `NOT IN ORDER: ${number(findings.length)} findings${hasMore ? '; stopped looking' : ''}`,
        }),
  ];
  return lines.filter((line) => typeof line === 'string');
}
