// A submission and the versions of its regulation -> the law that applies and what it says, or why there is no answer.
import { chooseVersion } from '../policy/in-force.js';
import type { NoChoice, PassedOver } from '../policy/in-force.js';
import type { TransitionalProvision } from '../policy/pack.js';
import type { PackVersion } from '../policy/rule-set.js';
import { evaluate, evaluateByReference, lawDate, leftBy, leftByReference } from './evaluate.js';
import type { ReadyPack } from './evaluate.js';
import type { DataFault } from '../policy/schema-faults.js';
import type { Outcome, ProvisionalUse, Refusal } from './outcome.js';

export interface ReadyVersion extends PackVersion {
  readonly ready: ReadyPack;
}

export interface Submission {
  readonly facts: unknown;
  readonly version?: string;
  readonly asOf?: string;
  /** Refuse when anything provisional was read. */
  readonly requireConfirmed?: boolean;
}

/** The version that answers, and how it was found. */
export interface LawChoice {
  readonly version: ReadyVersion;
  readonly date: string;
  readonly passedOver: readonly PassedOver[];
}

export type Decision =
  | { readonly kind: 'evaluated'; readonly law: LawChoice; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly law: LawChoice; readonly refusal: Refusal }
  | {
      readonly kind: 'unconfirmed_law';
      readonly law: LawChoice;
      readonly provisional: readonly ProvisionalUse[];
    }
  | { readonly kind: 'invalid_facts'; readonly version: ReadyVersion; readonly faults: readonly DataFault[] }
  | Exclude<NoChoice, { kind: 'no_law_date' }>;

export function decide(versions: readonly ReadyVersion[], submission: Submission): Decision {
  const law = findLaw(versions, submission, ({ ready }, date) => leftBy(ready, submission.facts, date));
  if ('kind' in law) return law;
  return conclude(law, evaluate(law.version.ready, submission.facts, law.date), submission);
}

/** The same with the reference evaluator. */
export async function decideByReference(
  versions: readonly ReadyVersion[],
  submission: Submission,
): Promise<Decision> {
  const { facts } = submission;
  const left = new Map<ReadyVersion, TransitionalProvision | undefined>();
  for (const version of versions) {
    const date = lawDate(facts, version.pack.decidedBy);
    if (date !== undefined) left.set(version, await leftByReference(version.ready, facts, date));
  }
  const law = findLaw(versions, submission, (version) => left.get(version));
  if ('kind' in law) return law;
  return conclude(law, await evaluateByReference(law.version.ready, submission.facts, law.date), submission);
}

function findLaw(
  versions: readonly ReadyVersion[],
  submission: Submission,
  keptBy: (version: ReadyVersion, date: string) => TransitionalProvision | undefined,
): LawChoice | Decision {
  const { facts, version, asOf } = submission;
  const choice = chooseVersion(versions, {
    dateFor: (pack) => lawDate(facts, pack.decidedBy),
    keptBy,
    ...(version !== undefined && { version }),
    ...(asOf !== undefined && { asOf }),
  });
  if ('kind' in choice && choice.kind !== 'no_law_date') return choice;
  const pack = 'kind' in choice ? choice.pack : choice.chosen.pack;
  const chosen = versions.find((each) => each.pack === pack) as ReadyVersion;
  const faults = chosen.ready.check(facts);
  if ('kind' in choice || faults.length > 0) return { kind: 'invalid_facts', version: chosen, faults };
  return { version: chosen, date: choice.date, passedOver: choice.passedOver };
}

function conclude(law: LawChoice, found: Outcome | Refusal, { requireConfirmed }: Submission): Decision {
  if (found.kind === 'refused') return { kind: 'refused', law, refusal: found };
  const outcome = withChoices(found, law.passedOver);
  if (requireConfirmed && outcome.provisional.length > 0) {
    return { kind: 'unconfirmed_law', law, provisional: outcome.provisional };
  }
  return { kind: 'evaluated', law, outcome };
}

/** The outcome, and with it the provisional transitional provisions that chose its version. */
export function withChoices(outcome: Outcome, passedOver: readonly PassedOver[]): Outcome {
  const choices = provisionalChoices(passedOver);
  return choices.length === 0 ? outcome : { ...outcome, provisional: [...choices, ...outcome.provisional] };
}

function provisionalChoices(passedOver: readonly PassedOver[]): ProvisionalUse[] {
  return passedOver.flatMap(({ provision }) => {
    if (provision?.provenance.status !== 'provisional') return [];
    const { provision: transitional, title, provenance, citation } = provision;
    return [{ transitional, title, provenance, citation }];
  });
}
