// Two requirements for the same elements that can never both be met.
import type { Fault } from '../../policy/fault.js';
import { conditionTerms, termsOf } from '../../policy/evaluation-order.js';
import { meaningOf, walk } from '../../policy/formula/expression.js';
import { intersection } from '../../policy/law-dates.js';
import type { Pack, Requirement, Scope } from '../../policy/pack.js';
import { asExpression } from './condition-expression.js';
import { hereFor } from './here.js';
import type { Here } from './here.js';
import { decided } from './decided.js';
import type { Subject } from './sites.js';
import { describeDays, warning } from './words.js';

export function contradictions(subject: Subject): Fault[] {
  const { pack, places, interpreter } = subject;
  const asked = askedNames(pack);
  const requirements = pack.clauses.filter((clause) => clause.kind === 'requirement');
  // One that can never be met by itself is told of as such.
  const sound = requirements.filter((each) => {
    const here = interpreter.applied(each);
    return here && decided(each.requires, here, interpreter) !== false;
  });
  return sound.flatMap((later, index) =>
    sound.slice(0, index).flatMap((earlier) => {
      if (!compareOneThing(earlier, later) || areAskedApart(earlier, later, asked)) return [];
      const both = bothMetSoFar(earlier, later, subject);
      if (!both || decided(later.requires, both, interpreter) !== false) return [];
      const days = describeDays(intersection(earlier, later) ?? {});
      return [
        warning(places.clause(later.id, ['requires'], 'key'), 'contradicting_requirements', {
          id: `${later.id} dan ${earlier.id} tidak pernah dapat terpenuhi bersama${days.id}; perbaiki salah satunya, atau beri applies_when yang memisahkannya`,
          en: `${later.id} and ${earlier.id} can never both be met${days.en}; correct one of them, or tell them apart with applies_when`,
        }),
      ];
    }),
  );
}

/** Without a thing that both compare, nothing of one can speak against the other. */
function compareOneThing(a: Requirement, b: Requirement): boolean {
  const [one, other] = [comparedIn(a), comparedIn(b)];
  return [...one].some((meaning) => other.has(meaning));
}

const compared = new WeakMap<Requirement, ReadonlySet<string>>();

function comparedIn(requirement: Requirement): ReadonlySet<string> {
  const known = compared.get(requirement);
  if (known) return known;
  const expressions = [...conditionTerms(requirement.requires)].flatMap((term) => [...walk(term.expression)]);
  const found = new Set(expressions.filter(({ kind }) => kind !== 'literal').map(meaningOf));
  compared.set(requirement, found);
  return found;
}

/** Where both apply and the earlier one is met; undefined where that cannot be. */
function bothMetSoFar(
  earlier: Requirement,
  later: Requirement,
  { pack, interpreter }: Subject,
): Here | undefined {
  const shared = intersection(earlier, later);
  const span = shared && intersection(shared, pack.inForce);
  const scope = sharedScope(earlier.scope, later.scope);
  if (!span || !scope) return undefined;
  let here: Here | undefined = hereFor(scope, span);
  for (const condition of [earlier.appliesWhen, later.appliesWhen, earlier.requires]) {
    if (condition && here) here = interpreter.assume(asExpression(condition), true, here);
  }
  return here;
}

/** The elements of both: one may be judged for the elements inside those of the other. */
function sharedScope(a: Scope, b: Scope): Scope | undefined {
  const [outer, inner] = a.length <= b.length ? [a, b] : [b, a];
  const shared = inner.map((level, depth) => {
    const other = outer[depth];
    return other ? { as: level.as, lists: level.lists.filter((list) => other.lists.includes(list)) } : level;
  });
  return shared.every((level) => level.lists.length > 0) ? shared : undefined;
}

function askedNames(pack: Pack): Set<string> {
  const expressions = pack.clauses.flatMap((clause) =>
    [...termsOf(clause)].flatMap((term) => [...walk(term.expression)]),
  );
  return new Set(expressions.flatMap((each) => (each.kind === 'verdict' ? [each.of] : [])));
}

/** Formulas ask for each by a name that does not mean the other: alternatives, such as the classes of something. */
function areAskedApart(a: Requirement, b: Requirement, asked: ReadonlySet<string>): boolean {
  const namesOf = (clause: Requirement): string[] =>
    [clause.id, ...clause.groups].filter((each) => asked.has(each));
  const [namesA, namesB] = [namesOf(a), namesOf(b)];
  return namesA.length > 0 && namesB.length > 0 && !namesA.some((each) => namesB.includes(each));
}
