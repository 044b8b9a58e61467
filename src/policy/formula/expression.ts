// What a formula means: a typed tree in which every name is resolved to a fact, a definition, a parameter or a table.

/** Powers of unit names: { poin: 1 }, { rupiah: 1, hari: -1 }; empty for a plain number. */
export type Unit = Readonly<Record<string, number>>;

export type ValueType =
  | { readonly kind: 'number'; readonly unit: Unit }
  | { readonly kind: 'truth' }
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** An element of one of these lists. */
  | { readonly kind: 'element'; readonly lists: readonly string[] };

/** Where an expression stands in the formula's text, end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Names stand for elements: binding 0 is the root, then the clause's own elements from the outermost in,
 * then the variables of map, filter, exists and all.
 */
export type Binding = number;

export type Verb = 'met' | 'notMet' | 'notApplicable';

export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

interface Base {
  readonly range: Range;
  readonly type: ValueType;
}

export type Expression = Base &
  (
    | { readonly kind: 'literal'; readonly value: string | boolean | number }
    | { readonly kind: 'fact'; readonly binding: Binding; readonly path: readonly string[] }
    /** The elements of a list of objects; with their definitions, not only facts. */
    | { readonly kind: 'elements'; readonly binding: Binding; readonly path: readonly string[] }
    /** The variable of a comprehension over a list of plain values. */
    | { readonly kind: 'variable'; readonly binding: Binding; readonly name: string }
    | { readonly kind: 'definition'; readonly binding: Binding; readonly name: string }
    | { readonly kind: 'parameter'; readonly name: string }
    | { readonly kind: 'table'; readonly name: string; readonly keys: readonly Expression[] }
    /** `clauses` are one clause, or all of a group. */
    | {
        readonly kind: 'verdict';
        readonly verb: Verb;
        readonly binding: Binding;
        readonly of: string;
        readonly clauses: readonly string[];
      }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'negative'; readonly of: Expression }
    | {
        readonly kind: 'comparison';
        readonly operator: ComparisonOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'in'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'not'; readonly of: Expression }
    | {
        readonly kind: 'choose';
        readonly condition: Expression;
        readonly yes: Expression;
        readonly no: Expression;
      }
    /** A branch whose law is not encoded, of the other branch's type: where it is reached, the evaluation is refused. */
    | { readonly kind: 'gap'; readonly gap: string }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | {
        readonly kind: 'comprehension';
        readonly macro: Macro;
        readonly list: Expression;
        readonly binding: Binding;
        readonly variable: string;
        readonly body: Expression;
      }
  );

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

export const macros = ['map', 'filter', 'exists', 'all'] as const;
export type Macro = (typeof macros)[number];

export const functionNames = [
  'min',
  'max',
  'clamp',
  'abs',
  'round',
  'sum',
  'mean',
  'weightedMean',
  'harmonicMean',
  'median',
  'count',
  'yearsBetween',
  'monthsBetween',
  'daysBetween',
  'addYears',
  'addMonths',
  'addDays',
  'year',
  'month',
  'day',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** Every expression inside, the outermost first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of children(expression)) yield* walk(child);
}

export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'table':
      return expression.keys;
    case 'call':
      return expression.arguments;
    case 'list':
      return expression.items;
    case 'arithmetic':
    case 'comparison':
    case 'in':
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'negative':
    case 'not':
      return [expression.of];
    case 'choose':
      return [expression.condition, expression.yes, expression.no];
    case 'comprehension':
      return [expression.list, expression.body];
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

const meanings = new WeakMap<Expression, string>();

/** What an expression stands for, whatever the clause calls the elements it reads: equal texts are equal values. */
export function meaningOf(expression: Expression): string {
  const known = meanings.get(expression);
  if (known !== undefined) return known;
  const meaning = JSON.stringify(expression, (key, value: unknown) => {
    if (key === 'range' || key === 'type' || key === 'variable') return undefined;
    const isVariable = typeof value === 'object' && (value as Expression | null)?.kind === 'variable';
    return isVariable ? { ...value, name: undefined } : value;
  });
  meanings.set(expression, meaning);
  return meaning;
}

export const plain: ValueType = { kind: 'number', unit: {} };
export const truth: ValueType = { kind: 'truth' };
export const text: ValueType = { kind: 'text' };
export const date: ValueType = { kind: 'date' };

export function numberIn(unit: string | undefined): ValueType {
  return { kind: 'number', unit: unit === undefined ? {} : { [unit]: 1 } };
}

export function describeUnit(unit: Unit): string {
  return Object.entries(unit)
    .map(([name, power]) => (power === 1 ? name : `${name}^${power}`))
    .join('*');
}

/** A number that stands as it was written, in a fact, a parameter or a formula: exactly its shortest decimal. */
export function isAsWritten(expression: Expression): boolean {
  const { kind, type } = expression;
  return type.kind !== 'number' || kind === 'literal' || kind === 'fact' || kind === 'parameter';
}
