// A pack as the command line names it: regulation@version, or its folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../policy/fault.js';
import { packName } from '../policy/pack.js';
import { readRuleSet } from '../policy/rule-set.js';

/** Wrong use of the command line: exit code 2. */
export class WrongUse extends Error {}

export interface NamedFolder {
  readonly folder: string;
  /** How faults name it. */
  readonly name: string;
}

export function findPack(name: string, rules: string): NamedFolder {
  if (existsSync(join(name, 'manifest.yaml'))) return { folder: name, name: name.replace(/\/+$/, '') };
  const [regulation, version] = name.split('@');
  if (!regulation || !version)
    throw new WrongUse(`"${name}" is neither a pack's folder nor regulation@version`);
  const folder = join(rules, regulation, version);
  if (!existsSync(folder)) {
    const known = readRuleSet(rules, rules).versions.map((each) => packName(each.pack));
    throw new WrongUse(`there is no pack "${name}" in ${rules}${didYouMean(name, known)}`);
  }
  return { folder, name: folder };
}
