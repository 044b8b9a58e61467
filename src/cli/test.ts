// timbang test: the pack's own cases, with both evaluators.
import { readCases } from '../policy/case-files.js';
import { packName } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { readRuleSet } from '../policy/rule-set.js';
import { makeReady } from '../evaluation/evaluate.js';
import type { Language } from '../explanation/words.js';
import { runCases } from '../analysis/run-cases.js';
import type { CaseResult } from '../analysis/run-cases.js';
import { report } from './check.js';
import { findPack } from './packs.js';

export async function test(
  pack: string | undefined,
  { rules, language }: { rules: string; language: Language },
): Promise<number> {
  const set = pack === undefined ? readRuleSet(rules, rules) : undefined;
  if (set && set.faults.length + set.draftFaults.length > 0)
    return report([...set.faults, ...set.draftFaults], language);
  const names = set ? set.versions.map((version) => packName(version.pack)) : [pack ?? ''];
  let code = 0;
  for (const name of names) code = Math.max(code, await testOne(name, rules, language));
  return code;
}

async function testOne(pack: string, rules: string, language: Language): Promise<number> {
  const { folder, name } = findPack(pack, rules);
  const reading = readPack(folder, name);
  if ('faults' in reading) return report(reading.faults, language);
  const { cases, faults } = readCases(folder, name);
  if (faults.length > 0) return report(faults, language);
  const results = await runCases({ pack: reading.pack, ready: makeReady(reading.pack) }, cases);
  const failed = results.filter((result) => result.differences.length > 0);
  failed.forEach(printFailure);
  console.log(
    `${packName(reading.pack)}: ${results.length - failed.length} cases passed, ${failed.length} failed`,
  );
  return failed.length > 0 ? 1 : 0;
}

function printFailure({ test: { place, name }, differences }: CaseResult): void {
  console.log(`${place.file}:${place.line}:${place.column} ${name}`);
  for (const { what, expected, found } of differences)
    console.log(`    ${what}: expected ${expected}, found ${found}`);
}
