// What would change, as text in one language, for people and terminals.
import type { ConditionExplained } from '../../explanation/conditions.js';
import { formatValue } from '../../explanation/values.js';
import { verdictWords, words } from '../../explanation/words.js';
import type { Language } from '../../explanation/words.js';
import { packName } from '../../policy/pack.js';
import type { Pack } from '../../policy/pack.js';
import type { GoalAnswer, OutputNow, RequirementUnmet, WhatWouldChange } from './what-would-change.js';

const phrases = {
  now: { id: 'sekarang', en: 'now' },
  allMet: { id: 'bila semua syarat terpenuhi', en: 'if every requirement were met' },
  unmet: { id: 'Syarat yang belum terpenuhi', en: 'Requirements that are not met' },
  none: { id: 'Semua syarat yang berlaku terpenuhi.', en: 'Every requirement that applies is met.' },
};

export function renderWhatWouldChange(answer: WhatWouldChange, pack: Pack, language: Language): string {
  const { outputs, requirements, goal } = answer;
  const lines = [
    `${pack.title[language]} (${packName(pack)})`,
    ...Object.values(outputs).map((each) => outputLine(each, language)),
    '',
    requirements.length > 0 ? phrases.unmet[language] : phrases.none[language],
    ...requirements.flatMap((each) => requirementLines(each, answer, pack, language)),
    ...(goal ? ['', ...goalLines(goal, language)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function outputLine({ title, unit, now, ifAllMet }: OutputNow, language: Language): string {
  const meaning = unit === undefined ? {} : { unit };
  const [before, then] = [now, ifAllMet].map((value) =>
    value === null ? words.noValue[language] : formatValue(value, language, meaning),
  );
  return `${title[language]}: ${phrases.now[language]} ${before}; ${phrases.allMet[language]} ${then}`;
}

function requirementLines(
  unmet: RequirementUnmet,
  { labels }: WhatWouldChange,
  pack: Pack,
  language: Language,
): string[] {
  const { clause, at, verdict, title, citation, appliesWhen, needs, missing, says } = unmet;
  const where = at === '' ? '' : ` (${labels[at]?.[language] ?? at})`;
  const mark = verdict === 'not_met' ? '✗' : '?';
  const document = pack.documents[citation.document];
  const source = [document?.title[language], document?.number, citation.part].filter(Boolean).join(', ');
  const named = (missing ?? []).map((pointer) => labels[pointer]?.[language] ?? pointer);
  return [
    `${mark} ${title[language]}${where}: ${verdictWords[verdict][language]} [${clause}]`,
    `    ${words.source[language]}: ${source}`,
    ...(appliesWhen ?? []).flatMap((each) => conditionLines(each, language, '    ')),
    ...needs.flatMap((each) => conditionLines(each, language, '    ')),
    ...(named.length > 0 ? [`    ${words.missing[language]}: ${named.join('; ')}`] : []),
    `    ${says[language]}`,
  ];
}

function conditionLines(condition: ConditionExplained, language: Language, indent: string): string[] {
  const mark = { met: '✓', not_met: '✗', undetermined: '?' }[condition.verdict];
  if ('says' in condition) return [`${indent}${mark} ${condition.says[language]}`];
  const [word, parts] = 'all' in condition ? [words.all, condition.all] : [words.any, condition.any];
  return [
    `${indent}${mark} ${word[language]}:`,
    ...parts.flatMap((each) => conditionLines(each, language, `${indent}  `)),
  ];
}

function goalLines({ says, sets }: GoalAnswer, language: Language): string[] {
  return [says[language], ...sets.map((set, index) => `${index + 1}. ${set.says[language]}`)];
}
