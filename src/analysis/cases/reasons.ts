// What a difference is about -> the lines that explain what came: sides of conditions, formulas with their numbers.
import { didYouMean } from '../../policy/fault.js';
import { walk } from '../../policy/formula/expression.js';
import { termsOf } from '../../policy/evaluation-order.js';
import type { Bilingual, Clause } from '../../policy/pack.js';
import type { Decision } from '../../evaluation/decide.js';
import type { ClauseOutcome, Outcome } from '../../evaluation/outcome.js';
import { explainCalculation } from '../../explanation/calculations.js';
import { explainCondition } from '../../explanation/conditions.js';
import { formatValue } from '../../explanation/values.js';
import { inBoth, verdictWords } from '../../explanation/words.js';
import { clauseAt } from './compare.js';
import type { About } from './compare.js';
import { decidingConditions } from './deciding.js';

type Evaluated = Extract<Decision, { kind: 'evaluated' }>;

const marks = { met: '✓', not_met: '✗', undetermined: '?' };

/** A score hangs on many clauses when lists are long; these are enough to see where it went another way. */
const mostLines = 12;

export function reasonsFor(about: About, decision: Decision): readonly Bilingual[] {
  if (decision.kind !== 'evaluated') return refusalLines(decision);
  if (about.kind === 'score') return scoreLines(about.output, decision);
  return about.kind === 'clause' ? clauseLines(about.place, decision) : [];
}

function refusalLines(decision: Exclude<Decision, Evaluated>): readonly Bilingual[] {
  if (decision.kind === 'invalid_facts') {
    return decision.faults.map(({ pointer, message }) => inBoth(() => `${pointer || '/'} ${message}`));
  }
  if (decision.kind !== 'refused') return [];
  return decision.refusal.reasons.map(({ clause, at, says }) =>
    inBoth((language) => `${[clause, at].filter(Boolean).join('@')}: ${says[language]}`),
  );
}

/** The clauses that calculated it, each with its value, and the requirements among them that are not met. */
function scoreLines(output: string, { law, outcome }: Evaluated): readonly Bilingual[] {
  const { pack } = law.version;
  const found = new Set<Clause>();
  const follow = (clause: Clause): void => {
    if (found.has(clause)) return;
    found.add(clause);
    for (const term of termsOf(clause)) {
      for (const each of walk(term.expression)) {
        if (each.kind === 'definition') defining(each.name).forEach(follow);
        if (each.kind === 'verdict')
          pack.clauses.filter(({ id }) => each.clauses.includes(id)).forEach(follow);
      }
    }
  };
  const defining = (name: string): Clause[] =>
    pack.clauses.filter((each) => each.kind === 'calculation' && each.defines === name);
  defining(output).forEach(follow);
  if (found.size === 0) {
    const near = didYouMean(
      output,
      pack.outputs.map((each) => each.name),
    );
    return [
      {
        id: `versi ini tidak memberi nilai "${output}"${near.id}`,
        en: `there is no score "${output}"${near.en}`,
      },
    ];
  }
  const read = outcome.clauses.filter(
    ({ clause, verdict }) => found.has(clause) && !['met', 'not_applicable'].includes(verdict),
  );
  const lines = read.reverse().map(oneLine);
  if (lines.length <= mostLines) return lines;
  const more = lines.length - mostLines;
  return [
    ...lines.slice(0, mostLines),
    { id: `… dan ${more} ketentuan lain`, en: `… and ${more} more clauses` },
  ];
}

function placeOf({ clause, element }: ClauseOutcome): string {
  return element.pointer === '' ? clause.id : `${clause.id}@${element.pointer}`;
}

function oneLine(outcome: ClauseOutcome): Bilingual {
  const { clause, verdict, value } = outcome;
  return inBoth((language) => {
    const unit = clause.kind === 'calculation' && clause.unit !== undefined ? { unit: clause.unit } : {};
    const came =
      value === undefined || value === null
        ? verdictWords[verdict][language]
        : formatValue(value, language, unit);
    return `${placeOf(outcome)} = ${came}  (${clause.title[language]})`;
  });
}

function clauseLines(place: string, decision: Evaluated): readonly Bilingual[] {
  const { pack, ready } = decision.law.version;
  const outcome = clauseAt(decision.outcome, place);
  if (!outcome) return unknownPlace(place, pack.clauses, decision.outcome);
  const law = ready.lawOn(decision.law.date);
  const conditions = decidingConditions(outcome).flatMap((each) =>
    explainCondition(pack, outcome.clause.scope, each),
  );
  const lines = conditions.flatMap((each) =>
    'says' in each ? [inBoth((language) => `${marks[each.verdict]} ${each.says[language]}`)] : [],
  );
  if (outcome.clause.kind !== 'calculation' || outcome.verdict === 'not_applicable') return lines;
  const { worked } = explainCalculation(ready, law, outcome, outcome.clause);
  return [inBoth(() => `= ${worked.replaceAll(/\s+/g, ' ').trim()}`)];
}

function unknownPlace(place: string, clauses: readonly Clause[], outcome: Outcome): readonly Bilingual[] {
  const [id = ''] = place.split('@');
  if (!clauses.some((clause) => clause.id === id)) {
    const near = didYouMean(
      id,
      clauses.map((clause) => clause.id),
    );
    return [{ id: `tidak ada ketentuan "${id}"${near.id}`, en: `there is no clause "${id}"${near.en}` }];
  }
  const places = outcome.clauses.filter((each) => each.clause.id === id).map(placeOf);
  if (places.length === 0) return [];
  return [
    {
      id: `ketentuan ini dinilai pada: ${places.join(', ')}`,
      en: `it was evaluated at: ${places.join(', ')}`,
    },
  ];
}
