// Whether an evaluation counts, as a sentence.
import type { Bilingual } from '../../policy/pack.js';
import type { Standing } from '../store.js';

export type StandingExplained = Standing & { readonly says: Bilingual };

export function explainStanding(standing: Standing): StandingExplained {
  return { ...standing, says: sentence(standing) };
}

function sentence(standing: Standing): Bilingual {
  if (standing.counts) return { id: 'Evaluasi ini yang berlaku.', en: 'This evaluation counts.' };
  switch (standing.because) {
    case 'void':
      return {
        id: `Evaluasi ini dinyatakan batal oleh ${standing.by}.`,
        en: `This evaluation was declared void by ${standing.by}.`,
      };
    case 'superseded':
      return {
        id: `Evaluasi ini digantikan oleh ${standing.by}.`,
        en: `This evaluation was superseded by ${standing.by}.`,
      };
    case 'later':
      return {
        id: `Evaluasi ${standing.by} untuk subjek dan tanggal hukum yang sama datang kemudian dan berlaku.`,
        en: `Evaluation ${standing.by} of the same subject and law date came later and counts.`,
      };
    case 'refused':
      return { id: 'Pengajuan ini tidak dinilai.', en: 'This submission was not scored.' };
    case 'gone':
      return { id: 'Isi catatan ini sudah tidak ada.', en: 'The content of this record is gone.' };
  }
}
