// A small pack made ready, with its places and cases for it: what tests of coverage and mutation start from.
import type { Expectation, TestCase } from '../../src/policy/case-files.js';
import type { Places } from '../../src/policy/places.js';
import { makeReady } from '../../src/evaluation/evaluate.js';
import type { ReadyVersion } from '../../src/evaluation/decide.js';
import { readParts } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';

export interface SmallVersion {
  readonly version: ReadyVersion;
  readonly places: Places;
}

/** A pack gives at least one score: one is added to parts that have none. */
export function smallVersion(parts: PackParts): SmallVersion {
  const scores = parts.clauses.some((each) => each['defines'] !== undefined && each['each'] === undefined);
  const score = { clause: 'skor', defines: 'skor', formula: '0' };
  const reading = readParts(scores ? parts : { ...parts, clauses: [...parts.clauses, score] });
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return { version: { pack: reading.pack, ready: makeReady(reading.pack) }, places: reading.places };
}

/** One case for each submission; the law is that of mid-2024 where it says nothing else. */
export function casesFor(submissions: readonly object[], expect: Expectation = {}): TestCase[] {
  return submissions.map((facts, index) => ({
    name: `kasus ${index}`,
    facts: { tanggal: '2024-06-30', ...facts },
    expect,
    place: { file: 'tests/a.yaml', line: index + 1, column: 1 },
  }));
}
