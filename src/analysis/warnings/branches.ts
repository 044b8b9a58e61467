// Formulas in which something can never count: a branch that is not taken, a comparison that is long decided.
import type { Fault } from '../../policy/fault.js';
import { walk } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Bilingual } from '../../policy/pack.js';
import type { Here } from './here.js';
import { writtenText } from './sites.js';
import type { Site, Subject } from './sites.js';
import { describeValues, warning } from './words.js';

export function deadBranches(subject: Subject, sites: readonly Site[]): Fault[] {
  return sites.flatMap((site) => {
    const told = new Set<Expression>();
    return site.reached.flatMap(({ expression, here }) => {
      const spot: Spot = { site, here, subject, told };
      if (expression.kind === 'choose') return deadBranch(expression, spot);
      return isComparison(expression) ? decidedComparison(expression, spot) : [];
    });
  });
}

interface Spot {
  readonly site: Site;
  readonly here: Here;
  readonly subject: Subject;
  /** Comparisons that are told of with the branch they decide. */
  readonly told: Set<Expression>;
}

type ComparisonInFormula = ExpressionOf<'comparison'> | ExpressionOf<'in'>;

function isComparison(expression: Expression): expression is ComparisonInFormula {
  return expression.kind === 'comparison' || expression.kind === 'in';
}

function deadBranch(
  { condition, yes, no }: ExpressionOf<'choose'>,
  { site, here, subject, told }: Spot,
): Fault[] {
  const { interpreter } = subject;
  const never = [true, false].find((truth) => !interpreter.assume(condition, truth, here));
  if (never === undefined) return [];
  const compared = [...walk(condition)].filter(isComparison);
  for (const each of compared) told.add(each);
  const [first] = compared;
  const says = first && leftSide(first, { site, here, subject, told });
  const why = { id: says ? ` (${says.id})` : '', en: says ? ` (${says.en})` : '' };
  return [
    warning(site.place(never ? yes : no), 'branch_never_taken', {
      id: `cabang ini tidak pernah dipakai: syaratnya selalu ${never ? 'salah' : 'benar'}${why.id}; hapus cabang ini, atau perbaiki syaratnya`,
      en: `this branch is never taken: its condition is always ${never ? 'false' : 'true'}${why.en}; remove the branch, or correct the condition`,
    }),
  ];
}

function decidedComparison(expression: ComparisonInFormula, spot: Spot): Fault[] {
  const { site, here, subject, told } = spot;
  if (told.has(expression)) return [];
  const never = [true, false].find((truth) => !subject.interpreter.assume(expression, truth, here));
  if (never === undefined) return [];
  const says = leftSide(expression, spot);
  return [
    warning(site.place(expression), never ? 'comparison_never_true' : 'comparison_always_true', {
      id: `perbandingan ini selalu ${never ? 'salah' : 'benar'} di sini (${says.id}); hapus, atau perbaiki nilainya`,
      en: `this comparison is always ${never ? 'false' : 'true'} here (${says.en}); remove it, or correct its value`,
    }),
  ];
}

function leftSide({ left }: ComparisonInFormula, { site, here, subject }: Spot): Bilingual {
  const { id, en } = describeValues(subject.interpreter.valuesOf(left, here));
  const name = writtenText(site, left) ?? { id: 'sisi kirinya', en: 'its left side' };
  return { id: `${name.id}: ${id}`, en: `${name.en} is ${en}` };
}
