// The transitional provisions of two packs -> which were added, removed or changed.
import type { Bilingual, Pack, TransitionalProvision } from '../../policy/pack.js';
import { inBoth } from '../../explanation/words.js';
import { alteration } from './alteration.js';
import type { Change, Subject } from './change.js';
import { conditionInWords } from './condition-words.js';
import { diffConditions } from './conditions.js';
import { conditionPartWords, partWords } from './labels.js';
import { diffNamed } from './named.js';
import { isSame } from './sides.js';
import type { Sides } from './sides.js';

export function diffTransitional(sides: Sides): Change[] {
  const byName = (pack: Pack): Map<string, TransitionalProvision> =>
    new Map(pack.transitional.map((each) => [each.provision, each]));
  return diffNamed<TransitionalProvision>(sides, {
    kind: 'transitional',
    before: byName(sides.before),
    after: byName(sides.after),
    label: (provision) => provision.title,
    content: (provision, pack) => [provision.text, inBoth((language) => effect(provision, pack, language))],
    source: ({ citation, provenance }, pack) => sides.sourceIn(pack, citation, provenance),
    compare: (subject, old, now) => compare(sides, subject, old, now),
  });
}

function effect({ keeps, when }: TransitionalProvision, pack: Pack, language: keyof Bilingual): string {
  const condition = conditionInWords({ pack, scope: [] }, when)[language];
  return `${partWords.keeps[language]} ${keeps}; ${conditionPartWords.when[language]}: ${condition}`;
}

function compare(
  sides: Sides,
  subject: Subject,
  old: TransitionalProvision,
  now: TransitionalProvision,
): Change[] {
  const source = sides.sourceIn(sides.after, now.citation, now.provenance);
  const provenance = { before: old.provenance, after: now.provenance };
  const citation = { before: old.citation, after: now.citation };
  return [
    ...sides.reworded(subject, 'title', [old.title, now.title]),
    ...sides.reworded(subject, 'text', [old.text, now.text]),
    ...alteration(sides, subject, 'keeps', [old.keeps, now.keeps]),
    ...diffConditions(sides, { subject, part: 'when' }, [
      { pack: sides.before, scope: [], condition: old.when },
      { pack: sides.after, scope: [], condition: now.when },
    ]),
    ...(isSame(provenance.before, provenance.after)
      ? []
      : [sides.change(subject, { kind: 'provenance', rows: [], ...provenance }, source)]),
    ...(isSame(citation.before, citation.after)
      ? []
      : [sides.change(subject, { kind: 'citation', rows: [], ...citation }, source)]),
  ];
}
