// The store in a real PostgreSQL.
import pg from 'pg';
import { openPostgres } from '../../src/audit/sql/postgres.js';
import { StoreUnavailable } from '../../src/audit/store.js';
import { entryOf } from './entries.js';
import { startPostgres } from './postgres.js';
import type { TestPostgres } from './postgres.js';
import { storeContract } from './store.contract.js';

let server: TestPostgres;
let databases = 0;

beforeAll(async () => {
  server = await startPostgres();
}, 120_000);

afterAll(async () => {
  await server.remove();
});

/** The URL of an empty database. */
async function newDatabase(): Promise<string> {
  databases += 1;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database test${databases}`);
  await client.end();
  return server.url.replace(/postgres$/, `test${databases}`);
}

describe('the contract', () => {
  storeContract(async () => openPostgres(await newDatabase()));
});

test('a server that does not sync what it commits is refused, with what to do', async () => {
  const url = await newDatabase();

  const opening = openPostgres(`${url}?options=-c%20synchronous_commit%3Doff`);

  await expect(opening).rejects.toThrow(
    'PostgreSQL has synchronous_commit = off: a record could be lost; set it to on',
  );
});

test('a server that is not there is unavailable, and the message holds no password', async () => {
  const opening = openPostgres('postgresql://someone:secret@127.0.0.1:1/none');

  await expect(opening).rejects.toThrow(StoreUnavailable);
  await expect(openPostgres('postgresql://someone:secret@127.0.0.1:1/none')).rejects.not.toThrow('secret');
});

test('replicas write to one database and find what the others wrote', async () => {
  const url = await newDatabase();
  const stores = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)]);
  const entries = Array.from({ length: 60 }, (_, index) =>
    entryOf({ subject: `E-${index % 4}`, key: `k${index % 30}` }),
  );

  await Promise.all(entries.map((entry, index) => stores[index % 3]?.append([entry])));

  expect(await stores[0].list({}, { limit: 100 })).toHaveLength(30);
  await Promise.all(stores.map((store) => store.close()));
});

test('while the server is away appends are refused as unavailable; afterwards they are kept', async () => {
  const store = await openPostgres(await newDatabase());
  const before = entryOf();
  await store.append([before]);

  await server.stop();
  await expect(store.append([entryOf()])).rejects.toThrow(StoreUnavailable);
  await server.start();
  const after = entryOf();
  await store.append([after]);

  expect(await store.find(before.head.id)).toBeDefined();
  expect(await store.find(after.head.id)).toBeDefined();
  await store.close();
}, 60_000);
