import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/audit/sql/sqlite.js';
import { made, sign } from './made.js';
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

  test('nothing of an erased subject is left in any file, also while another process has it open', async () => {
    const file = join(folder, 'erased.sqlite');
    const [store, another] = [await openSqlite(file), await openSqlite(file)];
    const entries = Array.from({ length: 50 }, (_, n) =>
      made({
        subject: 'Budi-Yang-Dihapus',
        found: { verdicts: [`rahasia-${n}=met`], scores: { rahasia: 123456 + n } },
        idempotency: { caller: 'app', key: `k${n}`, fingerprint: `sidik-${n}` },
      }),
    );
    await store.append([...entries, made({ subject: 'Siti-Yang-Tinggal' })]);
    await another.place(sign, 1_000);
    const traces = ['Budi-Yang-Dihapus', 'rahasia', 'sidik-'];
    expect(traces.every((trace) => bytesOf(file).includes(trace))).toBe(true);

    await store.erase('subject:Budi-Yang-Dihapus', made({ kind: 'erasure' }));

    expect(traces.filter((trace) => bytesOf(file).includes(trace))).toEqual([]);
    expect(bytesOf(file).includes('Siti-Yang-Tinggal')).toBe(true);
    await Promise.all([store.close(), another.close()]);
  });

  test('the folder is made where there is none', async () => {
    const store = await openSqlite(join(folder, 'new', 'data', 'store.sqlite'));

    expect(await store.append([made()])).toEqual([{ kind: 'kept' }]);
    await store.close();
  });

  test('a file that is no database is refused as it is, with what SQLite says', async () => {
    const file = join(folder, 'text.sqlite');
    writeFileSync(file, 'not a database, but long enough to be taken for one '.repeat(20));

    await expect(openSqlite(file)).rejects.toThrow('file is not a database');
  });
});

function bytesOf(file: string): Buffer {
  const files = ['', '-wal', '-shm'].map((ending) => file + ending).filter((each) => existsSync(each));
  return Buffer.concat(files.map((each) => readFileSync(each)));
}
