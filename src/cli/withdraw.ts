// timbang withdraw: a released version answers no more, from today on and with a reason; nothing is deleted.
import { join } from 'node:path';
import type { Fault } from '../policy/fault.js';
import { packName } from '../policy/pack.js';
import { readReleased, readReleases, releasedFile, withWithdrawal } from '../policy/releases.js';
import { writeDurably } from '../policy/durable-file.js';
import { readRuleSet } from '../policy/rule-set.js';
import type { Language } from '../explanation/words.js';
import { report } from './check.js';
import { findVersion, today, WrongUse } from './packs.js';

export interface WithdrawOptions {
  readonly reason: string;
  readonly rules: string;
  readonly language: Language;
}

export function withdraw(name: string, { reason, rules, language }: WithdrawOptions): number {
  const version = findVersion(name, rules);
  if (reason.trim().length < 5)
    throw new WrongUse({
      id: 'tulis alasan penarikan dengan --reason; alasan itu tampil pada setiap jawaban',
      en: 'say why with --reason; every answer will show it',
    });
  const text = readReleased(rules);
  const faults: Fault[] = [];
  const release = readReleases(text, join(rules, releasedFile), faults).of(
    version.regulation,
    version.version,
  );
  if (faults.length > 0) return report(faults, language);
  if (!release)
    throw new WrongUse({
      id: `${packName(version)} belum dirilis`,
      en: `${packName(version)} is not released`,
    });
  if (release.withdrawn) {
    const { date } = release.withdrawn;
    throw new WrongUse({
      id: `${packName(version)} sudah ditarik pada ${date}`,
      en: `${packName(version)} was withdrawn on ${date} already`,
    });
  }
  const withdrawn = withWithdrawal(text, version, { date: today(), reason: reason.trim() });
  const set = readRuleSet(rules, rules, { released: withdrawn });
  if (set.faults.length > 0) return report(set.faults, language);
  writeDurably(join(rules, releasedFile), { text: withdrawn });
  console.log(
    {
      id: `${packName(version)} ditarik: tidak menjawab lagi, kecuali diminta dengan namanya`,
      en: `${packName(version)} is withdrawn: it answers no more unless it is asked for by name`,
    }[language],
  );
  return 0;
}
