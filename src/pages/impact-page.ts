// An impact report -> one HTML page that needs no other file.
import type { ClauseImpact, FourCounts, ImpactReport, OutputImpact } from '../analysis/impact/report.js';
import { transitions } from '../analysis/impact/text.js';
import type { Extreme } from '../analysis/impact/tally.js';
import {
  causesInWords,
  exampleInWords,
  impactWords,
  otherInWords,
  reasonInWords,
  shareInWords,
  signed,
  signedMean,
  summaryInWords,
} from '../analysis/impact/words.js';
import { diffSummary, sectionsOf } from '../analysis/diff/text.js';
import { changeInWords } from '../analysis/diff/words.js';
import { formatNumber } from '../explanation/values.js';
import { verdictWords } from '../explanation/words.js';
import type { Language } from '../explanation/words.js';
import type { Pack } from '../policy/pack.js';
import { drawHistogram } from './histogram.js';
import { renderReport } from './render.js';

export function impactPage(
  report: ImpactReport,
  [before, after]: readonly [Pack, Pack],
  language: Language,
): string {
  const title = `${impactWords.title[language]} ${report.before.name} → ${report.after.name}`;
  const { notCompared, submissions, differences, clauses } = report;
  return renderReport(
    'impact',
    { language, title },
    {
      words: Object.fromEntries(Object.entries(impactWords).map(([key, text]) => [key, text[language]])),
      summary: summaryInWords(report, language),
      packTitle: after.title[language],
      digests: [report.before, report.after],
      diffSummary: diffSummary(before, after, differences.length)[language],
      sections: sectionsOf(differences, language).map(({ heading, changes }) => ({
        heading,
        changes: changes.map((change) => changeInWords(change, language)),
      })),
      notComparedShare: shareInWords(submissions.notCompared, submissions.read, language),
      notCompared: notCompared.map((each) => ({
        reason: reasonInWords(each, language),
        count: formatNumber(each.count, language),
        examples: each.examples.map((example) => exampleInWords(example, language)),
      })),
      outputs: report.outputs.map((each) => outputView(each, submissions.compared, language)),
      onlyIn: [...report.outputsOnlyIn.before, ...report.outputsOnlyIn.after].join(', '),
      clauses: clauses.map((each) => clauseView(each, language)),
      complete: fourView(report.complete, language),
      provisional: fourView(report.provisional, language),
      provisionalUses: report.provisionalUses.map(({ name, onlyBefore, onlyAfter }) => ({
        name,
        onlyBefore: formatNumber(onlyBefore, language),
        onlyAfter: formatNumber(onlyAfter, language),
      })),
    },
  );
}

function outputView(impact: OutputImpact, compared: number, language: Language): object {
  const { output, title, unit, value, potential, meanOverAll, byRounding } = impact;
  const { distribution } = value;
  const number = (count: number): string => formatNumber(count, language);
  const figures =
    distribution &&
    ([
      [impactWords.raised, number(distribution.raised)],
      [impactWords.lowered, number(distribution.lowered)],
      [impactWords.mean, signedMean(distribution.mean, language)],
      [impactWords.median, signed(distribution.median, language)],
      [impactWords.min, signed(distribution.min, language)],
      [impactWords.max, signed(distribution.max, language)],
      [impactWords.meanOverAll, signedMean(meanOverAll, language)],
      ...(byRounding > 0 ? ([[impactWords.byRounding, number(byRounding)]] as const) : []),
    ] as const);
  return {
    output,
    title: title[language],
    unit: unit?.replaceAll('_', ' '),
    isChanged: value.changed + potential.changed > 0,
    changed: shareInWords(value.changed, compared, language),
    changedPotential: shareInWords(potential.changed, compared, language),
    figures: figures?.map(([name, text]) => ({ name: name[language], text })) ?? [],
    histogram: distribution && drawHistogram(distribution.histogram, language),
    others: value.others.map(({ pair, count }) => ({
      pair: otherInWords(pair, language),
      count: number(count),
    })),
    extremes: [
      { heading: impactWords.gains[language], rows: extremeViews(impact.gains, language) },
      { heading: impactWords.losses[language], rows: extremeViews(impact.losses, language) },
    ].filter(({ rows }) => rows.length > 0),
  };
}

function extremeViews(extremes: readonly Extreme[], language: Language): object[] {
  return extremes.map(({ id, subject, before, after, difference, causes }) => ({
    id,
    subject: subject ?? '',
    before: formatNumber(before, language),
    after: formatNumber(after, language),
    difference: signed(difference, language),
    causes: causesInWords(causes, language),
  }));
}

function clauseView(impact: ClauseImpact, language: Language): object {
  const number = (count: number): string => formatNumber(count, language);
  return {
    clause: impact.clause,
    title: impact.title[language],
    verdictsChanged: number(impact.verdictsChanged),
    valuesChanged: number(impact.valuesChanged),
    caused: number(impact.caused),
    transitions: transitions(impact).map(
      ({ from, to, count }) =>
        `${verdictWords[from][language]} → ${verdictWords[to][language]}: ${number(count)}`,
    ),
  };
}

function fourView(counts: FourCounts, language: Language): object[] {
  return (['both', 'onlyBefore', 'onlyAfter', 'neither'] as const).map((key) => ({
    name: impactWords[key][language],
    count: formatNumber(counts[key], language),
  }));
}
