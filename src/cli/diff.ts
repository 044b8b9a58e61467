// timbang diff A B: what a newer version says otherwise, by clause and condition, value and row, in words.
import { diffPacks } from '../analysis/diff/diff-packs.js';
import { diffSummary, diffText } from '../analysis/diff/text.js';
import { packName } from '../policy/pack.js';
import type { Pack } from '../policy/pack.js';
import type { Language } from '../explanation/words.js';
import { loadPack } from './packs.js';

export interface DiffOptions {
  readonly rules: string;
  readonly language: Language;
  readonly format: 'text' | 'json';
}

/** As JSON: { before, after (names and digests), says, changes }, each change as in analysis/diff/change.ts. */
export function diff(before: string, after: string, options: DiffOptions): number {
  const [old, now] = [loadPack(before, options), loadPack(after, options)];
  const changes = diffPacks(old, now);
  if (options.format === 'text') process.stdout.write(diffText(old, now, changes, options.language));
  else {
    const name = (pack: Pack): object => ({ name: packName(pack), digest: pack.digest });
    const says = diffSummary(old, now, changes.length);
    process.stdout.write(
      `${JSON.stringify({ before: name(old), after: name(now), says, changes }, null, 2)}\n`,
    );
  }
  return 0;
}
