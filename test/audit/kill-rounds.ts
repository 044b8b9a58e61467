// The real server, or its database, killed under load again and again on the same data; and what was found of it.
import { join } from 'node:path';
import pg from 'pg';
import { openPostgres } from '../../src/audit/sql/postgres.js';
import { openSqlite } from '../../src/audit/sql/sqlite.js';
import type { Store } from '../../src/audit/store.js';
import { withRules, withService } from '../cli/program.js';
import type { Serving } from '../cli/program.js';
import { Random } from '../evaluation/random-facts.js';
import { LogReader } from './log-reader.js';
import { PersistentClients } from './persistent-clients.js';
import type { Acknowledged } from './persistent-clients.js';
import type { Postgres } from './postgres.js';

export interface KillOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Absent: SQLite. */
  readonly postgres?: Postgres;
  readonly onProgress?: (round: number) => void;
}

/** Who is killed: Timbang, one process of the database that serves it, or the whole database. */
type Victim = 'server' | 'backend' | 'database';

export interface KillsFound {
  readonly seed: number;
  readonly kills: Readonly<Record<Victim, number>>;
  readonly acknowledged: number;
  readonly askedAgain: number;
  readonly recordedUnanswered: number;
  readonly entries: number;
  readonly checkpoints: number;
  /** Sentences, each of something lost, doubled or half written. */
  readonly wrong: readonly string[];
}

/** Milliseconds. */
const longestWait = 20_000;
const mostFaultsShown = 5;

class KillRounds {
  readonly kills: Record<Victim, number> = { server: 0, backend: 0, database: 0 };
  readonly wrong: string[] = [];
  readonly clients: PersistentClients;
  readonly reader: LogReader;
  private readonly random: Random;
  private readonly data: string;
  /** How many of the acknowledged have been read again. */
  private checked = 0;

  constructor(
    private readonly folder: string,
    private readonly options: KillOptions,
  ) {
    this.random = new Random(options.seed);
    this.data = join(folder, 'data');
    this.clients = new PersistentClients(this.random);
    this.reader = new LogReader(this.data, this.clients.asked);
  }

  /** Starts on what the kill before left behind, checks it, and is killed in its turn. */
  async round(): Promise<void> {
    await this.serving(async (serving) => {
      await this.check(serving.url, [...this.clients.acknowledged.values()].slice(this.checked));
      this.checked = this.clients.acknowledged.size;
      let isOver = false;
      const load = this.clients.load(serving.url, () => isOver);
      await pause(30 + this.random.below(800));
      await this.kill(this.victim(), serving);
      isOver = true;
      await load;
    });
  }

  /** On PostgreSQL each in its turn. */
  private victim(): Victim {
    const { postgres } = this.options;
    const round = this.kills.server + this.kills.backend + this.kills.database;
    return (postgres && victims[round % victims.length]) ?? 'server';
  }

  /** All that was ever acknowledged is read once more. */
  async last(): Promise<void> {
    await this.serving(({ url }) => this.check(url, [...this.clients.acknowledged.values()]));
  }

  private async serving(use: (serving: Serving) => Promise<void>): Promise<void> {
    const { postgres } = this.options;
    const env = {
      LOG_LEVEL: 'error',
      TIMBANG_DATA: this.data,
      ...(postgres && { TIMBANG_DATABASE_URL: postgres.url }),
    };
    await withService({ folder: this.folder, env }, use);
  }

  private async check(url: string, which: readonly Acknowledged[]): Promise<void> {
    const { clients, wrong, random, reader } = this;
    wrong.push(...(await clients.settle(url)));
    wrong.push(...(await clients.changed(url, which)));
    const known = [...clients.acknowledged.values()];
    const some = known.length === 0 ? [] : Array.from({ length: 3 }, () => random.pick(known));
    wrong.push(...(await clients.changedUnderKey(url, some)));
    const store = await this.openStore();
    try {
      if (known.length === 0) return;
      if (!(await becomes(async () => (await store.unplaced()).count === 0)))
        wrong.push('entries are left without a place');
      await reader.readOn(store);
      for (const { key, subject, id } of known) {
        if (reader.evaluations.get(subject) !== id) wrong.push(`${id}, acknowledged for ${key}, was lost`);
      }
    } finally {
      await store.close();
    }
  }

  private openStore(): Promise<Store> {
    const { postgres } = this.options;
    return postgres ? openPostgres(postgres.url) : openSqlite(join(this.data, 'timbang.sqlite'));
  }

  private async kill(victim: Victim, { child, ended, said }: Serving): Promise<void> {
    const { postgres } = this.options;
    this.kills[victim] += 1;
    if (victim === 'server' || !postgres) {
      child.kill('SIGKILL');
      await ended;
      return;
    }
    if (victim === 'database') {
      await postgres.kill();
      await pause(this.random.below(500));
      await postgres.start();
    } else await killBackend(postgres.url, this.random);
    const before = this.clients.acknowledged.size;
    const isBack = await becomes(async () => this.clients.acknowledged.size > before + 20);
    if (!isBack) {
      const state = child.exitCode === null ? 'runs' : 'ended as well';
      this.wrong.push(
        `after the ${victim} was killed the server ${state} and answered nothing: ${said.stderr}`,
      );
    }
  }
}

const victims: readonly Victim[] = ['server', 'backend', 'database'];

/** PostgreSQL then ends all other backends and recovers from its log. */
async function killBackend(url: string, random: Random): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // It is ended with the others.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  if (rows.length > 0) process.kill(random.pick(rows).pid, 'SIGKILL');
  await client.end().catch(() => undefined);
}

async function becomes(holds: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + longestWait;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await pause(25);
  }
  return true;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function killAgainAndAgain(options: KillOptions): Promise<KillsFound> {
  const { rounds, seed, onProgress } = options;
  let found: KillsFound | undefined;
  await withRules([{}], async (folder) => {
    const killing = new KillRounds(folder, options);
    for (let round = 1; round <= rounds; round += 1) {
      await killing.round();
      onProgress?.(round);
    }
    await killing.last();
    const { clients, reader, kills, wrong } = killing;
    found = {
      seed,
      kills,
      acknowledged: clients.acknowledged.size,
      askedAgain: clients.askedAgain,
      recordedUnanswered: clients.recordedUnanswered,
      entries: reader.entries,
      checkpoints: reader.checkpoints,
      wrong: [...wrong, ...reader.wrong, ...clients.unexpected].slice(0, mostFaultsShown),
    };
  });
  return found as unknown as KillsFound;
}
