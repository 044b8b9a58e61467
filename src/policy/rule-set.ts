// The rules folder -> every version of every regulation, with what is released and what is a draft.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { compareText, sortFaults } from './fault.js';
import type { Fault } from './fault.js';
import type { FaultCode } from './fault-code.js';
import { packName } from './pack.js';
import type { Pack } from './pack.js';
import { versionBefore } from './new-version.js';
import type { Places } from './places.js';
import { packFrom, readContents, readPack } from './read-pack.js';
import type { PackReading } from './read-pack.js';
import { readReleased, readReleases, releasedFile } from './releases.js';
import type { Release, Releases } from './releases.js';
import { whole } from './yaml-file.js';

export interface PackVersion {
  readonly pack: Pack;
  /** Absent for a draft. */
  readonly release?: Release;
}

export interface RuleSet {
  readonly versions: readonly PackVersion[];
  /** Where the parts of each version stand. */
  readonly places: ReadonlyMap<Pack, Places>;
  /** By the version's folder, what was read of these files. */
  readonly readings: ReadonlyMap<string, KnownReading>;
  /** What keeps the set from being served: faults of released versions and of released.yaml. */
  readonly faults: readonly Fault[];
  /** Faults of drafts: these are left out, the rest is served. */
  readonly draftFaults: readonly Fault[];
}

export interface RuleSetOptions {
  /** regulation@version: this version alone, and what released.yaml says of it. */
  readonly only?: string;
  /** What released.yaml is to hold, where that is not what it holds now. */
  readonly released?: string;
  /** A set read before: a version whose files are the same is not checked again. */
  readonly earlier?: RuleSet;
}

/** @param name how faults name the folder, e.g. `rules`. */
export function readRuleSet(folder: string, name: string, options: RuleSetOptions = {}): RuleSet {
  const { only, released = readReleased(folder), earlier } = options;
  const faults: Fault[] = [];
  const draftFaults: Fault[] = [];
  if (!existsSync(folder)) {
    const message = { id: 'map ini tidak ada', en: 'there is no such folder' };
    faults.push(whole(name, 'no_folder', message));
  }
  const isWanted = (version: Named): boolean => only === undefined || packName(version) === only;
  const releases = readReleases(released, `${name}/${releasedFile}`, faults);
  const found = listVersions(folder).filter(isWanted);
  const readings = new Map<string, KnownReading>();
  const read = found.flatMap(({ regulation, version }): ReadVersion[] => {
    const release = releases.of(regulation, version);
    const problems = release ? faults : draftFaults;
    const path = `${name}/${regulation}/${version}`;
    const known = readAgain(join(folder, regulation, version), path, earlier?.readings.get(path));
    readings.set(path, known);
    if ('faults' in known.reading) {
      problems.push(...known.reading.faults);
      return [];
    }
    const { pack, places } = known.reading;
    const wrong = isAt(pack, { regulation, version }, path) ?? releases.changed(pack);
    if (wrong) problems.push(wrong);
    return wrong ? [] : [{ pack, places, problems, ...(release && { release }) }];
  });
  faults.push(...releases.faultsOf(isWanted), ...releases.withoutFolder(found, isWanted));
  for (const each of read) each.problems.push(...lostProvisions(each, releases));
  const versions = read.map(({ pack, release }): PackVersion => ({ pack, ...(release && { release }) }));
  return {
    versions,
    readings,
    places: new Map(read.map(({ pack, places }) => [pack, places])),
    faults: sortFaults(faults),
    draftFaults: sortFaults(draftFaults),
  };
}

interface KnownReading {
  readonly fingerprint: string;
  readonly reading: PackReading;
}

function readAgain(folder: string, path: string, known: KnownReading | undefined): KnownReading {
  const contents = readContents(folder, path);
  const { fingerprint } = contents;
  return known?.fingerprint === fingerprint ? known : { fingerprint, reading: packFrom(contents, path) };
}

interface ReadVersion extends PackVersion {
  readonly places: Places;
  /** Where this version's own faults go. */
  readonly problems: Fault[];
}

export type Named = Pick<Pack, 'regulation' | 'version'>;

function isAt(pack: Pack, { regulation, version }: Named, path: string): Fault | undefined {
  if (pack.regulation === regulation && pack.version === version) return undefined;
  return whole(`${path}/manifest.yaml`, 'identity', {
    id: `isinya menyebut ${packName(pack)}, sedangkan mapnya ${regulation}/${version}`,
    en: `this says ${packName(pack)}, but the folder is ${regulation}/${version}`,
  });
}

/** sha256 over the name, digest and release of each version: what a set that is served is known by. */
export function ruleSetDigest(versions: readonly PackVersion[]): string {
  const lines = versions.map(({ pack, release }) =>
    JSON.stringify([packName(pack), pack.digest, release ?? null]),
  );
  return `sha256:${createHash('sha256').update(lines.sort(compareText).join('\n')).digest('hex')}`;
}

/** A transitional provision must lead to an earlier version that is released. */
function lostProvisions({ pack, places }: ReadVersion, releases: Releases): Fault[] {
  return pack.transitional.flatMap(({ keeps }, index): Fault[] => {
    const kept = releases.inForce(pack.regulation).filter((version) => semver.satisfies(version, keeps));
    if (kept.some((version) => semver.lt(version, pack.version))) return [];
    const message = {
      id: `tidak ada versi ${keeps} dari ${pack.regulation} yang lebih awal, sudah dirilis, dan tidak ditarik`,
      en: `there is no earlier version ${keeps} of ${pack.regulation} that is released and not withdrawn`,
    };
    const place = places.manifest(['transitional', index, 'keeps']);
    return [{ severity: 'fault', ...place, code: 'transitional_range' satisfies FaultCode, message }];
  });
}

/** The version that was released last below this one, to hold it against; none where there is none, or none to be read. */
export function releasedBefore(folder: string, { regulation, version }: Named): Pack[] {
  const releases = readReleases(readReleased(folder), releasedFile, []);
  const before = versionBefore(releases.inForce(regulation), version);
  if (before === undefined) return [];
  const reading = readPack(join(folder, regulation, before), before);
  return 'pack' in reading ? [reading.pack] : [];
}

/** The folder of each version. */
export function packFolders(folder: string): string[] {
  return listVersions(folder).map(({ regulation, version }) => join(folder, regulation, version));
}

export function listVersions(folder: string): Named[] {
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
