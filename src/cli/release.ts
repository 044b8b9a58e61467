// timbang release: a draft whose checks, cases and coverage hold -> frozen, by its digest in released.yaml.
import { join } from 'node:path';
import { readCases } from '../policy/case-files.js';
import { packName } from '../policy/pack.js';
import type { Bilingual, Pack } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { readReleased, releasedFile, withRelease } from '../policy/releases.js';
import { writeDurably } from '../policy/durable-file.js';
import { readRuleSet, releasedBefore } from '../policy/rule-set.js';
import { makeReady } from '../evaluation/evaluate.js';
import type { Language } from '../explanation/words.js';
import { coverageOf } from '../analysis/coverage/coverage.js';
import { runCases } from '../analysis/run-cases.js';
import { warningsOf } from '../analysis/warnings/warnings.js';
import { report } from './check.js';
import { findVersion, today, WrongUse } from './packs.js';
import { caseLines, hasFailed } from './test/case-lines.js';
import { coverageLines } from './test/coverage-lines.js';

export interface ReleaseOptions {
  readonly author: string;
  /** Somebody else than the author. */
  readonly approver: string;
  /** In percent, of what the version's own cases must reach. */
  readonly minCoverage: number;
  /** Release although `check` warns. */
  readonly acceptWarnings?: boolean;
  readonly rules: string;
  readonly language: Language;
}

export async function release(name: string, options: ReleaseOptions): Promise<number> {
  const { rules, language } = options;
  const [author, approver] = twoPeople(options);
  const { regulation, version } = findVersion(name, rules);
  const folder = join(rules, regulation, version);
  const reading = readPack(folder, folder);
  if ('faults' in reading) return report(reading.faults, language);
  const { pack, places } = reading;
  const warnings = warningsOf(pack, places, releasedBefore(rules, pack));
  if (warnings.length > 0) report(warnings, language);
  if (warnings.length > 0 && !options.acceptWarnings) return refuse(warned, language);
  const { digest } = pack;
  const text = withRelease(readReleased(rules), {
    regulation,
    version,
    digest,
    date: today(),
    author,
    approver,
  });
  const { faults } = readRuleSet(rules, rules, { released: text });
  if (faults.length > 0) return report(faults, language);
  if (!(await casesHold(reading, folder, options))) return 1;
  writeDurably(join(rules, releasedFile), { text });
  console.log(done(pack, author, approver)[language]);
  return 0;
}

function twoPeople({ author, approver }: ReleaseOptions): [string, string] {
  const plain = (name: string): string => name.trim().replaceAll(/\s+/g, ' ');
  const [first, second] = [plain(author), plain(approver)];
  if (first === '' || second === '')
    throw new WrongUse({ id: 'sebut penyusun dan penyetujunya', en: 'name the author and the approver' });
  if (first.toLocaleLowerCase('id') === second.toLocaleLowerCase('id'))
    throw new WrongUse({
      id: `penyetuju harus orang lain, bukan penyusunnya (${first})`,
      en: `the approver must be somebody else than the author (${first})`,
    });
  return [first, second];
}

/** Every case with both evaluators, and what they leave out; says so where they do not suffice. */
async function casesHold(
  reading: Extract<ReturnType<typeof readPack>, { pack: Pack }>,
  folder: string,
  { language, minCoverage }: ReleaseOptions,
): Promise<boolean> {
  const { pack, places } = reading;
  const files = readCases(folder, folder);
  if (files.faults.length > 0) report(files.faults, language);
  if (files.faults.length > 0) return false;
  const version = { pack, ready: makeReady(pack) };
  const results = await runCases(version, files.cases);
  for (const line of caseLines(pack, results, language)) console.log(line);
  if (results.length === 0 || results.some(hasFailed)) {
    refuse(results.length === 0 ? noCases : failed, language);
    return false;
  }
  const coverage = coverageOf(version, places, files);
  if (coverage.totals.all.percent >= minCoverage) return true;
  for (const line of coverageLines(coverage, language)) console.log(line);
  refuse(notCovered(coverage.totals.all.percent, minCoverage), language);
  return false;
}

function refuse(why: Bilingual, language: Language): 1 {
  const word = { id: 'tidak dirilis', en: 'not released' }[language];
  console.log(`${word}: ${why[language]}`);
  return 1;
}

const warned: Bilingual = {
  id: 'perbaiki peringatan di atas, atau terima dengan --accept-warnings',
  en: 'mend what is warned of above, or accept it with --accept-warnings',
};
const noCases: Bilingual = {
  id: 'versi ini belum punya kasus di tests/',
  en: 'this version has no cases in tests/',
};
const failed: Bilingual = { id: 'ada kasus yang tidak lulus', en: 'a case fails' };

function notCovered(percent: number, least: number): Bilingual {
  return {
    id: `kasusnya mencakup ${percent} %, paling sedikit ${least} %; tulis kasus yang kurang, atau ubah --min-coverage`,
    en: `its cases cover ${percent} %, at least ${least} % is needed; write what is missing, or change --min-coverage`,
  };
}

function done(pack: Pack, author: string, approver: string): Bilingual {
  const name = packName(pack);
  return {
    id: `${name} dirilis (penyusun: ${author}, penyetuju: ${approver}) dengan digest ${pack.digest}.
Berkasnya tidak boleh diubah lagi; koreksi menjadi versi baru. Layanan yang berjalan memuatnya sendiri.`,
    en: `${name} is released (author: ${author}, approver: ${approver}) with the digest ${pack.digest}.
Its files may not change any more; a correction is a new version. A running service loads it by itself.`,
  };
}
