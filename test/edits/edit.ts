// A change of rule files, written as a diff with a few words before it -> an Edit, and the draft it makes of a pack.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Lines that stand in the file exactly once, and what takes their place; no old lines: added at the end. */
interface Hunk {
  readonly old: readonly string[];
  readonly now: readonly string[];
}

export interface FileEdit {
  readonly path: string;
  readonly isNew: boolean;
  readonly hunks: readonly Hunk[];
}

export interface Edit {
  readonly title: string;
  /** Numbers of the recipes in rules/README.md that it follows. */
  readonly recipes: readonly number[];
  /** Cases, or whole files of cases, of the pack before the edit that no longer hold after it. */
  readonly changes: readonly string[];
  /** New cases that hold before the edit too: they guard what it must leave as it was. */
  readonly holdsBefore: readonly string[];
  /** Texts in the explanation of the first new case that come with the edit, and those that go. */
  readonly nowSays: readonly string[];
  readonly noLongerSays: readonly string[];
  readonly files: readonly FileEdit[];
}

const trailers = ['Recipe', 'Changes', 'Holds before', 'Now says', 'No longer says'];

export function readEdit(path: string): Edit {
  const [words = '', ...parts] = readFileSync(path, 'utf8').split(/^--- /m);
  const [title = '', ...lines] = words.split('\n').filter((line) => line !== '');
  const unknown = lines.find((line) => !trailers.some((trailer) => line.startsWith(`${trailer}: `)));
  if (unknown !== undefined) throw new Error(`${path} has "${unknown}"; there are: ${trailers.join(', ')}`);
  const all = (trailer: string): string[] =>
    lines.filter((line) => line.startsWith(`${trailer}: `)).map((line) => line.slice(trailer.length + 2));
  return {
    title,
    recipes: all('Recipe').map(Number),
    changes: all('Changes'),
    holdsBefore: all('Holds before'),
    nowSays: all('Now says'),
    noLongerSays: all('No longer says'),
    files: parts.map(readFileEdit),
  };
}

function readFileEdit(part: string): FileEdit {
  const [heading = '', ...hunks] = part.trimEnd().split(/\n@@\n/);
  const path = heading.replace(' (new)', '');
  return { path, isNew: path !== heading, hunks: hunks.map(readHunk) };
}

function readHunk(text: string): Hunk {
  const lines = text.split('\n');
  const unmarked = lines.find((line) => !/^([-+ ]|$)/.test(line));
  if (unmarked !== undefined) throw new Error(`a line of a diff starts with +, - or a space: "${unmarked}"`);
  const without = (mark: string): string[] =>
    lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
  return { old: without('+'), now: without('-') };
}

/** Copies a released pack as version 1.1.0, as a draft begins, and edits it; the caller removes the folder `rules`. */
export function makeDraft(pack: string, edits: readonly FileEdit[]): { rules: string; folder: string } {
  const rules = mkdtempSync(join(tmpdir(), 'timbang-edit-'));
  try {
    const folder = join(rules, 'kmk-300', '1.1.0');
    cpSync(pack, folder, { recursive: true });
    const version = { old: ['version: "1.0.0"'], now: ['version: "1.1.0"'] };
    for (const each of [{ path: 'manifest.yaml', isNew: false, hunks: [version] }, ...edits]) {
      apply(join(folder, each.path), each);
    }
    return { rules, folder };
  } catch (error) {
    rmSync(rules, { recursive: true, force: true });
    throw error;
  }
}

function apply(path: string, { isNew, hunks }: FileEdit): void {
  if (isNew && existsSync(path)) throw new Error(`${path} is there already`);
  mkdirSync(dirname(path), { recursive: true });
  const lines = isNew ? [] : readFileSync(path, 'utf8').trimEnd().split('\n');
  for (const { old, now } of hunks) {
    const isAt = (start: number): boolean => old.every((line, index) => lines[start + index] === line);
    const [start, ...others] = old.length === 0 ? [lines.length] : [...lines.keys()].filter(isAt);
    if (start === undefined || others.length > 0) {
      const times = start === undefined ? 'nowhere' : 'more than once';
      throw new Error(`${path} holds this ${times}:\n${old.join('\n')}`);
    }
    lines.splice(start, old.length, ...now);
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}
