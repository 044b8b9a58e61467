// An answer as a tree of plain text in one language, for people and terminals.
import type { Shown } from '../evaluation/outcome.js';
import type { ConditionExplained } from './conditions.js';
import type { Answer, ClauseExplained } from './explain.js';
import { formatDate, formatValue } from './values.js';
import { provenanceWords, verdictWords, words } from './words.js';
import type { Language } from './words.js';

interface Node {
  readonly text: string;
  readonly children: readonly Node[];
}

const marks = { met: '✓', not_met: '✗', undetermined: '?', not_applicable: '–', calculated: '=' };

export function renderText(answer: Answer, language: Language): string {
  const tree = [
    scoreTree(answer, language),
    ...clauseTrees(answer, language),
    provisionalTree(answer, language),
  ];
  const lines = [...heading(answer, language), ''];
  for (const node of tree)
    if (node.children.length > 0) lines.push(node.text, ...branches(node.children), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function heading(answer: Answer, language: Language): string[] {
  const { date, decidedBy, passedOver } = answer.law;
  return [
    `${answer.title[language]} (${answer.regulation}@${answer.version})`,
    `${words.law[language]} ${formatDate(date, language)} (${decidedBy})`,
    answer.digest,
    ...statusLine(answer, language),
    ...passedOver.map((each) => `${words.passedOver[language]} ${each.version}: ${each.says[language]}`),
    answer.complete
      ? words.complete[language]
      : `${words.missing[language]}: ${named(answer, answer.missing, language)}`,
  ];
}

function statusLine({ law: { status, withdrawn } }: Answer, language: Language): string[] {
  if (status === 'draft') return [words.status.draft[language]];
  return withdrawn
    ? [`${words.status.withdrawn[language]} (${formatDate(withdrawn.date, language)}: ${withdrawn.reason}).`]
    : [];
}

/** Pointers as people call them. */
function named({ labels }: Answer, pointers: readonly string[], language: Language): string {
  return pointers.map((pointer) => labels?.[pointer]?.[language] ?? pointer).join('; ');
}

function scoreTree(answer: Answer, language: Language): Node {
  const children = Object.values(answer.scores).map((score) => leaf(score.says[language]));
  return { text: words.scores[language], children };
}

/** The clauses of each element together, in the order in which elements first appear. */
function clauseTrees(answer: Answer, language: Language): Node[] {
  const byElement = new Map<string, ClauseExplained[]>();
  for (const clause of answer.clauses ?? [])
    byElement.set(clause.at, [...(byElement.get(clause.at) ?? []), clause]);
  return [...byElement].map(([at, clauses]) => ({
    text: at === '' ? words.whole[language] : `${named(answer, [at], language)} (${at})`,
    children: clauses.map((clause) => clauseTree(clause, answer, language)),
  }));
}

function clauseTree(clause: ClauseExplained, answer: Answer, language: Language): Node {
  const children: Node[] = [];
  const text = `${marks[clause.verdict]} ${clause.says?.[language] ?? verdictWords[clause.verdict][language]} [${clause.clause}]`;
  if (clause.verdict === 'not_applicable') return { text, children };
  if (clause.text) children.push(leaf(clause.text[language]));
  if (clause.citation) children.push(leaf(source(clause, answer, language)));
  if (clause.appliesWhen) {
    children.push({
      text: words.applies[language],
      children: clause.appliesWhen.map((each) => conditionTree(each, language)),
    });
  }
  children.push(...(clause.because ?? []).map((each) => conditionTree(each, language)));
  if (clause.formula !== undefined) children.push(...calculationTrees(clause, language));
  if (clause.missing)
    children.push(leaf(`${words.missing[language]}: ${named(answer, clause.missing, language)}`));
  return { text, children };
}

function source(clause: ClauseExplained, answer: Answer, language: Language): string {
  const { citation, provenance } = clause;
  const document = citation && answer.documents?.[citation.document];
  const status =
    provenance &&
    ` (${provenanceWords[provenance.kind][language]}, ${provenanceWords[provenance.status][language]})`;
  return `${words.source[language]}: ${[document?.title[language], document?.number, citation?.part].filter(Boolean).join(', ')}${status ?? ''}`;
}

function calculationTrees(clause: ClauseExplained, language: Language): Node[] {
  const inputs = Object.entries(clause.inputs ?? {}).map(([name, { says, label }]) =>
    leaf(`${name} = ${says[language]}${label ? ` (${label[language]})` : ''}`),
  );
  const { formula = '', worked = '', workedPotential, value, potential } = clause;
  const potentially =
    workedPotential === undefined
      ? []
      : [leaf(`${words.ifMet[language]}: ${oneLine(workedPotential)}${result(clause, potential, language)}`)];
  return [
    { text: `${words.formula[language]}: ${oneLine(formula)}`, children: inputs },
    leaf(`${words.worked[language]}: ${oneLine(worked)}${result(clause, value, language)}`),
    ...potentially,
  ];
}

function result({ unit }: ClauseExplained, value: Shown | undefined, language: Language): string {
  if (value === undefined || value === null) return '';
  return ` = ${formatValue(value, language, unit === undefined ? {} : { unit })}`;
}

function conditionTree(condition: ConditionExplained, language: Language): Node {
  const mark = marks[condition.verdict];
  if ('says' in condition) return leaf(`${mark} ${condition.says[language]}`);
  const [word, parts] = 'all' in condition ? [words.all, condition.all] : [words.any, condition.any];
  return { text: `${mark} ${word[language]}:`, children: parts.map((each) => conditionTree(each, language)) };
}

function provisionalTree(answer: Answer, language: Language): Node {
  const children = answer.provisional.map((use) => leaf(use.says[language]));
  return { text: words.provisional[language], children };
}

function leaf(text: string): Node {
  return { text, children: [] };
}

function oneLine(formula: string): string {
  return formula.replaceAll(/\s+/g, ' ').trim();
}

function branches(nodes: readonly Node[], indent = ''): string[] {
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1;
    const inner = `${indent}${isLast ? '   ' : '│  '}`;
    return [`${indent}${isLast ? '└─ ' : '├─ '}${node.text}`, ...branches(node.children, inner)];
  });
}
