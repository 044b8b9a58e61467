// Conditions that can come out one way only: clauses that never or always apply, requirements never or always met.
import { conditionNodes } from '../../policy/conditions.js';
import type { Fault, Place } from '../../policy/fault.js';
import { intersection } from '../../policy/law-dates.js';
import type { Bilingual, Comparison, Condition } from '../../policy/pack.js';
import { asExpression } from './condition-expression.js';
import { hereFor } from './here.js';
import type { Here } from './here.js';
import { decided } from './decided.js';
import type { Subject } from './sites.js';
import { comparisonText, describeValues, warning } from './words.js';

interface Part {
  readonly name: string;
  readonly part: 'applies_when' | 'requires' | 'refuses_when';
  readonly condition: Condition;
  readonly here: Here;
  /** The place of a condition inside, or of the part's own key. */
  readonly place: (condition?: Condition) => Place;
}

/**
 * A fact that is absent leaves a condition undetermined, which is neither met nor not met: "always" means for every value
 * that the fact can be given, optional or not.
 */
export function decidedConditions(subject: Subject): Fault[] {
  return partsOf(subject).flatMap((part) => {
    const verdict = decided(part.condition, part.here, subject.interpreter);
    if (verdict === undefined) return undecidedInside(part, subject);
    return [wholePart(part, verdict, subject)];
  });
}

function partsOf({ pack, places, interpreter }: Subject): Part[] {
  const ofClauses = pack.clauses.flatMap((clause): Part[] => {
    const partOf = (part: 'applies_when' | 'requires', condition?: Condition, here?: Here): Part[] => {
      if (!condition || !here) return [];
      const [nodes, paths] = [[...conditionNodes(condition)], places.conditions(clause.id, part)];
      const place = (inside?: Condition): Place =>
        inside
          ? places.clause(clause.id, paths[nodes.indexOf(inside)])
          : places.clause(clause.id, [part], 'key');
      return [{ name: clause.id, part, condition, here, place }];
    };
    const requires = clause.kind === 'requirement' ? clause.requires : undefined;
    return [
      ...partOf('applies_when', clause.appliesWhen, interpreter.at(clause)),
      ...partOf('requires', requires, interpreter.applied(clause)),
    ];
  });
  const span = intersection(pack.inForce, {});
  const ofGaps = pack.notEncoded.flatMap(({ gap, refusesWhen }, index): Part[] => {
    const place = (): Place => places.manifest(['not_encoded', index, 'refuses_when'], 'key');
    if (!refusesWhen || !span) return [];
    return [{ name: gap, part: 'refuses_when', condition: refusesWhen, here: hereFor([], span), place }];
  });
  return [...ofClauses, ...ofGaps];
}

const codes = {
  applies_when: { true: 'applies_always', false: 'applies_never' },
  requires: { true: 'requirement_always_met', false: 'requirement_never_met' },
  refuses_when: { true: 'refuses_always', false: 'refuses_never' },
} as const;

function wholePart(part: Part, verdict: boolean, subject: Subject): Fault {
  const because = reasonFor(part.condition, verdict, part.here, subject);
  if (because.clash) return clash(part, because.comparison, because.clash);
  const says = because.says;
  const { name } = part;
  const messages = {
    applies_always: {
      id: `applies_when dari ${name} selalu terpenuhi (${says.id}); hapus, atau perbaiki syaratnya`,
      en: `applies_when of ${name} is always met (${says.en}); remove it, or correct the condition`,
    },
    applies_never: {
      id: `${name} tidak pernah berlaku (${says.id}); perbaiki applies_when, atau akhiri ketentuan ini dengan to`,
      en: `${name} can never apply (${says.en}); correct applies_when, or end the clause with to`,
    },
    requirement_always_met: {
      id: `syarat ${name} selalu terpenuhi bila berlaku (${says.id}); perbaiki syaratnya, atau batas pada isian`,
      en: `${name} is always met where it applies (${says.en}); correct the requirement, or the limits of the fact`,
    },
    requirement_never_met: {
      id: `syarat ${name} tidak pernah dapat terpenuhi (${says.id}); perbaiki syaratnya, atau batas pada isian`,
      en: `${name} can never be met (${says.en}); correct the requirement, or the limits of the fact`,
    },
    refuses_always: {
      id: `${name} menolak setiap pengajuan (${says.id}); perbaiki refuses_when`,
      en: `${name} refuses every submission (${says.en}); correct refuses_when`,
    },
    refuses_never: {
      id: `${name} tidak pernah menolak pengajuan (${says.id}); perbaiki refuses_when, atau hapus`,
      en: `${name} never refuses a submission (${says.en}); correct refuses_when, or remove it`,
    },
  };
  const code = codes[part.part][verdict ? 'true' : 'false'];
  return warning(part.place(), code, messages[code]);
}

/** The outermost conditions inside that come out one way only, each in the light of those before it. */
function undecidedInside(part: Part, subject: Subject): Fault[] {
  const { interpreter } = subject;
  const found: Fault[] = [];
  const visit = (condition: Condition, here: Here): void => {
    if (condition.kind === 'comparison') return;
    const isAll = condition.kind === 'all';
    let at = here;
    for (const each of condition.conditions) {
      const verdict = decided(each, at, interpreter);
      if (verdict === undefined) visit(each, at);
      else found.push(inside(part, each, verdict, reasonFor(each, verdict, at, subject)));
      // A comparison with a value that does not apply fails, which tells nothing of the value.
      const isPlain = isAll || !interpreter.mayNotApply(asExpression(each));
      if (isPlain) at = interpreter.assume(asExpression(each), isAll, at) ?? at;
    }
  };
  visit(part.condition, part.here);
  return found;
}

function inside(
  part: Part,
  condition: Condition,
  verdict: boolean,
  { says, clash: other, comparison }: Reason,
): Fault {
  if (other) return clash(part, comparison, other);
  const { name } = part;
  const message = verdict
    ? {
        id: `syarat di dalam ${part.part} ${name} ini selalu benar (${says.id}); hapus, atau perbaiki nilainya`,
        en: `this condition in ${part.part} of ${name} is always true (${says.en}); remove it, or correct its value`,
      }
    : {
        id: `syarat di dalam ${part.part} ${name} ini tidak pernah benar (${says.id}); hapus, atau perbaiki nilainya`,
        en: `this condition in ${part.part} of ${name} is never true (${says.en}); remove it, or correct its value`,
      };
  return warning(part.place(condition), verdict ? 'condition_always_true' : 'condition_never_true', message);
}

function clash(part: Part, comparison: Comparison, other: Comparison): Fault {
  const [one, two] = [comparisonText(other), comparisonText(comparison)];
  return warning(part.place(comparison), 'contradicting_conditions', {
    id: `"${one}" dan "${two}" di dalam ${part.part} ${part.name} tidak pernah terpenuhi bersama; perbaiki salah satunya, atau pakai any`,
    en: `"${one}" and "${two}" in ${part.part} of ${part.name} can never both be met; correct one of them, or use any`,
  });
}

interface Reason {
  readonly comparison: Comparison;
  /** A comparison beside it, with which it never holds although each holds by itself. */
  readonly clash?: Comparison;
  readonly says: Bilingual;
}

/** The comparison that decides, and what its left side can be. */
function reasonFor(condition: Condition, verdict: boolean, here: Here, subject: Subject): Reason {
  const { interpreter } = subject;
  if (condition.kind === 'comparison') return reasonOf(condition, here, subject);
  let at = here;
  const before: Condition[] = [];
  for (const each of condition.conditions) {
    if (decided(each, at, interpreter) === verdict && (condition.kind === 'all') !== verdict) {
      const reason = reasonFor(each, verdict, at, subject);
      const isAlone = decided(each, here, interpreter) === verdict;
      const other = isAlone ? undefined : before.find((one) => excludes(one, each, here, subject));
      return { ...reason, ...(!verdict && other?.kind === 'comparison' && { clash: other }) };
    }
    before.push(each);
    at = interpreter.assume(asExpression(each), condition.kind === 'all', at) ?? at;
  }
  const [first = condition] = condition.conditions;
  return reasonFor(first, verdict, here, subject);
}

function excludes(one: Condition, other: Condition, here: Here, { interpreter }: Subject): boolean {
  const after = interpreter.assume(asExpression(one), true, here);
  return !after || decided(other, after, interpreter) === false;
}

function reasonOf(comparison: Comparison, here: Here, { interpreter }: Subject): Reason {
  const expression = asExpression(comparison);
  const inner = expression.kind === 'not' ? expression.of : expression;
  const isList = comparison.left.expression.type.kind === 'list';
  const left = inner.kind === 'comparison' ? inner.left : comparison.left.expression;
  const values = describeValues(interpreter.valuesOf(left, here));
  const { source } = comparison.left;
  const what = isList
    ? { id: `banyaknya ${source}`, en: `the length of ${source}` }
    : { id: source, en: source };
  const right = comparison.right?.expression;
  const isOpen = right !== undefined && right.kind !== 'literal' && right.kind !== 'list';
  const other = isOpen ? describeValues(interpreter.valuesOf(right, here)) : undefined;
  const otherSource = comparison.right?.source ?? '';
  return {
    comparison,
    says: {
      id: `${what.id}: ${values.id}${other ? `, ${otherSource}: ${other.id}` : ''}`,
      en: `${what.en} is ${values.en}${other ? `, ${otherSource} is ${other.en}` : ''}`,
    },
  };
}
