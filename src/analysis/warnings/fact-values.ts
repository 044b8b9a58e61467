// A declared fact -> the values that a submission can give it.
import type { Fact } from '../../policy/pack.js';
import { among, anyDate, anything, closed, open, range, truths } from '../../policy/possible-values.js';
import type { End, PossibleValues } from '../../policy/possible-values.js';

export function valuesOfFact(fact: Fact): PossibleValues {
  const { above, at_least, below, at_most } = fact.limits;
  switch (fact.type) {
    case 'boolean':
      return truths;
    case 'number':
    case 'integer': {
      const low = above === undefined ? closed(at_least ?? -Infinity) : open(above);
      const high = below === undefined ? closed(at_most ?? Infinity) : open(below);
      return range(unlimited(low), unlimited(high), fact.type === 'integer');
    }
    case 'date':
      return anyDate;
    case 'choice':
      return among(Object.keys(fact.values ?? {}));
    case 'text':
    case 'object':
    case 'list':
      return anything;
  }
}

function unlimited(end: End): End {
  return Number.isFinite(end.at) ? end : open(end.at);
}
