// What a formula or table may say where the law is not encoded, and what is wrong with how it says it.
import { didYouMean } from '../fault.js';
import type { Bilingual } from '../pack.js';

/** The function that stands for a branch whose law is not encoded. */
export const gapName = 'notEncoded';

export const gapElsewhere: Bilingual = {
  id: `${gapName} hanya dapat menjadi cabang dari pilihan: syarat ? nilai : ${gapName}("celah")`,
  en: `${gapName} can only be a branch of a choice: condition ? value : ${gapName}("gap")`,
};
export const gapOnly: Bilingual = {
  id: 'kedua cabang tidak dimuat; susunlah pilihannya sehingga salah satu cabang memberi nilai',
  en: 'both branches are not encoded; arrange the choice so that one of its branches gives a value',
};
export const gapForm: Bilingual = {
  id: `${gapName} memerlukan satu nama dari not_encoded di dalam tanda petik`,
  en: `${gapName} takes one name of not_encoded in quotes`,
};

export function unknownGap(gap: string, gaps: readonly string[]): Bilingual {
  const near = didYouMean(gap, gaps);
  return {
    id: `manifest.yaml tidak memuat celah "${gap}" pada not_encoded${near.id}`,
    en: `manifest.yaml has no gap "${gap}" in not_encoded${near.en}`,
  };
}
