// Masks, `subject` or paths of facts -> a record's content that shows a mark wherever it showed these.
import { didYouMean } from '../../policy/fault.js';
import type { Bilingual, Fact, Pack } from '../../policy/pack.js';
import type { EvaluationContent, RecordedOutcome, RefusalContent } from '../records/content.js';
import type { EntryKind } from '../log/entry.js';
import { isObject, mark, MaskedFacts, maskedOutcome, maskedRefusal } from './masked-content.js';
import { ShownFacts } from './shown-facts.js';

export interface Masked {
  /** Without its salt where anything was masked, so that what is masked cannot be found by trying. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The masks that had something to mask. */
  readonly masked: readonly string[];
}

/** A mask that names nothing, or something that every record must show. */
export class WrongMask extends Error {
  constructor(
    readonly mask: string,
    readonly says: Bilingual,
  ) {
    super(says.en);
  }
}

/** Names with commas between them, each once. */
export function masksIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names)].filter(Boolean);
}

/** Throws WrongMask where one of them is no fact of any of these packs. */
export function checkMasks(masks: readonly string[], packs: readonly Pack[]): void {
  const known = ['subject', ...new Set(packs.flatMap(({ facts }) => pathsOf(facts, '')))];
  for (const name of masks.filter((each) => each !== 'subject')) {
    if (!known.includes(name)) {
      const near = didYouMean(name, known);
      throw new WrongMask(name, {
        id: `tidak ada isian "${name}"${near.id}`,
        en: `there is no fact "${name}"${near.en}`,
      });
    }
    const deciding = packs.find(({ decidedBy }) => isWithin(decidedBy, name));
    if (deciding) {
      throw new WrongMask(name, {
        id: `"${name}" tidak dapat disamarkan: ${deciding.decidedBy} menentukan hukum yang berlaku dan tampak pada setiap catatan`,
        en: `"${name}" cannot be masked: ${deciding.decidedBy} decides which law applies and is seen in every record`,
      });
    }
  }
}

function pathsOf(facts: ReadonlyMap<string, Fact>, before: string): string[] {
  return [...facts].flatMap(([name, fact]) => {
    const path = before === '' ? name : `${before}.${name}`;
    return [path, ...pathsOf(fact.items?.fields ?? fact.fields, path)];
  });
}

function isWithin(path: string, mask: string): boolean {
  return path === mask || path.startsWith(`${mask}.`);
}

export class Masks {
  private readonly shown = new WeakMap<Pack, Map<string, ShownFacts>>();

  constructor(readonly names: readonly string[]) {}

  /** @param pack the one that a record names; absent for entries that name none. */
  apply(kind: EntryKind, content: Readonly<Record<string, unknown>>, pack: Pack | undefined): Masked {
    if (kind !== 'evaluation' && kind !== 'refusal') return this.applyToNote(content);
    const { request } = content as unknown as EvaluationContent | RefusalContent;
    const facts = new MaskedFacts(request.facts, this.names);
    const isSubject = this.names.includes('subject') && request.subject !== undefined;
    const masked = this.names.filter((name) => (name === 'subject' ? isSubject : facts.found.has(name)));
    if (masked.length === 0) return { content, masked };
    const shown = pack && this.shownOf(pack, [...facts.found]);
    const rest = withoutSalt(content);
    return {
      content: {
        ...rest,
        request: { ...request, facts: facts.value, ...(isSubject && { subject: mark }) },
        ...('outcome' in rest &&
          pack &&
          shown && { outcome: maskedOutcome(rest['outcome'] as RecordedOutcome, pack, shown) }),
        ...('refusal' in rest &&
          facts.found.size > 0 && {
            refusal: maskedRefusal(rest['refusal'] as RefusalContent['refusal'], shown),
          }),
      },
      masked,
    };
  }

  /** Notes of readings and corrections name at most a subject. */
  private applyToNote(content: Readonly<Record<string, unknown>>): Masked {
    const found = new Set<string>();
    const masked = this.names.includes('subject') ? withoutSubject(content, found) : content;
    if (found.size === 0) return { content, masked: [] };
    return { content: withoutSalt(masked as Record<string, unknown>), masked: ['subject'] };
  }

  /** What a filter says, without the subject that it names. */
  filter<T extends object>(filter: T): T {
    return this.names.includes('subject') ? (withoutSubject(filter, new Set()) as T) : filter;
  }

  private shownOf(pack: Pack, found: readonly string[]): ShownFacts {
    const bySet = this.shown.get(pack) ?? new Map<string, ShownFacts>();
    this.shown.set(pack, bySet);
    const key = found.join();
    const known = bySet.get(key);
    if (known) return known;
    const shown = new ShownFacts(pack, (path) => found.some((mask) => isWithin(path, mask)));
    bySet.set(key, shown);
    return shown;
  }
}

function withoutSalt(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'salt'));
}

function withoutSubject(value: unknown, found: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutSubject(each, found));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => {
    if (name !== 'subject' || typeof each !== 'string') return [name, withoutSubject(each, found)];
    found.add(each);
    return [name, mark];
  });
  return Object.fromEntries(entries) as unknown;
}
