// A clause's outcome -> the conditions that made its verdict, by name: a case can expect them, a failure shows them.
import type { Comparison } from '../../policy/pack.js';
import type { ClauseOutcome, ComparisonOutcome, ConditionOutcome } from '../../evaluation/outcome.js';

/** By its name, or as it is written when it has none. */
export function nameOfCondition({ name, left, operator, right }: Comparison): string {
  return name ?? [left.source, operator, right?.source].filter(Boolean).join(' ');
}

/** Of each all and any, the parts that came to the same verdict as the whole. */
export function decidingConditions(outcome: ClauseOutcome): ComparisonOutcome[] {
  const condition = decidingPart(outcome);
  return condition ? deciding(condition) : [];
}

/** applies_when decides where it is not met or leaves the clause open, else the requirement; a formula has no conditions. */
function decidingPart({ verdict, appliesWhen, requires }: ClauseOutcome): ConditionOutcome | undefined {
  if (appliesWhen && appliesWhen.verdict !== 'met') return appliesWhen;
  return requires ?? (verdict === 'calculated' ? appliesWhen : undefined);
}

function deciding(outcome: ConditionOutcome): ComparisonOutcome[] {
  if (outcome.kind === 'comparison') return [outcome];
  return outcome.conditions.filter((each) => each.verdict === outcome.verdict).flatMap(deciding);
}

export function decidingNames(outcome: ClauseOutcome): string[] {
  const names = decidingConditions(outcome).map((each) => nameOfCondition(each.comparison));
  return [...new Set(names)].sort();
}
