// A process that keeps entries in the SQLite file named, one for each message; says what became of each.
import { randomUUID } from 'node:crypto';

/** The program as it is built. @param {string} file */
const built = (file) => import(new URL(`../../../dist/audit/${file}`, import.meta.url).href);
const { seal } = await built('log/entry.js');
const { openSqlite } = await built('sql/sqlite.js');
const { StoreUnavailable } = await built('store.js');
const store = await openSqlite(String(process.argv[2]));
process.send?.({ ready: true });

process.on('message', () => void append());
process.on('disconnect', () => process.exit(0));

async function append() {
  const id = randomUUID();
  const head = { id, kind: 'read', time: new Date().toISOString(), program: '1', by: null, requestId: null };
  try {
    await store.append([{ ...seal(head, { text: 'x'.repeat(500) }), receipt: 'r\n' }]);
    process.send?.({ id, kept: true });
  } catch (error) {
    process.send?.({
      id,
      kept: false,
      unavailable: error instanceof StoreUnavailable,
      message: String(error),
    });
  }
}
