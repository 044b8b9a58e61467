// What a formula or condition means, whatever its layout and whatever it calls the elements that it is about.
import type { Expression } from '../../policy/formula/expression.js';
import type { Condition, Term } from '../../policy/pack.js';

/** Equal for terms that give the same for every submission; layout, brackets and names of elements do not matter. */
export function meaningOfTerm({ expression }: Term): unknown {
  return strip(expression);
}

export function meaningOfCondition(condition: Condition): unknown {
  if (condition.kind !== 'comparison')
    return [condition.kind, ...condition.conditions.map(meaningOfCondition)];
  const { left, operator, right } = condition;
  return [meaningOfTerm(left), operator, right ? meaningOfTerm(right) : null];
}

/** Who belongs to a group that is asked for is said where those clauses are told of. */
function strip(expression: Expression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (key, value: unknown) => {
      if (key === 'range' || key === 'type' || key === 'variable') return undefined;
      const { kind } = (value ?? {}) as { kind?: unknown };
      if (kind === 'verdict') return { ...(value as object), clauses: undefined };
      return kind === 'variable' ? { ...(value as object), name: undefined } : value;
    }),
  ) as unknown;
}
