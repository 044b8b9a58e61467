// Clauses of two packs, in the law's order -> what was added, removed, reworded, or now holds otherwise.
import type { Bilingual, Clause, Pack, Scope } from '../../policy/pack.js';
import { formatDate } from '../../explanation/values.js';
import { inBoth, words } from '../../explanation/words.js';
import { alteration } from './alteration.js';
import type { Change, Source, Subject } from './change.js';
import { conditionInWords } from './condition-words.js';
import { diffConditions } from './conditions.js';
import { conditionPartWords } from './labels.js';
import { meaningOfTerm } from './meaning.js';
import { describeSpan } from './phrases.js';
import { inOrder, isSame } from './sides.js';
import type { Sides } from './sides.js';

export function diffClauses(sides: Sides): Change[] {
  const byId = (pack: Pack): Map<string, Clause> => new Map(pack.clauses.map((each) => [each.id, each]));
  const [before, after] = [byId(sides.before), byId(sides.after)];
  return inOrder(before.keys(), after.keys()).flatMap((id) => {
    const [old, now] = [before.get(id), after.get(id)];
    if (old && now) return diffClause(sides, old, now);
    if (now) return [wholeClause(sides, 'added', now)];
    return old ? [wholeClause(sides, 'removed', old)] : [];
  });
}

function subjectOf({ id, title }: Clause): Subject {
  return { kind: 'clause', id, label: title };
}

function wholeClause(sides: Sides, kind: 'added' | 'removed', clause: Clause): Change {
  const pack = kind === 'added' ? sides.after : sides.before;
  const setting = { pack, scope: clause.scope };
  const labelled = (label: Bilingual, text: Bilingual): Bilingual =>
    inBoth((language) => `${label[language]}: ${text[language]}`);
  const span = spanInWords(clause);
  const content = [
    clause.text,
    ...(clause.appliesWhen
      ? [labelled(conditionPartWords.applies_when, conditionInWords(setting, clause.appliesWhen))]
      : []),
    clause.kind === 'requirement'
      ? labelled(conditionPartWords.requires, conditionInWords(setting, clause.requires))
      : inBoth(
          (language) => `${words.formula[language]}: ${clause.defines} = ${oneLine(clause.formula.source)}`,
        ),
    ...(span ? [span] : []),
  ];
  return sides.change(subjectOf(clause), { kind, content }, sourceOf(sides, pack, clause));
}

function sourceOf(sides: Sides, pack: Pack, clause: Clause): Source {
  return sides.sourceIn(pack, clause.citation, clause.provenance);
}

function diffClause(sides: Sides, old: Clause, now: Clause): Change[] {
  const subject = subjectOf(now);
  const source = sourceOf(sides, sides.after, now);
  return [
    ...sides.reworded(subject, 'title', [old.title, now.title]),
    ...sides.reworded(subject, 'text', [old.text, now.text]),
    ...alteration(sides, subject, 'dates', [spanOf(old), spanOf(now)], spanInWords, source),
    ...alteration(sides, subject, 'each', [listsOf(old.scope), listsOf(now.scope)], listsInWords, source),
    ...alteration(sides, subject, 'part_of', [groupsOf(old), groupsOf(now)], undefined, source),
    ...diffCondition(sides, 'applies_when', [old, now]),
    ...diffCondition(sides, 'requires', [old, now]),
    ...diffFormula(sides, [old, now]),
    ...diffOrigin(sides, subject, [old, now]),
  ];
}

function spanOf({ from, to }: Clause): { from?: string; to?: string } | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function spanInWords(span: { from?: string; to?: string }): Bilingual {
  return inBoth((language) => describeSpan(span, language, (date) => formatDate(date, language)));
}

/** What its elements are called does not matter, only which they are. */
function listsOf(scope: Scope): readonly (readonly string[])[] | undefined {
  return scope.length === 0 ? undefined : scope.map((level) => level.lists);
}

function listsInWords(levels: readonly (readonly string[])[]): Bilingual {
  const text = levels.map((lists) => lists.join(', ')).join(' › ');
  return { id: text, en: text };
}

function groupsOf({ groups }: Clause): readonly string[] | undefined {
  return groups.length === 0 ? undefined : groups;
}

function diffCondition(
  sides: Sides,
  part: 'applies_when' | 'requires',
  [old, now]: readonly [Clause, Clause],
): Change[] {
  const of = (clause: Clause): Clause['appliesWhen'] =>
    part === 'applies_when'
      ? clause.appliesWhen
      : clause.kind === 'requirement'
        ? clause.requires
        : undefined;
  const side = (pack: Pack, clause: Clause): Parameters<typeof diffConditions>[2][0] => ({
    pack,
    scope: clause.scope,
    condition: of(clause),
  });
  return diffConditions(sides, { subject: subjectOf(now), part, source: sourceOf(sides, sides.after, now) }, [
    side(sides.before, old),
    side(sides.after, now),
  ]);
}

function diffFormula(sides: Sides, [old, now]: readonly [Clause, Clause]): Change[] {
  const subject = subjectOf(now);
  const source = sourceOf(sides, sides.after, now);
  const [before, after] = [old, now].map((each) => (each.kind === 'calculation' ? each : undefined));
  const isFormulaSame =
    before && after && isSame(meaningOfTerm(before.formula), meaningOfTerm(after.formula));
  const write = (clause: typeof before): string | null => (clause ? oneLine(clause.formula.source) : null);
  const formula =
    isFormulaSame || (!before && !after)
      ? []
      : [sides.change(subject, { kind: 'formula', before: write(before), after: write(after) }, source)];
  return [
    ...alteration(sides, subject, 'defines', [before?.defines, after?.defines]),
    ...alteration(sides, subject, 'unit', [before?.unit, after?.unit]),
    ...formula,
  ];
}

function diffOrigin(sides: Sides, subject: Subject, [old, now]: readonly [Clause, Clause]): Change[] {
  const source = sourceOf(sides, sides.after, now);
  const provenance = { before: old.provenance, after: now.provenance };
  const citation = { before: old.citation, after: now.citation };
  return [
    ...(isSame(provenance.before, provenance.after)
      ? []
      : [sides.change(subject, { kind: 'provenance', rows: [], ...provenance }, source)]),
    ...(isSame(citation.before, citation.after)
      ? []
      : [sides.change(subject, { kind: 'citation', rows: [], ...citation }, source)]),
  ];
}

export function oneLine(formula: string): string {
  return formula.replaceAll(/\s+/g, ' ').trim();
}
