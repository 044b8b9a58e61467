import { inspect } from 'node:util';
import { openPostgres } from '../../src/audit/sql/postgres.js';
import { StoreUnavailable } from '../../src/audit/store.js';
import { made } from './made.js';
import { startPostgres } from './postgres.js';
import type { Postgres } from './postgres.js';
import { storeContract } from './store.contract.js';

describe('PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.remove());

  storeContract(async () => {
    const url = await postgres.createDatabase();
    return () => openPostgres(url);
  });

  test('a server that does not wait for its disk is refused, naming the setting', async () => {
    const url = await postgres.createDatabase();
    await postgres.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`);

    await expect(openPostgres(url)).rejects.toThrow(
      /^PostgreSQL 127\.0\.0\.1:\d+\/test_\d+: synchronous_commit is off, .* set "synchronous_commit = on"/,
    );
  });

  test('a server that is not there is unavailable, and its password is not told', async () => {
    const failure: unknown = await openPostgres('postgres://me:hush@127.0.0.1:1/none').catch(
      (error: unknown) => error,
    );

    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(inspect(failure)).toContain('PostgreSQL 127.0.0.1:1/none is not available');
    expect(inspect(failure)).not.toContain('hush');
  });

  test('a database that is not there is unavailable no more than a wrong setting is', async () => {
    await expect(openPostgres(postgres.url.replace('/postgres', '/nowhere'))).rejects.toThrow(
      'database "nowhere" does not exist',
    );
  });

  test('the key and the findings of an erased subject leave no dead row', async () => {
    const url = await postgres.createDatabase();
    const store = await openPostgres(url);
    await store.append([made({ subject: 'E-1' })]);

    await store.erase('subject:E-1', made({ kind: 'erasure' }));

    const dead = await postgres.query(
      `select relname, n_dead_tup from pg_stat_user_tables where relname in ('content_keys', 'found')`,
      url,
    );
    expect(dead.map((row) => Number(row['n_dead_tup']))).toEqual([0, 0]);
    await store.close();
  });
});
