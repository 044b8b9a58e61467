// The rules folder -> every version of every regulation, with what is released and what is a draft.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
  /** Where the parts of each version stand. */
  readonly places: ReadonlyMap<Pack, Places>;
  /** What keeps the set from being served: faults of released versions and of released.yaml. */
  readonly faults: readonly Fault[];
  /** Faults of drafts: these are left out, the rest is served. */
  readonly draftFaults: readonly Fault[];
}

/**
 * @param name how faults name the folder, e.g. `rules`.
 * @param only regulation@version: this version alone, and what released.yaml says of it.
 */
export function readRuleSet(folder: string, name: string, only?: string): RuleSet {
  const faults: Fault[] = [];
  const draftFaults: Fault[] = [];
  const versions: PackVersion[] = [];
  const places = new Map<Pack, Places>();
  if (!existsSync(folder)) {
    const message = { id: 'map ini tidak ada', en: 'there is no such folder' };
    return { versions, places, faults: [whole(name, 'no_folder', message)], draftFaults };
  }
  const isWanted = (version: Named): boolean => only === undefined || packName(version) === only;
  const { releases, file } = readReleases(folder, name, faults, isWanted);
  const found = listVersions(folder).filter(isWanted);
  for (const { regulation, version } of found) {
    const path = `${name}/${regulation}/${version}`;
    const index = releases.findIndex((each) => each.regulation === regulation && each.version === version);
    const release = releases[index];
    const problems = release ? faults : draftFaults;
    const reading = readPack(join(folder, regulation, version), path);
    if ('faults' in reading) {
      problems.push(...reading.faults);
      continue;
    }
    const { pack } = reading;
    const misnamed = identityFault(pack, { regulation, version }, path);
    if (misnamed) problems.push(misnamed);
    else if (release && file && release.digest !== pack.digest) faults.push(changedFault(pack, file, index));
    else {
      versions.push({ pack, ...(release && { release }) });
      places.set(pack, reading.places);
    }
  }
  releases.forEach((release, index) => {
    if (!isWanted(release) || found.some((each) => packName(each) === packName(release)) || !file) return;
    const message = {
      id: `${packName(release)} sudah dirilis, tetapi mapnya tidak ada`,
      en: `${packName(release)} is released, but its folder is missing`,
    };
    faults.push(file.fault(['released', index, 'version'], 'missing_release', message));
  });
  return { versions, places, faults: sortFaults(faults), draftFaults: sortFaults(draftFaults) };
}

type Named = Pick<Pack, 'regulation' | 'version'>;

function identityFault(pack: Pack, { regulation, version }: Named, path: string): Fault | undefined {
  if (pack.regulation === regulation && pack.version === version) return undefined;
  return whole(`${path}/manifest.yaml`, 'identity', {
    id: `isinya menyebut ${packName(pack)}, sedangkan mapnya ${regulation}/${version}`,
    en: `this says ${packName(pack)}, but the folder is ${regulation}/${version}`,
  });
}

function changedFault(pack: Pack, released: YamlFile, index: number): Fault {
  return released.fault(['released', index, 'digest'], 'changed_release', {
    id: `${packName(pack)} berubah sesudah dirilis: sidik (digest) isinya kini ${pack.digest}; batalkan perubahannya, atau buatlah versi baru`,
    en: `${packName(pack)} was changed after its release: its digest is now ${pack.digest}; undo the change, or make a new version`,
  });
}

function readReleases(
  folder: string,
  name: string,
  faults: Fault[],
  isWanted: (version: Named) => boolean,
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
    const first = releases.findIndex((each) => packName(each) === packName(release));
    if (first === index || !isWanted(release)) return;
    const message = {
      id: `${packName(release)} tercatat dirilis dua kali`,
      en: `${packName(release)} is released twice`,
    };
    faults.push(file.fault(['released', index, 'version'], 'duplicate_release', message));
  });
  return { releases, file };
}

/** The folder of each version. */
export function packFolders(folder: string): string[] {
  return (existsSync(folder) ? listVersions(folder) : []).map(({ regulation, version }) =>
    join(folder, regulation, version),
  );
}

function listVersions(folder: string): Named[] {
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
