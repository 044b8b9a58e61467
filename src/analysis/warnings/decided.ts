// A condition -> the truth that it comes to for every submission, if there is one.
import { comparisons } from '../../policy/evaluation-order.js';
import type { Condition } from '../../policy/pack.js';
import { asExpression } from './condition-expression.js';
import type { Here } from './here.js';
import type { Interpreter } from './interpreter.js';

/** Undefined where it can be either. A comparison with a value that does not apply fails, so it is never always true. */
export function decided(condition: Condition, here: Here, interpreter: Interpreter): boolean | undefined {
  const expression = asExpression(condition);
  if (!interpreter.assume(expression, true, here)) return false;
  if (interpreter.assume(expression, false, here)) return undefined;
  return [...comparisons(condition)].some(({ left, right }) =>
    [left, right].some((side) => side && interpreter.mayNotApply(side.expression)),
  )
    ? undefined
    : true;
}
