// The operators of conditions: what each compares, and its negation. Their meaning is in evaluation/operators.ts.

export type Operand = 'same' | 'number' | 'date' | 'list_of_same' | 'item' | 'count' | 'none';

export interface OperatorDefinition {
  readonly left: 'scalar' | 'number' | 'date' | 'list';
  readonly right: Operand;
  readonly negation: OperatorName;
}

export const operatorNames = [
  'is',
  'isNot',
  'in',
  'notIn',
  'atLeast',
  'lessThan',
  'atMost',
  'moreThan',
  'onOrAfter',
  'before',
  'onOrBefore',
  'after',
  'contains',
  'doesNotContain',
  'isEmpty',
  'isNotEmpty',
  'countIs',
  'countIsNot',
  'countAtLeast',
  'countLessThan',
  'countAtMost',
  'countMoreThan',
] as const;
export type OperatorName = (typeof operatorNames)[number];

export const operators: Readonly<Record<OperatorName, OperatorDefinition>> = {
  is: { left: 'scalar', right: 'same', negation: 'isNot' },
  isNot: { left: 'scalar', right: 'same', negation: 'is' },
  in: { left: 'scalar', right: 'list_of_same', negation: 'notIn' },
  notIn: { left: 'scalar', right: 'list_of_same', negation: 'in' },
  atLeast: { left: 'number', right: 'number', negation: 'lessThan' },
  lessThan: { left: 'number', right: 'number', negation: 'atLeast' },
  atMost: { left: 'number', right: 'number', negation: 'moreThan' },
  moreThan: { left: 'number', right: 'number', negation: 'atMost' },
  onOrAfter: { left: 'date', right: 'date', negation: 'before' },
  before: { left: 'date', right: 'date', negation: 'onOrAfter' },
  onOrBefore: { left: 'date', right: 'date', negation: 'after' },
  after: { left: 'date', right: 'date', negation: 'onOrBefore' },
  contains: { left: 'list', right: 'item', negation: 'doesNotContain' },
  doesNotContain: { left: 'list', right: 'item', negation: 'contains' },
  isEmpty: { left: 'list', right: 'none', negation: 'isNotEmpty' },
  isNotEmpty: { left: 'list', right: 'none', negation: 'isEmpty' },
  countIs: { left: 'list', right: 'count', negation: 'countIsNot' },
  countIsNot: { left: 'list', right: 'count', negation: 'countIs' },
  countAtLeast: { left: 'list', right: 'count', negation: 'countLessThan' },
  countLessThan: { left: 'list', right: 'count', negation: 'countAtLeast' },
  countAtMost: { left: 'list', right: 'count', negation: 'countMoreThan' },
  countMoreThan: { left: 'list', right: 'count', negation: 'countAtMost' },
};

export function isOperatorName(name: string): name is OperatorName {
  return Object.hasOwn(operators, name);
}
