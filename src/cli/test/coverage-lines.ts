// Coverage -> a table for the terminal, a line each part of the pack, the totals, and the cases that are still wanted.
import { notReached } from '../../analysis/coverage/coverage.js';
import type { Coverage } from '../../analysis/coverage/coverage.js';
import type { Goal, GoalKind } from '../../analysis/coverage/goal.js';
import { goalKindWords, kindsToShow, ownersOf, ownerName } from '../../analysis/coverage/owners.js';
import type { OwnerGoals } from '../../analysis/coverage/owners.js';
import { formatNumber } from '../../explanation/values.js';
import type { Language } from '../../explanation/words.js';
import { idleLines } from './idle-lines.js';
import { at } from './place.js';

const verdictMarks: Readonly<Record<string, string>> = {
  met: '✓',
  not_met: '✗',
  undetermined: '?',
  not_applicable: '–',
  calculated: '=',
};

const words = {
  legend: {
    id: 'Putusan: ✓ terpenuhi, ✗ tidak terpenuhi, ? belum dapat ditentukan, – tidak berlaku, = dihitung; · belum ada kasusnya.',
    en: 'Verdicts: ✓ met, ✗ not met, ? undetermined, – not applicable, = calculated; · no case yet.',
  },
  verdicts: { id: 'putusan', en: 'verdicts' },
  all: { id: 'semuanya', en: 'all' },
  wanted: { id: 'Belum dicakup', en: 'Not covered' },
  none: { id: 'Semua dicakup.', en: 'Everything is covered.' },
  argued: { id: 'Tidak mungkin dicakup', en: 'Cannot be covered' },
  reached: { id: 'sebuah kasus mencakupnya', en: 'a case covers it' },
  notEncoded: { id: 'Tidak dimuat, dan tidak dapat diuji', en: 'Not encoded, and beyond any case' },
};

export function coverageLines(coverage: Coverage, language: Language): string[] {
  const kinds = kindsToShow(coverage);
  // Verdicts have marks of their own.
  const columns = kinds.filter((kind) => kind !== 'clause');
  const head = ['', words.verdicts[language], ...columns.map((kind) => goalKindWords[kind][language])];
  const rows = ownersOf(coverage).map(({ owner, goals }) => rowFor({ owner, goals }, columns, language));
  const totals = (['all', ...kinds] as const).map((kind) => {
    const { goals, reached, argued, percent } = coverage.totals[kind];
    const name = kind === 'all' ? words.all[language] : goalKindWords[kind][language];
    return [name, `${reached}/${goals - argued}`, `${formatNumber(percent, language)} %`];
  });
  return [
    ...aligned([head, ...rows]),
    '',
    words.legend[language],
    '',
    ...aligned(totals, [1, 2]),
    '',
    ...wantedLines(coverage, language),
    ...arguedLines(coverage, language),
    ...idleLines(
      coverage.idle.map(({ goal = '', place, isReached }) => ({ name: goal, place, isKnown: isReached })),
      words.reached,
      language,
    ),
    ...notEncodedLines(coverage, language),
  ];
}

function rowFor({ owner, goals }: OwnerGoals, columns: readonly GoalKind[], language: Language): string[] {
  const verdicts = goals
    .filter((each) => each.kind === 'clause')
    .map((each) => (each.cases > 0 ? (verdictMarks[each.mark] ?? '') : '·'));
  return [ownerName(owner, language), verdicts.join(' '), ...columns.map((kind) => share(goals, kind))];
}

function share(goals: readonly Goal[], kind: GoalKind): string {
  const some = goals.filter((each) => each.kind === kind);
  return some.length === 0 ? '' : `${some.filter((each) => each.cases > 0).length}/${some.length}`;
}

function wantedLines(coverage: Coverage, language: Language): string[] {
  const missing = notReached(coverage);
  if (missing.length === 0) return [words.none[language]];
  return [
    `${words.wanted[language]} (${missing.length}):`,
    ...missing.map(({ place, id, wanted }) => `${at(place)} ${id} — ${wanted[language]}`),
  ];
}

function arguedLines({ goals }: Coverage, language: Language): string[] {
  return goals.flatMap(({ place, id, because }) =>
    because ? [`${at(place)} ${id} — ${words.argued[language]}: ${because[language]}`] : [],
  );
}

function notEncodedLines({ notEncoded }: Coverage, language: Language): string[] {
  if (notEncoded.length === 0) return [];
  return [
    '',
    `${words.notEncoded[language]}:`,
    ...notEncoded.map(({ gap, title }) => `    ${gap}: ${title[language]}`),
  ];
}

/** Cells under each other. @param right columns that are aligned to the right. */
function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
