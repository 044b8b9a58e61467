// What a database can fail with -> whether it is worth trying again later.
import { StoreUnavailable } from '../store.js';

const sqlite = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|PROTOCOL|READONLY)/;
/** Classes and codes of PostgreSQL: connection, resources, operator's doing, system, deadlock, lock and statement time-outs. */
const postgres = /^(08|53|57P0|58|40001|40P01|55P03|57014)/;
const network = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
  'EAI_AGAIN',
];
/** pg gives no code for these. */
const withoutCode =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable|the database thread ended/;

export function isPassing(error: unknown): boolean {
  const { code, message = '' } = error as { code?: unknown; message?: string };
  if (typeof code === 'string') return sqlite.test(code) || postgres.test(code) || network.includes(code);
  return withoutCode.test(message);
}

/** An error after which what the connection holds is not to be trusted: an fsync that failed is not tried again. */
export function breaksConnection(code: string | undefined): boolean {
  return code !== undefined && /^SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB|READONLY)/.test(code);
}

export async function passingAsUnavailable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
