// Rule files that change again and again, some of them broken, under a service that is asked all the while.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyVersion } from '../../src/policy/new-version.js';
import { readPack } from '../../src/policy/read-pack.js';
import { noReleases, withRelease } from '../../src/policy/releases.js';
import { writeDurably } from '../../src/policy/durable-file.js';
import { Random } from '../evaluation/random-facts.js';
import { meeting, replace, request } from '../http/service.js';
import { packOf } from '../packs/pack.js';

export interface Found {
  readonly reloads: Readonly<Record<'served' | 'unchanged' | 'refused', number>>;
  readonly answers: number;
  /** Answers other than 201, or whose score or digest is not that of the version they name. */
  readonly wrong: readonly string[];
  /** Broken sets after which the service did not say what it had refused. */
  readonly unnoticed: readonly string[];
}

interface Version {
  readonly version: string;
  readonly digest: string;
  /** By hand: three hours at the rate of this version. */
  readonly score: number;
}

const regulation = 'sewa-aula';

const breakages: Readonly<Record<string, (text: string, random: Random) => string>> = {
  syntax: (text) => `${text}\n\t- : [`,
  schema: (text) => replace(text, 'requires:', 'requirez:'),
  half_written: (text, random) => text.slice(0, 1 + random.below(text.length - 2)),
  dropped_clause: (text) => text.slice(0, text.lastIndexOf('\n- clause:') + 1),
};

class Rules {
  readonly known = new Map<string, Version>();
  newest = '1.0.0';
  private before: string | undefined;

  constructor(private readonly folder: string) {
    this.note('1.0.0', 31.5);
  }

  private path(version: string, ...parts: string[]): string {
    return join(this.folder, regulation, version, ...parts);
  }

  private note(version: string, score: number): Version {
    const { digest } = packOf(readPack(this.path(version), version));
    const noted = { version, digest, score: Math.round(score) };
    this.known.set(version, noted);
    return noted;
  }

  /** A further version with a rate of its own is released, and the one before the last is taken away. */
  release(number: number): void {
    const version = `1.0.${number}`;
    const table = join(copyVersion(this.path(this.newest), version), 'tables', 'tarif.yaml');
    const rate = 100 + number;
    writeFileSync(table, readFileSync(table, 'utf8').replace(/(jenis: warga, value: )[\d.]+/, `$1${rate}`));
    this.note(version, 3 * rate);
    const releases = [this.newest, version].map((each) => this.known.get(each) as Version);
    const text = releases.reduce((all, each) => {
      const { version: name, digest } = each;
      const signed = { date: '2022-01-01', author: 'Penyusun', approver: 'Pemeriksa' };
      return withRelease(all, { regulation, version: name, digest, ...signed });
    }, noReleases);
    writeDurably(join(this.folder, 'released.yaml'), { text });
    if (this.before !== undefined) rmSync(this.path(this.before), { recursive: true });
    this.before = this.newest;
    this.newest = version;
  }

  /** Breaks a file of the version that answers. @returns how to undo it. */
  break(kind: string, random: Random): () => void {
    const file = this.path(this.newest, 'clauses', '10-syarat.yaml');
    const text = readFileSync(file, 'utf8');
    // In place, as an editor that is interrupted would leave it.
    writeFileSync(file, breakages[kind]?.(text, random) ?? text);
    return () => {
      writeFileSync(file, text);
    };
  }
}

interface Status {
  readonly rules: {
    readonly reloads: Found['reloads'];
    readonly serves: readonly { readonly version: string; readonly status: string }[];
  };
}

/** Changes, until there have been so many reloads. @param rules the folder that is served, with sewa-aula@1.0.0 released. */
export async function reloadUnderLoad(options: {
  url: string;
  rules: string;
  reloads: number;
  seed: number;
  onProgress?: (done: number) => void;
}): Promise<Found> {
  const { url, reloads, onProgress } = options;
  const random = new Random(options.seed);
  const rules = new Rules(options.rules);
  const wrong: string[] = [];
  const unnoticed: string[] = [];
  let isOver = false;
  let answers = 0;
  const ask = async (): Promise<void> => {
    while (!isOver) {
      const problem = await askOnce(url, rules.known);
      if (problem !== undefined) wrong.push(problem);
      answers += 1;
    }
  };
  const load = Promise.all([ask(), ask(), ask()]);
  const first = await statusOf(url);
  let undo: (() => void) | undefined;
  for (let done = 1; sum((await statusOf(url)).rules.reloads) < reloads; done += 1) {
    const before = (await statusOf(url)).rules;
    const kind = Object.keys(breakages)[random.below(4)] ?? '';
    // Never two broken ones in a row: what follows is undone and released anew.
    const isBroken = !undo && random.chance(0.43);
    undo?.();
    undo = undefined;
    if (isBroken) undo = rules.break(kind, random);
    else rules.release(done);
    const noticed = await becomes(url, ({ reloads: now, serves }) =>
      isBroken
        ? now.refused > before.reloads.refused
        : serves.some((each) => each.version === rules.newest && each.status === 'released'),
    );
    if (!noticed) unnoticed.push(`change ${done} (${isBroken ? kind : 'good'})`);
    onProgress?.(done);
  }
  isOver = true;
  await load;
  const last = (await statusOf(url)).rules.reloads;
  const { reloads: begun } = first.rules;
  return {
    reloads: {
      served: last.served - begun.served,
      unchanged: last.unchanged - begun.unchanged,
      refused: last.refused - begun.refused,
    },
    answers,
    wrong,
    unnoticed,
  };
}

/** What is wrong with an answer, if anything. */
async function askOnce(url: string, known: ReadonlyMap<string, Version>): Promise<string | undefined> {
  const response = await fetch(`${url}/v1/evaluations?explain=none`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request(meeting())),
  });
  const text = await response.text();
  if (response.status !== 201) return `${response.status} ${text}`;
  const { version, digest, scores } = JSON.parse(text) as {
    version: string;
    digest: string;
    scores: { total_sewa: { value: number } };
  };
  const expected = known.get(version);
  if (expected?.digest === digest && expected.score === scores.total_sewa.value) return undefined;
  return `${version} ${digest} gives ${scores.total_sewa.value}, not ${expected?.score ?? 'known'}`;
}

export async function statusOf(url: string): Promise<Status> {
  return (await (await fetch(`${url}/v1/status`)).json()) as Status;
}

function sum(reloads: Found['reloads']): number {
  return Object.values(reloads).reduce((a, b) => a + b, 0);
}

/** Waits, at most ten seconds, until the files have been read once more. */
export async function reloaded(url: string, before: Found['reloads']): Promise<Status> {
  await becomes(url, ({ reloads }) => sum(reloads) > sum(before));
  return statusOf(url);
}

/** Whether the status comes to hold this within ten seconds. */
async function becomes(url: string, holds: (rules: Status['rules']) => boolean): Promise<boolean> {
  const end = Date.now() + 10_000;
  while (!holds((await statusOf(url)).rules)) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return true;
}
