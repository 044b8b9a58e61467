// The store in a SQLite file.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/audit/sql/sqlite.js';
import { entryOf } from './entries.js';
import { storeContract } from './store.contract.js';

const folder = mkdtempSync(join(tmpdir(), 'timbang-sqlite-'));
let files = 0;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function newFile(): string {
  files += 1;
  return join(folder, String(files), 'timbang.sqlite');
}

describe('the contract', () => {
  storeContract(() => openSqlite(newFile()));
});

test('what was kept is there when the file is opened again', async () => {
  const file = newFile();
  const entry = entryOf({ subject: 'E-1' });
  const first = await openSqlite(file);
  await first.append([entry]);
  await first.close();

  const second = await openSqlite(file);
  const kept = await second.find(entry.head.id);
  await second.close();

  expect(kept?.content).toBe(entry.content);
});

test('two processes may write the same file', async () => {
  const file = newFile();
  const stores = await Promise.all([openSqlite(file), openSqlite(file)]);

  await Promise.all(
    Array.from({ length: 40 }, (_, index) => stores[index % 2]?.append([entryOf({ subject: 'E-1' })])),
  );

  expect(await stores[0].list({}, { limit: 100 })).toHaveLength(40);
  await Promise.all(stores.map((store) => store.close()));
});

test('no file holds a trace of an erased subject', async () => {
  const file = newFile();
  const store = await openSqlite(file);
  const subject = 'NIP-198001012005011001';
  await store.append([entryOf({ subject, content: { request: { facts: { nama: 'Rahasia Sekali' } } } })]);
  const traces = (): string[] =>
    readdirSync(join(file, '..')).filter((name) => {
      const bytes = readFileSync(join(file, '..', name));
      return bytes.includes(subject) || bytes.includes('Rahasia Sekali');
    });
  expect(traces()).not.toEqual([]);

  await store.erase(`subject:${subject}`, entryOf({ kind: 'erasure' }));

  expect(traces()).toEqual([]);
  await store.close();
});
