// rules/released.yaml: which versions are released, by whom, with which digest, and which were withdrawn.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Fault } from './fault.js';
import type { FaultCode } from './fault-code.js';
import { packName } from './pack.js';
import type { Bilingual, Pack } from './pack.js';
import { checkShape } from './shape.js';
import { isFault, parseYaml } from './yaml-file.js';
import type { YamlFile } from './yaml-file.js';

export const releasedFile = 'released.yaml';

/** What released.yaml holds where there is none yet. */
export const noReleases = `# What is released: a file of these versions that changes afterwards is refused when the rules are loaded.
released: []
`;

export interface Release {
  readonly regulation: string;
  readonly version: string;
  readonly digest: string;
  readonly date: string;
  readonly author: string;
  readonly approver: string;
  readonly withdrawn?: { readonly date: string; readonly reason: string };
}

export function readReleased(folder: string): string {
  const path = join(folder, releasedFile);
  return existsSync(path) ? readFileSync(path, 'utf8') : noReleases;
}

/** @param text what released.yaml holds, or is to hold. @param name how faults name the file. */
export function readReleases(text: string, name: string, faults: Fault[]): Releases {
  const file = parseYaml(text, name);
  const wrong = isFault(file) ? [file] : checkShape(file, 'released');
  faults.push(...wrong);
  return new Releases(isFault(file) || wrong.length > 0 ? undefined : file);
}

/** What is released, and what is wrong with it beside the folders of the versions. */
export class Releases {
  private readonly all: readonly Release[];

  /** @param file of the right form; none where nothing is released. */
  constructor(private readonly file: YamlFile | undefined) {
    this.all = file ? (file.data as { released: Release[] }).released : [];
  }

  of(regulation: string, version: string): Release | undefined {
    return this.all.find((each) => each.regulation === regulation && each.version === version);
  }

  /** The versions of a regulation that are released and not withdrawn. */
  inForce(regulation: string): string[] {
    return this.all
      .filter((each) => each.regulation === regulation && each.withdrawn === undefined)
      .map((each) => each.version);
  }

  /** A released version whose files are not those that were released. */
  changed(pack: Pack): Fault | undefined {
    const release = this.of(pack.regulation, pack.version);
    if (!release || release.digest === pack.digest) return undefined;
    return this.fault(release, 'digest', 'changed_release', {
      id: `${packName(pack)} berubah sesudah dirilis: sidik (digest) isinya kini ${pack.digest}; batalkan perubahannya, atau buatlah versi baru`,
      en: `${packName(pack)} was changed after its release: its digest is now ${pack.digest}; undo the change, or make a new version`,
    });
  }

  /** Versions that are listed twice. */
  faultsOf(isWanted: (release: Release) => boolean): Fault[] {
    const again = this.all.filter((each) => this.of(each.regulation, each.version) !== each);
    return again.filter(isWanted).flatMap(
      (release) =>
        this.fault(release, 'version', 'duplicate_release', {
          id: `${packName(release)} tercatat dirilis dua kali`,
          en: `${packName(release)} is released twice`,
        }) ?? [],
    );
  }

  withoutFolder(folders: readonly Named[], isWanted: (release: Release) => boolean): Fault[] {
    const names = folders.map(packName);
    const lost = this.all.filter((release) => isWanted(release) && !names.includes(packName(release)));
    return lost.flatMap(
      (release) =>
        this.fault(release, 'version', 'missing_release', {
          id: `${packName(release)} sudah dirilis, tetapi mapnya tidak ada`,
          en: `${packName(release)} is released, but its folder is missing`,
        }) ?? [],
    );
  }

  private fault(release: Release, key: string, code: FaultCode, message: Bilingual): Fault | undefined {
    return this.file?.fault(['released', this.all.indexOf(release), key], code, message);
  }
}

type Named = Pick<Release, 'regulation' | 'version'>;

/** The text with one release more; comments and layout stay as they are. */
export function withRelease(text: string, release: Release): string {
  const document = parseDocument(text);
  const list = document.get('released');
  if (!isSeq(list)) throw new Error('released.yaml holds no list of releases');
  list.flow = false;
  list.add(inQuotes(document.createNode(release)));
  return document.toString({ lineWidth: 0 });
}

/** The text with a released version marked as withdrawn. */
export function withWithdrawal(
  text: string,
  { regulation, version }: Pick<Release, 'regulation' | 'version'>,
  withdrawn: NonNullable<Release['withdrawn']>,
): string {
  const document = parseDocument(text);
  const list = document.get('released');
  const release = isSeq(list)
    ? list.items.find(
        (each) => isMap(each) && each.get('regulation') === regulation && each.get('version') === version,
      )
    : undefined;
  if (!isMap(release)) throw new Error(`${regulation}@${version} is not in released.yaml`);
  release.set('withdrawn', inQuotes(document.createNode(withdrawn)));
  return document.toString({ lineWidth: 0 });
}

/** Versions and dates stay texts for whoever reads the file. */
function inQuotes(node: YAMLMap): YAMLMap {
  for (const key of ['version', 'date']) {
    const value = node.get(key, true);
    if (isScalar(value)) value.type = 'QUOTE_DOUBLE';
  }
  return node;
}
