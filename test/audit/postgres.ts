// A real PostgreSQL for tests; it ends with this process, whatever happens to it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface TestPostgres {
  readonly url: string;
  /** Ends it in an orderly way; its data stay. */
  stop(): Promise<void>;
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
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
  };
  return {
    url,
    stop,
    start: async () => {
      ({ child } = await run(folder, Number(new URL(url).port)));
    },
    remove: async () => {
      await stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
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
