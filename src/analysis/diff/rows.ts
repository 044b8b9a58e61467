// Dated rows of a parameter or of one case of a table -> changes of their values and of where these come from.
import type { Bilingual, Citation, Literal, Provenance, Span } from '../../policy/pack.js';
import { formatDate, formatValue } from '../../explanation/values.js';
import type { Meaning } from '../../explanation/values.js';
import { inBoth } from '../../explanation/words.js';
import type { Change, Said, Subject } from './change.js';
import { describeSpan } from './phrases.js';
import { isSame, keyOf } from './sides.js';
import type { Sides } from './sides.js';
import { compareInTime } from './timeline.js';
import type { DatedDifference, Series } from './timeline.js';

export interface Row extends Span {
  readonly value: Literal;
  readonly provenance: Provenance;
  readonly citation: Citation;
}

/** The series of one case in both packs; a parameter has a single case, without a name. */
export interface Case {
  readonly name?: Bilingual;
  readonly before: Series<Row>;
  readonly after: Series<Row>;
}

export interface RowsOf {
  readonly subject: Subject;
  readonly meaning: { readonly before: Meaning; readonly after: Meaning };
  readonly cases: readonly Case[];
}

export function diffRows(sides: Sides, { subject, meaning, cases }: RowsOf): Change[] {
  const changes = cases.flatMap((each) =>
    differingValues(sides, each).map(({ before, after, from, to }) => {
      const row = after ?? before;
      const pack = after ? sides.after : sides.before;
      return sides.change(
        subject,
        {
          kind: 'value',
          ...(each.name && { row: each.name }),
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          before: before ? said(before.value, after ? onceNamed(meaning) : meaning.before) : null,
          after: after ? said(after.value, meaning.after) : null,
        },
        row && sides.sourceIn(pack, row.citation, row.provenance),
      );
    }),
  );
  return [...changes, ...diffOrigins(sides, subject, cases)];
}

function differingValues(sides: Sides, each: Case): DatedDifference<Row>[] {
  return compareInTime(each.before, each.after, { span: sides.span, keyOf: (row) => keyOf(row?.value) });
}

/** "15 → 20 poin": a unit that stays is named once. */
function onceNamed({ before, after }: RowsOf['meaning']): Meaning {
  return before.unit === after.unit ? { ...before, unit: undefined } : before;
}

export function said(raw: Literal, meaning: Meaning): Said {
  return { raw, says: inBoth((language) => formatValue(raw, language, meaning)) };
}

interface Origin {
  readonly before: Row;
  readonly after: Row;
  readonly rows: (Bilingual | undefined)[];
}

/** Provenance and citations that changed, each once for all the rows that it changed for. */
function diffOrigins(sides: Sides, subject: Subject, cases: readonly Case[]): Change[] {
  const provenances = new Map<string, Origin>();
  const citations = new Map<string, Origin>();
  for (const { name, before, after } of cases) {
    const dated = compareInTime(before, after, { span: sides.span, keyOf: originKey });
    for (const { before: old, after: now, ...span } of dated) {
      if (!old || !now) continue;
      const origin = { before: old, after: now, rows: [rowName(name, span)] };
      if (!isSame(old.provenance, now.provenance))
        gather(provenances, [old.provenance, now.provenance], origin);
      // A new value has just told its source.
      if (!isSame(old.citation, now.citation) && old.value === now.value)
        gather(citations, [old.citation, now.citation], origin);
    }
  }
  const named = ({ rows }: Origin): Bilingual[] =>
    isSame(
      rows,
      cases.map((each) => each.name),
    )
      ? []
      : rows.filter((row) => row !== undefined);
  const tell = (origin: Origin, kind: 'provenance' | 'citation'): Change => {
    const { before, after } = origin;
    const difference =
      kind === 'provenance'
        ? ({ kind, rows: named(origin), before: before.provenance, after: after.provenance } as const)
        : ({ kind, rows: named(origin), before: before.citation, after: after.citation } as const);
    return sides.change(subject, difference, sides.sourceIn(sides.after, after.citation, after.provenance));
  };
  return [
    ...[...provenances.values()].map((origin) => tell(origin, 'provenance')),
    ...[...citations.values()].map((origin) => tell(origin, 'citation')),
  ];
}

function rowName(name: Bilingual | undefined, span: Span): Bilingual | undefined {
  if (span.from === undefined && span.to === undefined) return name;
  return inBoth((language) => {
    const days = describeSpan(span, language, (date) => formatDate(date, language));
    return name ? `${name[language]} ${days}` : days;
  });
}

function originKey(row: Row | undefined): string {
  return row ? keyOf([row.provenance, row.citation]) : '';
}

function gather(known: Map<string, Origin>, key: readonly unknown[], origin: Origin): void {
  const found = known.get(keyOf(key));
  const [row] = origin.rows;
  if (!found) known.set(keyOf(key), { ...origin, rows: [...origin.rows] });
  else if (!found.rows.some((each) => isSame(each, row))) found.rows.push(row);
}
