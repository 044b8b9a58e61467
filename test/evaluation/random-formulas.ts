// Random well-typed formulas and conditions, and a pack that holds a batch of them: for comparing the evaluators.
import type { PackParts } from '../packs/pack.js';
import { Random } from './random-facts.js';

type Kind = 'number' | 'truth' | 'text' | 'date' | 'numbers' | 'texts' | 'elements' | 'inner';

/** A variable of a clause or comprehension. */
interface Variable {
  readonly name: string;
  readonly kind: 'number' | 'text' | 'element' | 'inner';
}

interface Definition {
  readonly name: string;
  readonly kind: 'number' | 'truth' | 'text' | 'date';
  readonly ofElements: boolean;
}

export interface FormulaOptions {
  /** Division, tables with gaps and shifts of dates, whose failure refuses the whole evaluation. */
  readonly canFail: boolean;
  /** Branches and tables whose law is not encoded: reaching them refuses the whole evaluation too. */
  readonly canMeetGaps?: boolean;
}

const roundings = ['half_away_from_zero', 'half_even', 'up', 'down', 'toward_zero', 'away_from_zero'];

class Formulas {
  private variables = 0;
  private readonly definitions: Definition[] = [
    { name: 'jumlah', kind: 'number', ofElements: false },
    { name: 'golongan', kind: 'text', ofElements: false },
    { name: 'batas', kind: 'date', ofElements: false },
    { name: 'lolos', kind: 'truth', ofElements: false },
    { name: 'ganda', kind: 'number', ofElements: true },
    { name: 'sebutan', kind: 'text', ofElements: true },
  ];

  constructor(
    private readonly random: Random,
    private readonly options: FormulaOptions,
  ) {}

  define(name: string, kind: Definition['kind'], ofElements: boolean): string {
    const formula = this.make(
      kind,
      this.random.pick([1, 2, 2, 3, 3, 4]),
      ofElements ? [{ name: 'item', kind: 'element' }] : [],
    );
    this.definitions.push({ name, kind, ofElements });
    return formula;
  }

  make(kind: Kind, depth: number, scope: readonly Variable[]): string {
    const leaf = (): string => this.leaf(kind, scope);
    if (depth <= 0) return leaf();
    const choices = this.choices(kind, depth - 1, scope);
    const made = this.random.chance(0.12) ? leaf() : this.random.pick(choices)();
    return this.options.canMeetGaps && isSingle(kind) && this.random.chance(0.04)
      ? `(${this.make('truth', 1, scope)} ? ${made} : notEncoded("${this.random.pick(['celah', 'jurang'])}"))`
      : made;
  }

  private leaf(kind: Kind, scope: readonly Variable[]): string {
    const of = (wanted: Variable['kind']): string[] =>
      scope.filter((each) => each.kind === wanted).map((each) => each.name);
    const elements = of('element');
    const members = (...names: string[]): string[] =>
      elements.flatMap((each) => names.map((name) => `${each}.${name}`));
    const defined = this.definitions
      .filter((each) => each.kind === kind)
      .flatMap((each) =>
        each.ofElements ? elements.map((element) => `${element}.${each.name}`) : [each.name],
      );
    const random = this.random;
    switch (kind) {
      case 'number':
        return random.pick([
          random.pick(['0', '1', '2', '0.1', '0.2', '0.3', '1.5', '100', '-1', '2.675', '1e-7']),
          random.pick(['x', 'y', 'z', 'n', 'k', 'parameter.tarif']),
          random.pick([...of('number'), ...members('a', 'b', 'n'), ...defined]),
          random.pick([
            ...of('inner').map((each) => `${each}.v`),
            ...of('number'),
            ...members('a', 'b'),
            'x',
          ]),
        ]);
      case 'truth':
        return random.pick([
          'p',
          'q',
          'parameter.berlaku',
          'true',
          ...members('ok'),
          ...defined,
          ...of('inner').map((each) => `${each}.w`),
        ]);
      case 'text':
        return random.pick([
          '"a"',
          '"b"',
          't',
          'parameter.huruf',
          ...of('text'),
          ...members('jenis'),
          ...defined,
        ]);
      case 'date':
        return random.pick([
          'd1',
          'd2',
          'date("2024-02-29")',
          'parameter.hari',
          'tanggal',
          ...members('tgl'),
          ...defined,
        ]);
      case 'numbers':
        return random.pick(['angka', ...members('nilai')]);
      case 'texts':
        return 'kata';
      case 'elements':
        return 'daftar';
      case 'inner':
        return elements.length > 0 ? `${random.pick(elements)}.dalam` : 'lepas';
    }
  }

  private choices(kind: Kind, depth: number, scope: readonly Variable[]): (() => string)[] {
    const some = (of: Kind): string => this.make(of, depth, scope);
    const choose = (): string => `(${some('truth')} ? ${some(kind)} : ${some(kind)})`;
    switch (kind) {
      case 'number':
        return [...this.numbersFrom(some), choose, ...(this.options.canFail ? this.failing(some) : [])];
      case 'truth':
        return [...this.truths(depth, scope, some), choose];
      case 'text':
        return [choose, () => this.leaf('text', scope), () => `table.nama(${some('truth')})`];
      case 'date':
        return [
          choose,
          () => this.leaf('date', scope),
          ...(this.options.canFail
            ? [
                () =>
                  `${this.random.pick(['addDays', 'addMonths', 'addYears'])}(${some('date')}, ${this.random.chance(0.6) ? 'n' : some('number')})`,
              ]
            : [() => `addMonths(${some('date')}, ${this.random.pick(['1', '-1', '12', 'count(angka)'])})`]),
        ];
      case 'numbers':
        return [
          () => `[${some('number')}, ${some('number')}]`,
          () => this.comprehension('map', 'elements', 'number', depth, scope),
          () => this.comprehension('map', 'inner', 'number', depth, scope),
          () => this.comprehension('map', 'numbers', 'number', depth, scope),
          () => this.comprehension('filter', 'numbers', 'truth', depth, scope),
        ];
      case 'texts':
        return [
          () => `[${some('text')}, ${some('text')}]`,
          () => this.comprehension('map', 'elements', 'text', depth, scope),
          () => this.comprehension('filter', 'texts', 'truth', depth, scope),
        ];
      case 'elements':
        return [() => this.comprehension('filter', 'elements', 'truth', depth, scope)];
      case 'inner':
        return [() => this.comprehension('filter', 'inner', 'truth', depth, scope)];
    }
  }

  private numbersFrom(some: (kind: Kind) => string): (() => string)[] {
    const { random } = this;
    return [
      ...['+', '-', '*', '+', '-', '*'].map(
        (operator) => () => `(${some('number')} ${operator} ${some('number')})`,
      ),
      () => `(${some('number')} / (1 + abs(${some('number')})))`,
      () => `-(${some('number')})`,
      () => `abs(${some('number')})`,
      () => `${random.pick(['min', 'max'])}(${some('number')}, ${some('number')})`,
      () => `${random.pick(['min', 'max'])}(${some('number')}, ${some('number')}, ${some('number')})`,
      () => `clamp(${some('number')}, ${some('number')}, ${some('number')})`,
      () => `round(${some('number')}, ${random.pick([0, 1, 2, 10])}, "${random.pick(roundings)}")`,
      () => `${random.pick(['sum', 'mean', 'median', 'min', 'max', 'count'])}(${some('numbers')})`,
      () => `${random.pick(['sum', 'mean', 'median', 'min', 'max', 'count'])}(${some('numbers')})`,
      () => `count(${some(random.pick(['texts', 'elements', 'inner']))})`,
      () => `table.pita(${some('number')})`,
      () => `table.progresif(${some('number')})`,
      () => `table.huruf(${some('text')})`,
      () =>
        `${random.pick(['yearsBetween', 'monthsBetween', 'daysBetween'])}(${some('date')}, ${some('date')})`,
      () => `${random.pick(['year', 'month', 'day'])}(${some('date')})`,
    ];
  }

  private failing(some: (kind: Kind) => string): (() => string)[] {
    return [
      () => `(${some('number')} / ${some('number')})`,
      () => `harmonicMean(${some('numbers')})`,
      () => `weightedMean(${some('numbers')}, ${some('numbers')})`,
      () => `table.pecahan(${some('number')})`,
      () => `table.berlubang(${some('text')}, ${some('truth')})`,
      ...(this.options.canMeetGaps ? [() => `table.terputus(${some('number')})`] : []),
    ];
  }

  private truths(depth: number, scope: readonly Variable[], some: (kind: Kind) => string): (() => string)[] {
    const { random } = this;
    const compare = (kind: Kind, operators: readonly string[]) => (): string =>
      `(${some(kind)} ${random.pick(operators)} ${some(kind)})`;
    const verb = (): string => random.pick(['met', 'notMet', 'notApplicable']);
    const elements = scope.filter((each) => each.kind === 'element').map((each) => each.name);
    return [
      compare('number', ['<', '<=', '>', '>=', '==', '!=']),
      compare('number', ['<', '<=', '>', '>=', '==', '!=']),
      compare('date', ['<', '<=', '>', '>=', '==', '!=']),
      compare('text', ['==', '!=']),
      compare('truth', ['==', '!=']),
      compare('truth', ['&&', '||']),
      compare('truth', ['&&', '||']),
      () => `!${some('truth')}`,
      () => `(${some('number')} in ${some('numbers')})`,
      () => `(${some('text')} in ${some('texts')})`,
      () => `${verb()}("${random.pick(['syarat.x', 'syarat.q', 'pokok'])}")`,
      () =>
        elements.length > 0
          ? `${random.pick(elements)}.${verb()}("${random.pick(['butir.ok', 'butir.a', 'butir_sah'])}")`
          : `${verb()}("pokok")`,
      ...(['elements', 'numbers', 'texts', 'inner'] as const).map(
        (over) => () => this.comprehension(random.pick(['exists', 'all']), over, 'truth', depth, scope),
      ),
    ];
  }

  private comprehension(
    macro: string,
    over: 'elements' | 'numbers' | 'texts' | 'inner',
    body: Kind,
    depth: number,
    scope: readonly Variable[],
  ): string {
    this.variables += 1;
    const name = `v${this.variables}`;
    const kind = ({ elements: 'element', numbers: 'number', texts: 'text', inner: 'inner' } as const)[over];
    return `${this.make(over, depth - 1, scope)}.${macro}(${name}, ${this.make(body, depth, [...scope, { name, kind }])})`;
  }
}

function isSingle(kind: Kind): boolean {
  return ['number', 'truth', 'text', 'date'].includes(kind);
}

const letters = { a: words('a'), b: words('b'), c: words('c') };

function words(text: string): { id: string; en: string } {
  return { id: text, en: text };
}

const amount = { type: 'number', at_least: -30, at_most: 130 };

export const facts = {
  x: amount,
  y: amount,
  z: { type: 'number' },
  n: { type: 'integer', at_least: -14, at_most: 14 },
  k: { ...amount, required: true },
  p: { type: 'boolean' },
  q: { type: 'boolean' },
  t: { type: 'choice', values: letters },
  d1: { type: 'date' },
  d2: { type: 'date' },
  angka: { type: 'list', max_items: 4, items: amount },
  kata: { type: 'list', max_items: 4, items: { type: 'choice', values: letters } },
  lepas: {
    type: 'list',
    max_items: 3,
    items: { type: 'object', fields: { v: amount, w: { type: 'boolean' } } },
  },
  daftar: {
    type: 'list',
    max_items: 4,
    items: {
      type: 'object',
      fields: {
        a: amount,
        b: amount,
        n: { type: 'integer', at_least: -2, at_most: 5 },
        ok: { type: 'boolean' },
        jenis: { type: 'choice', values: letters, required: true },
        tgl: { type: 'date' },
        nilai: { type: 'list', max_items: 3, items: amount },
        dalam: {
          type: 'list',
          max_items: 3,
          items: { type: 'object', fields: { v: amount, w: { type: 'boolean' } } },
        },
      },
    },
  },
};

const parameters = {
  tarif: [{ value: 0.3 }, { from: '2024-12-31', value: 2 }],
  berlaku: true,
  huruf: 'a',
  hari: [{ value: '2024-12-31' }, { from: '2025-01-01', value: '2025-02-28' }],
};

const tables = [
  {
    table: 'pita',
    kind: 'band',
    by: [{ key: 'angka', type: 'number' }],
    rows: [
      { below: 0, value: -1 },
      { at_least: 0, below: 0.3, value: 0.1 },
      { at_least: 0.3, below: 100, value: 5 },
      { at_least: 100, value: 7.5 },
    ],
  },
  {
    table: 'progresif',
    kind: 'marginal',
    by: [{ key: 'angka', type: 'number' }],
    rows: [
      { above: 0, rate: 0.05 },
      { above: 0.3, rate: 0.15 },
      { above: 60.5, rate: 0.25 },
    ],
  },
  {
    table: 'huruf',
    kind: 'lookup',
    by: [{ key: 'huruf', fact: 't' }],
    rows: [
      { huruf: 'a', value: 1.5 },
      { huruf: 'b', value: 20 },
      { huruf: 'c', value: -0.1 },
    ],
  },
  {
    table: 'nama',
    kind: 'lookup',
    by: [{ key: 'benar', fact: 'p' }],
    rows: [
      { benar: true, value: 'a' },
      { benar: false, value: 'b' },
    ],
  },
  {
    table: 'pecahan',
    kind: 'lookup',
    by: [{ key: 'angka', type: 'number' }],
    rows: [0, 0.1, 0.2, 0.3, 1, 2].map((angka) => ({ angka, value: angka * 10 })),
  },
  {
    table: 'berlubang',
    kind: 'lookup',
    by: [
      { key: 'huruf', fact: 't' },
      { key: 'benar', fact: 'p' },
    ],
    rows: [
      { huruf: 'a', benar: true, value: 1 },
      { huruf: 'a', benar: false, value: 2 },
      { huruf: 'b', benar: true, value: 3 },
    ],
  },
  {
    table: 'terputus',
    kind: 'band',
    by: [{ key: 'angka', type: 'number' }],
    not_encoded: 'jurang',
    rows: [
      { below: 0, value: 1 },
      { at_least: 0.3, value: 2 },
    ],
  },
];

const given = [
  { clause: 'syarat.x', part_of: 'pokok', requires: { fact: 'x', operator: 'atLeast', value: 1 } },
  {
    clause: 'syarat.q',
    part_of: 'pokok',
    applies_when: { fact: 'p', operator: 'is', value: true },
    requires: { fact: 'q', operator: 'is', value: true },
  },
  {
    clause: 'butir.ok',
    each: 'daftar',
    as: 'item',
    part_of: 'butir_sah',
    requires: { fact: 'item.ok', operator: 'is', value: true },
  },
  {
    clause: 'butir.a',
    each: 'daftar',
    as: 'item',
    part_of: 'butir_sah',
    applies_when: { fact: 'item.jenis', operator: 'is', value: 'a' },
    requires: { fact: 'item.a', operator: 'atLeast', value: 0.3 },
  },
  {
    clause: 'beri.jumlah',
    defines: 'jumlah',
    applies_when: { fact: 'p', operator: 'is', value: true },
    formula: 'x + y',
  },
  {
    clause: 'beri.golongan',
    defines: 'golongan',
    applies_when: { fact: 'q', operator: 'is', value: true },
    formula: 't',
  },
  {
    clause: 'beri.batas',
    defines: 'batas',
    applies_when: { fact: 'q', operator: 'is', value: false },
    formula: 'addDays(d1, 1)',
  },
  {
    clause: 'beri.lolos',
    defines: 'lolos',
    applies_when: { fact: 'k', operator: 'moreThan', value: 50 },
    formula: 'met("pokok") || p',
  },
  {
    clause: 'beri.ganda',
    each: 'daftar',
    as: 'item',
    defines: 'ganda',
    applies_when: { fact: 'item.jenis', operator: 'in', value: ['a', 'b'] },
    formula: 'item.a + item.b',
  },
  {
    clause: 'beri.sah',
    each: 'daftar',
    as: 'item',
    defines: 'sah',
    formula: 'met("butir_sah")',
  },
  {
    clause: 'beri.sebutan',
    each: 'daftar',
    as: 'item',
    defines: 'sebutan',
    applies_when: { fact: 'item.ok', operator: 'is', value: true },
    formula: 'item.jenis',
  },
];

const numberOperators = ['is', 'isNot', 'atLeast', 'lessThan', 'atMost', 'moreThan'];

/** Requirements that hold random definitions against random formulas, some under `not`. */
function requirement(
  formulas: Formulas,
  random: Random,
  made: readonly { name: string; kind: string }[],
): unknown {
  const comparison = (): unknown => {
    const { name, kind } = random.pick(made);
    const scope: readonly Variable[] = [];
    if (kind === 'number')
      return random.chance(0.2)
        ? {
            fact: name,
            operator: random.pick(['in', 'notIn']),
            value: { formula: formulas.make('numbers', 1, scope) },
          }
        : {
            fact: name,
            operator: random.pick(numberOperators),
            value: { formula: formulas.make('number', 2, scope) },
          };
    if (kind === 'date')
      return {
        fact: name,
        operator: random.pick(['onOrAfter', 'before', 'onOrBefore', 'after', 'is']),
        value: { formula: formulas.make('date', 1, scope) },
      };
    if (kind === 'text') return { fact: name, operator: random.pick(['in', 'notIn']), value: ['a', 'c'] };
    return {
      fact: name,
      operator: random.pick(['is', 'isNot']),
      value: { formula: formulas.make('truth', 2, scope) },
    };
  };
  const list = (): unknown =>
    random.pick([
      {
        fact: 'angka',
        operator: random.pick(['contains', 'doesNotContain']),
        value: { formula: formulas.make('number', 1, []) },
      },
      {
        fact: 'daftar',
        operator: random.pick(['countAtLeast', 'countIs', 'countMoreThan']),
        value: { formula: formulas.make('number', 1, []) },
      },
      { fact: 'kata', operator: random.pick(['isEmpty', 'isNotEmpty']) },
    ]);
  const condition = (depth: number): unknown => {
    if (depth === 0) return random.chance(0.8) ? comparison() : list();
    const parts = (): unknown[] => Array.from({ length: 1 + random.below(3) }, () => condition(depth - 1));
    return random.pick([
      () => ({ all: parts() }),
      () => ({ any: parts() }),
      () => ({ not: condition(depth - 1) }),
    ])();
  };
  return condition(random.below(3));
}

/** A pack of `count` random definitions, and some requirements and further definitions over them. */
export function randomPack(seed: number, count: number, options: FormulaOptions): PackParts {
  const random = new Random(seed);
  const formulas = new Formulas(random, options);
  const kinds = ['number', 'number', 'number', 'number', 'truth', 'truth', 'text', 'date'] as const;
  const made = Array.from({ length: count }, (_, index) => {
    const kind = random.pick(kinds);
    const ofElements = random.chance(0.3);
    const name = `acak${index}`;
    return { name, kind, ofElements, formula: formulas.define(name, kind, ofElements) };
  });
  const definitions = made.map(({ name, ofElements, formula }) => ({
    clause: `acak.${name}`,
    ...(ofElements && { each: 'daftar', as: 'item' }),
    defines: name,
    formula,
  }));
  const root = made.filter((each) => !each.ofElements);
  const judged = [...root, { name: 'jumlah', kind: 'number' }, { name: 'k', kind: 'number' }];
  const requirements = Array.from({ length: 3 }, (_, index) => ({
    clause: `uji.${index}`,
    ...(random.chance(0.5) && { applies_when: requirement(formulas, random, judged) }),
    requires: requirement(formulas, random, judged),
  }));
  return {
    facts,
    parameters,
    tables,
    notEncoded: ['celah', 'jurang'].map((gap) => ({ gap, reason: words(gap) })),
    clauses: [...given, ...definitions, ...requirements],
    outputs: [
      { output: 'jumlah', rounding: { decimals: 2, mode: 'half_even' } },
      ...root.map(({ name, kind }) => ({
        output: name,
        ...(kind === 'number' && { rounding: { decimals: random.below(4), mode: random.pick(roundings) } }),
      })),
    ],
  };
}
