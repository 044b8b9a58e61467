// Verdicts, and strong Kleene logic over met, not_met and undetermined.

export type Verdict = 'met' | 'not_met' | 'undetermined' | 'not_applicable' | 'calculated';
/** Kleene's three values. */
export type Truth = 'met' | 'not_met' | 'undetermined';

export function all(verdicts: readonly Truth[]): Truth {
  if (verdicts.includes('not_met')) return 'not_met';
  return verdicts.includes('undetermined') ? 'undetermined' : 'met';
}

export function any(verdicts: readonly Truth[]): Truth {
  if (verdicts.includes('met')) return 'met';
  return verdicts.includes('undetermined') ? 'undetermined' : 'not_met';
}

/** From a run that takes missing facts as false and one that takes them as true. */
export function fromReadings(isProven: boolean, isPossible: boolean): Truth {
  return isProven ? 'met' : isPossible ? 'undetermined' : 'not_met';
}

export function isUnmet(verdict: Verdict): verdict is 'not_met' | 'undetermined' {
  return verdict === 'not_met' || verdict === 'undetermined';
}
