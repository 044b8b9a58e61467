// A real PostgreSQL for tests; it ends with this process, whatever happens to it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface TestPostgres {
  readonly url: string;
  /** Ends it in an orderly way; its data stay. */
  stop(): Promise<void>;
  /** Kills its first process (SIGKILL), after which the others end. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const parent = mkdtempSync(join(tmpdir(), 'timbang-postgres-'));
  // The server runs as another user.
  chmodSync(parent, 0o755);
  const folder = join(parent, 'data');
  let { child, url } = await run(folder, 0);
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
  };
  return {
    url,
    stop,
    kill: async () => {
      const [first] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
      // The one that started it would wait for it.
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      process.kill(Number(first), 'SIGKILL');
      await ended;
    },
    start: async () => {
      ({ child } = await startAgain(folder, Number(new URL(url).port)));
    },
    remove: async () => {
      await stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** Processes that outlive a killed first one for a moment keep the next from starting. */
async function startAgain(folder: string, port: number): ReturnType<typeof run> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await run(folder, port);
    } catch (error) {
      if (turn === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function run(folder: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const script = join(process.cwd(), 'test', 'audit', 'postgres-server.mjs');
  const child = spawn(process.execPath, [script, folder, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => {
      reject(new Error(`PostgreSQL did not start (${String(code)})`));
    });
  });
  return { child, url };
}
