// Formulas in exact fractions: the typed tree is written out as CEL over one number type of ours and run by cel-js.
import { Environment } from '@marcbachmann/cel-js';
import type { Expression, FunctionName, ValueType, Verb } from '../../policy/formula/expression.js';
import type { Pack } from '../../policy/pack.js';
import { Amount } from './amount.js';
import { dateCounts, dateParts, dateShifts, shiftDate } from './dates-in-formulas.js';
import { notANumber, registerNumbers } from './exact-numbers.js';
import { readTableExactly } from './exact-tables.js';
import { Fraction, fractionOf } from './fraction.js';
import { GapReached, isGap, notApplicable, notEncoded, orReach, reach, undetermined } from '../gap.js';
import type { Gap } from '../gap.js';
import { answers } from '../run.js';
import type { Run, Scenario } from '../run.js';
import { Element } from '../submission.js';

export type ExactValue = Fraction | string | boolean | Gap | readonly unknown[];

/** An element as a formula sees it. */
class View {
  constructor(
    readonly element: Element,
    readonly scenario: Scenario,
    readonly run: Run,
  ) {}
}

type Prepared = (context: Record<string, unknown>) => unknown;

export class ExactFormulas {
  private readonly environment: Environment;
  private readonly environments = new Map<string, Environment>();
  private readonly prepared = new WeakMap<Expression, Prepared>();
  private readonly clauseIndex: ReadonlyMap<string, number>;

  constructor(pack: Pack) {
    this.clauseIndex = new Map(pack.clauses.map((clause) => [clause.id, clause.index]));
    this.environment = new Environment({
      limits: { maxDepth: 200, maxAstNodes: 20000, maxListElements: 1000 },
    });
    this.registerAll(pack);
  }

  /** Parses ahead of time, so that a formula that cel-js would refuse is found when the pack is loaded. */
  prepare(expression: Expression, elements: number): void {
    this.parsed(expression, Array<string>(elements).fill('View'));
  }

  evaluate(expression: Expression, bindings: readonly unknown[], scenario: Scenario, run: Run): ExactValue {
    const context: Record<string, unknown> = {};
    bindings.forEach((each, index) => {
      context[`b${index}`] = each instanceof Element ? new View(each, scenario, run) : each;
    });
    try {
      const found = this.parsed(expression, bindings.map(typeOfBinding))(context);
      return found === notANumber ? notApplicable : (found as ExactValue);
    } catch (error) {
      const reached = error instanceof GapReached ? error : (error as { cause?: unknown }).cause;
      if (reached instanceof GapReached) return reached.gap;
      throw error;
    }
  }

  /** The values of a list as bindings: elements, not the views that formulas see of them. */
  elementsIn(list: readonly unknown[]): unknown[] {
    return list.map((each) => (each instanceof View ? each.element : each));
  }

  private parsed(expression: Expression, types: readonly string[]): Prepared {
    let prepared = this.prepared.get(expression);
    if (!prepared) {
      const formula = this.environmentFor(types).parse(this.write(expression));
      const check = formula.check();
      if (!check.valid)
        throw new Error(`formula does not type-check in CEL: ${String(check.error?.message)}`);
      prepared = formula as Prepared;
      this.prepared.set(expression, prepared);
    }
    return prepared;
  }

  private environmentFor(types: readonly string[]): Environment {
    const key = types.join();
    let environment = this.environments.get(key);
    if (!environment) {
      environment = this.environment.clone();
      for (const [index, type] of types.entries()) environment.registerVariable(`b${index}`, type);
      this.environments.set(key, environment);
    }
    return environment;
  }

  /** Every name becomes a call that reads it; the rest keeps CEL's own form. */
  private write(expression: Expression): string {
    const inner = (each: Expression): string => this.write(each);
    switch (expression.kind) {
      case 'literal':
        return typeof expression.value === 'number'
          ? `num(${quote(String(expression.value))})`
          : quote(expression.value);
      case 'fact':
        return `b${expression.binding}.${reader(expression.type)}(${quote(expression.path.join('.'))})`;
      case 'elements':
        return `b${expression.binding}.elements(${quote(expression.path.join('.'))})`;
      case 'variable':
        return `b${expression.binding}`;
      case 'definition':
        return `b${expression.binding}.${reader(expression.type)}Of(${quote(expression.name)})`;
      case 'parameter':
        return `b0.${reader(expression.type)}Parameter(${quote(expression.name)})`;
      case 'table':
        return `b0.table_${expression.name}(${expression.keys.map(inner).join(', ')})`;
      case 'verdict': {
        const clauses = expression.clauses.map((id) => this.clauseIndex.get(id)).join(',');
        return `b${expression.binding}.${expression.verb}(${quote(expression.of)}, ${quote(clauses)})`;
      }
      case 'gap':
        return `b0.${reader(expression.type)}Gap(${quote(expression.gap)})`;
      case 'call':
        return this.writeCall(expression.name, expression.arguments);
      case 'negative':
        return `(-${inner(expression.of)})`;
      case 'arithmetic':
      case 'comparison':
        return `(${inner(expression.left)} ${expression.operator} ${inner(expression.right)})`;
      case 'in':
        return `isIn(${inner(expression.left)}, ${inner(expression.right)})`;
      case 'and':
      case 'or':
        return `(${inner(expression.left)} ${expression.kind === 'and' ? '&&' : '||'} ${inner(expression.right)})`;
      case 'not':
        return `(!${inner(expression.of)})`;
      case 'choose':
        return `(${inner(expression.condition)} ? ${inner(expression.yes)} : ${inner(expression.no)})`;
      case 'list':
        return `[${expression.items.map(inner).join(', ')}]`;
      case 'comprehension':
        return `${inner(expression.list)}.${expression.macro}(b${expression.binding}, ${inner(expression.body)})`;
    }
  }

  private writeCall(name: FunctionName, given: readonly Expression[]): string {
    const [first, decimals, mode] = given;
    if (name === 'round' && first && decimals?.kind === 'literal' && mode?.kind === 'literal') {
      return `round(${this.write(first)}, ${quote(String(decimals.value))}, ${quote(mode.value)})`;
    }
    const written = given.map((each) => this.write(each));
    if ((name === 'min' || name === 'max') && given.length > 1) return `${name}Of([${written.join(', ')}])`;
    return `${name}(${written.join(', ')})`;
  }

  private registerAll(pack: Pack): void {
    const cel = this.environment;
    cel.registerType('View', View);
    registerNumbers(cel);
    registerDates(cel);
    registerReading(cel);
    for (const table of pack.tables.values()) {
      const keys = table.by.map((key) => celType(key.type)).join(', ');
      cel.registerFunction(
        `View.table_${table.name}(${keys}): ${celType(table.type)}`,
        (view: View, ...given: unknown[]) =>
          orReach(readTableExactly(view.run, table, given as (Fraction | string | boolean)[])),
      );
    }
  }
}

function registerDates(cel: Environment): void {
  for (const [name, between] of Object.entries(dateCounts)) {
    cel.registerFunction(`${name}(string, string): Number`, (from: string, to: string) =>
      fractionOf(between(from, to)),
    );
  }
  for (const [name, part] of Object.entries(dateParts)) {
    cel.registerFunction(`${name}(string): Number`, (date: string) => fractionOf(part(date)));
  }
  for (const shift of dateShifts) {
    cel.registerFunction(`${shift}(string, Number): string`, (date: string, count: Fraction) => {
      if (count === notANumber) return reach(notApplicable);
      return orReach(shiftDate(shift, date, count.d === 1n ? Number(count.s * count.n) : undefined));
    });
  }
}

/** How names are read: facts, definitions, parameters, lists and verdicts. */
function registerReading(cel: Environment): void {
  const kinds = [
    ['number', 'Number'],
    ['text', 'string'],
    ['truth', 'bool'],
    ['numbers', 'list<Number>'],
    ['texts', 'list<string>'],
    ['truths', 'list<bool>'],
  ] as const;
  for (const [name, type] of kinds) {
    cel.registerFunction(`View.${name}(string): ${type}`, (view: View, path: string) => {
      const value = view.element.fact(path.split('.'));
      return value === undefined ? reach(undetermined) : exactly(value);
    });
    cel.registerFunction(`View.${name}Of(string): ${type}`, (view: View, definition: string) => {
      const value = view.element.calculated.get(definition)?.[view.scenario] ?? notApplicable;
      if (value === notApplicable && name === 'number') return notANumber;
      return isGap(value) ? reach(value) : value instanceof Amount ? value.exact : value;
    });
    cel.registerFunction(`View.${name}Gap(string): ${type}`, (view: View, gap: string) =>
      reach(notEncoded(view.run.pack, gap)),
    );
    cel.registerFunction(`View.${name}Parameter(string): ${type}`, (view: View, parameter: string) => {
      view.run.noteParameter(parameter);
      return exactly(view.run.law.parameters.get(parameter)?.value);
    });
  }
  cel.registerFunction('View.elements(string): list<View>', (view: View, path: string) => {
    const elements = view.element.elements(path.split('.'));
    return elements ? elements.map((each) => new View(each, view.scenario, view.run)) : reach(undetermined);
  });
  for (const verb of ['met', 'notMet', 'notApplicable'] satisfies Verb[]) {
    cel.registerFunction(`View.${verb}(string, string): bool`, (view: View, of: string, clauses: string) => {
      const verdict = view.run.verdictOf(of, clauses.split(',').map(Number), view.element);
      return answers(verb, verdict, view.scenario);
    });
  }
}

function exactly(value: unknown): unknown {
  if (typeof value === 'number') return fractionOf(value);
  return Array.isArray(value) ? value.map(exactly) : value;
}

function typeOfBinding(value: unknown): string {
  if (value instanceof Element) return 'View';
  if (value instanceof Fraction) return 'Number';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function reader(type: ValueType): string {
  if (type.kind === 'list') return `${reader(type.of)}s`;
  return type.kind === 'date' ? 'text' : type.kind;
}

function celType(type: ValueType): string {
  switch (type.kind) {
    case 'number':
      return 'Number';
    case 'truth':
      return 'bool';
    case 'text':
    case 'date':
      return 'string';
    case 'list':
      return `list<${celType(type.of)}>`;
    case 'element':
      return 'View';
  }
}

function quote(value: string | boolean | number): string {
  return JSON.stringify(value);
}
