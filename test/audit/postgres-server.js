// A process that holds a PostgreSQL server for tests and ends it when whoever started it is gone.
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { embeddedPostgres } from './embedded-postgres.js';

const [folder, port, ...flags] = process.argv.slice(2);
if (folder === undefined || port === undefined) throw new Error('postgres-server.js FOLDER PORT [FLAG…]');

/** @type {string[]} */
const log = [];
const EmbeddedPostgres = await embeddedPostgres();
const postgres = new EmbeddedPostgres({
  databaseDir: folder,
  port: Number(port),
  user: 'timbang',
  password: 'secret-of-tests',
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
  onLog: (/** @type {unknown} */ line) => log.push(String(line)),
  onError: (/** @type {unknown} */ error) => log.push(String(error)),
});

/** @type {{ process?: import('node:child_process').ChildProcess }} */
const inside = /** @type {any} */ (postgres);

/** After a kill the processes of the server's connections may hold its memory for a moment. */
async function start() {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await postgres.start();
    } catch (error) {
      if (attempt === 20) throw error ?? new Error('PostgreSQL ended while it started');
      await setTimeout(500);
    }
  }
}

/** One that has ended by itself would be waited for in vain. */
async function stop() {
  if (inside.process && inside.process.exitCode === null && inside.process.signalCode === null)
    await postgres.stop();
}

async function kill() {
  const running = inside.process;
  if (!running) return;
  const ended = once(running, 'exit');
  running.kill('SIGKILL');
  await ended;
  delete inside.process;
}

/** @type {Record<string, () => Promise<void>>} */
const commands = { start, stop, kill };

async function end() {
  await stop();
  await rm(folder ?? '', { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  process.exit(0);
}

process.on('message', (command) => {
  void (async () => {
    try {
      if (command === 'end') return await end();
      await commands[String(command)]?.();
      process.send?.({ done: command });
    } catch (error) {
      process.send?.({ failed: `${String(error)}\n${log.slice(-20).join('')}` });
    }
  })();
});
// Also when the tests were killed.
process.on('disconnect', () => void end());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end());

try {
  await postgres.initialise();
  await start();
  process.send?.({ done: 'start' });
} catch (error) {
  process.send?.({ failed: `${String(error)}\n${log.slice(-20).join('')}` });
}
