// Kysely's queries -> commands to a worker thread with one SQLite connection, so that no fsync blocks the service.
import { Worker } from 'node:worker_threads';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult, CompiledQuery } from 'kysely';

export type Command =
  | { readonly kind: 'begin' }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'close' }
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] };

export type Reply =
  | { readonly result: unknown }
  | { readonly error: { readonly message: string; readonly code: string | undefined } };

export interface SqliteStart {
  readonly file: string;
  /** Milliseconds to wait for another process that writes. */
  readonly busyTimeout: number;
  readonly readOnly: boolean;
}

export class SqliteError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** What the thread answers to a query. */
interface Answer {
  readonly rows: Record<string, unknown>[];
  readonly changes?: number;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The thread, started anew when it has ended, with the commands that it has still to answer. */
class Thread {
  private worker: Worker | undefined;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly start: SqliteStart) {}

  send(command: Command): Promise<unknown> {
    const worker = (this.worker ??= this.started());
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      worker.postMessage(command);
    });
  }

  private started(): Worker {
    const worker = new Worker(new URL('./sqlite-thread.js', import.meta.url), { workerData: this.start });
    worker.on('message', (reply: Reply) => {
      const waiting = this.waiting.shift();
      if ('result' in reply) waiting?.resolve(reply.result);
      else waiting?.reject(asError(reply.error));
    });
    worker.on('error', (error) => this.fail(worker, error));
    worker.on('exit', () => this.fail(worker, new Error('the thread ended')));
    return worker;
  }

  private fail(worker: Worker, error: Error): void {
    if (worker !== this.worker) return;
    this.worker = undefined;
    for (const each of this.waiting.splice(0)) each.reject(new SqliteError(error.message, 'THREAD_ENDED'));
  }

  async end(): Promise<void> {
    if (!this.worker) return;
    try {
      await this.send({ kind: 'close' });
    } finally {
      await this.worker?.terminate();
    }
  }
}

function asError({ message, code }: { message: string; code: string | undefined }): Error {
  return code === undefined ? new Error(message) : new SqliteError(message, code);
}

class ThreadConnection implements DatabaseConnection {
  constructor(readonly thread: Thread) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = (await this.thread.send({ kind: 'query', sql, parameters })) as Answer;
    return {
      rows: rows.map(withBuffers) as R[],
      ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
    };
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('not in use'));
  }
}

/** A Buffer comes out of another thread as a bare Uint8Array. */
function withBuffers(row: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof Uint8Array)
      row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return row;
}

/** One connection; whoever has acquired it has it alone. */
class ThreadDriver implements Driver {
  private readonly thread: Thread;
  private last: Promise<void> = Promise.resolve();
  private release: (() => void) | undefined;

  constructor(start: SqliteStart) {
    this.thread = new Thread(start);
  }

  async init(): Promise<void> {
    // The thread opens the file with the first command.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.last;
    let release: (() => void) | undefined;
    this.last = new Promise((resolve) => (release = resolve));
    await before;
    this.release = release;
    return new ThreadConnection(this.thread);
  }

  async releaseConnection(): Promise<void> {
    this.release?.();
  }

  async beginTransaction(): Promise<void> {
    await this.thread.send({ kind: 'begin' });
  }

  async commitTransaction(): Promise<void> {
    await this.thread.send({ kind: 'commit' });
  }

  async rollbackTransaction(): Promise<void> {
    await this.thread.send({ kind: 'rollback' });
  }

  async destroy(): Promise<void> {
    await this.thread.end();
  }
}

/** Its migrations run in one transaction, so that processes that start at once wait for each other. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export function threadDialect(start: SqliteStart): Dialect {
  return {
    createDriver: () => new ThreadDriver(start),
    createAdapter: () => new TransactionalSqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}
