// A pack as the command line names it: regulation@version, or its folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean, FaultyRules } from '../policy/fault.js';
import type { Bilingual, Pack } from '../policy/pack.js';
import { packName } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { listVersions } from '../policy/rule-set.js';
import type { Named } from '../policy/rule-set.js';
import type { Language } from '../explanation/words.js';

/** Wrong use of the command line: exit code 2. */
export class WrongUse extends Error {
  constructor(readonly says: Bilingual) {
    super(says.en);
  }
}

export interface NamedFolder {
  readonly folder: string;
  /** How faults name it. */
  readonly name: string;
}

export function findPack(name: string, rules: string): NamedFolder {
  if (existsSync(join(name, 'manifest.yaml'))) return { folder: name, name: name.replace(/\/+$/, '') };
  const { regulation, version } = findVersion(name, rules);
  const folder = join(rules, regulation, version);
  return { folder, name: folder };
}

/** A version in the rules folder: only what is there can be released or withdrawn. */
export function findVersion(name: string, rules: string): Named {
  const [regulation, version, ...more] = name.split('@');
  if (!regulation || !version || more.length > 0) {
    throw new WrongUse({
      id: `"${name}" bukan map sebuah paket dan bukan peraturan@versi`,
      en: `"${name}" is neither a pack's folder nor regulation@version`,
    });
  }
  if (!listVersions(rules).some((each) => packName(each) === name)) {
    const known = listVersions(rules).map(packName);
    const near = didYouMean(name, known);
    throw new WrongUse({
      id: `tidak ada paket "${name}" di ${rules}${near.id}`,
      en: `there is no pack "${name}" in ${rules}${near.en}`,
    });
  }
  return { regulation, version };
}

/** The pack itself; throws FaultyRules. */
export function loadPack(name: string, { rules, language }: { rules: string; language: Language }): Pack {
  const found = findPack(name, rules);
  const reading = readPack(found.folder, found.name);
  if ('faults' in reading) throw new FaultyRules(reading.faults, language);
  return reading.pack;
}

/** The day here, YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
