// A chain of choices over one fact whose last branch serves values that nobody named, perhaps added later.
import type { Fault } from '../../policy/fault.js';
import { meaningOf, walk } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Here } from './here.js';
import type { Interpreter } from './interpreter.js';
import type { Site, Subject } from './sites.js';
import { and, listed, literalText, warning } from './words.js';

export function unnamedValues({ interpreter }: Subject, sites: readonly Site[]): Fault[] {
  return sites.flatMap((site) => {
    const told = new Set<Expression>();
    return site.reached.flatMap(({ expression, here }) =>
      expression.kind === 'choose' ? unnamedIn(expression, { site, here, interpreter, told }) : [],
    );
  });
}

interface Spot {
  readonly site: Site;
  readonly here: Here;
  readonly interpreter: Interpreter;
  /** Choices that belong to a longer chain. */
  readonly told: Set<Expression>;
}

/**
 * `f == "a" ? … : f == "b" ? … : last`, where `last` serves two or more values that nobody named. One test alone is a
 * rule and its exception; a last branch that reads the fact tells its values apart itself, and one that is a gap
 * refuses them all.
 */
function unnamedIn(root: ExpressionOf<'choose'>, { site, here, interpreter, told }: Spot): Fault[] {
  if (told.has(root)) return [];
  const fact = testedFact(root.condition);
  if (!fact) return [];
  let [last, at, tests]: [Expression, Here | undefined, number] = [root, here, 0];
  while (last.kind === 'choose' && at && sameFact(testedFact(last.condition), fact)) {
    told.add(last);
    at = interpreter.assume(last.condition, false, at);
    last = last.no;
    tests += 1;
  }
  const left = at && interpreter.valuesOf(fact, at);
  const isTold = [...walk(last)].some((each) => each.kind === 'fact' && sameFact(each, fact));
  if (tests < 2 || isTold || last.kind === 'gap' || left?.kind !== 'among' || left.values.length < 2)
    return [];
  const values = listed(left.values.map(literalText), and);
  const name = fact.path.join('.');
  return [
    warning(site.place(last), 'values_not_named', {
      id: `cabang terakhir ini dipakai untuk ${values.id} dari ${name}, tanpa menyebutnya; beri tiap nilai cabangnya sendiri, atau sebut dengan in`,
      en: `this last branch serves ${values.en} of ${name} without naming them; give each value its own branch, or name them with in`,
    }),
  ];
}

function sameFact(a: Expression | undefined, b: Expression): boolean {
  return a !== undefined && meaningOf(a) === meaningOf(b);
}

/** The choice fact that a condition tests, and nothing else. */
function testedFact(condition: Expression): ExpressionOf<'fact'> | undefined {
  if (condition.kind === 'or') {
    const [left, right] = [testedFact(condition.left), testedFact(condition.right)];
    return left && right && sameFact(left, right) ? left : undefined;
  }
  const isTest =
    (condition.kind === 'in' && condition.right.kind === 'list') ||
    (condition.kind === 'comparison' && condition.operator === '==' && condition.right.kind === 'literal');
  if (!isTest || condition.left.kind !== 'fact') return undefined;
  const { type } = condition.left;
  return type.kind === 'text' && type.values ? condition.left : undefined;
}
