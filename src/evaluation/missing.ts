// Which facts leave an expression undetermined: JSON Pointers, in the order in which they are read.
import type { Expression } from '../policy/formula/expression.js';
import type { ExactFormulas } from './formula/exact.js';
import type { ConditionOutcome } from './outcome.js';
import { undetermined } from './gap.js';
import type { Run, Scenario } from './run.js';
import { partsReached, strongestGap } from './formula/strongest-gap.js';
import type { Asked } from './formula/strongest-gap.js';
import type { Element } from './submission.js';

/** Of a formula, in whichever scenario it is undetermined. */
export function missingInFormula(
  expression: Expression,
  quantities: Readonly<Record<Scenario, unknown>>,
  bindings: readonly Element[],
  asked: Omit<Asked, 'scenario'>,
): readonly string[] {
  const found = new Set<string>();
  for (const scenario of ['value', 'potential'] as const) {
    if (quantities[scenario] !== undetermined) continue;
    for (const pointer of missingFacts(expression, bindings, { ...asked, scenario })) found.add(pointer);
  }
  return found.size > 0 ? [...found] : none;
}

const none: readonly string[] = [];

function missingFacts(expression: Expression, bindings: readonly unknown[], asked: Asked): string[] {
  const found = new Set<string>();
  asked.run.quietly(() => collect(expression, bindings, asked, found));
  return [...found];
}

/** Only the parts that are undetermined themselves matter: what && or || absorbed is not missed. */
function collect(
  expression: Expression,
  bindings: readonly unknown[],
  asked: Asked,
  found: Set<string>,
): void {
  if (expression.kind === 'fact' || expression.kind === 'elements') {
    const element = bindings[expression.binding] as Element;
    if (element.fact(expression.path) === undefined) found.add(element.pointerTo(expression.path));
    return;
  }
  if (strongestGap(expression, bindings, asked) !== undetermined) return;
  if (expression.kind === 'definition') {
    const calculated = (bindings[expression.binding] as Element).calculated.get(expression.name);
    for (const pointer of calculated?.missing ?? []) found.add(pointer);
    return;
  }
  for (const part of partsReached(expression, bindings, asked)) {
    collect(part.expression, part.bindings, asked, found);
  }
}

/** Of a condition, the parts that are undetermined themselves. */
export function missingInCondition(
  outcome: ConditionOutcome,
  bindings: readonly Element[],
  asked: { formulas: ExactFormulas; run: Run },
): string[] {
  if (outcome.verdict !== 'undetermined') return [];
  if (outcome.kind !== 'comparison') {
    return [...new Set(outcome.conditions.flatMap((each) => missingInCondition(each, bindings, asked)))];
  }
  const { left, right } = outcome.comparison;
  const found = new Set<string>();
  for (const term of right ? [left, right] : [left]) {
    for (const scenario of ['value', 'potential'] as const) {
      for (const pointer of missingFacts(term.expression, bindings, { ...asked, scenario }))
        found.add(pointer);
    }
  }
  return [...found];
}
