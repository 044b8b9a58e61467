// Divisions whose divisor is zero, or can be as far as limits tell: a submission with it would be refused.
import type { Fault } from '../../policy/fault.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Bilingual } from '../../policy/pack.js';
import { holds, onlyValue } from '../../policy/possible-values.js';
import { reachable } from './reachable.js';
import type { Site, Subject } from './sites.js';
import { warning } from './words.js';

export function divisionsByZero(subject: Subject, sites: readonly Site[]): Fault[] {
  const dividing = sites.filter((site) => site.reached.some(({ expression }) => isDivision(expression)));
  return dividing.flatMap((site) =>
    [...reachable(site, subject.interpreter, true)].flatMap(({ expression, here }) => {
      if (!isDivision(expression)) return [];
      const { right } = expression;
      const values = subject.interpreter.valuesOf(right, here);
      const place = site.place(right);
      const name = site.source.slice(right.range.start, right.range.end);
      if (onlyValue(values) === 0) {
        return [
          warning(place, 'division_by_zero', {
            id: `pembaginya selalu 0, jadi rumus ini tidak pernah memberi hasil; perbaiki pembaginya`,
            en: `the divisor is always 0, so this formula never has a result; correct the divisor`,
          }),
        ];
      }
      // Only what is given, not calculated: of a calculated divisor the range may hold a zero that never comes about.
      const remedy = remedyFor(right);
      if (!remedy || !holds(values, 0)) return [];
      return [
        warning(place, 'division_may_be_by_zero', {
          id: `pembagi ${name} dapat bernilai 0, dan pengajuan dengan nilai itu ditolak; ${remedy.id}, atau periksa dahulu dengan ? :`,
          en: `the divisor ${name} may be 0, and a submission with that value is refused; ${remedy.en}, or test it first with ? :`,
        }),
      ];
    }),
  );
}

function isDivision(expression: Expression): expression is ExpressionOf<'arithmetic'> {
  return expression.kind === 'arithmetic' && expression.operator === '/';
}

function remedyFor(divisor: Expression): Bilingual | undefined {
  if (divisor.kind === 'fact') {
    return { id: 'beri isiannya batas above: 0', en: 'give the fact the limit above: 0' };
  }
  if (divisor.kind === 'parameter') return { id: 'perbaiki nilainya', en: 'correct its value' };
  const [list] = divisor.kind === 'call' && divisor.name === 'count' ? divisor.arguments : [];
  const isGiven = list?.kind === 'fact' || list?.kind === 'elements';
  return isGiven ? { id: 'beri daftarnya min_items: 1', en: 'give the list min_items: 1' } : undefined;
}
