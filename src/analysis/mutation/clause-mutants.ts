// Clauses -> their mutants: conditions, formulas, what they apply to, the groups they are part of, their dates.
import { neighbour } from '../../policy/calendar.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { Clause, Condition, Pack } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import type { YamlPath } from '../../policy/yaml-file.js';
import { boundIn } from '../formula-text.js';
import { changesWithin, nameOf } from './condition-changes.js';
import { dayMoved } from './dates.js';
import { formulaChanges } from './formula-changes.js';
import { dropped } from './mutant.js';
import type { ConditionChange, Draft } from './mutant.js';
import {
  mapInside,
  replaceInCondition,
  replaceInFormula,
  withClause,
  withClauses,
  withTerms,
} from './rewrite.js';

export function clauseMutants(pack: Pack, places: Places, clause: Clause): Draft[] {
  return [
    ...appliesMutants(pack, places, clause),
    ...(clause.kind === 'requirement'
      ? [alwaysMet(places, clause), ...conditionMutants(pack, places, clause, 'requires')]
      : formulaMutants(pack, places, clause)
    ).map((draft) => ({ ...draft, clause: clause.index })),
    ...groupMutants(pack, places, clause),
    ...dateMutants(places, clause),
  ];
}

function appliesMutants(pack: Pack, places: Places, clause: Clause): Draft[] {
  if (!clause.appliesWhen) return [];
  const { appliesWhen, ...always } = clause;
  const drop: Draft = {
    owner: clause.id,
    before: `applies_when ${nameOf(appliesWhen)}`,
    after: dropped,
    place: places.clause(clause.id, ['applies_when'], 'key'),
    change: (of) => withClause(of, always),
  };
  return [drop, ...conditionMutants(pack, places, clause, 'applies_when')];
}

/** The requirement as if it were not there. */
function alwaysMet(places: Places, clause: Extract<Clause, { kind: 'requirement' }>): Draft {
  return {
    owner: clause.id,
    before: `requires ${nameOf(clause.requires)}`,
    after: dropped,
    place: places.clause(clause.id, ['requires'], 'key'),
    change: (of) => withClause(of, { ...clause, requires: { kind: 'all', conditions: [] } }),
  };
}

function conditionMutants(
  pack: Pack,
  places: Places,
  clause: Clause,
  part: 'applies_when' | 'requires',
): Draft[] {
  const whole =
    part === 'applies_when' ? clause.appliesWhen : clause.kind === 'requirement' && clause.requires;
  if (!whole) return [];
  const paths = places.conditions(clause.id, part);
  return changesWithin(pack, whole, clause).map(({ index, change }) => {
    const path: YamlPath = [...(paths[index] ?? [part]), ...change.within.map(asKey)];
    return {
      owner: clause.id,
      before: change.before,
      after: change.after,
      place: places.clause(clause.id, [...path, ...formulaKey(change)], change.at),
      change: (of) => withCondition(of, clause, part, replaceInCondition(whole, change.target, change.put)),
    };
  });
}

function asKey(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}

/** A change inside a formula is shown where it is; of other values the path ends earlier. */
function formulaKey({ within, at }: ConditionChange): string[] {
  return at !== undefined && within[0] === 'value' ? ['formula'] : [];
}

function withCondition(
  pack: Pack,
  clause: Clause,
  part: 'applies_when' | 'requires',
  condition: Condition | undefined,
): Pack {
  if (!condition) return pack;
  if (part === 'applies_when') return withClause(pack, { ...clause, appliesWhen: condition });
  return clause.kind === 'requirement' ? withClause(pack, { ...clause, requires: condition }) : pack;
}

function formulaMutants(
  pack: Pack,
  places: Places,
  clause: Extract<Clause, { kind: 'calculation' }>,
): Draft[] {
  const { formula } = clause;
  return formulaChanges(pack, formula.expression, boundIn(clause.scope)).map((each) => ({
    owner: clause.id,
    before: each.before,
    after: each.after,
    place: places.clause(clause.id, ['formula'], each.target.range.start),
    change: (of) => {
      const expression = replaceInFormula(formula.expression, each.target, each.put);
      return withClause(of, { ...clause, formula: { ...formula, expression } });
    },
  }));
}

/** A group that has only this clause would be left empty, and what asks for it with no answer. */
function groupMutants(pack: Pack, places: Places, clause: Clause): Draft[] {
  return clause.groups
    .filter((group) => (pack.groups.get(group)?.length ?? 0) > 1)
    .map((group) => ({
      owner: clause.id,
      before: `part_of ${group}`,
      after: dropped,
      place: places.clause(clause.id, ['part_of']),
      change: (of) =>
        withClauses(of, (each) => withTerms(each, (term) => withoutMember(term, group, clause.id))),
    }));
}

function withoutMember(expression: Expression, group: string, id: string): Expression {
  if (expression.kind === 'verdict' && expression.of === group)
    return { ...expression, clauses: expression.clauses.filter((each) => each !== id) };
  return mapInside(expression, (inside) => withoutMember(inside, group, id));
}

function dateMutants(places: Places, clause: Clause): Draft[] {
  return (['from', 'to'] as const).flatMap((key) => {
    const day = clause[key];
    if (day === undefined) return [];
    return ([-1, 1] as const).map((days) => ({
      owner: clause.id,
      before: `${key} ${day}`,
      after: neighbour(day, days),
      place: places.clause(clause.id, [key]),
      day: dayMoved(key, day, days),
      change: (of: Pack) => withClause(of, { ...clause, [key]: neighbour(day, days) }),
    }));
  });
}
