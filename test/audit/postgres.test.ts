import { openPostgres } from '../../src/audit/sql/postgres.js';
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
});
