// The rules folder -> every version of every regulation, with what is released and what is a draft.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { compareText, sortFaults } from './fault.js';
import type { Fault } from './fault.js';
import { packName } from './pack.js';
import type { Pack } from './pack.js';
import type { Places } from './places.js';
import { readPack } from './read-pack.js';
import { readReleased, readReleases, releasedFile } from './releases.js';
import type { Release } from './releases.js';
import { whole } from './yaml-file.js';

export interface PackVersion {
  readonly pack: Pack;
  /** Absent for a draft. */
  readonly release?: Release;
}

export interface RuleSet {
  readonly versions: readonly PackVersion[];
  /** What keeps the set from being served: faults of released versions and of released.yaml. */
  readonly faults: readonly Fault[];
  /** Faults of drafts: these are left out, the rest is served. */
  readonly draftFaults: readonly Fault[];
}

/**
 * @param name how faults name the folder, e.g. `rules`.
 * @param released what released.yaml is to hold, where that is not what it holds now.
 */
export function readRuleSet(folder: string, name: string, released = readReleased(folder)): RuleSet {
  const faults: Fault[] = [];
  const draftFaults: Fault[] = [];
  if (!existsSync(folder)) faults.push(whole(name, 'no_folder', 'there is no such folder'));
  const releases = readReleases(released, `${name}/${releasedFile}`, faults);
  const found = listVersions(folder);
  const read = found.flatMap(({ regulation, version }): ReadVersion[] => {
    const release = releases.of(regulation, version);
    const problems = release ? faults : draftFaults;
    const path = `${name}/${regulation}/${version}`;
    const reading = readPack(join(folder, regulation, version), path);
    if ('faults' in reading) {
      problems.push(...reading.faults);
      return [];
    }
    const { pack, places } = reading;
    const wrong = isAt(pack, { regulation, version }, path) ?? releases.changed(pack);
    if (wrong) problems.push(wrong);
    return wrong ? [] : [{ pack, places, problems, ...(release && { release }) }];
  });
  faults.push(...releases.withoutFolder(found));
  for (const each of read) each.problems.push(...lostProvisions(each, read));
  const versions = read.map(({ pack, release }): PackVersion => ({ pack, ...(release && { release }) }));
  return {
    versions,
    faults: sortFaults(faults),
    draftFaults: sortFaults(draftFaults),
  };
}

interface ReadVersion extends PackVersion {
  readonly places: Places;
  /** Where this version's own faults go. */
  readonly problems: Fault[];
}

function isAt(pack: Pack, folder: { regulation: string; version: string }, path: string): Fault | undefined {
  if (packName(pack) === packName(folder)) return undefined;
  const message = `this says ${packName(pack)}, but the folder is ${folder.regulation}/${folder.version}`;
  return whole(`${path}/manifest.yaml`, 'identity', message);
}

/** sha256 over the name, digest and release of each version: what a set that is served is known by. */
export function ruleSetDigest(versions: readonly PackVersion[]): string {
  const lines = versions.map(({ pack, release }) =>
    JSON.stringify([packName(pack), pack.digest, release ?? null]),
  );
  return `sha256:${createHash('sha256').update(lines.sort(compareText).join('\n')).digest('hex')}`;
}

/** A transitional provision must lead to an earlier version that is released. */
function lostProvisions({ pack, places }: ReadVersion, versions: readonly PackVersion[]): Fault[] {
  return pack.transitional.flatMap(({ keeps }, index): Fault[] => {
    const leads = versions.some(
      ({ pack: other, release }) =>
        other.regulation === pack.regulation &&
        release !== undefined &&
        release.withdrawn === undefined &&
        semver.lt(other.version, pack.version) &&
        semver.satisfies(other.version, keeps),
    );
    if (leads) return [];
    const message = {
      id: `tidak ada versi ${keeps} dari ${pack.regulation} yang lebih awal, sudah dirilis, dan tidak ditarik`,
      en: `there is no earlier version ${keeps} of ${pack.regulation} that is released and not withdrawn`,
    };
    const place = places.manifest(['transitional', index, 'keeps']);
    return [{ severity: 'fault', ...place, code: 'transitional_range', message }];
  });
}

/** The folder of each version. */
export function packFolders(folder: string): string[] {
  return listVersions(folder).map(({ regulation, version }) => join(folder, regulation, version));
}

export function listVersions(folder: string): { regulation: string; version: string }[] {
  return subfolders(folder).flatMap((regulation) =>
    subfolders(join(folder, regulation)).map((version) => ({ regulation, version })),
  );
}

function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(compareText);
}
