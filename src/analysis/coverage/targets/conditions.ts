// A comparison of a condition -> met and not met, the sides of its boundary, and what is in its formulas.
import type { Comparison } from '../../../policy/pack.js';
import type { YamlPath } from '../../../policy/yaml-file.js';
import { verdictWords } from '../../../explanation/words.js';
import { nameOfCondition } from '../../cases/deciding.js';
import type { Named } from '../../formula-text.js';
import { boundaryOfComparison } from '../boundary.js';
import type { Owner } from '../goal.js';
import { addBoundary, addFormula } from './formulas.js';
import type { Plan } from './plan.js';

export interface ConditionSpot {
  readonly owner: Owner;
  readonly bound: readonly Named[];
  readonly placeOf: (within: YamlPath, at?: number) => ReturnType<Plan['places']['clause']>;
}

export function addComparison(
  plan: Plan,
  comparison: Comparison,
  { owner, bound, placeOf }: ConditionSpot,
): void {
  const name = nameOfCondition(comparison);
  for (const mark of ['met', 'not_met'] as const) {
    const wanted = {
      id: `kasus dengan syarat ${name} ${verdictWords[mark].id}`,
      en: `a case in which the condition ${name} is ${verdictWords[mark].en}`,
    };
    const target = { owner, name: `${name} ${mark}`, of: comparison, mark, place: placeOf([]), wanted };
    plan.add({ kind: 'condition', ...target });
  }
  const boundary = boundaryOfComparison(plan.pack, comparison, bound);
  if (boundary)
    addBoundary(plan, { owner, bound, place: () => placeOf(['value']) }, { of: comparison, boundary });
  addFormula(plan, { owner, bound, place: (at) => placeOf(['fact'], at) }, comparison.left.expression);
  if (comparison.right) {
    const place = (at?: number) => placeOf(['value', 'formula'], at);
    addFormula(plan, { owner, bound, place }, comparison.right.expression);
  }
}
