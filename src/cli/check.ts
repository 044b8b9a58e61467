// timbang check: every fault of a pack, or of the whole rules folder, at its place.
import { readCases } from '../policy/case-files.js';
import { formatFault, sortFaults } from '../policy/fault.js';
import type { Fault } from '../policy/fault.js';
import { packName } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { packFolders, readRuleSet } from '../policy/rule-set.js';
import { makeReady } from '../evaluation/evaluate.js';
import { findPack } from './packs.js';

export function check(pack: string | undefined, rules: string): number {
  return pack === undefined ? checkAll(rules) : checkOne(pack, rules);
}

function checkOne(pack: string, rules: string): number {
  const { folder, name } = findPack(pack, rules);
  const reading = readPack(folder, name);
  const inCases = readCases(folder, name).faults;
  if ('faults' in reading) return report([...reading.faults, ...inCases]);
  if (inCases.length > 0) return report(inCases);
  makeReady(reading.pack);
  const { clauses, parameters, tables, digest } = reading.pack;
  const counts = `${clauses.length} clauses, ${parameters.size} parameters, ${tables.size} tables`;
  console.log(`${packName(reading.pack)}: no faults (${counts})`);
  console.log(digest);
  return 0;
}

function checkAll(rules: string): number {
  const set = readRuleSet(rules, rules);
  const inCases = packFolders(rules).flatMap((folder) => readCases(folder, folder).faults);
  const faults = [...set.faults, ...set.draftFaults, ...inCases];
  if (faults.length > 0) return report(faults);
  for (const { pack, release } of set.versions) {
    console.log(`${packName(pack)}: no faults, ${release ? `released ${release.date}` : 'draft'}`);
  }
  return 0;
}

/** Each fault once, sorted. */
export function report(faults: readonly Fault[]): number {
  const lines = new Set(sortFaults(faults).map((fault) => formatFault(fault)));
  for (const line of lines) console.log(line);
  console.log(`${lines.size} fault(s)`);
  return 1;
}
