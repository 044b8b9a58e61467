// A filter -> the rows of `found` that it takes, and for each what decides whether it counts.
import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import type { Filter, Gone, Standing } from '../store.js';
import type { Differences } from './differences.js';

/** The correction that voids an evaluation. */
const voidedBy = (id: string): RawBuilder<string | null> =>
  sql`(select max(v."by") from corrections v where v.about = ${sql.ref(id)} and v.kind = 'void')`;

/** The evaluation that took its place, unless that is itself void. */
const supersededBy = (id: string): RawBuilder<string | null> =>
  sql`(select max(s."by") from corrections s where s.about = ${sql.ref(id)} and s.kind = 'supersede'
    and not exists (select 1 from corrections w where w.about = s."by" and w.kind = 'void'))`;

/** The last of those of the same regulation, subject and law date that are neither void nor superseded. */
const laterOne: RawBuilder<string | null> = sql`(select l.id from found l
  where l.key_id = found.key_id and l.regulation = found.regulation and l.law_date = found.law_date
    and l.kind = 'evaluation' and l.sequence > found.sequence
    and ${voidedBy('l.id')} is null and ${supersededBy('l.id')} is null
  order by l.sequence desc limit 1)`;

/** Columns beside those of `found`. */
export const standingColumns = [
  voidedBy('found.id').as('void_by'),
  supersededBy('found.id').as('superseded_by'),
  laterOne.as('later_by'),
] as const;

export interface StandingRow {
  readonly kind: string;
  readonly gone: string | null;
  readonly void_by: string | null;
  readonly superseded_by: string | null;
  readonly later_by: string | null;
}

export function standingFrom(row: StandingRow): Standing {
  if (row.kind === 'refusal') return { counts: false, because: 'refused' };
  if (row.void_by !== null) return { counts: false, because: 'void', by: row.void_by };
  if (row.superseded_by !== null) return { counts: false, because: 'superseded', by: row.superseded_by };
  if (row.gone !== null) return { counts: false, because: 'gone' };
  if (row.later_by !== null) return { counts: false, because: 'later', by: row.later_by };
  return { counts: true };
}

export function goneFrom(gone: string | null): Gone | undefined {
  return gone === null ? undefined : (gone as Gone);
}

/** The texts of a list as one, each findable whole. */
export function asLines(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `\n${texts.join('\n')}\n`;
}

/** Conditions on `found`, all of which hold. @param keyId of the subject's contents. */
export function conditionsOf(
  filter: Filter,
  keyId: string | undefined,
  { contains }: Differences,
): Expression<SqlBool>[] {
  const { kinds, regulation, version, subject, lawDate, time, verdict, provisional, score, counts } = filter;
  const conditions: (RawBuilder<SqlBool> | undefined)[] = [
    kinds && sql`found.kind in (${sql.join(kinds)})`,
    regulation === undefined ? undefined : sql`found.regulation = ${regulation}`,
    version === undefined ? undefined : sql`found.version = ${version}`,
    subject === undefined ? undefined : sql`found.key_id = ${keyId ?? ''}`,
    lawDate?.from === undefined ? undefined : sql`found.law_date >= ${lawDate.from}`,
    lawDate?.to === undefined ? undefined : sql`found.law_date <= ${lawDate.to}`,
    time?.from === undefined ? undefined : sql`found.time >= ${time.from}`,
    time?.to === undefined ? undefined : sql`found.time < ${time.to}`,
    verdict === undefined ? undefined : contains('found.verdicts', asLines([verdict])),
    provisional === undefined ? undefined : contains('found.provisional', asLines([provisional])),
    score && sql`${scoreOf(score.output)} is not null`,
    score?.from === undefined ? undefined : sql`${scoreOf(score.output)} >= ${score.from}`,
    score?.to === undefined ? undefined : sql`${scoreOf(score.output)} <= ${score.to}`,
    counts === undefined ? undefined : counts ? counting : sql`not ${counting}`,
  ];
  return conditions.filter((each) => each !== undefined);
}

const counting: RawBuilder<SqlBool> = sql`(found.kind = 'evaluation' and found.gone is null
  and ${voidedBy('found.id')} is null and ${supersededBy('found.id')} is null and ${laterOne} is null)`;

/** The column is JSON in both databases. */
function scoreOf(output: string): RawBuilder<number> {
  return sql`cast(found.scores ->> ${output} as double precision)`;
}
