// A calculation's formula -> the values it read, and the formula written out with them.
import { children, walk } from '../policy/formula/expression.js';
import type { Expression, ExpressionOf, Range } from '../policy/formula/expression.js';
import type { Bilingual, Calculation, Scope } from '../policy/pack.js';
import type { ReadyPack } from '../evaluation/evaluate.js';
import { shown } from '../evaluation/values.js';
import type { Verdict } from '../evaluation/kleene.js';
import type { Law } from '../evaluation/law.js';
import type { ClauseOutcome, Shown } from '../evaluation/outcome.js';
import { answers, Run } from '../evaluation/run.js';
import type { Scenario } from '../evaluation/run.js';
import type { Element } from '../evaluation/submission.js';
import { formatValue, labelOf, meaningOf } from './values.js';
import { inBoth, verdictWords } from './words.js';

export interface Input {
  readonly value: Shown;
  readonly unit?: string;
  readonly label?: Bilingual;
  /** Of a clause or group that the formula asks for. */
  readonly verdict?: Verdict;
  /** The value as people write it. */
  readonly says: Bilingual;
}

export interface CalculationExplained {
  readonly formula: string;
  readonly inputs: Readonly<Record<string, Input>>;
  /** The formula with its values in place of names; of a choice, only what was chosen. */
  readonly worked: string;
  /** The same as if every undetermined clause were met, where that gives another value. */
  readonly workedPotential?: string;
}

export function explainCalculation(
  ready: ReadyPack,
  law: Law,
  outcome: ClauseOutcome,
  clause: Calculation,
): CalculationExplained {
  const { source, expression } = clause.formula;
  const value = new Working(ready, law, outcome, clause, 'value');
  const worked = value.whole(expression);
  if (outcome.potential === undefined || outcome.potential === outcome.value) {
    return { formula: source, worked, inputs: value.inputs };
  }
  const workedPotential = new Working(ready, law, outcome, clause, 'potential').whole(expression);
  return { formula: source, worked, workedPotential, inputs: value.inputs };
}

interface Read {
  readonly name: string;
  readonly value: Shown;
  readonly of: Expression;
  readonly scope: Scope;
  /** The one element on which it is read. */
  readonly at?: Element;
  readonly verdict?: Verdict;
}

/** One formula on one element in one scenario. */
class Working {
  readonly inputs: Record<string, Input> = {};
  private readonly elements: readonly Element[];
  private readonly run: Run;
  private readonly source: string;

  constructor(
    private readonly ready: ReadyPack,
    private readonly law: Law,
    private readonly outcome: ClauseOutcome,
    private readonly clause: Calculation,
    private readonly scenario: Scenario,
  ) {
    this.elements = lineOf(outcome.element);
    this.run = new Run(ready.pack, law, this.elements[0] as Element);
    this.source = clause.formula.source;
  }

  whole(expression: Expression): string {
    return this.workWithin(expression, { start: 0, end: this.source.length });
  }

  private workWithin(expression: Expression, within: Range): string {
    const { start, end } = expression.range;
    return (
      this.source.slice(within.start, start) + this.work(expression) + this.source.slice(end, within.end)
    );
  }

  private work(expression: Expression): string {
    const { start, end } = expression.range;
    const read = this.read(expression);
    if (read) {
      this.note(read);
      return read.value === null ? this.source.slice(start, end) : JSON.stringify(read.value);
    }
    if (expression.kind === 'choose' && this.isOfTheClause(expression.condition)) {
      const holds = this.ready.formulas.evaluate(
        expression.condition,
        this.elements,
        this.scenario,
        this.run,
      );
      if (typeof holds === 'boolean') {
        this.work(expression.condition);
        const chosen = holds ? expression.yes : expression.no;
        return this.workWithin(chosen, withParentheses(this.source, chosen.range));
      }
    }
    let text = '';
    let position = start;
    const parts = [...children(expression)].sort((a, b) => a.range.start - b.range.start);
    for (const part of parts) {
      text += this.source.slice(position, part.range.start) + this.work(part);
      position = part.range.end;
    }
    return text + this.source.slice(position, end);
  }

  /** Whether it reads no variable of a list that is being gone through. */
  private isOfTheClause(expression: Expression): boolean {
    return [...walk(expression)].every(
      (each) => !('binding' in each) || each.kind === 'comprehension' || each.binding < this.elements.length,
    );
  }

  private note({ name, value, of, scope, at, verdict }: Read): void {
    const { pack } = this.ready;
    const meaning = meaningOf(pack, scope, of);
    const label = labelOf(pack, scope, of, at);
    this.inputs[name] = {
      value,
      ...(meaning.unit !== undefined && { unit: meaning.unit }),
      ...(label && { label }),
      ...(verdict && { verdict }),
      says: verdict ? verdictWords[verdict] : inBoth((language) => formatValue(value, language, meaning)),
    };
  }

  /** A name, a table or a verdict with its value; a list mapped to a name counts as one input. */
  private read(expression: Expression): Read | undefined {
    const { range } = expression;
    const name = this.source.slice(range.start, range.end);
    const { scope } = this.clause;
    const element = 'binding' in expression ? this.elements[expression.binding] : undefined;
    switch (expression.kind) {
      case 'comprehension':
        return this.readMapped(expression);
      case 'fact':
      case 'definition':
        return (
          element && {
            name,
            value: this.valueOn(element, expression),
            of: expression,
            scope,
            at: element,
          }
        );
      case 'elements':
        return (
          element && { name, value: element.elements(expression.path)?.length ?? null, of: expression, scope }
        );
      case 'parameter':
        return {
          name,
          value: this.law.parameters.get(expression.name)?.value ?? null,
          of: expression,
          scope,
        };
      case 'table':
        return this.readTable(expression, name);
      case 'verdict': {
        if (!element) return undefined;
        const indexes = expression.clauses.map((id) =>
          this.ready.pack.clauses.findIndex((each) => each.id === id),
        );
        const verdict = this.run.verdictOf(expression.of, indexes, element);
        return {
          name,
          value: answers(expression.verb, verdict, this.scenario),
          of: expression,
          scope,
          verdict,
        };
      }
      default:
        return undefined;
    }
  }

  private readMapped({ list, body, macro, variable }: ExpressionOf<'comprehension'>): Read | undefined {
    if (macro !== 'map' || list.kind !== 'elements' || (body.kind !== 'fact' && body.kind !== 'definition'))
      return undefined;
    const { scope } = this.clause;
    // Of an outer element, or of a list that is inside another comprehension.
    if (body.binding !== scope.length + 1 || list.binding > scope.length) return undefined;
    const over = this.elements[list.binding]?.elements(list.path) ?? [];
    const lists = list.type.kind === 'list' && list.type.of.kind === 'element' ? list.type.of.lists : [];
    return {
      name: `${list.path.join('.')}[].${body.kind === 'fact' ? body.path.join('.') : body.name}`,
      value: over.map((element) => this.valueOn(element, body)),
      of: body,
      scope: [...scope, { as: variable, lists }],
    };
  }

  private valueOn(element: Element, expression: Expression): Shown {
    if (expression.kind === 'fact') return shown(element.fact(expression.path));
    return expression.kind === 'definition'
      ? shown(element.calculated.get(expression.name)?.[this.scenario])
      : null;
  }

  /** Only a table that was read for these keys is an input. */
  private readTable(expression: ExpressionOf<'table'>, name: string): Read | undefined {
    const uses = this.outcome.tables.filter((use) => use.table === expression.name);
    const keys = expression.keys.map((key) => (key.kind === 'literal' ? key.value : this.read(key)?.value));
    const use =
      uses.find((each) => JSON.stringify(each.keys) === JSON.stringify(keys)) ??
      (uses.length === 1 ? uses[0] : undefined);
    return use && { name, value: use.value, of: expression, scope: this.clause.scope };
  }
}

/** The elements that a clause's names stand for: the root first. */
function lineOf(element: Element): Element[] {
  return element.parent ? [...lineOf(element.parent), element] : [element];
}

/** A range with the parentheses around it that have their partner inside: cel-js leaves those at its edges out. */
function withParentheses(source: string, { start, end }: Range): Range {
  const isQuoted = /"[^"]*"|'[^']*'/g;
  const text = source.slice(start, end).replaceAll(isQuoted, (quoted) => ' '.repeat(quoted.length));
  let open = 0;
  let missing = 0;
  for (const letter of text) {
    if (letter === '(') open += 1;
    if (letter === ')') open -= 1;
    if (open < 0) [open, missing] = [0, missing + 1];
  }
  const before = new RegExp(`(?:\\(\\s*){${missing}}$`).exec(source.slice(0, start));
  const after = new RegExp(`^(?:\\s*\\)){${open}}`).exec(source.slice(end));
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) };
}
