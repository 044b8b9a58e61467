// Mutation -> lines for the terminal: the score, the changes that no case noticed at their places, and those argued.
import type { Mutation, Survivor } from '../../analysis/mutation/mutate.js';
import { formatNumber } from '../../explanation/values.js';
import type { Language } from '../../explanation/words.js';
import { idleLines } from './idle-lines.js';
import { at } from './place.js';

export function mutationLines(mutation: Mutation, language: Language): string[] {
  const { mutants, noticed, score, survivors, idle } = mutation;
  const argued = survivors.filter((each) => each.because);
  const open = survivors.filter((each) => !each.because);
  const percent = formatNumber(score, language);
  const head =
    language === 'id'
      ? `Mutasi: ${noticed} dari ${mutants} perubahan aturan disadari oleh kasus (${percent} %); ${argued.length} diberi alasan, ${open.length} belum.`
      : `Mutation: cases notice ${noticed} of ${mutants} changes of the rules (${percent} %); ${argued.length} argued, ${open.length} not.`;
  const silence = language === 'id' ? 'tidak ada kasus yang menyadarinya' : 'no case noticed';
  return [
    head,
    ...open.map((each) => `${at(each.place)} ${each.mutant}: ${silence}`),
    ...argued.flatMap((each) => arguedLines(each, language)),
    ...idleLines(
      idle.map(({ mutant = '', place, isNoticed }) => ({ name: mutant, place, isKnown: isNoticed })),
      { id: 'perubahan ini disadari oleh sebuah kasus', en: 'a case notices this change' },
      language,
    ),
  ];
}

function arguedLines({ place, mutant, because }: Survivor, language: Language): string[] {
  const word = language === 'id' ? 'diberi alasan' : 'argued';
  return [`${at(place)} ${mutant}: ${word}`, `    ${because?.[language] ?? ''}`];
}
