// Which facts leave an expression undetermined: JSON Pointers, in the order in which they are read.
import { children } from '../policy/formula/expression.js';
import type { Expression } from '../policy/formula/expression.js';
import type { ExactFormulas } from './exact.js';
import type { ConditionOutcome } from './outcome.js';
import { undetermined } from './gap.js';
import type { Run, Scenario } from './run.js';
import type { Element } from './submission.js';

interface Asked {
  readonly formulas: ExactFormulas;
  readonly run: Run;
  readonly scenario: Scenario;
}

export function missingFacts(expression: Expression, bindings: readonly unknown[], asked: Asked): string[] {
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
  if (asked.formulas.evaluate(expression, bindings, asked.scenario, asked.run) !== undetermined) return;
  switch (expression.kind) {
    case 'definition': {
      const calculated = (bindings[expression.binding] as Element).calculated.get(expression.name);
      for (const pointer of calculated?.missing ?? []) found.add(pointer);
      return;
    }
    case 'choose': {
      const holds = asked.formulas.evaluate(expression.condition, bindings, asked.scenario, asked.run);
      const part = holds === true ? expression.yes : holds === false ? expression.no : expression.condition;
      collect(part, bindings, asked, found);
      return;
    }
    case 'comprehension': {
      collect(expression.list, bindings, asked, found);
      for (const item of listItems(expression.list, bindings, asked)) {
        collect(expression.body, [...bindings.slice(0, expression.binding), item], asked, found);
      }
      return;
    }
    default:
      for (const child of children(expression)) collect(child, bindings, asked, found);
  }
}

function listItems(list: Expression, bindings: readonly unknown[], asked: Asked): readonly unknown[] {
  const items = asked.formulas.evaluate(list, bindings, asked.scenario, asked.run);
  return Array.isArray(items) ? asked.formulas.elementsIn(items) : [];
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
