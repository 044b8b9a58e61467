// Every version that can be evaluated, by regulation: a rule set whose packs are made ready.
import semver from 'semver';
import type { RuleSet } from '../policy/rule-set.js';
import type { ReadyVersion } from './decide.js';
import { makeReady } from './evaluate.js';

export class Catalog {
  private readonly byRegulation = new Map<string, ReadyVersion[]>();

  constructor(rules: Pick<RuleSet, 'versions'>) {
    const inOrder = [...rules.versions].sort((a, b) => semver.compare(a.pack.version, b.pack.version));
    for (const version of inOrder) {
      const { regulation } = version.pack;
      const ready = { ...version, ready: makeReady(version.pack) };
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
}
