// timbang new-version: a draft to edit, copied from an earlier version.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { didYouMean } from '../policy/fault.js';
import { copyVersion, versionBefore } from '../policy/new-version.js';
import { listVersions } from '../policy/rule-set.js';
import type { Language } from '../explanation/words.js';
import { WrongUse } from './packs.js';

export interface NewVersionOptions {
  /** The version to copy; without: the highest one below the new one. */
  readonly from?: string;
  readonly rules: string;
  readonly language: Language;
}

export function newVersion(regulation: string, version: string, options: NewVersionOptions): number {
  const { rules, language } = options;
  const all = listVersions(rules);
  const known = all.filter((each) => each.regulation === regulation).map((each) => each.version);
  if (known.length === 0) {
    const regulations = new Set(all.map((each) => each.regulation));
    const near = didYouMean(regulation, regulations);
    throw new WrongUse({
      id: `tidak ada peraturan "${regulation}" di ${rules}${near.id}`,
      en: `there is no regulation "${regulation}" in ${rules}${near.en}`,
    });
  }
  if (semver.valid(version) !== version)
    throw new WrongUse({
      id: `"${version}" bukan nomor versi; tulis tiga angka dengan titik, misalnya 1.1.0`,
      en: `"${version}" is not a version; write three numbers with dots, such as 1.1.0`,
    });
  if (existsSync(join(rules, regulation, version)))
    throw new WrongUse({
      id: `${regulation}@${version} sudah ada`,
      en: `${regulation}@${version} is there already`,
    });
  const from = options.from ?? versionBefore(known, version);
  if (from === undefined || !known.includes(from)) {
    const [id, en] =
      from === undefined
        ? [`tidak ada versi di bawah ${version}`, `no version is below ${version}`]
        : [`tidak ada versi "${from}"`, `there is no version "${from}"`];
    throw new WrongUse({
      id: `${id}; sebut versi yang disalin dengan --from (yang ada: ${known.join(', ')})`,
      en: `${en}; name the one to copy with --from (there are: ${known.join(', ')})`,
    });
  }
  const folder = copyVersion(join(rules, regulation, from), version);
  console.log(says(`${regulation}@${version}`, `${regulation}@${from}`, folder)[language]);
  return 0;
}

function says(name: string, from: string, folder: string): Record<Language, string> {
  return {
    id: `${name} adalah rancangan baru, disalin dari ${from}, di ${folder}.
Sunting berkasnya dan kasusnya di ${folder}/tests, lalu:
  timbang check ${name}
  timbang test ${name}
  timbang diff ${from} ${name}`,
    en: `${name} is a new draft, copied from ${from}, in ${folder}.
Edit its files, and its cases in ${folder}/tests; then:
  timbang check ${name}
  timbang test ${name}
  timbang diff ${from} ${name}`,
  };
}
