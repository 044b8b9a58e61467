// What testing a pack came to, and the same as JSON.
import { packName } from '../../policy/pack.js';
import type { Pack } from '../../policy/pack.js';
import type { Coverage } from '../../analysis/coverage/coverage.js';
import type { Mutation } from '../../analysis/mutation/mutate.js';
import type { CaseResult } from '../../analysis/run-cases.js';
import { hasFailed } from './case-lines.js';

export interface Tested {
  readonly pack: Pack;
  readonly results: readonly CaseResult[];
  readonly coverage?: Coverage;
  readonly mutation?: Mutation;
}

export function jsonOf({ pack, results, coverage, mutation }: Tested): object {
  const failed = results.filter(hasFailed);
  return {
    pack: packName(pack),
    digest: pack.digest,
    cases: results.length,
    passed: results.length - failed.length,
    failed: failed.map(({ test, differences }) => ({ case: test.name, place: test.place, differences })),
    ...(coverage && { coverage }),
    ...(mutation && { mutation }),
  };
}
