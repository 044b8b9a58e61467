// What testing a pack came to -> a page for auditors: per clause its source and text, and what the cases show of it.
import { packName } from '../policy/pack.js';
import type { Citation, Pack } from '../policy/pack.js';
import { notReached } from '../analysis/coverage/coverage.js';
import type { Coverage } from '../analysis/coverage/coverage.js';
import type { Goal } from '../analysis/coverage/goal.js';
import { goalKindWords, kindsToShow, ownersOf } from '../analysis/coverage/owners.js';
import type { Mutation } from '../analysis/mutation/mutate.js';
import type { CaseResult } from '../analysis/run-cases.js';
import { formatNumber } from '../explanation/values.js';
import { provenanceWords } from '../explanation/words.js';
import type { Language } from '../explanation/words.js';
import { renderReport } from './render.js';
import { pageWords } from './tests-words.js';

export interface TestsToShow {
  readonly pack: Pack;
  readonly results: readonly CaseResult[];
  readonly coverage?: Coverage;
  readonly mutation?: Mutation;
}

export function renderTests(tests: TestsToShow, language: Language): string {
  const { pack, results, coverage, mutation } = tests;
  const title = `${pageWords.title[language]}: ${packName(pack)}`;
  const words = Object.fromEntries(Object.entries(pageWords).map(([key, text]) => [key, text[language]]));
  const failed = results.filter((each) => each.differences.length > 0);
  return renderReport(
    'tests',
    { language, title },
    {
      words,
      language,
      pack,
      passed: results.length - failed.length,
      failed: failed.map(({ test }) => test.name),
      ...(coverage && coverageData(pack, coverage, language)),
      mutation: mutation && mutationData(mutation, language),
    },
  );
}

function coverageData(pack: Pack, coverage: Coverage, language: Language): object {
  const owned = ownersOf(coverage);
  const goalsOf = (kind: string, name: string): readonly Goal[] =>
    owned.find(({ owner }) => owner.kind === kind && owner.name === name)?.goals ?? [];
  return {
    totals: (['all', ...kindsToShow(coverage)] as const).map((kind) => ({
      name: kind === 'all' ? pageWords.all[language] : goalKindWords[kind][language],
      ...coverage.totals[kind],
      share: formatNumber(coverage.totals[kind].percent, language),
    })),
    wanted: notReached(coverage).map((each) => goalData(each, language)),
    clauses: pack.clauses.map((clause) => ({
      id: clause.id,
      title: clause.title[language],
      text: clause.text[language],
      source: sourceOf(pack, clause.citation, language),
      quote: clause.citation.quote,
      provenance: `${provenanceWords[clause.provenance.kind][language]}, ${provenanceWords[clause.provenance.status][language]}`,
      goals: goalsOf('clause', clause.id).map((each) => goalData(each, language)),
    })),
    tables: [...pack.tables.values()].map((table) => ({
      id: table.name,
      title: table.title[language],
      goals: goalsOf('table', table.name).map((each) => goalData(each, language)),
    })),
    parameters: [...pack.parameters.values()].map((parameter) => ({
      id: parameter.name,
      title: parameter.label[language],
      goals: goalsOf('parameter', parameter.name).map((each) => goalData(each, language)),
    })),
    dates: owned
      .filter(({ owner }) => owner.kind === 'dates')
      .flatMap(({ goals }) => goals.map((each) => goalData(each, language))),
    provisions: pack.transitional.map(({ provision, title, text, citation, keeps }) => ({
      id: provision,
      title: title[language],
      text: text[language],
      source: sourceOf(pack, citation, language),
      keeps,
      goals: goalsOf('provision', provision).map((each) => goalData(each, language)),
    })),
    gaps: pack.notEncoded.map(({ gap, title, reason, citation }) => ({
      id: gap,
      title: title[language],
      text: reason[language],
      source: citation && sourceOf(pack, citation, language),
      goals: goalsOf('gap', gap).map((each) => goalData(each, language)),
    })),
    questions: pack.openQuestions.map(({ title, chosen, alternatives, clauses = [] }) => ({
      title: title[language],
      chosen: chosen[language],
      alternatives: alternatives.map((each) => each[language]),
      clauses,
    })),
  };
}

function goalData({ id, kind, wanted, cases, because, place }: Goal, language: Language): object {
  return {
    id,
    kind: goalKindWords[kind][language],
    wanted: wanted[language],
    cases,
    because: because?.[language],
    place: `${place.file}:${place.line}:${place.column}`,
  };
}

function sourceOf(pack: Pack, { document, part }: Citation, language: Language): string {
  const found = pack.documents[document];
  return [found?.title[language] ?? document, found?.number, part].filter(Boolean).join(', ');
}

function mutationData(mutation: Mutation, language: Language): object {
  return {
    ...mutation,
    share: formatNumber(mutation.score, language),
    survivors: mutation.survivors.map(({ mutant, place, because }) => ({
      mutant,
      place: `${place.file}:${place.line}:${place.column}`,
      because: because?.[language],
    })),
  };
}
