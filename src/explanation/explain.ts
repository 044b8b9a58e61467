// A decision -> the answer: scores, and for every clause its verdict, source, text and reasons, in both languages.
import type { Bilingual, Citation, Pack, Provenance, Rounding } from '../policy/pack.js';
import type { PassedOver } from '../policy/in-force.js';
import type { Decision, LawChoice } from '../evaluation/decide.js';
import type { ReadyPack } from '../evaluation/evaluate.js';
import type { Law } from '../evaluation/law.js';
import type { Verdict } from '../evaluation/kleene.js';
import type { ClauseOutcome, Outcome, ProvisionalUse, Score, Shown } from '../evaluation/outcome.js';
import { explainCalculation } from './calculations.js';
import type { CalculationExplained } from './calculations.js';
import { explainCondition } from './conditions.js';
import type { ConditionExplained } from './conditions.js';
import { formatNumber, formatValue, labelOfPointer } from './values.js';
import { inBoth, roundingWords, verdictWords, words } from './words.js';

export const explainLevels = ['full', 'verdicts', 'none'] as const;
/** full: everything; verdicts: clause, place and verdict or value; none: no clauses. */
export type ExplainLevel = (typeof explainLevels)[number];

export interface LawExplained {
  readonly date: string;
  readonly decidedBy: string;
  /** A draft or a withdrawn version answers only when it is asked for by name. */
  readonly status: 'draft' | 'released' | 'withdrawn';
  readonly withdrawn?: { readonly date: string; readonly reason: string };
  readonly passedOver: readonly PassedOver[];
}

export interface ScoreExplained {
  readonly value: Shown;
  readonly potential: Shown;
  readonly unit?: string;
  readonly title: Bilingual;
  readonly rounding?: Rounding & { readonly before: Shown; readonly beforePotential: Shown };
  readonly says: Bilingual;
}

export interface ClauseExplained extends Partial<CalculationExplained> {
  readonly clause: string;
  /** JSON Pointer of the element within the facts; "" for the whole. */
  readonly at: string;
  readonly verdict: Verdict;
  readonly value?: Shown;
  readonly potential?: Shown;
  readonly unit?: string;
  readonly title?: Bilingual;
  readonly text?: Bilingual;
  readonly citation?: Citation;
  readonly provenance?: Provenance;
  readonly appliesWhen?: readonly ConditionExplained[];
  readonly because?: readonly ConditionExplained[];
  readonly missing?: readonly string[];
  readonly says?: Bilingual;
}

export interface ProvisionalExplained extends ProvisionalUse {
  readonly says: Bilingual;
}

export interface Answer {
  readonly regulation: string;
  readonly version: string;
  readonly digest: string;
  readonly title: Bilingual;
  readonly law: LawExplained;
  readonly complete: boolean;
  readonly missing: readonly string[];
  readonly scores: Readonly<Record<string, ScoreExplained>>;
  readonly clauses?: readonly ClauseExplained[];
  readonly provisional: readonly ProvisionalExplained[];
  readonly documents?: Pack['documents'];
  /** What people call the elements and missing facts that pointers name. */
  readonly labels?: Readonly<Record<string, Bilingual>>;
}

/** What a version said of a submission on a law date. */
export interface Evaluated {
  readonly ready: ReadyPack;
  readonly law: LawExplained;
  readonly outcome: Outcome;
}

export function explain(
  { law, outcome }: Extract<Decision, { kind: 'evaluated' }>,
  level: ExplainLevel,
): Answer {
  return explainOutcome({ ready: law.version.ready, law: explainLaw(law), outcome }, level);
}

/** @param canWork false where the outcome holds only what was recorded: calculations then show no workings. */
export function explainOutcome(
  { ready, law, outcome }: Evaluated,
  level: ExplainLevel,
  canWork = true,
): Answer {
  const { pack } = ready;
  const inForce = canWork ? ready.lawOn(law.date) : undefined;
  const clauses =
    level === 'full'
      ? outcome.clauses.map((each) => explainClause(ready, inForce, each))
      : outcome.clauses.map(({ clause, element, verdict, value, potential }) => ({
          clause: clause.id,
          at: element.pointer,
          verdict,
          ...(value !== undefined && { value }),
          ...(potential !== undefined && { potential }),
        }));
  return {
    regulation: pack.regulation,
    version: pack.version,
    digest: pack.digest,
    title: pack.title,
    law,
    complete: outcome.complete,
    missing: outcome.missing,
    scores: Object.fromEntries(outcome.scores.map((score) => [score.output.name, explainScore(score)])),
    ...(level !== 'none' && { clauses }),
    provisional: outcome.provisional.map((use) => ({ ...use, says: provisionalSentence(pack, use) })),
    ...(level === 'full' && { documents: pack.documents, labels: labelsFor(pack, outcome) }),
  };
}

export function explainLaw({ version: { pack, release }, date, passedOver }: LawChoice): LawExplained {
  const withdrawn = release?.withdrawn;
  return {
    date,
    decidedBy: pack.decidedBy,
    status: withdrawn ? 'withdrawn' : release ? 'released' : 'draft',
    ...(withdrawn && { withdrawn }),
    passedOver,
  };
}

function labelsFor(pack: Pack, { clauses, missing }: Outcome): Record<string, Bilingual> {
  const pointers = new Set([...clauses.map((clause) => clause.element.pointer), ...missing]);
  pointers.delete('');
  return Object.fromEntries([...pointers].map((pointer) => [pointer, labelOfPointer(pack, pointer)]));
}

function provisionalSentence(pack: Pack, use: ProvisionalUse): Bilingual {
  const { clause, parameter, table, row, value, title: given } = use;
  if (given) return given;
  return inBoth((language) => {
    if (clause !== undefined)
      return pack.clauses.find((each) => each.id === clause)?.title[language] ?? clause;
    const found = parameter === undefined ? pack.tables.get(table ?? '') : pack.parameters.get(parameter);
    const title = found && ('title' in found ? found.title : found.label);
    const unit = found?.unit === undefined ? {} : { unit: found.unit };
    const keys = Object.entries(row ?? {}).map(([key, each]) => {
      const fact = found && 'by' in found ? found.by.find((other) => other.key === key)?.fact : undefined;
      const labels = fact?.values ? { labels: fact.values } : {};
      return `${fact?.label?.[language] ?? key}: ${formatValue(each, language, labels)}`;
    });
    const where = keys.length > 0 ? ` (${keys.join(', ')})` : '';
    return `${title?.[language] ?? ''}${where} = ${formatValue(value ?? null, language, unit)}`;
  });
}

function explainScore({ output, value, potential, unrounded, unroundedPotential }: Score): ScoreExplained {
  const { rounding, unit, title } = output;
  return {
    value,
    potential,
    ...(unit !== undefined && { unit }),
    title,
    ...(rounding && { rounding: { ...rounding, before: unrounded, beforePotential: unroundedPotential } }),
    says: inBoth((language) => {
      const shownValue =
        value === null
          ? words.noValue[language]
          : formatValue(value, language, unit === undefined ? {} : { unit });
      const step =
        rounding && typeof unrounded === 'number' && unrounded !== value
          ? ` (${words.rounded[language]} ${roundingWords[rounding.mode][language]}, ${rounding.decimals} ${words.decimals[language]}, ${words.from[language]} ${formatNumber(unrounded, language)})`
          : '';
      const other =
        potential === value
          ? ''
          : `; ${formatValue(potential, language, unit === undefined ? {} : { unit })} ${words.potential[language]}`;
      return `${title[language]}: ${shownValue}${step}${other}.`;
    }),
  };
}

function explainClause(ready: ReadyPack, law: Law | undefined, outcome: ClauseOutcome): ClauseExplained {
  const { clause, element, verdict, appliesWhen, requires, missing, value, potential } = outcome;
  const { pack } = ready;
  const isCalculation = clause.kind === 'calculation';
  return {
    clause: clause.id,
    at: element.pointer,
    verdict,
    ...(value !== undefined && { value }),
    ...(potential !== undefined && { potential }),
    ...(isCalculation && clause.unit !== undefined && { unit: clause.unit }),
    title: clause.title,
    text: clause.text,
    citation: clause.citation,
    provenance: clause.provenance,
    ...(appliesWhen && { appliesWhen: explainCondition(pack, clause.scope, appliesWhen) }),
    ...(requires && { because: explainCondition(pack, clause.scope, requires) }),
    ...(isCalculation &&
      verdict !== 'not_applicable' &&
      (law ? explainCalculation(ready, law, outcome, clause) : { formula: clause.formula.source })),
    ...(missing.length > 0 && { missing }),
    says: clauseSentence(outcome),
  };
}

function clauseSentence({ clause, verdict, value, potential }: ClauseOutcome): Bilingual {
  return inBoth((language) => {
    const title = clause.title[language];
    if (verdict !== 'calculated' || value === undefined || clause.kind !== 'calculation') {
      return `${title}: ${verdictWords[verdict][language]}.`;
    }
    const meaning = clause.unit === undefined ? {} : { unit: clause.unit };
    const other =
      potential === undefined || potential === value
        ? ''
        : `; ${formatValue(potential, language, meaning)} ${words.potential[language]}`;
    return `${title}: ${formatValue(value, language, meaning)}${other}.`;
  });
}
