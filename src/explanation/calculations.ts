// A calculation's formula -> the values it read, and the formula written out with them.
import { children } from '../policy/formula/expression.js';
import type { Expression } from '../policy/formula/expression.js';
import type { Bilingual, Calculation, Pack } from '../policy/pack.js';
import type { ReadyPack } from '../evaluation/evaluate.js';
import type { ExactFormulas } from '../evaluation/exact.js';
import type { Law } from '../evaluation/law.js';
import type { ClauseOutcome, Shown } from '../evaluation/outcome.js';
import { shown } from '../evaluation/judge.js';
import type { Element } from '../evaluation/submission.js';
import { answers, Run } from '../evaluation/run.js';
import { labelOf, meaningOf } from './values.js';

export interface Input {
  readonly value: Shown;
  readonly unit?: string;
  readonly label?: Bilingual;
}

export interface CalculationExplained {
  readonly formula: string;
  readonly inputs: Readonly<Record<string, Input>>;
  /** The formula with its values in place of names. */
  readonly worked: string;
}

interface Reading {
  readonly pack: Pack;
  readonly law: Law;
  readonly formulas: ExactFormulas;
  readonly run: Run;
  readonly outcome: ClauseOutcome;
  readonly elements: readonly Element[];
  readonly source: string;
}

export function explainCalculation(
  { pack, formulas }: ReadyPack,
  law: Law,
  outcome: ClauseOutcome,
  clause: Calculation,
): CalculationExplained {
  const { source, expression } = clause.formula;
  const elements = lineOf(outcome.element);
  const run = new Run(pack, law, elements[0] as Element);
  const reading: Reading = { pack, law, formulas, run, outcome, elements, source };
  const inputs: Record<string, Input> = {};
  return { formula: source, worked: work(expression), inputs };

  /** The expression's text with values for names; of a choice, only the branch that was taken. */
  function work(each: Expression): string {
    const { start, end } = each.range;
    const read = readInput(reading, each);
    if (read) {
      note(read.name, read.value, read.of);
      return read.value === null ? source.slice(start, end) : JSON.stringify(read.value);
    }
    if (each.kind === 'choose') {
      const holds = formulas.evaluate(each.condition, elements, 'value', run);
      if (typeof holds === 'boolean') {
        work(each.condition);
        return work(holds ? each.yes : each.no);
      }
    }
    const parts = [...children(each)].sort((a, b) => a.range.start - b.range.start);
    let text = '';
    let position = start;
    for (const part of parts) {
      text += source.slice(position, part.range.start) + work(part);
      position = part.range.end;
    }
    return text + source.slice(position, end);
  }

  function note(name: string, value: Shown, of: Expression): void {
    const { unit } = meaningOf(pack, clause.scope, of);
    const label = labelOf(pack, clause.scope, of);
    inputs[name] = { value, ...(unit !== undefined && { unit }), ...(label && { label }) };
  }
}

/** The elements that a clause's names stand for: the root first. */
function lineOf(element: Element): Element[] {
  return element.parent ? [...lineOf(element.parent), element] : [element];
}

/** A name, a table or a verdict with its value; a list mapped to a name counts as one input. */
function readInput(
  reading: Reading,
  expression: Expression,
): { name: string; value: Shown; of: Expression } | undefined {
  const { elements, source } = reading;
  if (expression.kind === 'comprehension') {
    const { list, body, macro } = expression;
    if (macro !== 'map' || list.kind !== 'elements' || (body.kind !== 'fact' && body.kind !== 'definition'))
      return undefined;
    const over = elements[list.binding]?.elements(list.path) ?? [];
    const name = `${list.path.join('.')}[].${body.kind === 'fact' ? body.path.join('.') : body.name}`;
    return { name, value: over.map((element) => valueOn(element, body)), of: body };
  }
  const name = source.slice(expression.range.start, expression.range.end);
  switch (expression.kind) {
    case 'fact':
    case 'definition': {
      const element = elements[expression.binding];
      return element && { name, value: valueOn(element, expression), of: expression };
    }
    case 'elements':
      return {
        name,
        value: elements[expression.binding]?.elements(expression.path)?.length ?? null,
        of: expression,
      };
    case 'parameter':
      return { name, value: reading.law.parameters.get(expression.name)?.value ?? null, of: expression };
    case 'table':
      return tableInput(reading, expression, name);
    case 'verdict': {
      const element = elements[expression.binding];
      if (!element) return undefined;
      const indexes = expression.clauses.map((id) =>
        reading.pack.clauses.findIndex((clause) => clause.id === id),
      );
      const verdict = new Run(reading.pack, reading.law, elements[0] as Element).verdictOf(
        expression.of,
        indexes,
        element,
      );
      return { name, value: answers(expression.verb, verdict, 'value'), of: expression };
    }
    default:
      return undefined;
  }
}

function valueOn(element: Element, expression: Expression): Shown {
  if (expression.kind === 'fact') return shown(element.fact(expression.path));
  return expression.kind === 'definition' ? shown(element.calculated.get(expression.name)?.value) : null;
}

/** Only a table that was read is an input; of another branch's table only the keys are shown. */
function tableInput(
  { outcome }: Reading,
  expression: Extract<Expression, { kind: 'table' }>,
  name: string,
): { name: string; value: Shown; of: Expression } | undefined {
  const uses = outcome.tables.filter((use) => use.table === expression.name);
  const [only] = uses;
  return only && uses.length === 1 ? { name, value: only.value, of: expression } : undefined;
}
