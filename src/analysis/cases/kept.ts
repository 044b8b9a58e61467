// Which version keeps a case -> the words for it: the provision by its name and title, and what it says.
import { didYouMean } from '../../policy/fault.js';
import type { Bilingual, Pack } from '../../policy/pack.js';
import { inBoth } from '../../explanation/words.js';

const itself: Bilingual = { id: 'versi ini sendiri (null)', en: 'this version itself (null)' };

/** @param name of a transitional provision, as a case writes it; null: none. */
export function provisionCalled({ transitional }: Pack, name: unknown): Bilingual {
  if (name === null) return itself;
  const provision = transitional.find((each) => each.provision === name);
  return inBoth((language) =>
    provision ? `${provision.provision} ("${provision.title[language]}")` : String(name),
  );
}

/** What the provision says that keeps an earlier version; and where there is none that is called so, which there are. */
export function reasonsForKeeping({ transitional }: Pack, expected: unknown, found: unknown): Bilingual[] {
  const keeping = transitional.find((each) => each.provision === found);
  const names = transitional.map((each) => each.provision);
  const isUnknown = typeof expected === 'string' && !names.includes(expected);
  return [
    ...(isUnknown ? [unknownProvision(expected, names)] : []),
    ...(keeping
      ? [
          {
            id: `versi ${keeping.keeps} dipertahankan: ${keeping.text.id}`,
            en: `version ${keeping.keeps} is kept: ${keeping.text.en}`,
          },
        ]
      : []),
  ];
}

function unknownProvision(name: string, names: readonly string[]): Bilingual {
  const near = didYouMean(name, names);
  return {
    id: `versi ini tidak memuat ketentuan peralihan "${name}" pada transitional di manifest.yaml${near.id}`,
    en: `this version has no transitional provision "${name}" in manifest.yaml${near.en}`,
  };
}
