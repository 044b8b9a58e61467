// An expression -> all that can come to be calculated in it, each with what is then known.
import { children } from '../../policy/formula/expression.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { Here } from './here.js';
import type { Interpreter } from './interpreter.js';
import { withItem } from './list-values.js';

export interface Reached {
  readonly expression: Expression;
  readonly here: Here;
}

/**
 * The outermost first. In `a && b` an error
 * in one side does not count where the other is false; with `isGuardedByBoth` each side is told with the other as true.
 */
export function* reachable(
  { expression, here }: Reached,
  interpreter: Interpreter,
  isGuardedByBoth = false,
): Generator<Reached> {
  yield { expression, here };
  for (const next of within({ expression, here }, interpreter, isGuardedByBoth)) {
    yield* reachable(next, interpreter, isGuardedByBoth);
  }
}

function within(
  { expression, here }: Reached,
  interpreter: Interpreter,
  isGuardedByBoth: boolean,
): Reached[] {
  const after = (given: Expression, truth: boolean, next: Expression): Reached[] => {
    const there = interpreter.assume(given, truth, here);
    return there ? [{ expression: next, here: there }] : [];
  };
  switch (expression.kind) {
    case 'choose': {
      const { condition, yes, no } = expression;
      return [
        { expression: condition, here },
        ...after(condition, true, yes),
        ...after(condition, false, no),
      ];
    }
    case 'and':
    case 'or': {
      const { left, right } = expression;
      const truth = expression.kind === 'and';
      const first = isGuardedByBoth ? after(right, truth, left) : [{ expression: left, here }];
      return [...first, ...after(left, truth, right)];
    }
    case 'comprehension': {
      const { list, body } = expression;
      const of = interpreter.listOf(list, here).of;
      return [
        { expression: list, here },
        { expression: body, here: withItem(expression, of, here, interpreter) },
      ];
    }
    default:
      return children(expression).map((child) => ({ expression: child, here }));
  }
}
