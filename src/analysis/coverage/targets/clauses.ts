// Clauses and gaps -> every verdict that they can have, every condition met and not met, and what is in their formulas.
import { conditionNodes } from '../../../policy/conditions.js';
import type { Clause, Comparison, Condition, Gap } from '../../../policy/pack.js';
import type { YamlPath } from '../../../policy/yaml-file.js';
import type { Verdict } from '../../../evaluation/kleene.js';
import { verdictWords } from '../../../explanation/words.js';
import { nameOfCondition } from '../../cases/deciding.js';
import { boundIn } from '../../formula-text.js';
import type { Named } from '../../formula-text.js';
import { boundaryOfComparison } from '../boundary.js';
import type { Owner } from '../goal.js';
import { Openness } from '../undetermined.js';
import { addBoundary, addFormula } from './formulas.js';
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

interface ConditionSpot {
  readonly owner: Owner;
  readonly bound: readonly Named[];
  readonly placeOf: (within: YamlPath, at?: number) => ReturnType<Plan['places']['clause']>;
}

function addComparison(plan: Plan, comparison: Comparison, { owner, bound, placeOf }: ConditionSpot): void {
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

/** Gaps that a submission can meet: refused and not refused, and their conditions as those of clauses. */
export function addGaps(plan: Plan): void {
  for (const [index, gap] of plan.pack.notEncoded.entries()) {
    if (gap.refusesWhen) addGap(plan, gap, gap.refusesWhen, index);
  }
}

function addGap(plan: Plan, gap: Gap, refusesWhen: Condition, index: number): void {
  const owner: Owner = { kind: 'gap', name: gap.gap };
  const start = ['not_encoded', index];
  const words = {
    refused: { id: 'kasus yang ditolak karena bagian ini', en: 'a case that is refused for this gap' },
    not_refused: { id: 'kasus yang tidak ditolak', en: 'a case that is not refused' },
  };
  for (const mark of ['refused', 'not_refused'] as const) {
    const place = plan.places.manifest([...start, 'gap']);
    plan.add({ kind: 'gap', owner, name: mark, of: gap, mark, place, wanted: words[mark] });
  }
  for (const node of conditionNodes(refusesWhen)) {
    if (node.kind !== 'comparison') continue;
    const placeOf = (): ReturnType<typeof plan.places.manifest> =>
      plan.places.manifest([...start, 'refuses_when']);
    addComparison(plan, node, { owner, bound: boundIn([]), placeOf });
  }
}
