// What a formula that passed over a gap has read: a part without a value, which && or || left aside, has used nothing.
import { children } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { readTableExactly } from './exact-tables.js';
import type { ExactValue } from './exact.js';
import type { Fraction } from './fraction.js';
import { gapsReached, isGap } from '../gap.js';
import type { Asked } from './strongest-gap.js';

/** In exact fractions, noting what has been read. */
export function evaluateNoting(
  expression: Expression,
  bindings: readonly unknown[],
  asked: Asked,
): ExactValue {
  const { formulas, run, scenario } = asked;
  const [mark, reached] = [run.mark(), gapsReached()];
  const value = formulas.evaluate(expression, bindings, scenario, run);
  if (gapsReached() > reached && !isGap(value)) {
    run.forgetSince(mark);
    noteReadings(expression, bindings, asked);
  }
  return value;
}

/** Notes the parameters and tables of the parts that have a value, in either evaluator the same. */
export function noteReadings(expression: Expression, bindings: readonly unknown[], asked: Asked): void {
  const { run, formulas, scenario } = asked;
  const value = (part: Expression, of = bindings): ExactValue =>
    run.quietly(() => formulas.evaluate(part, of, scenario, run));
  const note = (part: Expression): void => noteReadings(part, bindings, asked);
  if (isGap(value(expression))) return;
  switch (expression.kind) {
    case 'parameter':
      run.noteParameter(expression.name);
      break;
    case 'table': {
      expression.keys.forEach(note);
      const table = run.pack.tables.get(expression.name);
      const keys = expression.keys.map((key) => value(key) as Fraction | string | boolean);
      if (table) readTableExactly(run, table, keys);
      break;
    }
    case 'and':
    case 'or':
      note(expression.left);
      if (value(expression.left) !== (expression.kind === 'or')) note(expression.right);
      break;
    case 'choose':
      note(expression.condition);
      note(value(expression.condition) === true ? expression.yes : expression.no);
      break;
    case 'comprehension':
      noteComprehension(expression, bindings, asked);
      break;
    default:
      children(expression).forEach(note);
  }
}

function noteComprehension(
  { list, body, binding, macro }: ExpressionOf<'comprehension'>,
  bindings: readonly unknown[],
  asked: Asked,
): void {
  const { run, formulas, scenario } = asked;
  noteReadings(list, bindings, asked);
  const items = run.quietly(() => formulas.evaluate(list, bindings, scenario, run)) as readonly unknown[];
  const decisive = macro === 'exists' ? true : macro === 'all' ? false : undefined;
  for (const item of formulas.elementsIn(items)) {
    const inner = [...bindings.slice(0, binding), item];
    noteReadings(body, inner, asked);
    if (decisive === undefined) continue;
    if (run.quietly(() => formulas.evaluate(body, inner, scenario, run)) === decisive) break;
  }
}
