// Clauses -> every verdict that they can have, every condition met and not met, and what is in their formulas.
import { conditionNodes } from '../../../policy/conditions.js';
import type { Clause } from '../../../policy/pack.js';
import type { Verdict } from '../../../evaluation/kleene.js';
import { verdictWords } from '../../../explanation/words.js';
import { boundIn } from '../../formula-text.js';
import type { Owner } from '../goal.js';
import { Openness } from '../undetermined.js';
import { addComparison } from './conditions.js';
import { addFormula } from './formulas.js';
import type { Plan } from './plan.js';

export function addClauses(plan: Plan): void {
  const openness = new Openness(plan.pack);
  for (const clause of plan.pack.clauses) {
    addVerdicts(plan, clause, openness);
    addConditions(plan, clause, 'applies_when');
    if (clause.kind === 'requirement') addConditions(plan, clause, 'requires');
    else {
      const owner: Owner = { kind: 'clause', name: clause.id };
      const place = (at?: number) => plan.places.clause(clause.id, ['formula'], at);
      addFormula(plan, { owner, bound: boundIn(clause.scope), place }, clause.formula.expression);
    }
  }
}

function addVerdicts(plan: Plan, clause: Clause, openness: Openness): void {
  const verdicts: Verdict[] = clause.kind === 'calculation' ? ['calculated'] : ['met', 'not_met'];
  if (openness.canBeUndetermined(clause)) verdicts.push('undetermined');
  if (clause.appliesWhen) verdicts.push('not_applicable');
  const owner: Owner = { kind: 'clause', name: clause.id };
  for (const verdict of verdicts) {
    const wanted = {
      id: `kasus yang membuat ketentuan ini ${verdictWords[verdict].id}`,
      en: `a case in which this clause is ${verdictWords[verdict].en}`,
    };
    const place = plan.places.clause(clause.id);
    plan.add({ kind: 'clause', owner, name: verdict, of: clause, mark: verdict, place, wanted });
  }
}

function addConditions(plan: Plan, clause: Clause, part: 'applies_when' | 'requires'): void {
  const condition =
    part === 'applies_when'
      ? clause.appliesWhen
      : clause.kind === 'requirement'
        ? clause.requires
        : undefined;
  if (!condition) return;
  const paths = plan.places.conditions(clause.id, part);
  const owner: Owner = { kind: 'clause', name: clause.id };
  for (const [index, node] of [...conditionNodes(condition)].entries()) {
    const path = paths[index] ?? [part];
    if (node.kind === 'comparison')
      addComparison(plan, node, {
        owner,
        bound: boundIn(clause.scope),
        placeOf: (within, at) => plan.places.clause(clause.id, [...path, ...within], at),
      });
  }
}
