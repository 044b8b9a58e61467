// timbang check: every fault of a pack, or of the whole rules folder, at its place.
import { join, normalize, relative, resolve, sep } from 'node:path';
import { readCases } from '../policy/case-files.js';
import { formatFault, sortFaults } from '../policy/fault.js';
import type { Fault } from '../policy/fault.js';
import type { Pack } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { packFolders, readRuleSet, releasedBefore } from '../policy/rule-set.js';
import type { RuleSet } from '../policy/rule-set.js';
import { warningsOf } from '../analysis/warnings/warnings.js';
import { makeReady } from '../evaluation/evaluate.js';
import type { Language } from '../explanation/words.js';
import { asText, formats } from './check-formats.js';
import type { Findings, Format } from './check-formats.js';
import { findPack } from './packs.js';

export interface CheckOptions {
  readonly rules: string;
  readonly language: Language;
  readonly format?: Format;
  /** Warnings too make the exit code 1. */
  readonly strict?: boolean;
}

export function check(pack: string | undefined, options: CheckOptions): number {
  const { rules, language, format = 'text', strict = false } = options;
  const found = pack === undefined ? checkRules(rules) : checkOne(pack, rules);
  for (const version of found.packs) makeReady(version.pack);
  const findings = { ...found, faults: onceEach(found.faults) };
  console.log(formats[format](findings, language));
  return exitCode(findings, strict);
}

export function exitCode({ faults }: Pick<Findings, 'faults'>, isStrict: boolean): 0 | 1 {
  return faults.some(({ severity }) => isStrict || severity === 'fault') ? 1 : 0;
}

function checkOne(pack: string, rules: string): Findings {
  const { folder, name } = findPack(pack, rules);
  const [regulation, version, ...deeper] = relative(resolve(rules), resolve(folder)).split(sep);
  const isInRules = regulation !== '..' && version !== undefined && deeper.length === 0;
  if (isInRules) return checkRules(rules, `${regulation}@${version}`);
  // A pack that lies elsewhere has no release.
  const reading = readPack(folder, name);
  const inCases = readCases(folder, name).faults;
  if ('faults' in reading) return { faults: [...reading.faults, ...inCases], packs: [] };
  const warnings = warningsOf(reading.pack, reading.places);
  return { faults: [...inCases, ...warnings], packs: [{ pack: reading.pack }] };
}

/** @param only regulation@version, when the rest of the folder is not looked at. */
function checkRules(rules: string, only?: string): Findings {
  // The same file has the same name in every fault.
  const root = normalize(rules).replace(/(?<=.)\/$/, '');
  const set = readRuleSet(root, root, only === undefined ? {} : { only });
  const folders = only === undefined ? packFolders(root) : [join(root, ...only.split('@'))];
  const inCases = folders.flatMap((folder) => readCases(folder, folder).faults);
  const warnings = set.versions.flatMap(({ pack }) => doubtsOf(pack, set, root));
  return { faults: [...set.faults, ...set.draftFaults, ...inCases, ...warnings], packs: set.versions };
}

/** What is probably not meant, held also against the version released before. */
function doubtsOf(pack: Pack, { places }: RuleSet, root: string): Fault[] {
  const found = places.get(pack);
  return found ? warningsOf(pack, found, releasedBefore(root, pack)) : [];
}

/** Prints faults that keep another command from doing its work. */
export function report(faults: readonly Fault[], language: Language): number {
  console.log(asText({ faults: onceEach(faults), packs: [] }, language));
  return 1;
}

/** Sorted; a case file's fault of shape is found with the pack and with the cases. */
function onceEach(faults: readonly Fault[]): Fault[] {
  return [...new Map(sortFaults(faults).map((fault) => [formatFault(fault, 'en'), fault])).values()];
}
