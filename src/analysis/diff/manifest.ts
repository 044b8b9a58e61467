// The manifests of two packs -> what changed in identity, span, documents, outputs, gaps and open questions.
import type {
  Bilingual,
  Citation,
  Gap,
  OpenQuestion,
  Output,
  Pack,
  Rounding,
  SourceDocument,
} from '../../policy/pack.js';
import { formatDate } from '../../explanation/values.js';
import { inBoth, roundingWords, words } from '../../explanation/words.js';
import { alteration } from './alteration.js';
import type { Change, Subject } from './change.js';
import { diffConditions } from './conditions.js';
import { conditionInWords } from './condition-words.js';
import { conditionPartWords, documentKindWords } from './labels.js';
import { describeSpan } from './phrases.js';
import { diffNamed } from './named.js';
import type { Sides } from './sides.js';
import { diffTransitional } from './transitional.js';

export function diffManifest(sides: Sides): Change[] {
  return [
    ...diffIdentity(sides),
    ...diffDocuments(sides),
    ...diffOutputs(sides),
    ...diffGaps(sides),
    ...diffTransitional(sides),
    ...diffQuestions(sides),
  ];
}

/** The version's name differs in any comparison, so it is no change. */
function diffIdentity(sides: Sides): Change[] {
  const { before, after } = sides;
  const subject: Subject = { kind: 'manifest', id: '' };
  const span = (each: Pack['inForce']): Bilingual =>
    inBoth((language) => describeSpan(each, language, (date) => formatDate(date, language)));
  return [
    ...alteration(sides, subject, 'regulation', [before.regulation, after.regulation]),
    ...sides.reworded(subject, 'title', [before.title, after.title]),
    ...sides.reworded(subject, 'summary', [before.summary, after.summary]),
    ...alteration(sides, subject, 'in_force', [before.inForce, after.inForce], span),
    ...alteration(sides, subject, 'decided_by', [before.decidedBy, after.decidedBy]),
    ...alteration(sides, subject, 'authors', [before.authors, after.authors]),
  ];
}

function diffDocuments(sides: Sides): Change[] {
  const written = (date: string): Bilingual => inBoth((language) => formatDate(date, language));
  return diffNamed<SourceDocument>(sides, {
    kind: 'document',
    before: new Map(Object.entries(sides.before.documents)),
    after: new Map(Object.entries(sides.after.documents)),
    label: (document) => document.title,
    content: (document) => [
      inBoth((language) =>
        [documentKindWords[document.kind][language], document.number].filter(Boolean).join(', '),
      ),
    ],
    compare: (subject, old, now) => [
      ...sides.reworded(subject, 'title', [old.title, now.title]),
      ...alteration(sides, subject, 'kind', [old.kind, now.kind], (kind) => documentKindWords[kind]),
      ...alteration(sides, subject, 'number', [old.number, now.number]),
      ...alteration(sides, subject, 'date', [old.date, now.date], written),
      ...alteration(sides, subject, 'url', [old.url, now.url]),
      ...sides.reworded(subject, 'read', [old.read, now.read]),
    ],
  });
}

function diffOutputs(sides: Sides): Change[] {
  const byName = (pack: Pack): Map<string, Output> => new Map(pack.outputs.map((each) => [each.name, each]));
  return diffNamed<Output>(sides, {
    kind: 'output',
    before: byName(sides.before),
    after: byName(sides.after),
    label: (output) => output.title,
    content: ({ rounding }) => (rounding ? [roundingInWords(rounding)] : []),
    compare: (subject, old, now) => [
      ...sides.reworded(subject, 'title', [old.title, now.title]),
      ...alteration(sides, subject, 'unit', [old.unit, now.unit]),
      ...alteration(sides, subject, 'rounding', [old.rounding, now.rounding], roundingInWords),
    ],
  });
}

function roundingInWords({ decimals, mode }: Rounding): Bilingual {
  return inBoth((language) => `${decimals} ${words.decimals[language]}, ${roundingWords[mode][language]}`);
}

function diffGaps(sides: Sides): Change[] {
  const byName = (pack: Pack): Map<string, Gap> => new Map(pack.notEncoded.map((each) => [each.gap, each]));
  const side = (pack: Pack, gap: Gap): Parameters<typeof diffConditions>[2][0] => ({
    pack,
    scope: [],
    condition: gap.refusesWhen,
  });
  return diffNamed<Gap>(sides, {
    kind: 'gap',
    before: byName(sides.before),
    after: byName(sides.after),
    label: (gap) => gap.title,
    content: ({ reason, refusesWhen }, pack) => [
      reason,
      ...(refusesWhen
        ? [
            inBoth(
              (language) =>
                `${conditionPartWords.refuses_when[language]}: ${conditionInWords({ pack, scope: [] }, refusesWhen)[language]}`,
            ),
          ]
        : []),
    ],
    compare: (subject, old, now) => [
      ...sides.reworded(subject, 'title', [old.title, now.title]),
      ...sides.reworded(subject, 'reason', [old.reason, now.reason]),
      ...alteration(sides, subject, 'citation', [old.citation, now.citation], citationInWords),
      ...diffConditions(sides, { subject, part: 'refuses_when' }, [
        side(sides.before, old),
        side(sides.after, now),
      ]),
    ],
  });
}

export function citationInWords({ document, part }: Citation): Bilingual {
  const text = [document, part].filter(Boolean).join(', ');
  return { id: text, en: text };
}

function diffQuestions(sides: Sides): Change[] {
  const byName = (pack: Pack): Map<string, OpenQuestion> =>
    new Map(pack.openQuestions.map((each) => [each.question, each]));
  const listed = (texts: readonly Bilingual[]): Bilingual =>
    inBoth((language) => texts.map((text) => text[language]).join(' | '));
  return diffNamed<OpenQuestion>(sides, {
    kind: 'question',
    before: byName(sides.before),
    after: byName(sides.after),
    label: (question) => question.title,
    content: (question) => [question.chosen],
    compare: (subject, old, now) => [
      ...sides.reworded(subject, 'title', [old.title, now.title]),
      ...sides.reworded(subject, 'chosen', [old.chosen, now.chosen]),
      ...alteration(sides, subject, 'alternatives', [old.alternatives, now.alternatives], listed),
      ...alteration(sides, subject, 'clauses', [old.clauses, now.clauses]),
    ],
  });
}
