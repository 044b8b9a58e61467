// An evaluation's record -> the objection pack: one HTML file to read, to print and to check without the service.
import type { Answer, ClauseExplained, ProvisionalExplained } from '../explanation/explain.js';
import type { ConditionExplained } from '../explanation/conditions.js';
import { formatDate, formatValue } from '../explanation/values.js';
import { provenanceWords, verdictWords, words } from '../explanation/words.js';
import type { Language } from '../explanation/words.js';
import { answerOf } from '../audit/records/answers.js';
import type { RecordedAnswer } from '../audit/records/answers.js';
import { asScript } from '../audit/exports/objection-pack.js';
import type { ObjectionProof } from '../audit/exports/objection-pack.js';
import type { EvaluationReading } from '../audit/records/records.js';
import { explainStanding } from '../audit/records/standing.js';
import type { Standing } from '../audit/store.js';
import { factGroups } from './objection-facts.js';
import { objectionWords } from './objection-words.js';
import { renderReport } from './render.js';

export interface Objection {
  readonly reading: EvaluationReading;
  readonly standing: Standing;
  readonly proof: ObjectionProof;
}

/** @param language comes first and is printed; the other one can be unfolded. */
export function objectionPage(objection: Objection, language: Language): string {
  const answer = answerOf(objection.reading, 'full');
  const other = language === 'id' ? 'en' : 'id';
  const title = `${objectionWords.title[language]}: ${answer.title[language]}`;
  return renderReport(
    'objection',
    { language, title },
    {
      first: viewOf(objection, answer, language),
      second: viewOf(objection, answer, other),
      other,
      otherTitle: objectionWords.other[language],
      script: asScript(objection.proof),
    },
  );
}

function viewOf({ reading, standing, proof }: Objection, answer: RecordedAnswer, language: Language): object {
  const { kept, content, ready, isReproduced } = reading;
  const { request, law } = content;
  return {
    words: Object.fromEntries(Object.entries(objectionWords).map(([key, text]) => [key, text[language]])),
    isReproduced,
    standing: explainStanding(standing),
    says: explainStanding(standing).says[language],
    about: aboutRows(reading, answer, language),
    asOf: request.asOf && formatDate(request.asOf, language),
    lawDate: formatDate(law.date, language),
    decidedBy: law.decidedBy,
    status: statusOf(answer, language),
    passedOver: law.passedOver.map(({ version, says }) => ({ version, says: says[language] })),
    scores: Object.values(answer.scores).map((score) => ({
      title: score.title[language],
      value: score.value === null ? words.noValue[language] : valueIn(score.value, score.unit, language),
      potential: score.potential === score.value ? '' : valueIn(score.potential, score.unit, language),
      says: score.says[language],
    })),
    missing: answer.missing.map((pointer) => answer.labels?.[pointer]?.[language] ?? pointer),
    provisional: answer.provisional.map((use) => provisionalView(use, answer, language)),
    elements: elementViews(answer, language),
    facts: factGroups(ready.pack, request.facts, language),
    checks: {
      record: answer.receipt.record,
      content: kept.head.content,
      digest: answer.digest,
      place: proof.proof.place,
      receipt: proof.proof.receipt,
      checkpoint: proof.proof.checkpoint,
      keys: proof.proof.keys.map(({ vkey }) => vkey),
    },
  };
}

function aboutRows({ kept, content }: EvaluationReading, answer: Answer, language: Language): object[] {
  const { id, time, by } = kept.head;
  const { subject } = content.request;
  const instant = `${formatDate(time.slice(0, 10), language)}, ${time.slice(11, 19)} UTC`;
  const rows: [keyof typeof objectionWords, string][] = [
    ['subject', subject ?? objectionWords.noSubject[language]],
    ['regulation', `${answer.title[language]} (${answer.regulation}, ${answer.version})`],
    ['time', instant],
    ['id', id],
    ...(by === null ? [] : ([['by', by]] as [keyof typeof objectionWords, string][])),
    ...(content.reason === undefined
      ? []
      : ([['reason', content.reason]] as [keyof typeof objectionWords, string][])),
  ];
  return rows.map(([name, value]) => ({ name: objectionWords[name][language], value }));
}

function statusOf({ law: { status, withdrawn } }: Answer, language: Language): string {
  if (status === 'draft') return words.status.draft[language];
  return withdrawn
    ? `${words.status.withdrawn[language]} (${formatDate(withdrawn.date, language)}: ${withdrawn.reason}).`
    : '';
}

function valueIn(
  value: Parameters<typeof formatValue>[0],
  unit: string | undefined,
  language: Language,
): string {
  return formatValue(value, language, unit === undefined ? {} : { unit });
}

function provisionalView(use: ProvisionalExplained, answer: Answer, language: Language): object {
  const { status, note, to_be_confirmed_by: confirmed } = use.provenance;
  return {
    says: use.says[language],
    source: sourceOf(use, answer, language),
    status: provenanceWords[status][language],
    note: note?.[language],
    confirmed: confirmed?.[language],
  };
}

function sourceOf(
  { citation }: Pick<ClauseExplained, 'citation'>,
  { documents }: Answer,
  language: Language,
): string {
  const document = citation && documents?.[citation.document];
  return [document?.title[language], document?.number, citation?.part].filter(Boolean).join(', ');
}

/** The clauses of each element together; those that do not apply by their titles alone. */
function elementViews(answer: Answer, language: Language): object[] {
  const byElement = new Map<string, ClauseExplained[]>();
  for (const clause of answer.clauses ?? [])
    byElement.set(clause.at, [...(byElement.get(clause.at) ?? []), clause]);
  return [...byElement].map(([at, clauses]) => ({
    heading: at === '' ? words.whole[language] : (answer.labels?.[at]?.[language] ?? at),
    clauses: clauses
      .filter(({ verdict }) => verdict !== 'not_applicable')
      .map((clause) => clauseView(clause, answer, language)),
    notApplicable: clauses
      .filter(({ verdict }) => verdict === 'not_applicable')
      .map(({ title, clause }) => title?.[language] ?? clause),
  }));
}

const tones = { met: 'good', not_met: 'bad', undetermined: 'warn', calculated: '', not_applicable: 'muted' };

function clauseView(clause: ClauseExplained, answer: Answer, language: Language): object {
  const { verdict, value, potential, provenance, citation, unit, missing = [] } = clause;
  return {
    id: clause.clause,
    title: clause.title?.[language],
    text: clause.text?.[language],
    verdict:
      verdict === 'calculated' && value !== undefined
        ? valueIn(value, unit, language)
        : verdictWords[verdict][language],
    tone: tones[verdict],
    potential:
      potential === undefined || potential === value || potential === null
        ? ''
        : `${valueIn(potential, unit, language)} ${words.potential[language]}`,
    source: sourceOf(clause, answer, language),
    quote: citation?.quote,
    provenance:
      provenance &&
      `${provenanceWords[provenance.kind][language]}, ${provenanceWords[provenance.status][language]}`,
    applies: (clause.appliesWhen ?? []).flatMap((each) => conditionRows(each, language)),
    because: (clause.because ?? []).flatMap((each) => conditionRows(each, language)),
    formula: oneLine(clause.formula),
    worked: oneLine(clause.worked),
    workedPotential: oneLine(clause.workedPotential),
    inputs: Object.entries(clause.inputs ?? {}).map(([name, { says, label }]) => ({
      name,
      label: label?.[language] ?? '',
      value: says[language],
    })),
    missing: missing.map((pointer) => answer.labels?.[pointer]?.[language] ?? pointer),
  };
}

function oneLine(formula: string | undefined): string {
  return (formula ?? '').replaceAll(/\s+/g, ' ').trim();
}

interface ConditionRow {
  readonly depth: number;
  readonly verdict: string;
  readonly tone: string;
  readonly says: string;
  readonly condition: string;
  /** Both sides, for a comparison. */
  readonly sides?: { readonly actual: string; readonly expected: string };
}

function conditionRows(condition: ConditionExplained, language: Language, depth = 0): ConditionRow[] {
  const row = { depth, verdict: verdictWords[condition.verdict][language], tone: tones[condition.verdict] };
  if ('says' in condition) {
    const sides = {
      actual: formatValue(condition.actual, language),
      expected: formatValue(condition.expected, language),
    };
    return [{ ...row, says: condition.says[language], condition: condition.condition, sides }];
  }
  const [word, parts] =
    'all' in condition ? [objectionWords.all, condition.all] : [objectionWords.any, condition.any];
  return [
    { ...row, says: `${word[language]}:`, condition: '' },
    ...parts.flatMap((each) => conditionRows(each, language, depth + 1)),
  ];
}
