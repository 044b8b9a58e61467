// Submissions that an impact changed -> CSV, a row each, that no spreadsheet takes for formulas.
import type { Pack } from '../../policy/pack.js';
import type { ChangedSubmission } from '../../analysis/impact/chunk.js';
import { differenceOf } from '../../analysis/impact/count.js';
import { csvOf } from '../../audit/exports/spreadsheet.js';

/** Outputs that both versions have, in the newer one's order. */
export function outputsOf(before: Pack, after: Pack): string[] {
  const old = new Set(before.outputs.map((output) => output.name));
  return after.outputs.map((output) => output.name).filter((name) => old.has(name));
}

export function csvHeader(outputs: readonly string[]): string {
  const columns = outputs.flatMap((name) => [
    `${name}_before`,
    `${name}_after`,
    `${name}_change`,
    `${name}_potential_before`,
    `${name}_potential_after`,
  ]);
  return csvOf([['line', 'subject', ...columns, 'root_clauses']]);
}

/** An output that did not change has empty cells. */
export function csvRows(changed: readonly ChangedSubmission[], outputs: readonly string[]): string {
  const rows = changed.map(({ id, subject, outputs: changes }) => {
    const cells = outputs.flatMap((name) => {
      const change = changes.find((each) => each.output === name);
      if (!change) return ['', '', '', '', ''];
      const { before, after } = change;
      const difference = differenceOf(before.value, after.value) ?? '';
      return [before.value, after.value, difference, before.potential, after.potential];
    });
    const causes = new Set(changes.flatMap((each) => each.causes.map((cause) => cause.clause)));
    return [id, subject ?? '', ...cells, [...causes].join('; ')];
  });
  return csvOf(rows);
}
