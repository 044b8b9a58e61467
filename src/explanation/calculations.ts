// A calculation's formula -> the values it read, and the formula written out with them.
import { children } from '../policy/formula/expression.js';
import type { Expression } from '../policy/formula/expression.js';
import type { Bilingual, Calculation, Pack } from '../policy/pack.js';
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
  readonly outcome: ClauseOutcome;
  readonly elements: readonly Element[];
  readonly source: string;
}

export function explainCalculation(
  pack: Pack,
  law: Law,
  outcome: ClauseOutcome,
  clause: Calculation,
): CalculationExplained {
  const { source, expression } = clause.formula;
  const reading: Reading = { pack, law, outcome, elements: lineOf(outcome.element), source };
  const inputs: Record<string, Input> = {};
  const replacements: { start: number; end: number; text: string }[] = [];
  visit(expression);
  return { formula: source, inputs, worked: replaceAll(source, replacements) };

  function visit(each: Expression): void {
    const read = readInput(reading, each);
    if (read) {
      const { value, name } = read;
      const meaning = meaningOf(pack, clause.scope, read.of);
      const label = labelOf(pack, clause.scope, read.of);
      inputs[name] = {
        value,
        ...(meaning.unit !== undefined && { unit: meaning.unit }),
        ...(label && { label }),
      };
      if (value !== null) replacements.push({ ...each.range, text: JSON.stringify(value) });
      return;
    }
    children(each).forEach(visit);
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

function replaceAll(
  source: string,
  replacements: readonly { start: number; end: number; text: string }[],
): string {
  const last = [...replacements].sort((a, b) => b.start - a.start);
  return last.reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), source);
}
