// Failures of a database that pass, or that an operator ends -> StoreUnavailable; any other is thrown as it is.
import { StoreUnavailable } from '../store.js';
import type { Database } from './database.js';

type Availability = Pick<Database, 'name' | 'isUnavailable'>;

export async function available<T>(database: Availability, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailableOr(database, error);
  }
}

export async function* availableRows<T>(
  database: Availability,
  rows: () => AsyncIterable<T>,
): AsyncIterable<T> {
  try {
    yield* rows();
  } catch (error) {
    throw unavailableOr(database, error);
  }
}

function unavailableOr({ name, isUnavailable }: Availability, error: unknown): unknown {
  if (error instanceof StoreUnavailable || !isUnavailable(error)) return error;
  return new StoreUnavailable(`${name} is not available: ${reasonOf(error)}`, { cause: error });
}

/** A host with several addresses fails with one error for each. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (message === '') return errorsIn(error).map(reasonOf).join('; ');
  const code = codeOf(error);
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}

// By their members, since errors of Node's own parts need not be of this context's Error.
export function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

export function messageOf(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}

/** Of an AggregateError. */
export function errorsIn(error: unknown): readonly unknown[] {
  const { errors } = Object(error) as { errors?: unknown };
  return Array.isArray(errors) ? errors : [];
}
