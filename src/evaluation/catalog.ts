// Every version that can be evaluated, by regulation: a rule set whose packs are made ready.
import semver from 'semver';
import { ruleSetDigest } from '../policy/rule-set.js';
import type { PackVersion, RuleSet } from '../policy/rule-set.js';
import type { ReadyVersion } from './decide.js';
import { makeReady } from './evaluate.js';

export class Catalog {
  private readonly byRegulation = new Map<string, ReadyVersion[]>();
  /** The rule set's, as `ruleSetDigest` gives it. */
  readonly digest: string;

  /** @param earlier a catalog whose packs are used again where their files are the same. */
  constructor({ versions }: Pick<RuleSet, 'versions'>, earlier?: Catalog) {
    this.digest = ruleSetDigest(versions);
    const inOrder = [...versions].sort((a, b) => semver.compare(a.pack.version, b.pack.version));
    for (const version of inOrder) {
      const { regulation } = version.pack;
      const known = earlier?.withSameFiles(version);
      const ready = known
        ? { ...version, pack: known.pack, ready: known.ready }
        : { ...version, ready: makeReady(version.pack) };
      this.byRegulation.set(regulation, [...(this.byRegulation.get(regulation) ?? []), ready]);
    }
  }

  get regulations(): string[] {
    return [...this.byRegulation.keys()];
  }

  /** All versions of a regulation, lowest first, drafts included; undefined when there is none. */
  versions(regulation: string): readonly ReadyVersion[] | undefined {
    return this.byRegulation.get(regulation);
  }

  get all(): readonly ReadyVersion[] {
    return [...this.byRegulation.values()].flat();
  }

  private withSameFiles({ pack }: PackVersion): ReadyVersion | undefined {
    return this.byRegulation
      .get(pack.regulation)
      ?.find((each) => each.pack.version === pack.version && each.pack.digest === pack.digest);
  }
}
