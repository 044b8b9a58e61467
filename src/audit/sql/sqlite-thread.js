// A thread of its own for each SQLite connection, so that waiting for the disk holds nothing else up.
// Plain JavaScript, because a thread is started from a file and tests run without a build.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** @type {import('./sqlite-connection.js').ThreadStart} */
const { file, isReading } = workerData;
/** @type {import('better-sqlite3').Database | undefined} */
let database;

/** WAL, every commit synced, deleted bytes overwritten; and said so by SQLite itself. */
function open() {
  const opened = new Database(file, { readonly: isReading });
  opened.pragma('busy_timeout = 10000');
  if (!isReading) opened.pragma('journal_mode = WAL');
  opened.pragma('synchronous = FULL');
  opened.pragma('secure_delete = ON');
  const journal = opened.pragma('journal_mode', { simple: true });
  const synchronous = opened.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== 2) {
    opened.close();
    throw new Error(
      `SQLite does not keep ${file} safely (journal_mode ${String(journal)}, synchronous ${String(synchronous)}); TIMBANG_DATA must be on a local disk`,
    );
  }
  return opened;
}

/**
 * @param {import('./sqlite-connection.js').Question} question
 * @returns {import('./sqlite-connection.js').Answer}
 */
function answer({ statement, parameters }) {
  try {
    database ??= open();
    const prepared = database.prepare(statement);
    if (prepared.reader) return { rows: /** @type {object[]} */ (prepared.all(...parameters)), changes: 0 };
    return { rows: [], changes: prepared.run(...parameters).changes };
  } catch (error) {
    const { message, code } = /** @type {{ message: string, code?: string }} */ (error);
    return { failure: { message, ...(code !== undefined && { code }) } };
  }
}

parentPort?.on('message', (/** @type {import('./sqlite-connection.js').Question | 'close'} */ question) => {
  if (question === 'close') {
    database?.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(answer(question));
});
