// The two packs that are compared, and what every part of the comparison asks of them.
import type { Bilingual, Citation, Pack, Provenance, Span } from '../../policy/pack.js';
import { Readers } from '../reads.js';
import type { About, Change, Difference, Source, Subject, TextPart } from './change.js';

export class Sides {
  private readonly readers: { readonly before: Readers; readonly after: Readers };

  constructor(
    readonly before: Pack,
    readonly after: Pack,
  ) {
    this.readers = { before: new Readers(before), after: new Readers(after) };
  }

  /** All law dates that one of the packs covers. */
  get span(): Span {
    const [a, b] = [this.before.inForce, this.after.inForce];
    const from = a.from < b.from ? a.from : b.from;
    if (a.to === undefined || b.to === undefined) return { from };
    return { from, to: a.to > b.to ? a.to : b.to };
  }

  /** Who reads a subject: in the new pack, or in the old one where it was removed. */
  readersIn(kind: Difference['kind']): Readers {
    return kind === 'removed' ? this.readers.before : this.readers.after;
  }

  sourceIn(pack: Pack, citation: Citation, provenance: Provenance): Source {
    const found = pack.documents[citation.document];
    const { number, title } = found ?? {};
    const document = number === undefined ? title : { id: number, en: number };
    return { citation, provenance, ...(document && { document }) };
  }

  about(subject: Subject, kind: Difference['kind'], source?: Source): About {
    const readers = this.readersIn(kind);
    const readBy = readersOf(readers, subject);
    const own = subject.kind === 'clause' ? [subject.id] : readBy;
    const outputs = subject.kind === 'output' ? [] : readers.outputsOf(own);
    return { subject, readBy, outputs, ...(source && { source }) };
  }

  change(subject: Subject, difference: Difference, source?: Source): Change {
    return { ...this.about(subject, difference.kind, source), ...difference };
  }

  /** Nothing where the texts are the same; an absent text is null. */
  reworded(
    subject: Subject,
    part: TextPart,
    [before, after]: readonly [Bilingual | undefined, Bilingual | undefined],
    of?: string,
  ): Change[] {
    if (isSame(before, after)) return [];
    const difference = { kind: 'reworded', part, before: before ?? null, after: after ?? null } as const;
    return [this.change(subject, { ...difference, ...(of !== undefined && { of }) })];
  }
}

function readersOf(readers: Readers, { kind, id }: Subject): string[] {
  switch (kind) {
    case 'fact':
      return readers.reading('facts', id);
    case 'parameter':
      return readers.reading('parameters', id);
    case 'table':
      return readers.reading('tables', id);
    case 'clause':
      return readers.readingClause(id);
    case 'output':
      return readers.defining(id);
    default:
      return [];
  }
}

export function isSame(a: unknown, b: unknown): boolean {
  return keyOf(a) === keyOf(b);
}

/** The same text for the same data, whatever the order in which keys were written. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) as string;
}

/** Names of both sides in the new order; what was removed stands after what came before it. */
export function inOrder(before: Iterable<string>, after: Iterable<string>): string[] {
  const order = [...after];
  let place = 0;
  for (const name of before) {
    const found = order.indexOf(name);
    if (found < 0) order.splice(place, 0, name);
    place = found < 0 ? place + 1 : found + 1;
  }
  return order;
}
