// Which of several gaps a formula ends in: the answer must not hang on the order in which its parts are read.
import { children } from '../../policy/formula/expression.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { ExactFormulas } from './exact.js';
import { isGap, notApplicable, Uncomputable, undetermined } from '../gap.js';
import type { Gap } from '../gap.js';
import type { NotesMark, Run, Scenario } from '../run.js';

export interface Asked {
  readonly formulas: ExactFormulas;
  readonly run: Run;
  readonly scenario: Scenario;
}

/** A value as it is, or the strongest gap of its formula, which then has used no parameter and no table. */
export function settle(
  value: unknown,
  expression: Expression,
  bindings: readonly unknown[],
  asked: Asked & { mark: NotesMark },
): unknown {
  if (!isGap(value)) return value;
  asked.run.forgetSince(asked.mark);
  return strongestGap(expression, bindings, asked) ?? notApplicable;
}

/** No answer at all counts before a missing fact, and that before what does not apply; undefined where there is a value. */
export function strongestGap(
  expression: Expression,
  bindings: readonly unknown[],
  asked: Asked,
): Gap | undefined {
  return asked.run.quietly(() => find(expression, bindings, asked));
}

function find(expression: Expression, bindings: readonly unknown[], asked: Asked): Gap | undefined {
  const own = asked.formulas.evaluate(expression, bindings, asked.scenario, asked.run);
  if (!isGap(own)) return undefined;
  const gaps = partsReached(expression, bindings, asked).flatMap(
    (part) => find(part.expression, part.bindings, asked) ?? [],
  );
  return (
    gaps.find((gap) => gap instanceof Uncomputable) ??
    gaps.find((gap) => gap === undetermined) ??
    (gaps.length > 0 ? notApplicable : own)
  );
}

export interface Part {
  readonly expression: Expression;
  readonly bindings: readonly unknown[];
}

/** The parts of an expression that its value hangs on: of a choice, what was chosen; of a list, every element. */
export function partsReached(
  expression: Expression,
  bindings: readonly unknown[],
  asked: Asked,
): readonly Part[] {
  const { formulas, scenario, run } = asked;
  if (expression.kind === 'choose') {
    const holds = formulas.evaluate(expression.condition, bindings, scenario, run);
    const part = holds === true ? expression.yes : holds === false ? expression.no : expression.condition;
    return [{ expression: part, bindings }];
  }
  if (expression.kind !== 'comprehension')
    return children(expression).map((each) => ({ expression: each, bindings }));
  const items = formulas.evaluate(expression.list, bindings, scenario, run);
  if (!Array.isArray(items)) return [{ expression: expression.list, bindings }];
  return formulas.elementsIn(items).map((item) => ({
    expression: expression.body,
    bindings: [...bindings.slice(0, expression.binding), item],
  }));
}
