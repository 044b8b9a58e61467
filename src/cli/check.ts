// timbang check: every fault of a pack, or of the whole rules folder, at its place.
import { readCases } from '../policy/case-files.js';
import { formatFault, sortFaults } from '../policy/fault.js';
import type { Fault } from '../policy/fault.js';
import { packName } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { readRuleSet } from '../policy/rule-set.js';
import { makeReady } from '../evaluation/evaluate.js';
import { findPack } from './packs.js';

export function check(pack: string | undefined, rules: string): number {
  return pack === undefined ? checkAll(rules) : checkOne(pack, rules);
}

function checkOne(pack: string, rules: string): number {
  const { folder, name } = findPack(pack, rules);
  const reading = readPack(folder, name);
  if ('faults' in reading) return report(reading.faults);
  makeReady(reading.pack);
  const { faults } = readCases(folder, name);
  if (faults.length > 0) return report(faults);
  const { clauses, parameters, tables, digest } = reading.pack;
  console.log(
    `${packName(reading.pack)}: no faults (${clauses.length} clauses, ${parameters.size} parameters, ${tables.size} tables)`,
  );
  console.log(digest);
  return 0;
}

function checkAll(rules: string): number {
  const set = readRuleSet(rules, rules);
  const faults = [...set.faults, ...set.draftFaults];
  for (const { pack } of set.versions) {
    makeReady(pack);
    const name = `${rules}/${pack.regulation}/${pack.version}`;
    faults.push(...readCases(name, name).faults);
  }
  if (faults.length > 0) return report(faults);
  for (const { pack, release } of set.versions) {
    console.log(`${packName(pack)}: no faults, ${release ? `released ${release.date}` : 'draft'}`);
  }
  return 0;
}

export function report(faults: readonly Fault[]): number {
  for (const fault of sortFaults(faults)) console.log(formatFault(fault));
  console.log(`${faults.length} fault(s)`);
  return 1;
}
