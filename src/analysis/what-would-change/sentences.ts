// What would change, in sentences of both languages.
import type { Shown } from '../../evaluation/outcome.js';
import { formatNumber, formatValue, labelOfPointer } from '../../explanation/values.js';
import { inBoth, words } from '../../explanation/words.js';
import type { Language } from '../../explanation/words.js';
import type { Bilingual, Output, Pack } from '../../policy/pack.js';
import type { Smallest } from './smallest.js';
import type { Change } from './what-if.js';

/** "Telah dilaksanakan" (Hasil kerja 2). */
function nameOf(pack: Pack, { clause, at }: Change, language: Language): string {
  const where = at === '' ? '' : ` (${labelOfPointer(pack, at)[language]})`;
  return `"${clause.title[language]}"${where}`;
}

function namesOf(pack: Pack, changes: readonly Change[], language: Language): string {
  const names = changes.map((each) => nameOf(pack, each, language));
  const only = { id: 'hanya ', en: 'only ' };
  return (names.length === 1 ? only[language] : '') + listed(names, language);
}

function shownAs(value: Shown, { unit }: Output, language: Language): string {
  if (value === null) return words.noValue[language];
  return formatValue(value, language, unit === undefined ? {} : { unit });
}

export interface Moved {
  readonly output: Output;
  readonly now: Shown;
  readonly then: Shown;
}

/** If these, and nothing else besides, are met: what each output that changes becomes. */
export function ifMetSentence(pack: Pack, changes: readonly Change[], moved: readonly Moved[]): Bilingual {
  return inBoth((language) => {
    const names = namesOf(pack, changes, language);
    const told = moved.map(({ output, now, then }) => {
      const [value, before] = [shownAs(then, output, language), shownAs(now, output, language)];
      const title = output.title[language];
      return language === 'id'
        ? `${title} menjadi ${value} (sekarang ${before})`
        : `${title} becomes ${value} (now ${before})`;
    });
    if (language === 'id') {
      const then = told.length > 0 ? listed(told, language) : 'tidak ada nilai yang berubah';
      return `Bila ${names} terpenuhi, ${then}.`;
    }
    const then = told.length > 0 ? listed(told, language) : 'no value changes';
    return `If ${names} ${changes.length === 1 ? 'is' : 'are'} met, ${then}.`;
  });
}

export function ifRefusedSentence(
  pack: Pack,
  changes: readonly Change[],
  reasons: readonly Bilingual[],
): Bilingual {
  return inBoth((language) => {
    const names = namesOf(pack, changes, language);
    const why = [...new Set(reasons.map((reason) => reason[language]))].join('; ');
    return language === 'id'
      ? `Bila ${names} terpenuhi, tidak ada nilai: ${why}.`
      : `If ${names} is met, there is no score: ${why}.`;
  });
}

function listed(parts: readonly string[], language: Language): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return `${parts.slice(0, -1).join(', ')}${language === 'id' ? ' dan ' : ' and '}${last}`;
}

/** @param evaluations how many were tried, for a search that ended before its proof. */
export function goalSentence(
  output: Output,
  atLeast: number,
  found: Smallest,
  evaluations: number,
): Bilingual {
  const size = found.sets[0]?.changes.length;
  return inBoth((language) => {
    const goal = {
      title: output.title[language],
      value: shownAs(atLeast, output, language),
      tried: formatNumber(evaluations, language),
    };
    if (size === 0) return said.already(goal)[language];
    if (found.isReachable === false) return said.never(goal)[language];
    const known = { ...goal, size: size ?? 0, count: found.sets.length, noneBelow: found.noneBelow };
    if (size === undefined) return said.unknown(known)[language];
    if (!found.isSmallest) return said.unproven(known)[language];
    return (found.isAll ? said.all(known) : said.some(known))[language];
  });
}

interface GoalWords {
  readonly title: string;
  readonly value: string;
  readonly tried: string;
}

interface SetWords extends GoalWords {
  readonly size: number;
  readonly count: number;
  readonly noneBelow: number;
}

const said = {
  already: ({ title, value }: GoalWords): Bilingual => ({
    id: `${title} sudah mencapai ${value}: tidak ada lagi yang perlu dipenuhi.`,
    en: `${title} already reaches ${value}: nothing more needs to be met.`,
  }),
  never: ({ title, value }: GoalWords): Bilingual => ({
    id: `${title} tidak mencapai ${value}, syarat mana pun yang dipenuhi: untuk itu angka atau data lain harus berubah.`,
    en: `${title} does not reach ${value}, whichever requirements are met: numbers or other facts would have to change.`,
  }),
  unknown: ({ title, value, tried, noneBelow }: SetWords): Bilingual => ({
    id: `Belum diketahui apakah ${title} dapat mencapai ${value} dengan memenuhi syarat. Pencarian berhenti setelah ${tried} perhitungan; terbukti bahwa kurang dari ${noneBelow} syarat tidak cukup.`,
    en: `It is not known whether ${title} can reach ${value} by meeting requirements. The search ended after ${tried} evaluations; proven is that fewer than ${noneBelow} are not enough.`,
  }),
  unproven: ({ title, value, tried, size, noneBelow }: SetWords): Bilingual => ({
    id: `${title} mencapai ${value} bila ${size} syarat terpenuhi. Belum terbukti bahwa itu yang paling sedikit: pencarian berhenti setelah ${tried} perhitungan; terbukti bahwa kurang dari ${noneBelow} syarat tidak cukup.`,
    en: `${title} reaches ${value} if ${size} requirements are met. It is not proven that none fewer would do: the search ended after ${tried} evaluations; proven is that fewer than ${noneBelow} are not enough.`,
  }),
  all: ({ title, value, size, count }: SetWords): Bilingual => ({
    id: `Agar ${title} mencapai ${value}, paling sedikit ${size} syarat lagi harus terpenuhi; caranya ada ${count}.`,
    en: `For ${title} to reach ${value}, at least ${size} more ${size === 1 ? 'requirement' : 'requirements'} must be met; there ${count === 1 ? 'is 1 way' : `are ${count} ways`}.`,
  }),
  some: ({ title, value, size, count }: SetWords): Bilingual => ({
    id: `Agar ${title} mencapai ${value}, paling sedikit ${size} syarat lagi harus terpenuhi; ini ${count} caranya, dan mungkin ada yang lain.`,
    en: `For ${title} to reach ${value}, at least ${size} more ${size === 1 ? 'requirement' : 'requirements'} must be met; here ${count === 1 ? 'is 1 way' : `are ${count} ways`}, and there may be others.`,
  }),
};
