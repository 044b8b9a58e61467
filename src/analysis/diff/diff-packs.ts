// Two packs -> their differences as a reader of the law would name them, not as lines of YAML.
import type { Pack } from '../../policy/pack.js';
import type { Change } from './change.js';
import { diffClauses } from './clauses.js';
import { diffFacts } from './facts.js';
import { diffManifest } from './manifest.js';
import { diffParameters } from './parameters.js';
import { Sides } from './sides.js';
import { diffTables } from './tables.js';

/** In the order manifest, facts, parameters, tables, clauses; clauses in the law's order. */
export function diffPacks(before: Pack, after: Pack): Change[] {
  const sides = new Sides(before, after);
  return [
    ...diffManifest(sides),
    ...diffFacts(sides),
    ...diffParameters(sides),
    ...diffTables(sides),
    ...diffClauses(sides),
  ];
}
