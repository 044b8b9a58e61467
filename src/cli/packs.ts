// A pack as the command line names it: regulation@version, or its folder.
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { didYouMean } from '../policy/fault.js';
import type { Bilingual } from '../policy/pack.js';
import { packFolders } from '../policy/rule-set.js';

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
  const [regulation, version] = name.split('@');
  if (!regulation || !version) {
    throw new WrongUse({
      id: `"${name}" bukan map sebuah paket dan bukan peraturan@versi`,
      en: `"${name}" is neither a pack's folder nor regulation@version`,
    });
  }
  const folder = join(rules, regulation, version);
  if (!existsSync(folder)) {
    const known = packFolders(rules).map((each) => each.split(sep).slice(-2).join('@'));
    const near = didYouMean(name, known);
    throw new WrongUse({
      id: `tidak ada paket "${name}" di ${rules}${near.id}`,
      en: `there is no pack "${name}" in ${rules}${near.en}`,
    });
  }
  return { folder, name: folder };
}
