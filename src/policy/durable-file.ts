// Files that hold after a crash: written whole or not at all, or longer by what was appended. Whoever reads or watches one
// never meets a half of it.
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

interface Written {
  readonly text: string;
  readonly mode?: number;
  /** Throws EEXIST when the file is there already. */
  readonly isNew?: boolean;
}

export function writeDurably(path: string, { text, mode = 0o644, isNew = false }: Written): void {
  // Hidden, so that it is no rule file while it is there.
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    rmSync(unfinished, { force: true });
    writeAndSync(unfinished, { text, mode, flags: 'wx' });
    // A link never replaces what is there, as renaming does.
    if (isNew) linkSync(unfinished, path);
    else renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(dirname(path));
}

export function appendDurably(path: string, text: string): void {
  writeAndSync(path, { text, mode: 0o644, flags: 'a' });
  syncFolder(dirname(path));
}

/** Overwritten before it is removed, which helps on disks that write in place. */
export function destroyFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, Buffer.alloc(statSync(path).size), 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
  syncFolder(dirname(path));
}

export function makeFolder(path: string, mode: number): void {
  if (mkdirSync(path, { recursive: true, mode }) !== undefined) syncFolder(dirname(path));
}

function writeAndSync(
  path: string,
  { text, mode, flags }: { text: string; mode: number; flags: string },
): void {
  const file = openSync(path, flags, mode);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** So that the name of a file is as durable as what is in it. */
function syncFolder(path: string): void {
  // Windows has no handle of a folder to do so with.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
