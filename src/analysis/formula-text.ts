// A typed formula -> its text in one form, whatever the spaces and parentheses of its author; and its parts with their names.
import { gapName } from '../policy/formula/unencoded.js';
import type { Expression } from '../policy/formula/expression.js';
import type { Comparison, Scope, Term } from '../policy/pack.js';

/** What a binding is called, and the list whose element it is; both empty for the whole submission. */
export interface Named {
  readonly name: string;
  readonly list: string;
  /** A clause's own element: its verdicts are asked for without its name. */
  readonly isOwn: boolean;
}

export interface Part {
  readonly expression: Expression;
  readonly bound: readonly Named[];
}

export function boundIn(scope: Scope): Named[] {
  const levels = scope.map(({ as, lists }) => ({ name: as, list: lists[0] ?? '', isOwn: true }));
  return [{ name: '', list: '', isOwn: true }, ...levels];
}

/** Every expression inside, the outermost first, each with the names that hold there. */
export function* partsOf(expression: Expression, bound: readonly Named[]): Generator<Part> {
  yield { expression, bound };
  for (const part of childrenOf(expression, bound)) yield* partsOf(part.expression, part.bound);
}

export function childrenOf(expression: Expression, bound: readonly Named[]): Part[] {
  const here = (each: Expression): Part => ({ expression: each, bound });
  switch (expression.kind) {
    case 'table':
      return expression.keys.map(here);
    case 'call':
      return expression.arguments.map(here);
    case 'list':
      return expression.items.map(here);
    case 'arithmetic':
    case 'comparison':
    case 'in':
    case 'and':
    case 'or':
      return [here(expression.left), here(expression.right)];
    case 'negative':
    case 'not':
      return [here(expression.of)];
    case 'choose':
      return [here(expression.condition), here(expression.yes), here(expression.no)];
    case 'comprehension':
      return [here(expression.list), { expression: expression.body, bound: withVariable(expression, bound) }];
    case 'literal':
    case 'fact':
    case 'elements':
    case 'variable':
    case 'definition':
    case 'parameter':
    case 'verdict':
    case 'gap':
      return [];
  }
}

function withVariable(
  { list, variable, binding }: Extract<Expression, { kind: 'comprehension' }>,
  bound: readonly Named[],
): Named[] {
  const of = list.type.kind === 'list' && list.type.of.kind === 'element' ? list.type.of.lists[0] : '';
  return [...bound.slice(0, binding), { name: variable, list: of ?? '', isOwn: false }];
}

const strength = { choose: 0, or: 1, and: 2, comparison: 3, sum: 4, product: 5, sign: 6, whole: 7 };

export function textOf(expression: Expression, bound: readonly Named[]): string {
  const inner = (each: Expression): string => textOf(each, bound);
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'fact':
    case 'elements':
      return dotted(bound[expression.binding]?.name, ...expression.path);
    case 'variable':
      return expression.name;
    case 'definition':
      return dotted(bound[expression.binding]?.name, expression.name);
    case 'parameter':
      return `parameter.${expression.name}`;
    case 'table':
      return `table.${expression.name}(${expression.keys.map(inner).join(', ')})`;
    case 'verdict': {
      const on = bound[expression.binding];
      return dotted(on?.isOwn ? '' : on?.name, `${expression.verb}(${JSON.stringify(expression.of)})`);
    }
    case 'gap':
      return `${gapName}(${JSON.stringify(expression.gap)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(inner).join(', ')})`;
    case 'list':
      return `[${expression.items.map(inner).join(', ')}]`;
    case 'comprehension': {
      const body = textOf(expression.body, withVariable(expression, bound));
      return `${inner(expression.list)}.${expression.macro}(${expression.variable}, ${body})`;
    }
    default:
      return joined(expression, bound);
  }
}

function joined(
  expression: Extract<
    Expression,
    { kind: 'negative' | 'not' | 'choose' | 'and' | 'or' | 'comparison' | 'in' | 'arithmetic' }
  >,
  bound: readonly Named[],
): string {
  const own = strengthOf(expression);
  const side = (each: Expression, least: number): string => {
    const text = textOf(each, bound);
    return strengthOf(each) < least ? `(${text})` : text;
  };
  switch (expression.kind) {
    case 'negative':
      return `-${side(expression.of, own)}`;
    case 'not':
      return `!${side(expression.of, own)}`;
    case 'choose':
      return `${side(expression.condition, 1)} ? ${side(expression.yes, 1)} : ${side(expression.no, 0)}`;
    case 'and':
    case 'or':
      return `${side(expression.left, own)} ${expression.kind === 'and' ? '&&' : '||'} ${side(expression.right, own)}`;
    case 'in':
      return `${side(expression.left, own + 1)} in ${side(expression.right, own + 1)}`;
    case 'comparison':
      return `${side(expression.left, own + 1)} ${expression.operator} ${side(expression.right, own + 1)}`;
    case 'arithmetic':
      return `${side(expression.left, own)} ${expression.operator} ${side(expression.right, own + 1)}`;
  }
}

function strengthOf(expression: Expression): number {
  switch (expression.kind) {
    case 'choose':
    case 'or':
    case 'and':
    case 'comparison':
      return strength[expression.kind];
    case 'in':
      return strength.comparison;
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? strength.sum : strength.product;
    case 'negative':
    case 'not':
      return strength.sign;
    default:
      return strength.whole;
  }
}

function dotted(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join('.');
}

/** A condition as it is written in YAML, on one line. */
export function textOfComparison({ left, operator, right }: Comparison, bound: readonly Named[]): string {
  return [termText(left, bound), operator, right && termText(right, bound)].filter(Boolean).join(' ');
}

function termText({ expression }: Term, bound: readonly Named[]): string {
  return textOf(expression, bound);
}
