// Every formula and side of a condition in a pack, with what is known where it stands and all that can be reached in it.
import { conditionNodes } from '../../policy/conditions.js';
import { comparisons } from '../../policy/evaluation-order.js';
import type { Place } from '../../policy/fault.js';
import type { Expression } from '../../policy/formula/expression.js';
import { intersection } from '../../policy/law-dates.js';
import type { Bilingual, Clause, Condition, Pack, Term } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import type { YamlPath } from '../../policy/yaml-file.js';
import { hereFor } from './here.js';
import type { Here } from './here.js';
import type { Interpreter } from './interpreter.js';
import { reachable } from './reachable.js';
import type { Reached } from './reachable.js';

export interface Site {
  readonly expression: Expression;
  readonly here: Here;
  /** The clause, or the gap that refuses. */
  readonly of: string;
  /** The text that the expressions' ranges count in. */
  readonly source: string;
  /** All that can come to be calculated in it. */
  readonly reached: readonly Reached[];
  place(inside: Expression): Place;
}

/** What a check looks at: the pack, where its parts stand, and its formulas read without a submission. */
export interface Subject {
  readonly pack: Pack;
  readonly places: Places;
  readonly interpreter: Interpreter;
}

/** Formulas of a clause that never applies are left out: it is told of once, as a whole. */
export function sitesOf(subject: Subject): Site[] {
  const { pack } = subject;
  return [...pack.clauses.flatMap((clause) => clauseSites(clause, subject)), ...gapSites(subject)];
}

/** As it is written, where it is short. */
export function writtenText({ source }: Site, { range }: Expression): Bilingual | undefined {
  const text = source.slice(range.start, range.end).replaceAll(/\s+/g, ' ');
  return text !== '' && text.length <= 60 ? { id: text, en: text } : undefined;
}

type PlaceAt = (path: YamlPath, at: number) => Place;

function gapSites({ pack, places, interpreter }: Subject): Site[] {
  const span = intersection(pack.inForce, {});
  return pack.notEncoded.flatMap(({ gap, refusesWhen }, index) => {
    const place: PlaceAt = () => places.manifest(['not_encoded', index, 'refuses_when'], 'key');
    if (!refusesWhen || !span) return [];
    const placed = { condition: refusesWhen, here: hereFor([], span), of: gap, paths: [] };
    return conditionSites(placed, place, interpreter);
  });
}

function clauseSites(clause: Clause, { places, interpreter }: Subject): Site[] {
  const { id: of } = clause;
  const place: PlaceAt = (path, at) => places.clause(of, path, at);
  const inCondition = (
    part: 'applies_when' | 'requires',
    condition: Condition | undefined,
    here: Here | undefined,
  ): Site[] => {
    if (!condition || !here) return [];
    const placed = { condition, here, of, paths: places.conditions(of, part) };
    return conditionSites(placed, place, interpreter);
  };
  const here = interpreter.applied(clause);
  const applies = inCondition('applies_when', clause.appliesWhen, interpreter.at(clause));
  if (clause.kind === 'requirement') return [...applies, ...inCondition('requires', clause.requires, here)];
  if (!here) return applies;
  const formula = { term: clause.formula, here, of };
  return [...applies, siteOf(formula, (inside) => place(['formula'], inside.range.start), interpreter)];
}

interface PlacedCondition {
  readonly condition: Condition;
  readonly here: Here;
  readonly of: string;
  /** In the order of `conditionNodes`. */
  readonly paths: readonly YamlPath[];
}

/** Both sides of a comparison are always calculated, whatever the comparisons beside it say. */
function conditionSites(
  { condition, here, of, paths }: PlacedCondition,
  place: PlaceAt,
  interpreter: Interpreter,
): Site[] {
  const nodes = [...conditionNodes(condition)];
  return [...comparisons(condition)].flatMap((comparison) => {
    const path = paths[nodes.indexOf(comparison)] ?? [];
    const side = (term: Term | undefined, at: YamlPath): Site[] =>
      term
        ? [siteOf({ term, here, of }, (inside) => place([...path, ...at], inside.range.start), interpreter)]
        : [];
    return [...side(comparison.left, ['fact']), ...side(comparison.right, ['value', 'formula'])];
  });
}

function siteOf(
  { term, here, of }: { term: Term; here: Here; of: string },
  place: Site['place'],
  interpreter: Interpreter,
): Site {
  const { source, expression } = term;
  return { expression, here, of, source, reached: [...reachable({ expression, here }, interpreter)], place };
}
