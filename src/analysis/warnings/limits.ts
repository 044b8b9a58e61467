// Values in min, max and clamp that are never the result, whatever the others are.
import type { Fault } from '../../policy/fault.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import type { Bilingual } from '../../policy/pack.js';
import type { Between } from '../../policy/possible-values.js';
import { asNumbers } from './call-values.js';
import { writtenText } from './sites.js';
import type { Site, Subject } from './sites.js';
import { describeValues, warning } from './words.js';

export function unboundLimits({ interpreter }: Subject, sites: readonly Site[]): Fault[] {
  return sites.flatMap((site) =>
    site.reached.flatMap(({ expression, here }) => {
      if (expression.kind !== 'call') return [];
      const given = expression.arguments.map((each): Given => ({
        expression: each,
        values: asNumbers(interpreter.valuesOf(each, here)),
      }));
      return unboundIn(expression, given).map((each) => tell(each, site));
    }),
  );
}

interface Given {
  readonly expression: Expression;
  readonly values: Between;
}

/** The value that never decides, the one that always stands before it, and what to write instead. */
interface Unbound {
  readonly never: Given;
  readonly instead: Given;
  readonly remedy: Bilingual;
}

const remove: Bilingual = { id: 'hapus', en: 'remove it' };
const useInstead = (name: string): Bilingual => ({
  id: `pakai ${name} saja`,
  en: `use ${name} instead of clamp`,
});

function unboundIn({ name }: ExpressionOf<'call'>, given: readonly Given[]): Unbound[] {
  if (name === 'clamp') return unboundInClamp(given);
  if ((name !== 'min' && name !== 'max') || given.length < 2) return [];
  const neverCounts = (one: Given, other: Given): boolean =>
    name === 'min' ? isAtMost(other, one) : isAtMost(one, other);
  return given.flatMap((never, index) => {
    // Where two can both stand for the other, only the later one is told of.
    const instead = given.find(
      (other, place) =>
        place !== index && neverCounts(never, other) && !(index < place && neverCounts(other, never)),
    );
    return instead ? [{ never, instead, remedy: remove }] : [];
  });
}

function unboundInClamp([value, low, high]: readonly Given[]): Unbound[] {
  if (!value || !low || !high) return [];
  return [
    ...(isAtMost(low, value) ? [{ never: low, instead: value, remedy: useInstead('min') }] : []),
    ...(isAtMost(value, high) ? [{ never: high, instead: value, remedy: useInstead('max') }] : []),
    ...(isAtMost(value, low) && !isAtMost(low, value)
      ? [{ never: value, instead: low, remedy: remove }]
      : []),
    ...(isAtMost(high, value) && !isAtMost(value, high)
      ? [{ never: value, instead: high, remedy: remove }]
      : []),
  ];
}

function isAtMost(a: Given, b: Given): boolean {
  return a.values.high.at <= b.values.low.at;
}

function tell({ never, instead, remedy }: Unbound, site: Site): Fault {
  const name = ({ expression }: Given): Bilingual =>
    writtenText(site, expression) ?? { id: 'nilai lainnya', en: 'the other value' };
  const [limit, value] = [name(never), name(instead)];
  const [own, other] = [describeValues(never.values), describeValues(instead.values)];
  return warning(site.place(never.expression), 'limit_never_binds', {
    id: `${withValues(limit.id, own.id)} tidak pernah menentukan hasilnya: ${value.id} ${other.id}; ${remedy.id}, atau perbaiki angkanya`,
    en: `${withValues(limit.en, own.en)} never decides the result: ${value.en} is ${other.en}; ${remedy.en}, or correct the number`,
  });
}

function withValues(name: string, values: string): string {
  return name === values ? name : `${name} (${values})`;
}
