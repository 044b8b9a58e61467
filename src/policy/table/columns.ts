// The columns that a table's rows may have in a CSV: a name, the place in a row of the YAML, and the kind of the cells.
import { factType } from '../facts.js';
import type { Fact, Literal, Table } from '../pack.js';
import { columns as ownColumns, findFact, needed } from '../tables.js';
import { valueType } from '../parameters.js';
import type { ValueType } from '../formula/expression.js';
import type { CellKind } from './cells.js';

/** A table's YAML, once it has the right shape. */
export interface TableHead {
  readonly table: string;
  readonly kind: Table['kind'];
  readonly unit?: string;
  readonly by: readonly { readonly key: string; readonly fact?: string; readonly type?: 'number' | 'text' }[];
  readonly rows?: readonly RawRow[];
  /** The CSV that holds the rows. */
  readonly rows_in?: string;
  readonly value_type?: CellKind;
}

export interface RawRow {
  readonly [column: string]: Literal | RawRow;
}

export interface Column {
  /** The parts of `path` with a point between. */
  readonly name: string;
  readonly path: readonly string[];
  readonly kind: CellKind;
  /** Every row has it. */
  readonly isNeeded: boolean;
}

const origin = [
  'provenance.kind',
  'provenance.status',
  'provenance.to_be_confirmed_by.id',
  'provenance.to_be_confirmed_by.en',
  'provenance.note.id',
  'provenance.note.en',
  'citation.document',
  'citation.part',
  'citation.quote',
];

/** In the order in which they are written. */
export function columnsOf(head: TableHead, facts: ReadonlyMap<string, Fact>): Column[] {
  const keys = head.kind === 'lookup' ? head.by : [];
  const own = ownColumns[head.kind].map((name) =>
    column(name, name === 'value' ? valueKind(head) : 'number'),
  );
  return [
    ...keys.map((key) => ({ ...column(key.key, keyKind(key, facts)), isNeeded: true })),
    ...own.map((each) => ({ ...each, isNeeded: needed[head.kind].includes(each.name) })),
    column('from', 'date'),
    column('to', 'date'),
    ...origin.map((name) => column(name, 'text')),
  ];
}

function column(name: string, kind: CellKind): Column {
  return { name, path: name.split('.'), kind, isNeeded: false };
}

function keyKind(key: TableHead['by'][number], facts: ReadonlyMap<string, Fact>): CellKind {
  if (key.fact === undefined) return key.type ?? 'number';
  const fact = findFact(facts, key.fact);
  return kindOf(fact && factType(fact, key.fact)) ?? 'text';
}

/** Rows in the YAML show it themselves; beside a CSV it is said, or they are numbers. */
export function valueKind({ unit, rows, value_type }: TableHead): CellKind {
  if (!rows) return value_type ?? 'number';
  const values = rows.flatMap(({ value }) =>
    value === undefined || typeof value === 'object' ? [] : [value],
  );
  return kindOf(valueType(values, unit)) ?? 'text';
}

function kindOf(type: ValueType | undefined): CellKind | undefined {
  switch (type?.kind) {
    case 'number':
    case 'text':
    case 'date':
      return type.kind;
    case 'truth':
      return 'boolean';
    default:
      return undefined;
  }
}

export function valueAt(row: RawRow, path: readonly string[]): Literal | undefined {
  let found: Literal | RawRow | undefined = row;
  for (const part of path) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'object' ? undefined : found;
}
