// A regulation as readers ask for it: its versions, and one version's facts, values, tables, clauses and gaps.
import type { Clause, Condition, Fact, Pack } from '../policy/pack.js';
import type { PackVersion } from '../policy/rule-set.js';
import { factsSchema } from '../policy/submission-schema.js';

export function describeRegulation(versions: readonly PackVersion[]): object {
  const newest = (versions.findLast((each) => each.release && !each.release.withdrawn) ?? versions.at(-1))
    ?.pack;
  return { regulation: newest?.regulation, title: newest?.title, versions: versions.map(describeRelease) };
}

function describeRelease({ pack, release }: PackVersion): object {
  return {
    version: pack.version,
    status: release ? (release.withdrawn ? 'withdrawn' : 'released') : 'draft',
    digest: pack.digest,
    inForce: pack.inForce,
    ...(release && { released: { date: release.date, author: release.author, approver: release.approver } }),
    ...(release?.withdrawn && { withdrawn: release.withdrawn }),
  };
}

export function describeVersion(version: PackVersion): object {
  const { pack } = version;
  return {
    regulation: pack.regulation,
    ...describeRelease(version),
    title: pack.title,
    ...(pack.summary && { summary: pack.summary }),
    authors: pack.authors,
    documents: pack.documents,
    decidedBy: pack.decidedBy,
    outputs: pack.outputs.map(({ name, title, unit, rounding }) => ({ output: name, title, unit, rounding })),
    facts: describeFacts(pack.facts),
    factsSchema: factsSchema(pack.facts),
    parameters: [...pack.parameters.values()].map(({ name, label, unit, rows }) => ({
      parameter: name,
      label,
      unit,
      values: rows.map(asWritten),
    })),
    tables: [...pack.tables.values()].map((table) => describeTable(table)),
    clauses: pack.clauses.map((clause) => ({
      clause: clause.id,
      title: clause.title,
      provenance: clause.provenance,
    })),
    notEncoded: pack.notEncoded.map(({ refusesWhen, ...gap }) => ({
      ...gap,
      ...(refusesWhen && { refusesWhen: describeCondition(refusesWhen) }),
    })),
    openQuestions: pack.openQuestions,
    transitional: pack.transitional.map(({ when, ...provision }) => ({
      ...provision,
      when: describeCondition(when),
    })),
  };
}

function describeTable({
  name,
  kind,
  title,
  unit,
  by,
  notEncoded,
  rows,
}: Pack['tables'] extends ReadonlyMap<string, infer T> ? T : never): object {
  return {
    table: name,
    kind,
    title,
    unit,
    by: by.map((key) => key.key),
    notEncoded,
    rows: rows.map(({ keys, ...row }) => ({
      ...Object.fromEntries(by.map((key, place) => [key.key, keys[place]])),
      ...asWritten(row),
    })),
  };
}

/** A row without its place in the file. */
function asWritten(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'index'));
}

function describeFacts(facts: ReadonlyMap<string, Fact>): object {
  return Object.fromEntries([...facts].map(([name, fact]) => [name, describeFact(fact)]));
}

function describeFact({
  type,
  required,
  label,
  help,
  unit,
  values,
  requiredWhen,
  limits,
  fields,
  items,
}: Fact): object {
  return {
    type,
    required,
    label,
    help,
    unit,
    values,
    requiredWhen,
    ...limits,
    ...(fields.size > 0 && { fields: describeFacts(fields) }),
    ...(items && { items: describeFact(items) }),
  };
}

export function describeClause(pack: Pack, clause: Clause): object {
  return {
    regulation: pack.regulation,
    version: pack.version,
    clause: clause.id,
    kind: clause.kind,
    title: clause.title,
    text: clause.text,
    citation: { ...clause.citation, title: pack.documents[clause.citation.document]?.title },
    provenance: clause.provenance,
    from: clause.from,
    to: clause.to,
    each: clause.scope.map((level) => ({ each: level.lists, as: level.as })),
    partOf: clause.groups,
    ...(clause.appliesWhen && { appliesWhen: describeCondition(clause.appliesWhen) }),
    ...(clause.kind === 'requirement'
      ? { requires: describeCondition(clause.requires) }
      : { defines: clause.defines, unit: clause.unit, formula: clause.formula.source }),
    openQuestions: pack.openQuestions.filter((question) => question.clauses?.includes(clause.id)),
  };
}

function describeCondition(condition: Condition): object {
  if (condition.kind !== 'comparison')
    return { [condition.kind]: condition.conditions.map(describeCondition) };
  const { name, left, operator, right, says } = condition;
  return { name, fact: left.source, operator, value: right?.source, says };
}
