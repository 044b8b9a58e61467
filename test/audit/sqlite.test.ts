import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/audit/sql/sqlite.js';
import { storeContract } from './store.contract.js';

describe('SQLite', () => {
  let folder = '';
  let files = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'timbang-sqlite-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  storeContract(() => {
    files += 1;
    const file = join(folder, `${files}.sqlite`);
    return Promise.resolve(() => openSqlite(file));
  });
});
