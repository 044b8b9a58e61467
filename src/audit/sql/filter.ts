// A filter -> conditions on `entries` and `found`, both of which the query joins.
import { sql } from 'kysely';
import type { Expression, SqlBool } from 'kysely';
import type { Filter } from '../store.js';
import type { Database } from './database.js';
import { counting } from './standing.js';
import { framed } from './tokens.js';

export function conditionsOf(filter: Filter, database: Database): Expression<SqlBool>[] {
  return [...ofEntry(filter), ...ofFound(filter, database)];
}

function ofEntry({ kinds, regulation, version, time, counts }: Filter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (kinds) conditions.push(kinds.length === 0 ? sql`1 = 0` : sql`entries.kind in (${sql.join(kinds)})`);
  if (regulation !== undefined) conditions.push(sql`entries.regulation = ${regulation}`);
  if (version !== undefined) conditions.push(sql`entries.version = ${version}`);
  if (time?.from !== undefined) conditions.push(sql`entries.time >= ${instant(time.from)}`);
  if (time?.to !== undefined) conditions.push(sql`entries.time < ${instant(time.to)}`);
  if (counts === true) conditions.push(counting);
  if (counts === false) conditions.push(sql`entries.kind in ('evaluation', 'refusal') and not ${counting}`);
  return conditions;
}

function ofFound(filter: Filter, database: Database): Expression<SqlBool>[] {
  const { subject, lawDate, verdict, provisional, score } = filter;
  const conditions: Expression<SqlBool>[] = [];
  if (subject !== undefined) {
    const owner = ownerOfSubject(subject);
    conditions.push(sql`found.key_id = (select key_id from content_keys where owner = ${owner})`);
  }
  if (lawDate?.from !== undefined) conditions.push(sql`found.law_date >= ${lawDate.from}`);
  if (lawDate?.to !== undefined) conditions.push(sql`found.law_date <= ${lawDate.to}`);
  if (verdict !== undefined)
    conditions.push(sql`${database.positionIn('found.verdicts', framed(verdict))} > 0`);
  if (provisional !== undefined)
    conditions.push(sql`${database.positionIn('found.provisional', framed(provisional))} > 0`);
  if (score) {
    const number = database.numberIn('found.scores', score.output);
    conditions.push(sql`${number} is not null`);
    if (score.from !== undefined) conditions.push(sql`${number} >= ${score.from}`);
    if (score.to !== undefined) conditions.push(sql`${number} <= ${score.to}`);
  }
  return conditions;
}

/** As heads hold it, so that texts compare as instants do. */
function instant(time: string): string {
  return new Date(time).toISOString();
}

const subjectPrefix = 'subject:';

export function ownerOfSubject(subject: string): string {
  return `${subjectPrefix}${subject}`;
}

/** Undefined for the owner of a single record. */
export function subjectOfOwner(owner: string): string | undefined {
  return owner.startsWith(subjectPrefix) ? owner.slice(subjectPrefix.length) : undefined;
}
