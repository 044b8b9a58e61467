// Clauses as json-rules-engine Rules: the same objects are run by the engine and compiled to closures.
import { Rule } from 'json-rules-engine';
import type { TopLevelCondition } from 'json-rules-engine';
import type { Expression } from '../policy/formula/expression.js';
import type { Condition, Pack } from '../policy/pack.js';

/** One condition of the pack and the Rule that stands for it. */
export interface JudgedCondition {
  readonly condition: Condition;
  readonly rule: Rule;
}

export interface ClauseRules {
  readonly appliesWhen?: JudgedCondition;
  readonly requires?: JudgedCondition;
}

export interface PackRules {
  /** By clause index. */
  readonly clauses: readonly ClauseRules[];
  /** By place in not_encoded. */
  readonly gaps: readonly (JudgedCondition | undefined)[];
  /** By place in transitional. */
  readonly transitional: readonly JudgedCondition[];
}

export function rulesOf(pack: Pack): PackRules {
  const byIndex: ClauseRules[] = [];
  for (const clause of pack.clauses) {
    const requires = clause.kind === 'requirement' ? clause.requires : undefined;
    byIndex[clause.index] = {
      ...(clause.appliesWhen && { appliesWhen: judged(`${clause.id} applies_when`, clause.appliesWhen) }),
      ...(requires && { requires: judged(`${clause.id} requires`, requires) }),
    };
  }
  const gaps = pack.notEncoded.map(
    (gap) => gap.refusesWhen && judged(`${gap.gap} refuses_when`, gap.refusesWhen),
  );
  const transitional = pack.transitional.map(({ provision, when }) => judged(`${provision} when`, when));
  return { clauses: byIndex, gaps, transitional };
}

function judged(name: string, condition: Condition): JudgedCondition {
  return { condition, rule: new Rule({ name, conditions: topLevel(condition), event: { type: name } }) };
}

/** json-rules-engine wants all or any at the top. */
function topLevel(condition: Condition): TopLevelCondition {
  const written = write(condition);
  return 'all' in written || 'any' in written ? written : { all: [written] };
}

type Written =
  | (TopLevelCondition & { all: Written[] })
  | (TopLevelCondition & { any: Written[] })
  | { fact: string; operator: string; value: unknown };

function write(condition: Condition): Written {
  if (condition.kind !== 'comparison') {
    const conditions = condition.conditions.map(write);
    return condition.kind === 'all' ? { all: conditions } : { any: conditions };
  }
  const { operator, left, right } = condition;
  return {
    fact: left.source,
    operator,
    value: right ? (literal(right.expression) ?? { fact: right.source }) : true,
  };
}

/** A literal stays in the rule; everything else is a fact of the engine under its own text. */
export function literal(
  expression: Expression,
): string | number | boolean | (string | number | boolean)[] | undefined {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind !== 'list') return undefined;
  const values = expression.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}
