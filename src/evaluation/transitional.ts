// Whether a transitional provision can be judged from facts that no version has checked yet.
import { isCalendarDate } from '../policy/calendar.js';
import { conditionTerms } from '../policy/evaluation-order.js';
import { walk } from '../policy/formula/expression.js';
import type { Condition, Fact, Pack } from '../policy/pack.js';
import { findFact } from '../policy/tables.js';
import type { Element } from './submission.js';

/**
 * Which version checks the facts is what the provision decides, so it looks for itself at those it reads.
 * One that is absent or of another type leaves the submission with the version that asks, whose check names it.
 */
export function canBeJudged(when: Condition, root: Element, pack: Pack): boolean {
  for (const term of conditionTerms(when)) {
    for (const expression of walk(term.expression)) {
      if (expression.kind !== 'fact') continue;
      const fact = findFact(pack.facts, expression.path.join('.'));
      if (!fact || !isOfType(fact, root.fact(expression.path))) return false;
    }
  }
  return true;
}

function isOfType({ type, values }: Fact, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
    case 'integer':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return typeof value === 'string' && isCalendarDate(value);
    case 'text':
      return typeof value === 'string';
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(values ?? {}, value);
    case 'object':
    case 'list':
      return false;
  }
}
