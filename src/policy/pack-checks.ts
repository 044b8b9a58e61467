// What only the whole pack shows: circles, rival definitions, groups that nothing asks for, values missing on a day.
import type { ClauseReading } from './clauses.js';
import { conditionTerms, orderClauses, termsOf } from './evaluation-order.js';
import { didYouMean } from './fault.js';
import type { Fault } from './fault.js';
import { walk } from './formula/expression.js';
import { describeSpan, firstDayWithout, intersection } from './law-dates.js';
import type { Citation, Clause, Pack, Span, Term } from './pack.js';
import { rivals } from './rivals.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/** Each clause after all that it reads; rivals and circles are faults. */
export function orderOf(reading: ClauseReading, faults: Fault[]): Clause[] {
  for (const [earlier, later] of rivals(reading.clauses, reading.vocabulary.parameters)) {
    const defines = later.kind === 'calculation' ? later.defines : '';
    const message =
      `"${defines}" is also defined by ${earlier.id} (clause ${earlier.index + 1}), and their applies_when do not ` +
      'exclude each other; let both compare the same fact with different values';
    report(reading, later, 'defines', 'rival_definitions', message, faults);
  }
  const result = orderClauses(reading.clauses);
  if ('order' in result) return result.order;
  const message = `these clauses need each other in a circle: ${result.circle.chain.join(' -> ')}`;
  report(reading, result.circle.clause, 'clause', 'circle', message, faults);
  return [];
}

function report(
  reading: ClauseReading,
  clause: Clause,
  key: string,
  code: string,
  message: string,
  faults: Fault[],
): void {
  const placed = reading.placed.get(clause.id);
  if (placed) faults.push(placed.file.fault([...placed.path, key], code, message));
}

/** A group that nothing asks for is a misspelt one: its clauses would silently not count. */
export function checkGroups(pack: Pack, reading: ClauseReading, faults: Fault[]): void {
  const asked = new Set<string>();
  for (const term of pack.clauses.flatMap((clause) => [...termsOf(clause)])) {
    for (const expression of walk(term.expression))
      if (expression.kind === 'verdict') asked.add(expression.of);
  }
  for (const [group, clauses] of pack.groups) {
    const groups = [...pack.groups.keys()].filter((name) => asked.has(name));
    const message = `no formula asks for the group "${group}", so this clause does not count${didYouMean(group, groups)}`;
    if (!asked.has(group))
      for (const clause of clauses) report(reading, clause, 'part_of', 'unused_group', message, faults);
  }
}

/** A parameter must have a value on every day on which something in force reads it. */
export function checkCoverage(pack: Pack, reading: ClauseReading, manifest: YamlFile, faults: Fault[]): void {
  for (const clause of pack.clauses) {
    const needed = intersection(clause, pack.inForce);
    if (!needed) {
      const message = `this clause is in force only outside the span of the pack (${describeSpan(pack.inForce)})`;
      report(reading, clause, clause.from === undefined ? 'to' : 'from', 'clause_dates', message, faults);
      continue;
    }
    for (const gap of parameterGaps(pack, termsOf(clause), needed)) {
      report(reading, clause, 'clause', 'parameter_gap', `${clause.id} reads ${gap}`, faults);
    }
  }
  const always = intersection(pack.inForce, {});
  for (const [index, { gap, refusesWhen }] of pack.notEncoded.entries()) {
    if (!refusesWhen || !always) continue;
    for (const problem of parameterGaps(pack, conditionTerms(refusesWhen), always)) {
      faults.push(
        manifest.fault(['not_encoded', index, 'refuses_when'], 'parameter_gap', `${gap} reads ${problem}`),
      );
    }
  }
}

/** Each parameter that the terms read and that has no value on some day: which, and the first such day. */
function parameterGaps(pack: Pack, terms: Iterable<Term>, needed: Required<Span>): Set<string> {
  const gaps = new Set<string>();
  for (const term of terms) {
    for (const expression of walk(term.expression)) {
      if (expression.kind !== 'parameter') continue;
      const day = firstDayWithout(pack.parameters.get(expression.name)?.rows ?? [], needed);
      if (day !== undefined) gaps.add(`parameter.${expression.name}, which has no value on ${day}`);
    }
  }
  return gaps;
}

/** Every citation names a document of the manifest. */
export function checkCitations(manifest: YamlFile, files: readonly YamlFile[], faults: Fault[]): void {
  const documents = Object.keys((manifest.data as { documents: object }).documents);
  const check = (file: YamlFile, value: unknown, path: YamlPath): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (key === 'citation') {
        const { document } = child as Citation;
        if (!documents.includes(document)) {
          const near = didYouMean(document, documents);
          faults.push(
            file.fault(
              [...at, 'document'],
              'unknown_document',
              `the manifest has no document "${document}"${near}`,
            ),
          );
        }
      } else check(file, child, at);
    }
  };
  for (const file of [manifest, ...files]) check(file, file.data, []);
}
