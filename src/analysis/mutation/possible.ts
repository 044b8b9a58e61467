// Whether a pack with other dates could be loaded, and whether it says anything else: what is neither is no mutant.
import { conditionTerms, termsOf } from '../../policy/evaluation-order.js';
import { walk } from '../../policy/formula/expression.js';
import { firstDayWithout, intersection } from '../../policy/law-dates.js';
import { isInForce } from '../../policy/pack.js';
import type { Pack, Span, Term } from '../../policy/pack.js';
import type { Draft } from './mutant.js';

export function isPossible({ day, isOfSpan, change }: Draft, pack: Pack): boolean {
  if (day === undefined && !isOfSpan) return true;
  // On a day outside the pack's span nothing is ever read.
  if (day !== undefined && !isInForce(pack.inForce, day)) return false;
  return canBeLoaded(change(pack));
}

/** Every parameter has a value on every day on which it is read, as when packs are checked. */
function canBeLoaded(pack: Pack): boolean {
  const isWhole = (terms: Iterable<Term>, span: Span): boolean => {
    const needed = intersection(span, pack.inForce);
    return needed !== undefined && [...terms].every((term) => hasValues(pack, term, needed));
  };
  return (
    pack.clauses.every((clause) => isWhole(termsOf(clause), clause)) &&
    pack.notEncoded.every(({ refusesWhen }) => !refusesWhen || isWhole(conditionTerms(refusesWhen), {})) &&
    pack.transitional.every(({ when }) => isWhole(conditionTerms(when), {}))
  );
}

function hasValues(pack: Pack, { expression }: Term, needed: Required<Span>): boolean {
  return [...walk(expression)].every(
    (each) =>
      each.kind !== 'parameter' ||
      firstDayWithout(pack.parameters.get(each.name)?.rows ?? [], needed) === undefined,
  );
}
