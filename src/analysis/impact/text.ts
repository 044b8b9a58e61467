// An impact report -> plain text in one language, for a terminal.
import { formatNumber } from '../../explanation/values.js';
import { verdictWords } from '../../explanation/words.js';
import type { Language } from '../../explanation/words.js';
import type { Verdict } from '../../evaluation/kleene.js';
import { sectionLines } from '../diff/text.js';
import type { Distribution } from './distribution.js';
import type { ClauseImpact, FourCounts, ImpactReport, OutputImpact } from './report.js';
import {
  binInWords,
  exampleInWords,
  extremeInWords,
  impactWords as words,
  otherInWords,
  reasonInWords,
  shareInWords,
  signed,
  signedMean,
  summaryInWords,
} from './words.js';

export function impactText(report: ImpactReport, language: Language): string {
  const { before, after, differences, clauses } = report;
  const parts = [
    [`${words.title[language]} ${before.name} → ${after.name}`, summaryInWords(report, language)],
    notCompared(report, language),
    [words.law[language], ...orNone(indented(sectionLines(differences, language)), language)],
    outputs(report, language),
    [
      words.clauses[language],
      ...orNone(
        clauses.flatMap((each) => clause(each, language)),
        language,
      ),
    ],
    [words.complete[language], `  ${fourCounts(report.complete, language)}`],
    provisional(report, language),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function orNone(lines: readonly string[], language: Language): readonly string[] {
  return lines.length > 0 ? lines : [`  ${words.none[language]}`];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function notCompared({ notCompared: all, submissions }: ImpactReport, language: Language): string[] {
  if (all.length === 0) return [words.allCompared[language]];
  const total = shareInWords(submissions.notCompared, submissions.read, language);
  const lines = all.flatMap((each) => [
    `  ${formatNumber(each.count, language)}: ${reasonInWords(each, language)}`,
    ...each.examples.map((example) => `      ${exampleInWords(example, language)}`),
  ]);
  return [`${words.notCompared[language]}: ${total}`, ...lines];
}

function outputs(report: ImpactReport, language: Language): string[] {
  const { before, after } = report.outputsOnlyIn;
  const onlyIn = [...before, ...after];
  return [
    words.outputs[language],
    ...report.outputs.flatMap((each) => output(each, report.submissions.compared, language)),
    ...(onlyIn.length > 0 ? [`  ${words.onlyIn[language]}: ${onlyIn.join(', ')}`] : []),
  ];
}

function output(impact: OutputImpact, compared: number, language: Language): string[] {
  const { value, potential, unit, gains, losses } = impact;
  const name = `  ${impact.output} (${impact.title[language]})`;
  if (value.changed + potential.changed === 0) return [`${name}: ${words.unchanged[language]}`];
  const lines = [
    `${name}: ${words.changed[language]} ${shareInWords(value.changed, compared, language)}; ${words.changedPotential[language]} ${shareInWords(potential.changed, compared, language)}`,
  ];
  const { distribution } = value;
  if (distribution) {
    lines.push(`    ${figures(distribution, impact, language)}`);
    lines.push(
      `    ${words.distribution[language]}${unit ? `, ${unit}` : ''}`,
      ...bars(distribution, language),
    );
  }
  for (const { pair, count } of value.others)
    lines.push(`    ${otherInWords(pair, language)}: ${formatNumber(count, language)}`);
  for (const [heading, extremes] of [
    [words.gains, gains],
    [words.losses, losses],
  ] as const) {
    if (extremes.length > 0) lines.push(`    ${heading[language]}`);
    for (const each of extremes) lines.push(`      ${extremeInWords(each, language)}`);
  }
  return lines;
}

function figures(
  { raised, lowered, mean, median, min, max }: Distribution,
  { meanOverAll, byRounding }: OutputImpact,
  language: Language,
): string {
  const number = (value: number): string => formatNumber(value, language);
  const change = (value: number): string => signed(value, language);
  return [
    `${words.raised[language]} ${number(raised)}, ${words.lowered[language]} ${number(lowered)}`,
    `${words.mean[language]} ${signedMean(mean, language)}`,
    `${words.median[language]} ${change(median)}`,
    `${words.min[language]} ${change(min)}`,
    `${words.max[language]} ${change(max)}`,
    `${words.meanOverAll[language]} ${signedMean(meanOverAll, language)}`,
    ...(byRounding > 0 ? [`${words.byRounding[language]} ${number(byRounding)}`] : []),
  ].join('; ');
}

const barWidth = 40;

function bars({ histogram }: Distribution, language: Language): string[] {
  const most = Math.max(...histogram.map((bin) => bin.count));
  const labels = histogram.map((bin) => binInWords(bin, language));
  const width = Math.max(...labels.map((label) => label.length));
  return histogram.map(({ count }, index) => {
    const bar = '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * barWidth)));
    return `      ${(labels[index] ?? '').padEnd(width)}  ${bar} ${formatNumber(count, language)}`;
  });
}

function clause({ clause: id, title, ...impact }: ClauseImpact, language: Language): string[] {
  const { verdictsChanged, valuesChanged, caused } = impact;
  const number = (value: number): string => formatNumber(value, language);
  const counts = [
    `${words.verdictsChanged[language]} ${number(verdictsChanged)}`,
    `${words.valuesChanged[language]} ${number(valuesChanged)}`,
    `${words.caused[language]} ${number(caused)}`,
  ];
  return [
    `  ${id} (${title[language]}): ${counts.join('; ')}`,
    ...transitions(impact).map(
      ({ from, to, count }) =>
        `      ${verdictWords[from][language]} → ${verdictWords[to][language]}: ${number(count)}`,
    ),
  ];
}

export interface Transition {
  readonly from: Verdict;
  readonly to: Verdict;
  readonly count: number;
}

/** The changes of verdict in a clause's matrix, the most frequent first. */
export function transitions({ verdicts }: Pick<ClauseImpact, 'verdicts'>): Transition[] {
  const all = Object.entries(verdicts).flatMap(([from, row]) =>
    Object.entries(row).map(([to, count]) => ({ from: from as Verdict, to: to as Verdict, count })),
  );
  return all.filter(({ from, to }) => from !== to).sort((a, b) => b.count - a.count);
}

function fourCounts(counts: FourCounts, language: Language): string {
  return (['both', 'onlyBefore', 'onlyAfter', 'neither'] as const)
    .map((key) => `${words[key][language]} ${formatNumber(counts[key], language)}`)
    .join('; ');
}

function provisional(report: ImpactReport, language: Language): string[] {
  return [
    words.provisional[language],
    `  ${fourCounts(report.provisional, language)}`,
    ...report.provisionalUses.map(
      ({ name, onlyBefore, onlyAfter }) =>
        `      ${name}: ${words.onlyBefore[language]} ${formatNumber(onlyBefore, language)}; ${words.onlyAfter[language]} ${formatNumber(onlyAfter, language)}`,
    ),
  ];
}
