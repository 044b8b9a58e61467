// Clauses and gaps -> their mutants: conditions, formulas, what they apply to, the groups they are part of, their dates.
import { neighbour } from '../../policy/calendar.js';
import { conditionNodes } from '../../policy/conditions.js';
import type { Expression } from '../../policy/formula/expression.js';
import { operators } from '../../policy/operators.js';
import type { Clause, Condition, Gap, Pack } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import type { YamlPath } from '../../policy/yaml-file.js';
import { boundIn } from '../formula-text.js';
import { conditionChanges, nameOf } from './condition-changes.js';
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

function changesWithin(
  pack: Pack,
  whole: Condition,
  { scope }: Pick<Clause, 'scope'>,
): { index: number; change: ConditionChange }[] {
  return [...conditionNodes(whole)].flatMap((node, index) =>
    conditionChanges(pack, node, boundIn(scope)).map((change) => ({ index, change })),
  );
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

export function gapMutants(pack: Pack, places: Places): Draft[] {
  return pack.notEncoded.flatMap((gap, index) =>
    gap.refusesWhen ? mutantsOfGap(pack, places, { gap, refusesWhen: gap.refusesWhen, index }) : [],
  );
}

function mutantsOfGap(
  pack: Pack,
  places: Places,
  { gap, refusesWhen, index }: { gap: Gap; refusesWhen: Condition; index: number },
): Draft[] {
  const place = places.manifest(['not_encoded', index, 'refuses_when'], 'key');
  const withGap = (of: Pack, changed: Gap): Pack => ({
    ...of,
    notEncoded: of.notEncoded.map((each) => (each.gap === gap.gap ? changed : each)),
  });
  const { gap: name, title, reason, citation } = gap;
  const silent: Gap = { gap: name, title, reason, ...(citation && { citation }) };
  const owner = `not_encoded ${gap.gap}`;
  const before = `refuses_when ${nameOf(refusesWhen)}`;
  const draft = (after: string, changed: Gap): Draft => ({
    owner,
    before,
    after,
    place,
    change: (of) => withGap(of, changed),
  });
  const wholes = [draft(dropped, silent)];
  // A single comparison is negated among its own changes.
  if (refusesWhen.kind !== 'comparison')
    wholes.push(draft('not', { ...gap, refusesWhen: negated(refusesWhen) }));
  const parts = changesWithin(pack, refusesWhen, { scope: [] }).map(({ change }): Draft => ({
    owner,
    before: change.before,
    after: change.after,
    place,
    change: (of) => {
      const changed = replaceInCondition(refusesWhen, change.target, change.put);
      return withGap(of, changed ? { ...gap, refusesWhen: changed } : silent);
    },
  }));
  return [...wholes, ...parts];
}

function negated(condition: Condition): Condition {
  if (condition.kind === 'comparison')
    return { ...condition, operator: operators[condition.operator].negation };
  return { kind: condition.kind === 'all' ? 'any' : 'all', conditions: condition.conditions.map(negated) };
}
