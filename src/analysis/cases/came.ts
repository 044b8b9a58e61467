// A case -> what comes of it: the decision of this version, and the provision by which it leaves the case to an earlier one.
import type { TestCase } from '../../policy/case-files.js';
import { isInForce } from '../../policy/pack.js';
import type { TransitionalProvision } from '../../policy/pack.js';
import { decide, decideByReference } from '../../evaluation/decide.js';
import type { Decision, ReadyVersion, Submission } from '../../evaluation/decide.js';
import { lawDate, leftBy, leftByReference } from '../../evaluation/evaluate.js';

export interface Came {
  /** By name: whatever a provision says of the submission. */
  readonly decision: Decision;
  readonly keptBy: TransitionalProvision | undefined;
}

export function comesOf(version: ReadyVersion, test: TestCase): Came {
  const date = dateWithin(version, test);
  return {
    decision: decide([version], submissionOf(version, test)),
    keptBy: date === undefined ? undefined : leftBy(version.ready, test.facts, date),
  };
}

/** The same by the reference evaluator. */
export async function comesByReference(version: ReadyVersion, test: TestCase): Promise<Came> {
  const date = dateWithin(version, test);
  return {
    decision: await decideByReference([version], submissionOf(version, test)),
    keptBy: date === undefined ? undefined : await leftByReference(version.ready, test.facts, date),
  };
}

/** By name: a draft is tested too, and so is a version that another one has overtaken. */
function submissionOf({ pack }: ReadyVersion, { facts }: TestCase): Submission {
  return { facts, version: pack.version };
}

/** The case's law date where the version covers it: on other dates it has nothing to leave to others. */
export function dateWithin({ pack }: ReadyVersion, { facts }: TestCase): string | undefined {
  const date = lawDate(facts, pack.decidedBy);
  return date !== undefined && isInForce(pack.inForce, date) ? date : undefined;
}
