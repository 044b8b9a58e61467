// A version of a regulation -> the next one: a copy of its folder under another number, to be edited.
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import semver from 'semver';
import { isScalar, parseDocument } from 'yaml';
import { writeDurably } from './durable-file.js';

/** The highest of the versions that is below this one. */
export function versionBefore(versions: readonly string[], version: string): string | undefined {
  return semver.rsort(versions.filter((each) => semver.lt(each, version)))[0];
}

/** Copies a version's folder beside it, whole or not at all; hidden files stay behind. */
export function copyVersion(folder: string, version: string): string {
  const target = join(dirname(folder), version);
  const unfinished = join(dirname(folder), `.${version}.${process.pid}`);
  try {
    cpSync(folder, unfinished, {
      recursive: true,
      filter: (path) => path === folder || !basename(path).startsWith('.'),
    });
    const manifest = join(unfinished, 'manifest.yaml');
    writeDurably(manifest, { text: withVersion(readFileSync(manifest, 'utf8'), version) });
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return target;
}

/** Only the number changes: comments and layout stay as they are. */
function withVersion(manifest: string, version: string): string {
  const node = parseDocument(manifest).get('version', true);
  if (!isScalar(node) || !node.range) throw new Error('the manifest names no version');
  const [start, end] = node.range;
  return `${manifest.slice(0, start)}"${version}"${manifest.slice(end)}`;
}
