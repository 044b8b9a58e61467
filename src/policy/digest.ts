// The digest of a pack's files: what a release is known by.
import { createHash } from 'node:crypto';
import { compareText } from './fault.js';
import type { Fault } from './fault.js';

/** The files that make a pack what it is: all but those of tests/, sorted by path. */
export function digestedFiles(files: ReadonlyMap<string, Buffer | Fault>): ReadonlyMap<string, Buffer> {
  const found = [...files]
    .flatMap(([path, content]): [string, Buffer][] => ('code' in content ? [] : [[path, content]]))
    .filter(([path]) => !path.startsWith('tests/'))
    .sort(([a], [b]) => compareText(a, b));
  return new Map(found);
}

/**
 * sha256 over one line per file, sorted by path: "<sha256 of the content>  <path>\n".
 * Line ends are read as \n, so that a checkout on another system has the same digest.
 */
export function packDigest(digested: ReadonlyMap<string, Buffer>): string {
  const lines = [...digested].map(
    ([path, content]) =>
      `${sha256(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')}  ${path}\n`,
  );
  return `sha256:${sha256(lines.join(''), 'utf8')}`;
}

/** Of every file as it is, and of what cannot be read: equal only where all of them are. */
export function fingerprintOf(files: ReadonlyMap<string, Buffer | Fault>, faults: readonly Fault[]): string {
  const hash = createHash('sha256').update(JSON.stringify(faults));
  for (const [path, content] of files) {
    const bytes = 'code' in content ? Buffer.from(JSON.stringify(content)) : content;
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function sha256(text: string, encoding: 'latin1' | 'utf8'): string {
  return createHash('sha256').update(text, encoding).digest('hex');
}
