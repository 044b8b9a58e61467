// kysely's driver for SQLite in a thread: one connection, one transaction at a time.
import { Worker } from 'node:worker_threads';
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { breaksConnection } from './failures.js';

export interface ThreadStart {
  readonly file: string;
  readonly isReading: boolean;
}

export interface Question {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

export type Answer =
  | { readonly rows: readonly object[]; readonly changes: number }
  | { readonly failure: { readonly message: string; readonly code?: string } };

class SqliteFailure extends Error {
  readonly code: string | undefined;

  constructor({ message, code }: { message: string; code?: string }) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class SqliteThread implements DatabaseConnection {
  private worker: Worker | undefined;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly start: ThreadStart) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const answer = await this.ask({ statement: sql, parameters });
    if ('failure' in answer) {
      if (breaksConnection(answer.failure.code)) await this.abandon();
      throw new SqliteFailure(answer.failure);
    }
    for (const row of answer.rows) restoreBuffers(row as Record<string, unknown>);
    return { rows: answer.rows as R[], numAffectedRows: BigInt(answer.changes) };
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read in pages');
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  private ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      (this.worker ??= this.open()).postMessage(question);
    });
  }

  private open(): Worker {
    const worker = new Worker(new URL('./sqlite-thread.js', import.meta.url), { workerData: this.start });
    worker.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer));
    const fail = (error: unknown): void => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.waiting.splice(0)) reject(error);
    };
    worker.on('error', fail);
    worker.on('exit', () => {
      fail(new Error('the database thread ended'));
    });
    return worker;
  }

  /** What is asked next is asked of a new connection, which reads from the disk what is truly there. */
  private async abandon(): Promise<void> {
    await this.close();
  }
}

/** Bytes lose their kind between threads. */
function restoreBuffers(row: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(row))
    if (value instanceof Uint8Array)
      row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

class ThreadDriver implements Driver {
  private busy: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  constructor(private readonly thread: SqliteThread) {}

  async init(): Promise<void> {
    // The thread opens the file when it is first asked.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.busy;
    let free = (): void => undefined;
    this.busy = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    this.release = free;
    return this.thread;
  }

  async releaseConnection(): Promise<void> {
    this.release();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch (error) {
      // SQLite, or the end of the connection, has rolled it back already.
      if (!(error instanceof SqliteFailure) || !error.message.includes('no transaction is active'))
        throw error;
    }
  }

  async destroy(): Promise<void> {
    await this.thread.close();
  }
}

export function sqliteDialect(start: ThreadStart): Dialect {
  const thread = new SqliteThread(start);
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(thread),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
