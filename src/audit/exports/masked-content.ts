// Facts, outcomes and refusals as they are recorded -> the same with a mark wherever masked facts were shown.
import type { Clause, Pack } from '../../policy/pack.js';
import type {
  RecordedClause,
  RecordedComparison,
  RecordedOutcome,
  RecordedTable,
  RefusalContent,
} from '../records/content.js';
import type { ShownFacts } from './shown-facts.js';

/** What stands in the place of everything that is masked. */
export const mark = '***';

/** Facts with a mark in the place of every value at or below one of the paths. */
export class MaskedFacts {
  /** The paths at which there was something. */
  readonly found = new Set<string>();
  readonly value: unknown;

  constructor(facts: unknown, paths: readonly string[]) {
    this.value = paths
      .filter((path) => path !== 'subject')
      .reduce((value, path) => this.mask(value, path.split('.'), path), facts);
  }

  private mask(value: unknown, rest: readonly string[], path: string): unknown {
    const isPlainList = Array.isArray(value) && !value.some(isObject);
    if (Array.isArray(value) && !isPlainList) return value.map((each) => this.mask(each, rest, path));
    const [name] = rest;
    if (isObject(value)) {
      const entries = Object.entries(value).map(([key, each]) => {
        if (name !== undefined && key !== name) return [key, each];
        return [key, this.mask(each, rest.slice(1), path)];
      });
      return Object.fromEntries(entries) as unknown;
    }
    if (name !== undefined) return value;
    this.found.add(path);
    return mark;
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function maskedOutcome(outcome: RecordedOutcome, pack: Pack, shown: ShownFacts): RecordedOutcome {
  const scores = Object.entries(outcome.scores).map(([name, score]) => [
    name,
    shown.definitions.has(name) ? markEach(score) : score,
  ]);
  return {
    ...outcome,
    scores: Object.fromEntries(scores) as RecordedOutcome['scores'],
    clauses: outcome.clauses.map((each) => {
      const clause = pack.clauses.find(({ id }) => id === each.clause);
      return clause ? maskedClause(each, clause, shown) : each;
    }),
    provisional: outcome.provisional.map((use) => maskedUse(use, shown)),
  };
}

function maskedClause(recorded: RecordedClause, clause: Clause, shown: ShownFacts): RecordedClause {
  const { appliesWhen, because, tables, value, potential } = recorded;
  const requires = clause.kind === 'requirement' ? clause.requires : undefined;
  const isHandedOn = clause.kind === 'calculation' && shown.definitions.has(clause.defines);
  return {
    ...recorded,
    ...(isHandedOn && value !== undefined && value !== null && { value: mark }),
    ...(isHandedOn && potential !== undefined && potential !== null && { potential: mark }),
    ...(appliesWhen &&
      clause.appliesWhen && {
        appliesWhen: maskedComparisons(appliesWhen, shown.comparisonsOf(clause.appliesWhen, clause)),
      }),
    ...(because &&
      requires && { because: maskedComparisons(because, shown.comparisonsOf(requires, clause)) }),
    ...(tables && { tables: tables.map((table) => maskedTable(table, shown)) }),
  };
}

function maskedComparisons(
  recorded: readonly RecordedComparison[],
  isMasked: readonly boolean[],
): RecordedComparison[] {
  return recorded.map((each, index) => (isMasked[index] ? [mark, mark, each[2]] : each));
}

/** Which rows were read tells as much as the keys. */
function maskedTable(recorded: RecordedTable, shown: ShownFacts): RecordedTable {
  const { table, keys } = recorded;
  const isMasked = keys.map((_, place) => shown.isKey(table, place));
  if (!isMasked.includes(true)) return recorded;
  return { ...recorded, rows: [], keys: keys.map((key, place) => (isMasked[place] ? mark : key)) };
}

type Use = RecordedOutcome['provisional'][number];

function maskedUse<T extends Pick<Use, 'table' | 'row'>>(use: T, shown: ShownFacts): T {
  const { table, row } = use;
  if (table === undefined || !row) return use;
  const keys = Object.entries(row).map(([key, value]) => [key, shown.isKeyNamed(table, key) ? mark : value]);
  return { ...use, row: Object.fromEntries(keys) as NonNullable<Use['row']> };
}

/** What arithmetic could not do is said with the values that it met. */
export function maskedRefusal(
  refusal: RefusalContent['refusal'],
  shown: ShownFacts | undefined,
): RefusalContent['refusal'] {
  const { provisional } = refusal.extra;
  const isTold = refusal.code === 'not_computable';
  return {
    ...refusal,
    errors: isTold
      ? refusal.errors.map(({ pointer }) => ({ pointer, message: mark, says: { id: mark, en: mark } }))
      : refusal.errors,
    extra: {
      ...refusal.extra,
      ...(shown &&
        Array.isArray(provisional) && { provisional: provisional.map((use: Use) => maskedUse(use, shown)) }),
    },
  };
}

function markEach<T extends object>(values: T): T {
  const marked = Object.entries(values).map(([name, value]) => [name, value === null ? null : mark]);
  return Object.fromEntries(marked) as T;
}
