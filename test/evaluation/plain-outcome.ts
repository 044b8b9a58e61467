// An outcome as plain JSON, whole: what two evaluations must have in common to be the same.
import type { ConditionOutcome, Outcome, Refusal } from '../../src/evaluation/outcome.js';

export function plainOutcome(outcome: Outcome | Refusal): unknown {
  if (outcome.kind === 'refused') {
    const { code, reasons } = outcome;
    return {
      kind: 'refused',
      code,
      reasons,
      ...(outcome.code === 'not_covered' && { gap: outcome.gap.gap }),
    };
  }
  return {
    kind: 'evaluated',
    scores: outcome.scores.map(({ output, ...numbers }) => ({ output: output.name, ...numbers })),
    clauses: outcome.clauses.map((each) => ({
      clause: each.clause.id,
      at: each.element.pointer,
      verdict: each.verdict,
      appliesWhen: each.appliesWhen && plainCondition(each.appliesWhen),
      requires: each.requires && plainCondition(each.requires),
      value: each.value,
      potential: each.potential,
      tables: each.tables,
      missing: each.missing,
    })),
    missing: outcome.missing,
    complete: outcome.complete,
    provisional: outcome.provisional,
    parameters: outcome.parameters,
  };
}

function plainCondition(outcome: ConditionOutcome): unknown {
  if (outcome.kind !== 'comparison') {
    const { kind, verdict, conditions } = outcome;
    return { kind, verdict, conditions: conditions.map(plainCondition) };
  }
  const { comparison, verdict, actual, expected } = outcome;
  return {
    left: comparison.left.source,
    operator: comparison.operator,
    right: comparison.right?.source,
    verdict,
    actual,
    expected,
  };
}

/** As JSON text, which is what leaves the program: two outcomes are the same when their texts are. */
export function outcomeText(outcome: Outcome | Refusal): string {
  return JSON.stringify(plainOutcome(outcome));
}
