// Gaps and transitional provisions -> their mutants: their conditions, left out, negated, or with one part changed.
import { operators } from '../../policy/operators.js';
import type { Condition, Pack } from '../../policy/pack.js';
import type { Place } from '../../policy/fault.js';
import type { Places } from '../../policy/places.js';
import { changesWithin, nameOf } from './condition-changes.js';
import { dropped } from './mutant.js';
import type { Draft } from './mutant.js';
import { replaceInCondition } from './rewrite.js';

export function gapMutants(pack: Pack, places: Places): Draft[] {
  return pack.notEncoded.flatMap(({ refusesWhen, ...silent }, index) => {
    if (!refusesWhen) return [];
    return mutantsOfWhole(pack, {
      owner: `not_encoded ${silent.gap}`,
      key: 'refuses_when',
      condition: refusesWhen,
      place: places.manifest(['not_encoded', index, 'refuses_when'], 'key'),
      put: (of, condition) => ({
        ...of,
        notEncoded: of.notEncoded.map((each) =>
          each.gap === silent.gap ? { ...silent, ...(condition && { refusesWhen: condition }) } : each,
        ),
      }),
    });
  });
}

export function provisionMutants(pack: Pack, places: Places): Draft[] {
  return pack.transitional.flatMap(({ when, ...provision }, index) =>
    mutantsOfWhole(pack, {
      owner: `transitional ${provision.provision}`,
      key: 'when',
      condition: when,
      place: places.manifest(['transitional', index, 'when'], 'key'),
      // Without a condition a provision keeps nothing.
      put: (of, condition) => ({
        ...of,
        transitional: of.transitional.flatMap((each) =>
          each.provision !== provision.provision ? each : condition ? { ...provision, when: condition } : [],
        ),
      }),
    }),
  );
}

/** A condition on the whole submission; its parts have the place of the whole. */
interface Whole {
  readonly owner: string;
  readonly key: string;
  readonly condition: Condition;
  readonly place: Place;
  readonly put: (pack: Pack, condition: Condition | undefined) => Pack;
}

function mutantsOfWhole(pack: Pack, { owner, key, condition, place, put }: Whole): Draft[] {
  const draft = (before: string, after: string, changed: Condition | undefined): Draft => ({
    owner,
    before,
    after,
    place,
    change: (of) => put(of, changed),
  });
  const name = `${key} ${nameOf(condition)}`;
  const parts = changesWithin(pack, condition, { scope: [] }).map(({ change }) =>
    draft(change.before, change.after, replaceInCondition(condition, change.target, change.put)),
  );
  // A single comparison is negated among its own changes.
  const turned = condition.kind === 'comparison' ? [] : [draft(name, 'not', negated(condition))];
  return [draft(name, dropped, undefined), ...turned, ...parts];
}

function negated(condition: Condition): Condition {
  if (condition.kind === 'comparison')
    return { ...condition, operator: operators[condition.operator].negation };
  return { kind: condition.kind === 'all' ? 'any' : 'all', conditions: condition.conditions.map(negated) };
}
