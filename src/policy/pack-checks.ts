// What only the whole pack shows: circles, rival definitions, groups that nothing asks for, values missing on a day.
import type { ClauseReading } from './clauses.js';
import { conditionTerms, orderClauses, termsOf } from './evaluation-order.js';
import { didYouMean } from './fault.js';
import type { Fault } from './fault.js';
import type { FaultCode } from './fault-code.js';
import { walk } from './formula/expression.js';
import { unknownGap } from './formula/unencoded.js';
import { describeSpan, firstDayWithout, intersection } from './law-dates.js';
import type { Bilingual, Citation, Clause, Condition, Pack, Span, Term } from './pack.js';
import { rivals } from './rivals.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/** Each clause after all that it reads; rivals and circles are faults. */
export function orderOf(reading: ClauseReading, faults: Fault[]): Clause[] {
  for (const [earlier, later] of rivals(reading.clauses, reading.vocabulary.parameters)) {
    const defines = later.kind === 'calculation' ? later.defines : '';
    const message = {
      id:
        `"${defines}" dihitung juga oleh ${earlier.id} (klausul ke-${earlier.index + 1}), dan applies_when keduanya ` +
        'tidak saling meniadakan; buatlah keduanya membandingkan isian yang sama dengan nilai yang berbeda',
      en:
        `"${defines}" is also defined by ${earlier.id} (clause ${earlier.index + 1}), and their applies_when do not ` +
        'exclude each other; let both compare the same fact with different values',
    };
    report(reading, later, 'defines', 'rival_definitions', message, faults);
  }
  const result = orderClauses(reading.clauses);
  if ('order' in result) return result.order;
  const chain = result.circle.chain.join(' -> ');
  const message = {
    id: `klausul-klausul ini saling memerlukan tanpa ujung: ${chain}`,
    en: `these clauses need each other in a circle: ${chain}`,
  };
  report(reading, result.circle.clause, 'clause', 'circle', message, faults);
  return [];
}

function report(
  reading: ClauseReading,
  clause: Clause,
  key: string,
  code: FaultCode,
  message: Bilingual,
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
    if (asked.has(group)) continue;
    const near = didYouMean(
      group,
      [...pack.groups.keys()].filter((name) => asked.has(name)),
    );
    const message = {
      id: `tidak ada rumus yang menanyakan kelompok "${group}", maka klausul ini tidak diperhitungkan${near.id}`,
      en: `no formula asks for the group "${group}", so this clause does not count${near.en}`,
    };
    for (const clause of clauses) report(reading, clause, 'part_of', 'unused_group', message, faults);
  }
}

/** A parameter must have a value on every day on which something in force reads it. */
export function checkCoverage(pack: Pack, reading: ClauseReading, manifest: YamlFile, faults: Fault[]): void {
  for (const clause of pack.clauses) {
    const needed = intersection(clause, pack.inForce);
    if (!needed) {
      const span = describeSpan(pack.inForce);
      const message = {
        id: `klausul ini hanya berlaku di luar masa berlaku paket (${span.id})`,
        en: `this clause is in force only outside the span of the pack (${span.en})`,
      };
      report(reading, clause, clause.from === undefined ? 'to' : 'from', 'clause_dates', message, faults);
      continue;
    }
    for (const message of parameterGaps(pack, clause.id, termsOf(clause), needed)) {
      report(reading, clause, 'clause', 'parameter_gap', message, faults);
    }
  }
  const always = intersection(pack.inForce, {});
  const checkWhole = (name: string, condition: Condition, path: YamlPath): void => {
    for (const message of always ? parameterGaps(pack, name, conditionTerms(condition), always) : [])
      faults.push(manifest.fault(path, 'parameter_gap', message));
  };
  for (const [index, { gap, refusesWhen }] of pack.notEncoded.entries())
    if (refusesWhen) checkWhole(gap, refusesWhen, ['not_encoded', index, 'refuses_when']);
  for (const [index, { provision, when }] of pack.transitional.entries())
    checkWhole(provision, when, ['transitional', index, 'when']);
}

/** Each parameter that the terms read and that has no value on some day: which, and the first such day. */
function parameterGaps(
  pack: Pack,
  reader: string,
  terms: Iterable<Term>,
  needed: Required<Span>,
): Bilingual[] {
  const gaps = new Map<string, Bilingual>();
  for (const term of terms) {
    for (const expression of walk(term.expression)) {
      if (expression.kind !== 'parameter') continue;
      const { name } = expression;
      const day = firstDayWithout(pack.parameters.get(name)?.rows ?? [], needed);
      if (day === undefined) continue;
      gaps.set(name, {
        id: `${reader} membaca parameter.${name}, yang tidak mempunyai nilai pada ${day}`,
        en: `${reader} reads parameter.${name}, which has no value on ${day}`,
      });
    }
  }
  return [...gaps.values()];
}

/** A table's `not_encoded` names a gap of the manifest. */
export function checkGapsOfTables(
  files: readonly YamlFile[],
  gaps: readonly string[],
  faults: Fault[],
): void {
  for (const file of files) {
    const { not_encoded: gap } = file.data as { not_encoded?: string };
    if (gap !== undefined && !gaps.includes(gap))
      faults.push(file.fault(['not_encoded'], 'unknown_gap', unknownGap(gap, gaps)));
  }
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
          const message = {
            id: `manifest tidak memuat dokumen "${document}"${near.id}`,
            en: `the manifest has no document "${document}"${near.en}`,
          };
          faults.push(file.fault([...at, 'document'], 'unknown_document', message));
        }
      } else check(file, child, at);
    }
  };
  for (const file of [manifest, ...files]) check(file, file.data, []);
}
