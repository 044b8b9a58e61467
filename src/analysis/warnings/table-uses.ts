// Every place where a table can come to be read, and by which values.
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Table } from '../../policy/pack.js';
import type { PossibleValues } from '../../policy/possible-values.js';
import type { Here } from './here.js';
import type { Site, Subject } from './sites.js';

export interface TableUse {
  /** The clause, or the gap that refuses. */
  readonly by: string;
  readonly here: Here;
  readonly keys: readonly Expression[];
  /** What the keys can be where the table is read. */
  readonly values: readonly PossibleValues[];
  /** What they could be by their declarations alone. */
  readonly declared: readonly PossibleValues[];
}

export function tableUses({ pack, interpreter }: Subject, sites: readonly Site[]): Map<Table, TableUse[]> {
  const uses = new Map<Table, TableUse[]>();
  const found = (site: Site, { name, keys }: ExpressionOf<'table'>, here: Here): void => {
    const table = pack.tables.get(name);
    if (!table) return;
    const free: Here = { ...here, known: new Map(), assumed: [] };
    const use = {
      by: site.of,
      here,
      keys,
      values: keys.map((key) => interpreter.valuesOf(key, here)),
      declared: keys.map((key) => interpreter.valuesOf(key, free)),
    };
    uses.set(table, [...(uses.get(table) ?? []), use]);
  };
  for (const site of sites) {
    for (const { expression, here } of site.reached) {
      if (expression.kind === 'table') found(site, expression, here);
    }
  }
  return uses;
}
