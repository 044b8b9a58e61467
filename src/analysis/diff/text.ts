// The differences of two packs -> plain text, a line for each, under headings for the parts of a pack.
import { packName } from '../../policy/pack.js';
import type { Bilingual, Pack } from '../../policy/pack.js';
import type { Language } from '../../explanation/words.js';
import type { Change, SubjectKind } from './change.js';
import { subjectWords } from './labels.js';
import { changeInWords } from './words.js';
import type { WordRun } from './word-runs.js';

export interface DiffSection {
  readonly kind: SubjectKind;
  readonly heading: string;
  readonly changes: readonly Change[];
}

/** Changes under the part of the pack that they are of, in the order in which they come. */
export function sectionsOf(changes: readonly Change[], language: Language): DiffSection[] {
  const kinds = [...new Set(changes.map((change) => change.subject.kind))];
  return kinds.map((kind) => ({
    kind,
    heading: subjectWords[kind][language],
    changes: changes.filter((change) => change.subject.kind === kind),
  }));
}

/** What is said above the changes: how many there are, or why there are none. */
export function diffSummary(before: Pack, after: Pack, count: number): Bilingual {
  const names = `${packName(before)} → ${packName(after)}`;
  if (count > 0) return { id: `${names}: ${count} perubahan`, en: `${names}: ${count} change(s)` };
  if (before.digest === after.digest)
    return { id: `${names}: tidak ada perbedaan`, en: `${names}: no differences` };
  return {
    id: `${names}: tidak ada perbedaan isi; berkasnya hanya berbeda nomor versi, tata letak, atau urutan`,
    en: `${names}: no differences in content; the files differ only in version number, layout or order`,
  };
}

export function diffText(before: Pack, after: Pack, changes: readonly Change[], language: Language): string {
  const lines = [diffSummary(before, after, changes.length)[language], ...sectionLines(changes, language)];
  return `${lines.join('\n')}\n`;
}

/** A blank line and a heading before each part's changes. */
export function sectionLines(changes: readonly Change[], language: Language): string[] {
  return sectionsOf(changes, language).flatMap(({ heading, changes: of }) => [
    '',
    heading,
    ...of.map((change) => `  ${changeLine(change, language)}`),
  ]);
}

function changeLine(change: Change, language: Language): string {
  const { subject, what, more } = changeInWords(change, language);
  const name = change.subject.id === '' ? '' : `${subject}: `;
  return [name + runsAsText(what), ...more].join('; ');
}

const keptWords = 4;

/** What went and came in square brackets, old → new; long stretches that stayed are cut short. */
export function runsAsText(runs: readonly WordRun[]): string {
  const isRewording = runs.some((run) => run.kind !== 'same');
  const parts: string[] = [];
  runs.forEach((run, index) => {
    const [before, after] = [runs[index - 1], runs[index + 1]];
    if (run.kind === 'same')
      parts.push(isRewording && index > 0 ? shortened(run.text, after === undefined) : run.text);
    else if (run.kind === 'removed')
      parts.push(after?.kind === 'added' ? `[${run.text} → ${after.text}]` : `[${run.text} →]`);
    else if (before?.kind !== 'removed') parts.push(`[→ ${run.text}]`);
  });
  return parts.join(' ').replaceAll(' ;', ';');
}

function shortened(text: string, isLast: boolean): string {
  const words = text.split(' ');
  if (words.length <= keptWords * 2 + 1) return text;
  const end = isLast ? [] : words.slice(-keptWords);
  return [...words.slice(0, keptWords), '…', ...end].join(' ');
}
