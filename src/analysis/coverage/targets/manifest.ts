// Gaps and transitional provisions -> refused or kept and not, and their conditions as those of clauses.
import { conditionNodes } from '../../../policy/conditions.js';
import { termsOf } from '../../../policy/evaluation-order.js';
import { walk } from '../../../policy/formula/expression.js';
import type { Condition, Gap, Pack } from '../../../policy/pack.js';
import type { YamlPath } from '../../../policy/yaml-file.js';
import { boundIn } from '../../formula-text.js';
import type { Owner } from '../goal.js';
import { addComparison } from './conditions.js';
import type { Plan } from './plan.js';

const gapWords = {
  refused: { id: 'kasus yang ditolak karena bagian ini', en: 'a case that is refused for this gap' },
  not_refused: { id: 'kasus yang tidak ditolak', en: 'a case that is not refused' },
};

/** Gaps that a submission can meet: by a condition of their own, in a formula or in a table. */
export function addGaps(plan: Plan): void {
  const isMet = canBeMet(plan.pack);
  for (const [index, gap] of plan.pack.notEncoded.entries()) {
    if (!isMet(gap)) continue;
    const { refusesWhen } = gap;
    const owner: Owner = { kind: 'gap', name: gap.gap };
    const place = plan.places.manifest(['not_encoded', index, 'gap']);
    // A formula that does not come to its gap gives a value: its other branches are goals already.
    for (const mark of refusesWhen ? (['refused', 'not_refused'] as const) : (['refused'] as const))
      plan.add({ kind: 'gap', owner, name: mark, of: gap, mark, place, wanted: gapWords[mark] });
    if (refusesWhen) addWhole(plan, owner, refusesWhen, ['not_encoded', index, 'refuses_when']);
  }
}

const provisionWords = {
  kept: {
    id: 'kasus yang karenanya tetap dinilai versi lama',
    en: 'a case that it leaves to an earlier version',
  },
  not_kept: { id: 'kasus yang dinilai versi ini sendiri', en: 'a case that this version keeps itself' },
};

export function addProvisions(plan: Plan): void {
  for (const [index, provision] of plan.pack.transitional.entries()) {
    const owner: Owner = { kind: 'provision', name: provision.provision };
    const place = plan.places.manifest(['transitional', index, 'provision']);
    for (const mark of ['kept', 'not_kept'] as const) {
      const wanted = provisionWords[mark];
      plan.add({ kind: 'provision', owner, name: mark, of: provision, mark, place, wanted });
    }
    addWhole(plan, owner, provision.when, ['transitional', index, 'when']);
  }
}

/** Whether a case can meet it. */
export function canBeMet(pack: Pack): (gap: Gap) => boolean {
  const reached = gapsInRules(pack);
  return ({ gap, refusesWhen }) => refusesWhen !== undefined || reached.has(gap);
}

/** The gaps that formulas and tables name. */
function gapsInRules({ clauses, tables }: Pack): ReadonlySet<string> {
  const inFormulas = clauses
    .flatMap((clause) => [...termsOf(clause)])
    .flatMap(({ expression }) => [...walk(expression)])
    .flatMap((each) => (each.kind === 'gap' ? [each.gap] : []));
  return new Set([...inFormulas, ...[...tables.values()].flatMap(({ notEncoded }) => notEncoded ?? [])]);
}

/** A condition on the whole submission; its parts have the place of the whole. */
function addWhole(plan: Plan, owner: Owner, condition: Condition, path: YamlPath): void {
  for (const node of conditionNodes(condition)) {
    if (node.kind !== 'comparison') continue;
    const placeOf = (): ReturnType<typeof plan.places.manifest> => plan.places.manifest(path);
    addComparison(plan, node, { owner, bound: boundIn([]), placeOf });
  }
}
