// A checked pack -> what in it is probably not meant, each with its place and what to do about it.
import { sortFaults } from '../../policy/fault.js';
import type { Fault } from '../../policy/fault.js';
import type { Pack } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import { deadBranches } from './branches.js';
import { decidedConditions } from './conditions.js';
import { contradictions } from './contradictions.js';
import { divisionsByZero } from './divisions.js';
import { droppedIds } from './dropped-ids.js';
import { fallingOnMet } from './falling.js';
import { Interpreter } from './interpreter.js';
import { unboundLimits } from './limits.js';
import { sitesOf } from './sites.js';
import { looseSources } from './sources.js';
import { tableWarnings } from './tables.js';
import { textWarnings } from './texts.js';
import { unnamedValues } from './unnamed-values.js';
import { unused } from './unused.js';

/**
 * Sorted by place. Nothing is told that is not so for every submission that the facts allow.
 * @param released versions of the same regulation whose ids this one should still have.
 */
export function warningsOf(pack: Pack, places: Places, released: readonly Pack[] = []): Fault[] {
  const subject = { pack, places, interpreter: new Interpreter(pack) };
  const sites = sitesOf(subject);
  return sortFaults([
    ...decidedConditions(subject),
    ...deadBranches(subject, sites),
    ...unboundLimits(subject, sites),
    ...unnamedValues(subject, sites),
    ...divisionsByZero(subject, sites),
    ...fallingOnMet(subject, sites),
    ...contradictions(subject),
    ...tableWarnings(subject, sites),
    ...unused(subject),
    ...textWarnings(subject),
    ...looseSources(subject),
    ...droppedIds(subject, released),
  ]);
}
