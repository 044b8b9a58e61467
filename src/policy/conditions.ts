// A condition as written -> comparisons under all and any: `not` is pushed to the leaves, each side typed.
import { isCalendarDate } from './calendar.js';
import { didYouMean, perhaps } from './fault.js';
import type { Fault } from './fault.js';
import { analyseFormula } from './formula/analyse.js';
import { typeClash } from './formula/type-clash.js';
import { describeType, words } from './formula/describe-type.js';
import { date, plain, text, truth } from './formula/expression.js';
import type { Expression, ValueType } from './formula/expression.js';
import type { Bound, Vocabulary } from './formula/vocabulary.js';
import { isOperatorName, operatorNames, operators } from './operators.js';
import type { OperatorDefinition, OperatorName } from './operators.js';
import type { Bilingual, Comparison, Condition, Literal, Term } from './pack.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

type RawOperand =
  | Literal
  | Literal[]
  | { fact: string }
  | { parameter: string }
  | { table: string; by: string[] }
  | { formula: string };

export type RawCondition =
  | { all: RawCondition[] }
  | { any: RawCondition[] }
  | { not: RawCondition }
  | { name?: string; fact: string; operator: string; value?: RawOperand; says?: Bilingual };

/** The path of each condition, the outermost first, in the order in which `conditionNodes` gives them as read. */
export function* conditionPaths(raw: RawCondition, path: YamlPath): Generator<YamlPath> {
  if ('not' in raw) return yield* conditionPaths(raw.not, [...path, 'not']);
  yield path;
  const key = 'all' in raw ? 'all' : 'any';
  const parts = 'all' in raw ? raw.all : 'any' in raw ? raw.any : [];
  for (const [index, part] of parts.entries()) yield* conditionPaths(part, [...path, key, index]);
}

export function* conditionNodes(condition: Condition): Generator<Condition> {
  yield condition;
  if (condition.kind !== 'comparison') {
    for (const each of condition.conditions) yield* conditionNodes(each);
  }
}

/** What people who know json-rules-engine write, and the typed operator that stands in its place. */
const operatorsOfTheEngine: Readonly<Record<string, OperatorName>> = {
  equal: 'is',
  notEqual: 'isNot',
  greaterThanInclusive: 'atLeast',
  greaterThan: 'moreThan',
  lessThanInclusive: 'atMost',
};

/** Deeper nesting is refused: what walks conditions does so by recursion. */
const maxDepth = 20;

/** Where terms are read: the names they may use, and where faults go. */
export interface TermReader {
  readonly file: YamlFile;
  readonly vocabulary: Vocabulary;
  readonly bound: readonly Bound[];
  readonly faults: Fault[];
}

export function readTerm(reader: TermReader, source: string, path: YamlPath): Term | undefined {
  const found = analyseFormula(source, reader.vocabulary, reader.bound);
  if ('expression' in found) return { source, expression: found.expression };
  for (const problem of found.problems) {
    reader.faults.push(reader.file.fault(path, problem.code, problem.message, problem.offset));
  }
  return undefined;
}

export function readCondition(
  reader: TermReader,
  raw: RawCondition,
  path: YamlPath,
  negated = false,
  depth = 0,
): Condition | undefined {
  if (depth > maxDepth) {
    const message = {
      id: `kondisi bertingkat lebih dari ${maxDepth}`,
      en: `conditions nest deeper than ${maxDepth}`,
    };
    reader.faults.push(reader.file.fault(path, 'too_deep', message));
    return undefined;
  }
  if ('not' in raw) return readCondition(reader, raw.not, [...path, 'not'], !negated, depth + 1);
  if ('all' in raw || 'any' in raw) {
    const key = 'all' in raw ? 'all' : 'any';
    const parts = 'all' in raw ? raw.all : raw.any;
    const conditions = parts.map((part, index) =>
      readCondition(reader, part, [...path, key, index], negated, depth + 1),
    );
    const kind = (key === 'all') === negated ? 'any' : 'all';
    return conditions.every((each) => each !== undefined) ? { kind, conditions } : undefined;
  }
  return readComparison(reader, raw, path, negated);
}

function readComparison(
  reader: TermReader,
  raw: Extract<RawCondition, { fact: string }>,
  path: YamlPath,
  negated: boolean,
): Comparison | undefined {
  const left = readTerm(reader, raw.fact, [...path, 'fact']);
  if (!isOperatorName(raw.operator)) {
    const ours = Object.hasOwn(operatorsOfTheEngine, raw.operator)
      ? operatorsOfTheEngine[raw.operator]
      : undefined;
    const near = ours ? perhaps(ours) : didYouMean(raw.operator, operatorNames);
    const message = {
      id: `tidak ada operator "${raw.operator}"${near.id}`,
      en: `there is no operator "${raw.operator}"${near.en}`,
    };
    reader.faults.push(reader.file.fault([...path, 'operator'], 'unknown_operator', message));
    return undefined;
  }
  const definition = operators[raw.operator];
  if (!left) return undefined;
  const type = left.expression.type;
  if (!acceptsLeft(definition, type)) {
    const [wanted, is] = [wording[definition.left], describeType(type)];
    const message = {
      id: `"${raw.operator}" membandingkan ${wanted.id}; ${raw.fact} adalah ${is.id}`,
      en: `"${raw.operator}" compares ${wanted.en}; ${raw.fact} is ${is.en}`,
    };
    reader.faults.push(reader.file.fault([...path, 'operator'], 'operator_type', message));
    return undefined;
  }
  const right = readRight(reader, raw, definition, type, path);
  if (right === 'faulty') return undefined;
  return {
    kind: 'comparison',
    ...(raw.name !== undefined && { name: raw.name }),
    ...(raw.says && { says: raw.says }),
    operator: negated ? definition.negation : raw.operator,
    left,
    ...(right && { right }),
  };
}

const wording: Readonly<Record<OperatorDefinition['left'], Bilingual>> = {
  scalar: { id: 'nilai tunggal', en: 'a single value' },
  number: { id: 'angka', en: 'numbers' },
  date: { id: 'tanggal', en: 'dates' },
  list: words.list,
};

function acceptsLeft(definition: OperatorDefinition, type: ValueType): boolean {
  if (definition.left === 'scalar') return type.kind !== 'list' && type.kind !== 'element';
  return type.kind === definition.left;
}

function readRight(
  reader: TermReader,
  raw: Extract<RawCondition, { fact: string }>,
  definition: OperatorDefinition,
  left: ValueType,
  path: YamlPath,
): Term | undefined | 'faulty' {
  const at = [...path, 'value'];
  const fail = (message: Bilingual): 'faulty' => {
    reader.faults.push(reader.file.fault(raw.value === undefined ? path : at, 'operand', message));
    return 'faulty';
  };
  if (definition.right === 'none') {
    if (raw.value === undefined) return undefined;
    return fail({ id: `"${raw.operator}" tidak memakai value`, en: `"${raw.operator}" takes no value` });
  }
  if (raw.value === undefined)
    return fail({ id: `"${raw.operator}" memerlukan value`, en: `"${raw.operator}" needs a value` });
  const wanted = rightType(definition, left);
  const term = operandTerm(reader, raw.value, wanted, at);
  if (!term) return 'faulty';
  const clash = operandClash(term.expression, wanted);
  return clash ? fail(clash) : term;
}

function rightType(definition: OperatorDefinition, left: ValueType): ValueType {
  switch (definition.right) {
    case 'list_of_same':
      return { kind: 'list', of: left };
    case 'item':
      return left.kind === 'list' ? left.of : left;
    case 'count':
      return plain;
    case 'same':
    case 'number':
    case 'date':
    case 'none':
      return left;
  }
}

function operandClash(found: Expression, wanted: ValueType): Bilingual | undefined {
  if (wanted.kind !== 'list') return typeClash(found, wanted);
  if (found.type.kind !== 'list') {
    const is = describeType(found.type);
    return { id: `diperlukan sebuah daftar; ini ${is.id}`, en: `a list is needed; this is ${is.en}` };
  }
  if (found.kind === 'list') return found.items.map((item) => typeClash(item, wanted.of)).find(Boolean);
  if (found.type.of.kind === wanted.of.kind) return undefined;
  const of = describeType(found.type.of);
  return { id: `daftar ini berisi ${of.id}`, en: `this list holds ${of.en}` };
}

function operandTerm(
  reader: TermReader,
  raw: RawOperand,
  wanted: ValueType,
  path: YamlPath,
): Term | undefined {
  if (Array.isArray(raw)) {
    const of = wanted.kind === 'list' ? wanted.of : wanted;
    const items = raw.map((each) => literal(each, of));
    const type: ValueType = { kind: 'list', of };
    return {
      source: JSON.stringify(raw),
      expression: { kind: 'list', items, type, range: { start: 0, end: 0 } },
    };
  }
  if (typeof raw !== 'object') return { source: JSON.stringify(raw), expression: literal(raw, wanted) };
  if ('fact' in raw) return readTerm(reader, raw.fact, [...path, 'fact']);
  if ('parameter' in raw) return readTerm(reader, `parameter.${raw.parameter}`, [...path, 'parameter']);
  if ('formula' in raw) return readTerm(reader, raw.formula, [...path, 'formula']);
  return readTerm(reader, `table.${raw.table}(${raw.by.join(', ')})`, [...path, 'table']);
}

function literal(value: Literal, wanted: ValueType): Expression {
  const range = { start: 0, end: 0 };
  if (typeof value === 'number') return { kind: 'literal', value, range, type: plain };
  if (typeof value === 'boolean') return { kind: 'literal', value, range, type: truth };
  const type = wanted.kind === 'date' && isCalendarDate(value) ? date : text;
  return { kind: 'literal', value, range, type };
}
