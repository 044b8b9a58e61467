// Things of two packs by their names: added, removed, or held against each other.
import type { Bilingual, Pack } from '../../policy/pack.js';
import type { Change, Source, Subject, SubjectKind } from './change.js';
import { inOrder } from './sides.js';
import type { Sides } from './sides.js';

interface Named<T> {
  readonly kind: SubjectKind;
  readonly before: ReadonlyMap<string, T>;
  readonly after: ReadonlyMap<string, T>;
  readonly label: (of: T) => Bilingual;
  readonly content: (of: T, pack: Pack) => readonly Bilingual[];
  /** Where it comes from, where it says so. */
  readonly source?: (of: T, pack: Pack) => Source;
  readonly compare: (subject: Subject, old: T, now: T) => readonly Change[];
}

/** Things by name: those on one side only, and what differs in those on both. */
export function diffNamed<T>(
  sides: Sides,
  { kind, before, after, label, content, source, compare }: Named<T>,
): Change[] {
  return inOrder(before.keys(), after.keys()).flatMap((id) => {
    const [old, now] = [before.get(id), after.get(id)];
    const one = now ?? old;
    if (one === undefined) return [];
    const subject: Subject = { kind, id, label: label(one) };
    if (old !== undefined && now !== undefined) return compare(subject, old, now);
    const [change, pack] =
      now === undefined ? (['removed', sides.before] as const) : (['added', sides.after] as const);
    return [sides.change(subject, { kind: change, content: content(one, pack) }, source?.(one, pack))];
  });
}
