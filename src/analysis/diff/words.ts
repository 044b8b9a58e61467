// A change -> the sentence that a policy officer reads, in one language.
import type { Bilingual, Provenance } from '../../policy/pack.js';
import { formatDate } from '../../explanation/values.js';
import { provenanceWords } from '../../explanation/words.js';
import type { Language } from '../../explanation/words.js';
import type { Change, Said, Source, Subject } from './change.js';
import { conditionPartWords, partWords, subjectWords, textPartWords } from './labels.js';
import { citationInWords } from './manifest.js';
import { describeSpan } from './phrases.js';
import { wordRuns } from './word-runs.js';
import type { WordRun } from './word-runs.js';

export interface ChangeInWords {
  /** "batas_tamu (Tamu paling banyak)". */
  readonly subject: string;
  readonly what: readonly WordRun[];
  /** Who reads it, what rests on it, and its source. */
  readonly more: readonly string[];
}

const phrases = {
  added: { id: 'baru', en: 'new' },
  removed: { id: 'dihapus', en: 'removed' },
  none: { id: 'tidak ada', en: 'none' },
  noValue: { id: 'tidak ada nilai', en: 'no value' },
  notOther: { id: 'teks bahasa Inggrisnya tidak berubah', en: 'the Indonesian text did not change' },
  onlyOther: { id: 'hanya teks bahasa Inggris', en: 'only the Indonesian text' },
  formula: { id: 'rumus', en: 'formula' },
  provenance: { id: 'asal-usul', en: 'provenance' },
  confirmBy: { id: 'perlu dikonfirmasi oleh', en: 'to be confirmed by' },
  note: { id: 'catatan asal-usul', en: 'note on the provenance' },
  citation: { id: 'kutipan sumber', en: 'citation' },
  quote: { id: 'petikan', en: 'quotation' },
  readBy: { id: 'dipakai klausul', en: 'read by clause' },
  outputs: { id: 'memengaruhi keluaran', en: 'reaches output' },
  source: { id: 'sumber', en: 'source' },
  condition: {
    added: { id: 'syarat baru', en: 'new condition' },
    removed: { id: 'syarat dihapus', en: 'condition removed' },
    changed: { id: 'berubah', en: 'changed' },
    moved: { id: 'dipindah', en: 'moved' },
    regrouped: { id: 'digabung dengan cara lain', en: 'combined otherwise' },
  },
} satisfies Record<string, Bilingual | Record<string, Bilingual>>;

export function changeInWords(change: Change, language: Language): ChangeInWords {
  return {
    subject: subjectInWords(change.subject, language),
    what: whatChanged(change, language),
    more: whatMore(change, language),
  };
}

export function subjectInWords({ kind, id, label }: Subject, language: Language): string {
  if (id === '') return subjectWords[kind][language];
  return label ? `${id} (${label[language]})` : id;
}

function whatChanged(change: Change, language: Language): WordRun[] {
  switch (change.kind) {
    case 'added':
    case 'removed': {
      const content = change.content.map((each) => each[language]).join('; ');
      return plain([phrases[change.kind][language], content].filter(Boolean).join(': '));
    }
    case 'reworded':
      return reworded(change, language);
    case 'altered':
      return plain(`${partWords[change.part][language]}: ${fromTo(change, language)}`);
    case 'value':
      return plain(valueChanged(change, language));
    case 'condition':
      return plain(conditionChanged(change, language));
    case 'formula': {
      const { before, after } = change;
      const none = phrases.none[language];
      return plain(`${phrases.formula[language]}: ${before ?? none} → ${after ?? none}`);
    }
    case 'provenance':
      return [...plain(rowsFirst(change.rows, language)), ...provenanceChanged(change, language)];
    case 'citation':
      return [...plain(rowsFirst(change.rows, language)), ...citationChanged(change, language)];
  }
}

function plain(text: string): WordRun[] {
  return text === '' ? [] : [{ kind: 'same', text }];
}

function fromTo(
  { before, after }: { readonly before: Said | null; readonly after: Said | null },
  language: Language,
  none: Bilingual = phrases.none,
): string {
  return `${before?.says[language] ?? none[language]} → ${after?.says[language] ?? none[language]}`;
}

function reworded(change: Extract<Change, { kind: 'reworded' }>, language: Language): WordRun[] {
  const { before, after, part, of } = change;
  const other = language === 'id' ? 'en' : 'id';
  const isDifferent = (each: Language): boolean => before?.[each] !== after?.[each];
  const shown = isDifferent(language) ? language : other;
  const name = [textPartWords[part][language], of].filter(Boolean).join(' ');
  const note = shown === other ? ` (${phrases.onlyOther[language]})` : '';
  const isAlone = shown === language && !isDifferent(other);
  return [
    ...plain(`${name}${note}:`),
    ...wordRuns(before?.[shown] ?? '', after?.[shown] ?? ''),
    ...(isAlone ? plain(`(${phrases.notOther[language]})`) : []),
  ];
}

function valueChanged(change: Extract<Change, { kind: 'value' }>, language: Language): string {
  const row = change.row ? `${change.row[language]}: ` : '';
  const span = describeSpan(change, language, (date) => formatDate(date, language));
  return `${row}${fromTo(change, language, phrases.noValue)}${span && ` ${span}`}`;
}

function conditionChanged(change: Extract<Change, { kind: 'condition' }>, language: Language): string {
  const { part, name, before, after } = change;
  const named = name === undefined ? '' : ` "${name}"`;
  const start = `${conditionPartWords[part][language]}, ${phrases.condition[change.change][language]}${named}: `;
  const texts = [before?.[language], after?.[language]].filter((text) => text !== undefined);
  return start + texts.join(' → ');
}

function rowsFirst(rows: readonly Bilingual[], language: Language): string {
  return rows.length === 0 ? '' : `${rows.map((row) => row[language]).join('; ')}:`;
}

function provenanceChanged(
  { before, after }: { readonly before: Provenance; readonly after: Provenance },
  language: Language,
): WordRun[] {
  const status = ({ kind, status: is }: Provenance): string =>
    `${provenanceWords[kind][language]}, ${provenanceWords[is][language]}`;
  const isOther = before.kind !== after.kind || before.status !== after.status;
  const main = isOther ? plain(`${phrases.provenance[language]}: ${status(before)} → ${status(after)}`) : [];
  return [
    ...main,
    ...noteChanged(phrases.confirmBy, [before.to_be_confirmed_by, after.to_be_confirmed_by], language),
    ...noteChanged(phrases.note, [before.note, after.note], language),
  ];
}

/** Of an annotation that is no longer there, only that it went. */
function noteChanged(
  name: Bilingual,
  [before, after]: readonly [Bilingual | undefined, Bilingual | undefined],
  language: Language,
): WordRun[] {
  if (before?.id === after?.id && before?.en === after?.en) return [];
  if (!after) return plain(`; ${name[language]}: ${phrases.removed[language]}`);
  return [...plain(`; ${name[language]}:`), ...wordRuns(before?.[language] ?? '', after[language])];
}

function citationChanged(
  { before, after }: Extract<Change, { kind: 'citation' }>,
  language: Language,
): WordRun[] {
  const [old, now] = [citationInWords(before)[language], citationInWords(after)[language]];
  const place = old === now ? [] : plain(`${phrases.citation[language]}: ${old} → ${now}`);
  if (before.quote === after.quote) return place;
  const quote = [...plain(`${phrases.quote[language]}:`), ...wordRuns(before.quote ?? '', after.quote ?? '')];
  return [...place, ...quote];
}

/** Texts, sources and names of conditions move no score, so who reads the subject is beside the point. */
function whatMore(change: Change, language: Language): string[] {
  const isOfWords = ['reworded', 'citation', 'provenance'].includes(change.kind);
  const { readBy, outputs, source } = change;
  return [
    ...(readBy.length > 0 && !isOfWords ? [`${phrases.readBy[language]} ${readBy.join(', ')}`] : []),
    ...(outputs.length > 0 && !isOfWords ? [`${phrases.outputs[language]} ${outputs.join(', ')}`] : []),
    ...(source && !isOfWords ? [`${phrases.source[language]}: ${sourceInWords(source, language)}`] : []),
  ];
}

function sourceInWords({ citation, provenance, document }: Source, language: Language): string {
  const place = [document?.[language] ?? citation.document, citation.part].filter(Boolean).join(', ');
  const status = `${provenanceWords[provenance.kind][language]}, ${provenanceWords[provenance.status][language]}`;
  return `${place} (${status})`;
}
