// Corrections and later evaluations -> whether an evaluation counts, as SQL over `entries` and `found`.
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Standing } from '../store.js';

/** For the row of `entries` or `found` with this alias: by what it was declared void, the latest. */
function voidBy(entry: string): RawBuilder<string | null> {
  return sql`(select v.by from corrections v where v.about = ${sql.ref(`${entry}.id`)} and v.kind = 'void'
    order by v.sequence desc limit 1)`;
}

/** By what it was superseded, the latest; not by what is itself void. */
function supersededBy(entry: string): RawBuilder<string | null> {
  return sql`(select s.by from corrections s where s.about = ${sql.ref(`${entry}.id`)} and s.kind = 'supersede'
    and not exists (select 1 from corrections v where v.about = s.by and v.kind = 'void')
    order by s.sequence desc limit 1)`;
}

/**
 * The last evaluation of the same regulation, subject and law date that counts instead. A key stands for its owner;
 * what is gone has no law date. The greatest sequence, not the first of an order: PostgreSQL would walk backwards
 * through all of them to find that one.
 */
const laterBy = sql<string | null>`(select last.id from entries last where last.sequence = (
  select max(later.sequence) from found later
  where later.key_id = found.key_id and later.regulation = found.regulation and later.law_date = found.law_date
  and later.sequence > entries.sequence and later.kind = 'evaluation'
  and ${voidBy('later')} is null and ${supersededBy('later')} is null))`;

/** To be selected beside entries.kind and entries.gone. */
export const standingColumns = [
  voidBy('entries').as('void_by'),
  supersededBy('entries').as('superseded_by'),
  laterBy.as('later_by'),
] as const;

export interface StandingRow {
  readonly kind: string;
  readonly gone: string | null;
  readonly void_by: string | null;
  readonly superseded_by: string | null;
  readonly later_by: string | null;
}

export function standingOf(row: StandingRow): Standing {
  if (row.void_by !== null) return { counts: false, because: 'void', by: row.void_by };
  if (row.kind === 'refusal') return { counts: false, because: 'refused' };
  if (row.superseded_by !== null) return { counts: false, because: 'superseded', by: row.superseded_by };
  if (row.gone !== null) return { counts: false, because: 'gone' };
  if (row.later_by !== null) return { counts: false, because: 'later', by: row.later_by };
  return { counts: true };
}

/** The same as a condition. */
export const counting = sql<boolean>`(entries.kind = 'evaluation' and entries.gone is null
  and ${voidBy('entries')} is null and ${supersededBy('entries')} is null and ${laterBy} is null)`;
