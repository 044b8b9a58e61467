// A worker thread that holds one connection to an SQLite file: commands come in, rows or errors go out.
// Plain JavaScript, because tests start it from src/ and the program from dist/.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * @typedef {import('./sqlite-driver.js').Command} Command
 * @typedef {import('./sqlite-driver.js').Reply} Reply
 */

/** @type {{ file: string, busyTimeout: number, readOnly: boolean }} */
const { file, busyTimeout, readOnly } = workerData;

/** @type {import('better-sqlite3').Database | undefined} */
let db;
/** @type {Map<string, import('better-sqlite3').Statement>} */
const statements = new Map();
const statementsKept = 200;
let isInTransaction = false;
/** The connection broke inside a transaction, whose remaining commands must not run outside of it. */
let isBroken = false;

function open() {
  const opened = new Database(file, { timeout: busyTimeout });
  try {
    opened.pragma('journal_mode = WAL');
    opened.pragma('synchronous = FULL');
    opened.pragma('foreign_keys = ON');
    opened.pragma('secure_delete = ON');
    // Kibibytes, and pages: indices over random ids do not fit into what SQLite takes for itself.
    opened.pragma('cache_size = -65536');
    opened.pragma('wal_autocheckpoint = 4000');
    expect(
      opened,
      'journal_mode',
      'wal',
      'the file must lie on a disk of this machine, not on a network share',
    );
    expect(opened, 'synchronous', 2, 'without it a power cut loses entries that were answered for');
    if (readOnly) opened.pragma('query_only = ON');
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/**
 * @param {import('better-sqlite3').Database} opened
 * @param {string} pragma
 * @param {unknown} wanted
 * @param {string} why
 */
function expect(opened, pragma, wanted, why) {
  const found = opened.pragma(pragma, { simple: true });
  if (found !== wanted) {
    throw new Error(`SQLite ${file}: PRAGMA ${pragma} is ${String(found)}, not ${String(wanted)}; ${why}`);
  }
}

function close() {
  statements.clear();
  db?.close();
  db = undefined;
}

/** @param {string} sql */
function prepared(sql) {
  db ??= open();
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= statementsKept) statements.clear();
  const statement = db.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

/** @param {Command} command @returns {unknown} */
function run(command) {
  if (command.kind === 'close') return close();
  if (command.kind === 'rollback') return rollback();
  if (isBroken) throw new Error('the connection was closed after an error; the transaction is void');
  if (command.kind === 'begin') {
    prepared(readOnly ? 'begin' : 'begin immediate').run();
    isInTransaction = true;
    return undefined;
  }
  if (command.kind === 'commit') {
    prepared('commit').run();
    isInTransaction = false;
    return undefined;
  }
  return query(command);
}

/** @param {Extract<Command, { kind: 'query' }>} command */
function query(command) {
  const statement = prepared(command.sql);
  if (statement.reader) return { rows: statement.all(...command.parameters) };
  return { rows: [], changes: statement.run(...command.parameters).changes };
}

/** SQLite may have rolled back by itself. */
function rollback() {
  isInTransaction = false;
  isBroken = false;
  if (db?.inTransaction) prepared('rollback').run();
}

/** An fsync that failed must not be trusted afterwards: the next command opens the file again. */
const breaking = /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY_DBMOVED)/;

/** @param {unknown} error */
function failed(error) {
  const code = error instanceof Database.SqliteError ? error.code : undefined;
  if (code !== undefined && breaking.test(code)) {
    isBroken = isInTransaction;
    try {
      close();
    } catch {
      // Its handle is lost, the file is not.
      db = undefined;
    }
  }
  return { message: error instanceof Error ? error.message : String(error), code };
}

parentPort?.on('message', (/** @type {Command} */ command) => {
  /** @type {Reply} */
  let reply;
  try {
    reply = { result: run(command) };
  } catch (error) {
    reply = { error: failed(error) };
  }
  parentPort?.postMessage(reply);
});
