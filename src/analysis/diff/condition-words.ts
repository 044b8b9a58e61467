// Conditions as people read them, whatever the submission: "Realisasi paling sedikit 80 unit".
import type { Expression } from '../../policy/formula/expression.js';
import type { Bilingual, Comparison, Condition, Pack, Scope } from '../../policy/pack.js';
import { literal } from '../../evaluation/rules.js';
import { formatValue, labelOf, meaningOf } from '../../explanation/values.js';
import { inBoth, operatorWords, words } from '../../explanation/words.js';
import type { Language } from '../../explanation/words.js';

/** Where a condition stands: its names are those of the pack and of the lists around it. */
export interface Setting {
  readonly pack: Pack;
  readonly scope: Scope;
}

export function conditionInWords(setting: Setting, condition: Condition): Bilingual {
  return inBoth((language) => write(setting, condition, language, true));
}

function write(setting: Setting, condition: Condition, language: Language, isOutermost: boolean): string {
  if (condition.kind === 'comparison') return comparison(setting, condition, language);
  const parts = condition.conditions.map((each) => write(setting, each, language, false));
  if (parts.length === 1) return parts[0] ?? '';
  const text = `${words[condition.kind][language]}: ${parts.join('; ')}`;
  return isOutermost ? text : `(${text})`;
}

function comparison(
  { pack, scope }: Setting,
  { left, right, operator }: Comparison,
  language: Language,
): string {
  const name = named({ pack, scope }, left.expression, left.source, language);
  const value = right ? rightSide({ pack, scope }, left.expression, right, language) : '';
  return `${name} ${operatorWords[operator][language].replace('{value}', () => value)}`;
}

function rightSide(
  setting: Setting,
  left: Expression,
  right: NonNullable<Comparison['right']>,
  language: Language,
): string {
  const value = literal(right.expression);
  if (value === undefined) return named(setting, right.expression, right.source, language);
  return formatValue(value, language, meaningOf(setting.pack, setting.scope, left));
}

/** What people call it with its name beside, so that two things of one label can be told apart. */
function named(setting: Setting, expression: Expression, source: string, language: Language): string {
  const label = labelOf(setting.pack, setting.scope, expression)?.[language];
  return label === undefined ? source.replaceAll(/\s+/g, ' ').trim() : `${label} (${source})`;
}
