// A file written whole or not at all, also through a crash: whoever reads or watches it never meets a half of it.
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export function replaceFile(path: string, text: string, mode = 0o666): void {
  // Hidden, so that it is no rule file while it is there.
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  const file = openSync(unfinished, 'w', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
