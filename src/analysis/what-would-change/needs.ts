// A requirement that is not met -> its source and text, and of its conditions those that are not met, both sides shown.
import type { ReadyPack } from '../../evaluation/evaluate.js';
import { explainCondition } from '../../explanation/conditions.js';
import type { ConditionExplained } from '../../explanation/conditions.js';
import type { ConditionOutcome } from '../../evaluation/outcome.js';
import type { Bilingual, Citation, Provenance, Scope } from '../../policy/pack.js';
import type { UnmetOutcome } from './blocks.js';

export interface Unmet {
  readonly clause: string;
  /** JSON Pointer of the element within the facts; "" for the whole. */
  readonly at: string;
  readonly verdict: 'not_met' | 'undetermined';
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly citation: Citation;
  readonly provenance: Provenance;
  /** What is undetermined of whether it applies. */
  readonly appliesWhen?: readonly ConditionExplained[];
  /** What is not met or undetermined of what it requires; of an `any`, all parts, since one of them is enough. */
  readonly needs: readonly ConditionExplained[];
  /** JSON Pointers of the facts that leave it undetermined. */
  readonly missing?: readonly string[];
}

export function explainUnmet({ pack }: ReadyPack, outcome: UnmetOutcome): Unmet {
  const { clause, element, verdict, appliesWhen, requires, missing } = outcome;
  const open = (condition: ConditionOutcome | undefined, scope: Scope): ConditionExplained[] =>
    condition ? unmetParts(explainCondition(pack, scope, condition)) : [];
  const applies = open(appliesWhen, clause.scope);
  return {
    clause: clause.id,
    at: element.pointer,
    verdict: verdict === 'not_met' ? 'not_met' : 'undetermined',
    title: clause.title,
    text: clause.text,
    citation: clause.citation,
    provenance: clause.provenance,
    ...(applies.length > 0 && { appliesWhen: applies }),
    needs: open(requires, clause.scope),
    ...(missing.length > 0 && { missing }),
  };
}

function unmetParts(conditions: readonly ConditionExplained[]): ConditionExplained[] {
  return conditions
    .filter(({ verdict }) => verdict !== 'met')
    .map((each) => ('all' in each ? { ...each, all: unmetParts(each.all) } : each));
}
