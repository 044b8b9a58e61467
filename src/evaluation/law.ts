// The law on one day: the values, rows and clauses in force, ready to be read.
import { daysOfChange } from '../policy/law-dates.js';
import { isInForce } from '../policy/pack.js';
import type { Clause, Pack, ParameterRow, Table, TableRow } from '../policy/pack.js';

export interface TableInForce {
  readonly table: Table;
  readonly rows: readonly TableRow[];
  /** A look-up's row by its keys' JSON. */
  readonly byKeys: ReadonlyMap<string, TableRow>;
}

export interface Law {
  readonly parameters: ReadonlyMap<string, ParameterRow>;
  readonly tables: ReadonlyMap<string, TableInForce>;
  /** By clause index. */
  readonly inForce: readonly boolean[];
  /** In the order of evaluation. */
  readonly clauses: readonly Clause[];
}

export function keysOf(keys: readonly unknown[]): string {
  return keys.length === 1 && typeof keys[0] === 'string' ? keys[0] : JSON.stringify(keys);
}

/** Gives the law on a day; days between two changes share one. */
export function lawByDate(pack: Pack): (date: string) => Law {
  const changes = daysOfChange(pack);
  const known = new Map<number, Law>();
  return (date) => {
    const period = changes.filter((change) => change <= date).length;
    let law = known.get(period);
    if (!law) known.set(period, (law = lawOn(pack, date)));
    return law;
  };
}

function lawOn(pack: Pack, date: string): Law {
  const parameters = new Map<string, ParameterRow>();
  for (const parameter of pack.parameters.values()) {
    const row = parameter.rows.find((each) => isInForce(each, date));
    if (row) parameters.set(parameter.name, row);
  }
  const tables = new Map<string, TableInForce>();
  for (const table of pack.tables.values()) {
    const rows = table.rows.filter((row) => isInForce(row, date));
    tables.set(table.name, { table, rows, byKeys: new Map(rows.map((row) => [keysOf(row.keys), row])) });
  }
  const inForce = pack.clauses.map((clause) => isInForce(clause, date));
  const clauses = pack.evaluationOrder.filter((clause) => inForce[clause.index]);
  return { parameters, tables, inForce, clauses };
}
