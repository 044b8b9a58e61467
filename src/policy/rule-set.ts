// The rules folder -> every version of every regulation, with what is released and what is a draft.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { compareText, sortFaults } from './fault.js';
import type { Fault } from './fault.js';
import { packName } from './pack.js';
import type { Pack } from './pack.js';
import type { Places } from './places.js';
import { readPack } from './read-pack.js';
import { checkShape } from './shape.js';
import { isFault, readYamlFile, whole } from './yaml-file.js';
import type { YamlFile } from './yaml-file.js';

export interface Release {
  readonly regulation: string;
  readonly version: string;
  readonly digest: string;
  readonly date: string;
  readonly author: string;
  readonly approver: string;
  readonly withdrawn?: { readonly date: string; readonly reason: string };
}

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

/** @param name how faults name the folder, e.g. `rules`. */
export function readRuleSet(folder: string, name: string): RuleSet {
  const faults: Fault[] = [];
  const draftFaults: Fault[] = [];
  const versions: PackVersion[] = [];
  if (!existsSync(folder))
    return { versions, faults: [whole(name, 'no_folder', 'there is no such folder')], draftFaults };
  const { releases, file } = readReleases(folder, name, faults);
  const found = new Set<string>();
  const transitional: (ReadPack & { problems: Fault[] })[] = [];
  for (const { regulation, version } of listVersions(folder)) {
    const path = `${name}/${regulation}/${version}`;
    const index = releases.findIndex((each) => each.regulation === regulation && each.version === version);
    const release = releases[index];
    const problems = release ? faults : draftFaults;
    found.add(`${regulation}@${version}`);
    const reading = readPack(join(folder, regulation, version), path);
    if ('faults' in reading) {
      problems.push(...reading.faults);
      continue;
    }
    const { pack } = reading;
    if (pack.regulation !== regulation || pack.version !== version) {
      problems.push(
        whole(
          `${path}/manifest.yaml`,
          'identity',
          `this says ${packName(pack)}, but the folder is ${regulation}/${version}`,
        ),
      );
    } else if (release && release.digest !== pack.digest) {
      const message = `${packName(pack)} was changed after its release: its digest is now ${pack.digest}; undo the change, or make a new version`;
      if (file) faults.push(file.fault(['released', index, 'digest'], 'changed_release', message));
    } else {
      versions.push({ pack, ...(release && { release }) });
      transitional.push({ pack, places: reading.places, problems });
    }
  }
  for (const each of transitional) each.problems.push(...lostProvisions(each, versions));
  releases.forEach((release, index) => {
    if (!found.has(packName(release)) && file) {
      faults.push(
        file.fault(
          ['released', index, 'version'],
          'missing_release',
          `${packName(release)} is released, but its folder is missing`,
        ),
      );
    }
  });
  return { versions, faults: sortFaults(faults), draftFaults: sortFaults(draftFaults) };
}

function readReleases(
  folder: string,
  name: string,
  faults: Fault[],
): { releases: readonly Release[]; file?: YamlFile } {
  const path = join(folder, 'released.yaml');
  if (!existsSync(path)) return { releases: [] };
  const file = readYamlFile(path, `${name}/released.yaml`);
  if (isFault(file)) {
    faults.push(file);
    return { releases: [] };
  }
  const wrong = checkShape(file, 'released');
  faults.push(...wrong);
  if (wrong.length > 0) return { releases: [] };
  const { released: releases } = file.data as { released: Release[] };
  releases.forEach((release, index) => {
    if (releases.findIndex((each) => packName(each) === packName(release)) !== index) {
      faults.push(
        file.fault(
          ['released', index, 'version'],
          'duplicate_release',
          `${packName(release)} is released twice`,
        ),
      );
    }
  });
  return { releases, file };
}

interface ReadPack {
  readonly pack: Pack;
  readonly places: Places;
}

/** A transitional provision must lead to an earlier version that is released. */
function lostProvisions({ pack, places }: ReadPack, versions: readonly PackVersion[]): Fault[] {
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
  return (existsSync(folder) ? listVersions(folder) : []).map(({ regulation, version }) =>
    join(folder, regulation, version),
  );
}

function listVersions(folder: string): { regulation: string; version: string }[] {
  return subfolders(folder).flatMap((regulation) =>
    subfolders(join(folder, regulation)).map((version) => ({ regulation, version })),
  );
}

function subfolders(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(compareText);
}
