// What testing came to and what was asked for -> why it is not enough, in both languages.
import type { Bilingual } from '../../policy/pack.js';
import { formatNumber } from '../../explanation/values.js';
import { hasFailed } from './case-lines.js';
import type { Tested } from './tested.js';

export interface Wanted {
  readonly mutate?: boolean;
  readonly minCoverage?: number;
  readonly minMutation?: number;
}

export function shortfalls({ results, coverage, mutation }: Tested, wanted: Wanted): Bilingual[] {
  const found: Bilingual[] = [];
  const { minCoverage, minMutation } = wanted;
  if (coverage && minCoverage !== undefined && coverage.totals.all.percent < minCoverage) {
    const { percent } = coverage.totals.all;
    found.push({
      id: `Cakupan ${formatNumber(percent, 'id')} % kurang dari ${formatNumber(minCoverage, 'id')} % yang diminta.`,
      en: `Coverage of ${percent} % is less than the ${minCoverage} % asked for.`,
    });
  }
  if (mutation && minMutation !== undefined && mutation.score < minMutation) {
    found.push({
      id: `Nilai mutasi ${formatNumber(mutation.score, 'id')} % kurang dari ${formatNumber(minMutation, 'id')} % yang diminta.`,
      en: `A mutation score of ${mutation.score} % is less than the ${minMutation} % asked for.`,
    });
  }
  if ((wanted.mutate || minMutation !== undefined) && results.some(hasFailed)) {
    found.push({
      id: 'Mutasi tidak dijalankan: semua kasus harus lulus lebih dahulu.',
      en: 'Nothing was mutated: all cases must pass first.',
    });
  }
  if ((coverage?.idle.length ?? 0) + (mutation?.idle.length ?? 0) > 0) {
    found.push({
      id: 'Ada alasan di "argued" yang tidak berlaku lagi; hapus atau perbaiki.',
      en: 'An argument under "argued" no longer holds; remove or correct it.',
    });
  }
  return found;
}
