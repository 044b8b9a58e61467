// The keys that a look-up can be asked for and has no row for.
import { meaningOf } from '../../policy/formula/expression.js';
import type { Expression } from '../../policy/formula/expression.js';
import type { Literal, TableRow } from '../../policy/pack.js';
import { among } from '../../policy/possible-values.js';
import type { PossibleValues } from '../../policy/possible-values.js';
import type { Interpreter } from './interpreter.js';
import type { TableUse } from './table-uses.js';

/** Beyond these, nobody means to write a row for each. */
const mostValues = 200;
const mostCombinations = 5000;

/** None where a key has too many values to tell, such as a text or an unlimited number. */
export function missingCombinations(
  rows: readonly TableRow[],
  use: TableUse,
  interpreter: Interpreter,
): readonly (readonly Literal[])[] {
  const values = use.values.map((each, index) => enumerated(each, use.keys[index]));
  const count = values.reduce((product, each) => product * (each?.length ?? Infinity), 1);
  if (count > mostCombinations) return [];
  const present = new Set(rows.map((row) => JSON.stringify(row.keys)));
  return combinations(values.map((each) => each ?? []))
    .filter((keys) => !present.has(JSON.stringify(keys)))
    .filter((keys) => {
      const known = new Map(use.keys.map((key, index) => [meaningOf(key), among([keys[index] ?? ''])]));
      const isLiteral = use.keys.every((key, index) => key.kind !== 'literal' || key.value === keys[index]);
      return isLiteral && interpreter.canBeWith(use.here, known);
    });
}

/** Of a range, the whole numbers of a fact: what is calculated may never come to some of them. */
function enumerated(values: PossibleValues, key: Expression | undefined): readonly Literal[] | undefined {
  if (values.kind === 'among') return values.values;
  if (values.kind === 'anything' || !values.isWhole || key?.kind !== 'fact') return undefined;
  const [low, high] = [Number(values.low.at), Number(values.high.at)];
  if (!(high - low < mostValues)) return undefined;
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

function combinations(values: readonly (readonly Literal[])[]): Literal[][] {
  return values.reduce<Literal[][]>(
    (all, each) => all.flatMap((keys) => each.map((value) => [...keys, value])),
    [[]],
  );
}
