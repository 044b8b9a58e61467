// What the cases came to -> lines for the terminal: each failing case with its differences side by side.
import { packName } from '../../policy/pack.js';
import type { Pack } from '../../policy/pack.js';
import type { CaseResult } from '../../analysis/run-cases.js';
import { at } from './place.js';
import type { Language } from '../../explanation/words.js';

const words = {
  expected: { id: 'seharusnya', en: 'expected' },
  found: { id: 'ternyata', en: 'found' },
};

export function caseLines(pack: Pack, results: readonly CaseResult[], language: Language): string[] {
  const failed = results.filter(hasFailed);
  const passed = results.length - failed.length;
  const summary =
    language === 'id'
      ? `${passed} kasus lulus, ${failed.length} gagal`
      : `${passed} cases passed, ${failed.length} failed`;
  return [...failed.flatMap((result) => failureLines(result, language)), `${packName(pack)}: ${summary}`];
}

export function hasFailed({ differences }: CaseResult): boolean {
  return differences.length > 0;
}

function failureLines({ test: { place, name }, differences }: CaseResult, language: Language): string[] {
  const width = Math.max(...differences.map(({ what }) => what.length)) + 1;
  const expectedWidth = Math.max(...differences.map(({ expected }) => expected[language].length)) + 1;
  return [
    `${at(place)} ${name}`,
    ...differences.flatMap(({ what, expected, found, because }) => [
      `    ${`${what}:`.padEnd(width)} ${words.expected[language]} ${`${expected[language]},`.padEnd(expectedWidth)} ${words.found[language]} ${found[language]}`,
      ...because.map((line) => `        ${line[language]}`),
    ]),
  ];
}
