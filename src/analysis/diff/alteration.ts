// One property in both packs -> a change with both values in words, or none.
import type { Bilingual } from '../../policy/pack.js';
import { formatValue } from '../../explanation/values.js';
import { inBoth } from '../../explanation/words.js';
import type { Shown } from '../../evaluation/outcome.js';
import type { Change, Part, Said, Source, Subject } from './change.js';
import { isSame } from './sides.js';
import type { Sides } from './sides.js';

/** @param says how people write the value; without it a plain value as it stands. */
export function alteration<T>(
  sides: Sides,
  subject: Subject,
  part: Part,
  [before, after]: readonly [T | undefined, T | undefined],
  says: (value: T) => Bilingual = plainly,
  source?: Source,
): Change[] {
  if (isSame(before, after)) return [];
  const put = (value: T | undefined): Said | null =>
    value === undefined ? null : { raw: value, says: says(value) };
  return [sides.change(subject, { kind: 'altered', part, before: put(before), after: put(after) }, source)];
}

function plainly(value: unknown): Bilingual {
  return inBoth((language) => formatValue(value as Shown, language));
}
