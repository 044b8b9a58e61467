// rules/released.yaml: which versions are released, by whom, with which digest, and which were withdrawn.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { Fault } from './fault.js';
import { packName } from './pack.js';
import type { Pack } from './pack.js';
import { checkShape } from './shape.js';
import { isFault, parseYaml } from './yaml-file.js';

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
  if (isFault(file) || wrong.length > 0) return new Releases([], () => undefined);
  const { released } = file.data as { released: Release[] };
  const at = (index: number, key: string, code: string, message: string): Fault =>
    file.fault(['released', index, key], code, message);
  released.forEach((release, index) => {
    if (released.findIndex((each) => packName(each) === packName(release)) !== index)
      faults.push(at(index, 'version', 'duplicate_release', `${packName(release)} is released twice`));
  });
  return new Releases(released, at);
}

/** What is released, and what is wrong with it beside the folders of the versions. */
export class Releases {
  constructor(
    private readonly all: readonly Release[],
    private readonly fault: (index: number, key: string, code: string, message: string) => Fault | undefined,
  ) {}

  of(regulation: string, version: string): Release | undefined {
    return this.all.find((each) => each.regulation === regulation && each.version === version);
  }

  /** A released version whose files are not those that were released. */
  changed(pack: Pack): Fault | undefined {
    const release = this.of(pack.regulation, pack.version);
    if (!release || release.digest === pack.digest) return undefined;
    const message = `${packName(pack)} was changed after its release: its digest is now ${pack.digest}; undo the change, or make a new version`;
    return this.fault(this.all.indexOf(release), 'digest', 'changed_release', message);
  }

  withoutFolder(folders: readonly Pick<Release, 'regulation' | 'version'>[]): Fault[] {
    const names = folders.map(packName);
    return this.all.flatMap((release, index) => {
      const message = `${packName(release)} is released, but its folder is missing`;
      return names.includes(packName(release))
        ? []
        : (this.fault(index, 'version', 'missing_release', message) ?? []);
    });
  }
}

/** The text with one release more; comments and layout stay as they are. */
export function withRelease(text: string, release: Release): string {
  const document = parseDocument(text);
  const list = document.get('released');
  if (!isSeq(list)) throw new Error('released.yaml holds no list of releases');
  list.flow = false;
  list.add(document.createNode(release));
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
  release.set('withdrawn', document.createNode(withdrawn));
  return document.toString({ lineWidth: 0 });
}
