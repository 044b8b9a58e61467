// A real PostgreSQL server for tests, in a process of its own, gone when the tests are.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../cli/program.js';

export interface Postgres {
  /** Of its first database. */
  readonly url: string;
  /** Of the server's data. */
  readonly folder: string;
  /** A new, empty database; its URL. @param options as in SQL. */
  createDatabase(options?: string): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  /** Runs SQL as the superuser, in the database of the URL or in the server's own. */
  query(text: string, url?: string): Promise<Record<string, unknown>[]>;
  /** Connections are closed, data stays. */
  stop(): Promise<void>;
  /** Like a power cut. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it; its data go. */
  remove(): Promise<void>;
}

export interface PostgresStart {
  /** Empty; goes at the end. */
  readonly folder?: string;
  /** As on PostgreSQL's command line. */
  readonly flags?: readonly string[];
}

export async function startPostgres({ folder, flags = [] }: PostgresStart = {}): Promise<Postgres> {
  const port = await freePort();
  const data = folder ?? mkdtempSync(join(tmpdir(), 'timbang-postgres-'));
  const server = fork(join(__dirname, 'postgres-server.js'), [data, String(port), ...flags], {
    // What starts jest may have set options that are not for this process.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await answerOf(server);
  const urlOf = (database: string): string =>
    `postgres://timbang:secret-of-tests@127.0.0.1:${port}/${database}`;
  const query = async (text: string, url = urlOf('postgres')): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  let databases = 0;
  return {
    url: urlOf('postgres'),
    query,
    folder: data,
    dropDatabase: async (url) => {
      await query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
    },
    createDatabase: async (options = '') => {
      databases += 1;
      await query(`create database test_${databases} ${options}`);
      return urlOf(`test_${databases}`);
    },
    stop: () => command(server, 'stop'),
    kill: () => command(server, 'kill'),
    start: () => command(server, 'start'),
    remove: async () => {
      const ended = once(server, 'exit');
      server.send('end');
      await ended;
    },
  };
}

async function command(server: ChildProcess, name: string): Promise<void> {
  server.send(name);
  await answerOf(server);
}

async function answerOf(server: ChildProcess): Promise<void> {
  const [answer] = (await once(server, 'message')) as [{ failed?: string }];
  if (answer.failed !== undefined) throw new Error(answer.failed);
}
