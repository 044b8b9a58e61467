// The rules that are served: a rule set compiled whole, swapped at once for a newer one, or kept when that has faults.
import { join } from 'node:path';
import { watch } from 'chokidar';
import { readCases } from './policy/case-files.js';
import { FaultyRules } from './policy/fault.js';
import type { Fault } from './policy/fault.js';
import { packName } from './policy/pack.js';
import { readRuleSet, ruleSetDigest } from './policy/rule-set.js';
import type { RuleSet } from './policy/rule-set.js';
import { whole } from './policy/yaml-file.js';
import { Catalog } from './evaluation/catalog.js';
import { decide } from './evaluation/decide.js';
import type { Language } from './explanation/words.js';
import type { RulesStatus } from './http/status.js';

/** How long the files must have been left alone before they are read. */
const settled = 150;
/** Files that never rest are read all the same. */
const longestWait = 2_000;

export type Reloaded =
  | { readonly kind: 'served' | 'unchanged'; readonly digest: string; readonly draftFaults: readonly Fault[] }
  /** `error`: what was thrown, where that is why. */
  | { readonly kind: 'refused'; readonly faults: readonly Fault[]; readonly error?: unknown };

export class LiveRules {
  /** Handlers take it once a request, so that an answer belongs to one rule set. */
  catalog: Catalog;
  status: RulesStatus;
  /** What was read last, served or refused. */
  private rules: RuleSet;
  private shown: ReadonlyMap<string, unknown> | undefined;

  /** Throws FaultyRules: a service does not start on rules that it cannot serve. */
  constructor(
    private readonly folder: string,
    language: Language,
    private readonly now: () => Date = () => new Date(),
  ) {
    const rules = readRuleSet(folder, folder);
    this.rules = rules;
    const faults = whyUnservable(rules, folder);
    if (faults.length > 0) throw new FaultyRules(faults, language);
    this.catalog = new Catalog(rules);
    const at = now().toISOString();
    this.status = {
      digest: this.catalog.digest,
      servedSince: at,
      lastSuccess: at,
      lastRefusal: null,
      leftOut: rules.draftFaults,
      reloads: { served: 0, unchanged: 0, refused: 0 },
    };
  }

  /** Submissions for the documentation: of each regulation the first case that is scored. */
  get examples(): ReadonlyMap<string, unknown> {
    return (this.shown ??= findExamples(this.catalog, this.folder));
  }

  /** Reads the files again; whatever is wrong with them, the last good set goes on serving. */
  reload(): Reloaded {
    const result = this.read();
    const at = this.now().toISOString();
    const { reloads } = this.status;
    this.status = {
      ...this.status,
      reloads: { ...reloads, [result.kind]: reloads[result.kind] + 1 },
      ...(result.kind === 'refused'
        ? { lastRefusal: { at, faults: result.faults } }
        : { lastSuccess: at, leftOut: result.draftFaults, digest: result.digest }),
      ...(result.kind === 'served' && { servedSince: at }),
    };
    return result;
  }

  private read(): Reloaded {
    try {
      return this.readNow();
    } catch (error) {
      // A file that vanishes while it is read, or a pack that cannot be made ready, must not end the service.
      const message = {
        id: `berkas aturan tidak dapat dibaca: ${String(error)}`,
        en: `the rule files cannot be read: ${String(error)}`,
      };
      return { kind: 'refused', faults: [whole(this.folder, 'unreadable', message)], error };
    }
  }

  private readNow(): Reloaded {
    const rules = readRuleSet(this.folder, this.folder, { earlier: this.rules });
    this.rules = rules;
    const faults = whyUnservable(rules, this.folder);
    if (faults.length > 0) return { kind: 'refused', faults };
    const { draftFaults, versions } = rules;
    const digest = ruleSetDigest(versions);
    if (digest === this.catalog.digest) return { kind: 'unchanged', digest, draftFaults };
    const catalog = new Catalog(rules, this.catalog);
    this.shown = undefined;
    this.catalog = catalog;
    return { kind: 'served', digest, draftFaults };
  }

  /** Reloads whenever the files have changed and then rested. */
  watch(onReload: (result: Reloaded) => void): { stop: () => Promise<void> } {
    let timer: NodeJS.Timeout | undefined;
    let waitingSince: number | undefined;
    const read = (): void => {
      waitingSince = undefined;
      onReload(this.reload());
    };
    const soon = (): void => {
      waitingSince ??= Date.now();
      clearTimeout(timer);
      timer = setTimeout(read, Math.max(0, Math.min(settled, waitingSince + longestWait - Date.now())));
    };
    const watcher = watch(this.folder, { ignoreInitial: true });
    watcher.on('all', soon);
    // What changed between the first reading and now was seen by neither.
    watcher.once('ready', soon);
    return {
      stop: async () => {
        clearTimeout(timer);
        await watcher.close();
      },
    };
  }
}

function whyUnservable(rules: RuleSet, folder: string): readonly Fault[] {
  if (rules.faults.length > 0 || rules.versions.some((version) => version.release)) return rules.faults;
  const message = {
    id: 'belum ada versi yang dirilis untuk dilayani',
    en: 'there is no released version to serve',
  };
  return [whole(folder, 'nothing_released', message)];
}

function findExamples(catalog: Catalog, folder: string): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  for (const version of catalog.all) {
    if (!version.release) continue;
    const { regulation } = version.pack;
    const { cases } = readCases(join(folder, regulation, version.pack.version), packName(version.pack));
    const found = cases.find((each) => decide([version], { facts: each.facts }).kind === 'evaluated');
    if (found) examples.set(regulation, found.facts);
  }
  return examples;
}
