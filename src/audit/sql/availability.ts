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
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}

export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
