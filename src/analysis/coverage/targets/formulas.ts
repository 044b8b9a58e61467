// A formula -> its branches both ways, every argument that min, max and clamp can give, and its boundaries.
import type { Expression, ExpressionOf } from '../../../policy/formula/expression.js';
import type { Bilingual } from '../../../policy/pack.js';
import { inBoth } from '../../../explanation/words.js';
import { partsOf, textOf } from '../../formula-text.js';
import type { Named, Part } from '../../formula-text.js';
import { boundaryMark, boundaryOfFormula } from '../boundary.js';
import type { Boundary } from '../boundary.js';
import type { Side } from '../step.js';
import type { Plan, Spot } from './plan.js';

export function addFormula(plan: Plan, spot: Spot, expression: Expression): void {
  for (const part of partsOf(expression, spot.bound)) addPart(plan, spot, part);
}

function addPart(plan: Plan, spot: Spot, { expression, bound }: Part): void {
  if (expression.kind === 'choose') {
    addBranches(plan, spot, expression, bound);
  } else if (isLimiting(expression)) {
    const text = textOf(expression, bound);
    for (const { mark, gives, wanted } of limitsOf(expression, bound))
      add(plan, spot, { of: expression, mark, name: `${text} gives ${gives}`, wanted });
  } else if (expression.kind === 'comparison') {
    const boundary = boundaryOfFormula(plan.pack, expression, bound);
    if (boundary) addBoundary(plan, spot, { of: expression, boundary, at: expression.range.start });
  }
}

function addBranches(
  plan: Plan,
  spot: Spot,
  expression: ExpressionOf<'choose'>,
  bound: readonly Named[],
): void {
  const condition = textOf(expression.condition, bound);
  const words = {
    yes: { id: `kasus dengan ${condition} benar`, en: `a case in which ${condition} holds` },
    no: { id: `kasus dengan ${condition} salah`, en: `a case in which ${condition} does not hold` },
  };
  for (const mark of ['yes', 'no'] as const)
    add(plan, spot, { of: expression, mark, name: `${condition} ? ${mark}`, wanted: words[mark] });
}

interface Branch {
  readonly of: Expression;
  readonly mark: string;
  readonly name: string;
  readonly wanted: Bilingual;
}

function add(plan: Plan, { owner, place }: Spot, { of, mark, name, wanted }: Branch): void {
  plan.add({ kind: 'branch', owner, name, of, mark, place: place(of.range.start), wanted });
}

/** min and max of several values and clamp: each may give one side or another. */
export function isLimiting(expression: Expression): expression is ExpressionOf<'call'> {
  if (expression.kind !== 'call') return false;
  const { name } = expression;
  return name === 'clamp' || ((name === 'min' || name === 'max') && expression.arguments.length > 1);
}

function limitsOf(
  expression: ExpressionOf<'call'>,
  bound: readonly Named[],
): { mark: string; gives: string; wanted: Bilingual }[] {
  const texts = expression.arguments.map((each) => textOf(each, bound));
  if (expression.name !== 'clamp') {
    const [least, id] = expression.name === 'min' ? ['least', 'terkecil'] : ['greatest', 'terbesar'];
    return texts.map((text, index) => ({
      mark: String(index),
      gives: text,
      wanted: {
        id: `kasus dengan ${text} sebagai nilai ${id}`,
        en: `a case in which ${text} is the ${least}`,
      },
    }));
  }
  const [value = '', low = '', high = ''] = texts;
  const between = {
    id: `kasus dengan ${value} di antara ${low} dan ${high}`,
    en: `a case with ${value} between ${low} and ${high}`,
  };
  return [
    {
      mark: 'low',
      gives: low,
      wanted: { id: `kasus dengan ${value} di bawah ${low}`, en: `a case with ${value} below ${low}` },
    },
    { mark: 'between', gives: value, wanted: between },
    {
      mark: 'high',
      gives: high,
      wanted: { id: `kasus dengan ${value} di atas ${high}`, en: `a case with ${value} above ${high}` },
    },
  ];
}

export const sideWords: Readonly<Record<Side, Bilingual>> = {
  below: { id: 'sedikit di bawah', en: 'just below' },
  on: { id: 'tepat sama dengan', en: 'exactly on' },
  above: { id: 'sedikit di atas', en: 'just above' },
};

export function addBoundary(
  plan: Plan,
  { owner, place }: Spot,
  { of, boundary, at }: { of: object; boundary: Boundary; at?: number },
): void {
  plan.boundaries.set(of, boundary);
  for (const { row, sides, text } of boundary.limits) {
    for (const side of sides) {
      const wanted = inBoth((language) =>
        language === 'id'
          ? `kasus dengan ${boundary.value} ${sideWords[side].id} ${text}`
          : `a case with ${boundary.value} ${sideWords[side].en} ${text}`,
      );
      const mark = boundaryMark(side, row);
      const name = `${boundary.value} ${side} ${text}`;
      plan.add({ kind: 'boundary', owner, name, of, mark, place: place(at), wanted });
    }
  }
}
