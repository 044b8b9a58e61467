// A file written whole or not at all: whoever reads or watches it never meets a half of it.
import { renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export function replaceFile(path: string, text: string): void {
  // Hidden, so that it is no rule file while it is there.
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}
