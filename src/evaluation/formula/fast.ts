// Formulas as closures over bounded doubles, compiled once from the typed tree.
import { isAsWritten } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Pack, RoundingMode } from '../../policy/pack.js';
import * as bounded from './bounded.js';
import { Numbers } from './bounded.js';
import { dateCounts, dateParts, dateShifts } from './dates-in-formulas.js';
import {
  collect,
  constant,
  dateShift,
  definition,
  holds,
  inOrder,
  junction,
  keep,
  oneNumber,
  overList,
  twoNumbers,
  variable,
  withBound,
} from './fast-pieces.js';
import { readTableFast } from './fast-tables.js';
import { isGap, notApplicable, notEncoded, undetermined, wholeDoesNotApply } from '../gap.js';
import type { Compiled } from './place.js';
import { answers } from '../run.js';
import type { Element } from '../submission.js';

export function compileFormula(expression: Expression, pack: Pack): Compiled {
  return new Compiler(pack).compile(expression);
}

class Compiler {
  constructor(private readonly pack: Pack) {}

  compile(expression: Expression): Compiled {
    switch (expression.kind) {
      case 'literal':
        return constant(expression.value);
      case 'fact':
        return this.fact(expression);
      case 'elements': {
        const { binding, path } = expression;
        return (place) => (place.bindings[binding] as Element).elements(path) ?? undetermined;
      }
      case 'variable':
        return variable(expression);
      case 'definition':
        return definition(expression);
      case 'parameter': {
        const { name } = expression;
        return (place) => {
          place.run.noteParameter(name);
          return withBound(place.run.law.parameters.get(name)?.value, place);
        };
      }
      case 'table':
        return this.table(expression);
      case 'verdict':
        return this.verdict(expression);
      case 'gap':
        return (place) => notEncoded(place.run.pack, expression.gap);
      case 'call':
        return this.call(expression);
      case 'negative':
        return oneNumber(this.compile(expression.of), (value) => -value);
      case 'arithmetic':
        return this.arithmetic(expression);
      case 'comparison':
        return this.comparison(expression);
      case 'in':
        return this.membership(expression);
      case 'and':
        return junction(this.compile(expression.left), this.compile(expression.right), false);
      case 'or':
        return junction(this.compile(expression.left), this.compile(expression.right), true);
      case 'not': {
        const of = this.compile(expression.of);
        return (place) => {
          const value = of(place);
          return typeof value === 'boolean' ? !value : value;
        };
      }
      case 'choose': {
        const [condition, yes, no] = [expression.condition, expression.yes, expression.no].map((each) =>
          this.compile(each),
        );
        return (place) => {
          const holds = condition?.(place);
          return holds === true ? yes?.(place) : holds === false ? no?.(place) : holds;
        };
      }
      case 'list':
        return this.list(
          expression.items,
          expression.type.kind === 'list' && expression.type.of.kind === 'number',
        );
      case 'comprehension':
        return this.comprehension(expression);
    }
  }

  private fact(expression: ExpressionOf<'fact'>): Compiled {
    const { binding, path, type } = expression;
    if (type.kind === 'list' && type.of.kind === 'number') {
      return (place) => {
        const values = (place.bindings[binding] as Element).fact(path) as number[] | undefined;
        return values === undefined ? undetermined : new Numbers(values, values.map(bounded.boundOf));
      };
    }
    return (place) => {
      const value = (place.bindings[binding] as Element).fact(path);
      return value === undefined ? undetermined : withBound(value, place);
    };
  }

  private table(expression: ExpressionOf<'table'>): Compiled {
    const table = this.pack.tables.get(expression.name);
    const isNumber = expression.type.kind === 'number';
    const keys = expression.keys.map((key) => ({
      read: this.compile(key),
      isDecimal: isAsWritten(key),
      isNumber: key.type.kind === 'number',
    }));
    return (place) => {
      const given: unknown[] = [];
      let [error, isDecimal, isApplicable] = [0, true, true];
      for (const key of keys) {
        const value = key.read(place);
        if (value === notApplicable && key.isNumber) isApplicable = false;
        else if (isGap(value)) return value;
        if (typeof value === 'number') [error, isDecimal] = [place.error, isDecimal && key.isDecimal];
        given.push(value);
      }
      if (!isApplicable || !table) return isNumber ? notApplicable : wholeDoesNotApply;
      return readTableFast(place, table, given as (number | string | boolean)[], { error, isDecimal });
    };
  }

  private verdict(expression: ExpressionOf<'verdict'>): Compiled {
    const { binding, of, verb } = expression;
    const indexes = expression.clauses.flatMap(
      (id) => this.pack.clauses.find((clause) => clause.id === id)?.index ?? [],
    );
    return (place) => {
      const verdict = place.run.verdictOf(of, indexes, place.bindings[binding] as Element);
      return answers(verb, verdict, place.scenario);
    };
  }

  private call(expression: ExpressionOf<'call'>): Compiled {
    const { name } = expression;
    const given = expression.arguments.map((each) => this.compile(each));
    const [first, second, third] = given as [Compiled, Compiled, Compiled];
    switch (name) {
      case 'min':
      case 'max': {
        const step = name === 'min' ? bounded.smaller : bounded.larger;
        return given.length === 1 ? overList(name, first) : given.reduce((a, b) => twoNumbers(a, b, step));
      }
      case 'clamp':
        return twoNumbers(twoNumbers(first, second, bounded.larger), third, bounded.smaller);
      case 'abs':
        return oneNumber(first, Math.abs);
      case 'round': {
        const [, decimals, mode] = expression.arguments as [
          unknown,
          ExpressionOf<'literal'>,
          ExpressionOf<'literal'>,
        ];
        const rounding = { decimals: Number(decimals.value), mode: mode.value as RoundingMode };
        return oneNumber(first, (value, place) => bounded.round(value, place.error, rounding, place));
      }
      case 'sum':
      case 'mean':
      case 'median':
      case 'harmonicMean':
        return overList(name, first);
      case 'weightedMean':
        return inOrder([first, second], (place, values, weights) =>
          bounded.weightedMean(values as Numbers, weights as Numbers, place),
        );
      case 'count':
        return inOrder([first], (place, list) => {
          place.error = 0;
          return list instanceof Numbers ? bounded.countApplicable(list) : (list as unknown[]).length;
        });
      case 'yearsBetween':
      case 'monthsBetween':
      case 'daysBetween':
        return inOrder([first, second], (place, from, to) => {
          place.error = 0;
          return dateCounts[name](from as string, to as string);
        });
      case 'year':
      case 'month':
      case 'day':
        return inOrder([first], (place, date) => {
          place.error = 0;
          return dateParts[name](date as string);
        });
      case 'addYears':
      case 'addMonths':
      case 'addDays':
        return dateShift(dateShifts.find((each) => each === name) ?? name, first, second);
    }
  }

  private arithmetic(expression: ExpressionOf<'arithmetic'>): Compiled {
    const [left, right] = [this.compile(expression.left), this.compile(expression.right)];
    switch (expression.operator) {
      case '+':
        return twoNumbers(left, right, bounded.add);
      case '-':
        return twoNumbers(left, right, (a, errorA, b, errorB, place) =>
          bounded.add(a, errorA, -b, errorB, place),
        );
      case '*':
        return twoNumbers(left, right, bounded.multiply);
      case '/':
        return twoNumbers(left, right, bounded.divide);
    }
  }

  private comparison(expression: ExpressionOf<'comparison'>): Compiled {
    const { operator } = expression;
    const [left, right] = [this.compile(expression.left), this.compile(expression.right)];
    const areDecimals = isAsWritten(expression.left) && isAsWritten(expression.right);
    const isNumber = expression.left.type.kind === 'number';
    return (place) => {
      const a = left(place);
      const errorA = place.error;
      if (isGap(a) && !(isNumber && a === notApplicable)) return a;
      const b = right(place);
      if (isGap(b) && b !== notApplicable) return b;
      if (isGap(a) || isGap(b)) return wholeDoesNotApply;
      if (isNumber) {
        // Two decimals as written are in the order of their doubles.
        const order = areDecimals
          ? (a as number) - (b as number)
          : bounded.order(a as number, errorA, b as number, place.error);
        return holds(operator, order);
      }
      return holds(operator, a === b ? 0 : (a as string) < (b as string) ? -1 : 1);
    };
  }

  private membership(expression: ExpressionOf<'in'>): Compiled {
    const areDecimals =
      isAsWritten(expression.left) &&
      expression.right.kind === 'list' &&
      expression.right.items.every(isAsWritten);
    const [left, right] = [this.compile(expression.left), this.compile(expression.right)];
    const isNumber = expression.left.type.kind === 'number';
    return (place) => {
      const x = left(place);
      const errorX = place.error;
      if (isGap(x) && !(isNumber && x === notApplicable)) return x;
      const list = right(place);
      if (isGap(list)) return list;
      if (isGap(x)) return wholeDoesNotApply;
      if (!(list instanceof Numbers)) return (list as unknown[]).includes(x);
      if (areDecimals) return list.values.includes(x as number);
      return list.values.some(
        (each, index) =>
          !Number.isNaN(each) && bounded.order(x as number, errorX, each, list.errors[index] as number) === 0,
      );
    };
  }

  private list(items: readonly Expression[], areNumbers: boolean): Compiled {
    const compiled = items.map((each) => this.compile(each));
    return (place) => collect(compiled.length, (index) => compiled[index]?.(place), areNumbers, place);
  }

  private comprehension(expression: ExpressionOf<'comprehension'>): Compiled {
    const { binding, macro } = expression;
    const [list, body] = [this.compile(expression.list), this.compile(expression.body)];
    const givesNumbers = expression.body.type.kind === 'number';
    return (place) => {
      const over = list(place);
      if (isGap(over)) return over;
      // A number of a list goes with its bound.
      const items: readonly unknown[] =
        over instanceof Numbers
          ? over.values.map((_, index) => over.at(index))
          : (over as readonly unknown[]);
      const each = (index: number): unknown => {
        place.bindings[binding] = items[index];
        return body(place);
      };
      if (macro === 'map') return collect(items.length, each, givesNumbers, place);
      if (macro === 'filter') return keep(over, items, each);
      const decisive = macro === 'exists';
      let gap: unknown;
      for (let index = 0; index < items.length; index += 1) {
        const holds = each(index);
        if (holds === decisive && gap !== undefined) place.hasPassedOver = true;
        if (holds === decisive) return decisive;
        if (isGap(holds)) gap ??= holds;
      }
      return gap ?? !decisive;
    };
  }
}
