// A condition's outcome -> its two sides, its verdict and a sentence in both languages.
import type { Comparison, Bilingual, Pack, Scope } from '../policy/pack.js';
import type { Truth } from '../evaluation/kleene.js';
import type { ConditionOutcome, Shown } from '../evaluation/outcome.js';
import { formatValue, labelOf, meaningOf } from './values.js';
import { inBoth, operatorWords, verdictWords } from './words.js';

export interface ComparisonExplained {
  readonly condition: string;
  readonly name?: string;
  readonly operator: string;
  readonly expected: Shown;
  readonly actual: Shown;
  readonly verdict: Truth;
  readonly says: Bilingual;
}

export type ConditionExplained =
  | ComparisonExplained
  | { readonly all: readonly ConditionExplained[]; readonly verdict: Truth }
  | { readonly any: readonly ConditionExplained[]; readonly verdict: Truth };

/** A list of conditions that all are needed; a single `any` stays one entry. */
export function explainCondition(pack: Pack, scope: Scope, outcome: ConditionOutcome): ConditionExplained[] {
  const explained = explainOne(pack, scope, outcome);
  return 'all' in explained ? [...explained.all] : [explained];
}

function explainOne(pack: Pack, scope: Scope, outcome: ConditionOutcome): ConditionExplained {
  if (outcome.kind === 'comparison') {
    const { comparison, actual, expected, verdict } = outcome;
    const { left, right, operator, name } = comparison;
    return {
      condition: [left.source, operator, right?.source].filter(Boolean).join(' '),
      ...(name !== undefined && { name }),
      operator,
      expected,
      actual,
      verdict,
      says: sentence(pack, scope, comparison, { actual, expected, verdict }),
    };
  }
  const parts = outcome.conditions.map((each) => explainOne(pack, scope, each));
  return outcome.kind === 'all'
    ? { all: parts, verdict: outcome.verdict }
    : { any: parts, verdict: outcome.verdict };
}

function sentence(
  pack: Pack,
  scope: Scope,
  comparison: Comparison,
  sides: { actual: Shown; expected: Shown; verdict: Truth },
): Bilingual {
  const { left, right, says, operator } = comparison;
  const meaning = meaningOf(pack, scope, left.expression);
  // A literal is read as the fact beside it: with its labels and unit.
  const other = right && { ...meaning, ...meaningOf(pack, scope, right.expression) };
  return inBoth((language) => {
    const actual = formatValue(sides.actual, language, meaning);
    const expected = right ? formatValue(sides.expected, language, other) : '';
    // In one pass: what a submission says is never read as a slot.
    const fill = (template: string): string =>
      template.replaceAll(/\{(fact|value)\}/g, (_, slot) => (slot === 'fact' ? actual : expected));
    if (says) return fill(says[language]);
    const label = labelOf(pack, scope, left.expression)?.[language] ?? left.source;
    return `${label}: ${actual}; ${fill(operatorWords[operator][language])} (${verdictWords[sides.verdict][language]}).`;
  });
}
