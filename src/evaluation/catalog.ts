// Every version that can be evaluated, by regulation: a rule set whose packs are made ready.
import type { RuleSet } from '../policy/rule-set.js';
import type { ReadyVersion } from './decide.js';
import { makeReady } from './evaluate.js';

export class Catalog {
  private readonly byRegulation = new Map<string, ReadyVersion[]>();

  constructor(rules: Pick<RuleSet, 'versions'>) {
    for (const version of rules.versions) {
      const { regulation } = version.pack;
      const ready = { ...version, ready: makeReady(version.pack) };
      this.byRegulation.set(regulation, [...(this.byRegulation.get(regulation) ?? []), ready]);
    }
  }

  get regulations(): string[] {
    return [...this.byRegulation.keys()];
  }

  /** All versions of a regulation, drafts included; undefined when there is none. */
  versions(regulation: string): readonly ReadyVersion[] | undefined {
    return this.byRegulation.get(regulation);
  }

  version(regulation: string, version: string): ReadyVersion | undefined {
    return this.versions(regulation)?.find((each) => each.pack.version === version);
  }

  get all(): readonly ReadyVersion[] {
    return [...this.byRegulation.values()].flat();
  }
}
