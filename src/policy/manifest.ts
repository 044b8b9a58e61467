// manifest.yaml -> identity, spans, outputs, gaps and open questions, held against the rest of the pack.
import type { ClauseReading } from './clauses.js';
import { bareVocabulary } from './scopes.js';
import { readCondition } from './conditions.js';
import type { RawCondition } from './conditions.js';
import { didYouMean } from './fault.js';
import type { Fault } from './fault.js';
import type { FaultCode } from './fault-code.js';
import { plain } from './formula/expression.js';
import { boundBy } from './formula/vocabulary.js';
import type {
  Bilingual,
  Citation,
  Fact,
  Gap,
  OpenQuestion,
  Output,
  Pack,
  Rounding,
  SourceDocument,
} from './pack.js';
import { readTransitional } from './transitional.js';
import type { RawTransitional } from './transitional.js';
import type { YamlFile } from './yaml-file.js';

export interface RawManifest {
  regulation: string;
  version: string;
  title: Bilingual;
  summary?: Bilingual;
  authors?: string[];
  documents: Record<string, SourceDocument>;
  in_force: { from: string; to?: string };
  decided_by: string;
  outputs: { output: string; title: Bilingual; rounding?: Rounding }[];
  not_encoded?: {
    gap: string;
    title: Bilingual;
    reason: Bilingual;
    citation?: Citation;
    refuses_when?: RawCondition;
  }[];
  open_questions?: OpenQuestion[];
  transitional?: RawTransitional[];
}

export function gapNames(file: YamlFile): string[] {
  return ((file.data as RawManifest).not_encoded ?? []).map((each) => each.gap);
}

type ManifestPart = Pick<
  Pack,
  | 'regulation'
  | 'version'
  | 'title'
  | 'summary'
  | 'authors'
  | 'documents'
  | 'inForce'
  | 'decidedBy'
  | 'outputs'
  | 'notEncoded'
  | 'openQuestions'
  | 'transitional'
>;

export function readManifest(
  file: YamlFile,
  clauses: ClauseReading,
): { manifest: ManifestPart; faults: Fault[] } {
  const faults: Fault[] = [];
  const raw = file.data as RawManifest;
  const report = (path: (string | number)[], code: FaultCode, message: Bilingual): void => {
    faults.push(file.fault(path, code, message));
  };
  if (raw.in_force.to !== undefined && raw.in_force.to < raw.in_force.from) {
    report(['in_force', 'to'], 'span_backwards', {
      id: 'masa berlaku berakhir sebelum mulai',
      en: 'the span ends before it starts',
    });
  }
  const problem = decidedByProblem(clauses.vocabulary.facts, raw.decided_by);
  if (problem) report(['decided_by'], 'decided_by', problem);
  checkUnique(
    raw.outputs.map((each) => each.output),
    (index, name) =>
      report(['outputs', index, 'output'], 'duplicate_output', {
        id: `nilai akhir "${name}" disebut dua kali`,
        en: `the output "${name}" is named twice`,
      }),
  );
  checkUnique(gapNames(file), (index, name) =>
    faults.push(
      file.fault(['not_encoded', index, 'gap'], 'duplicate_gap', {
        id: `celah "${name}" disebut dua kali; beri nama lain`,
        en: `the gap "${name}" is named twice; choose another name`,
      }),
    ),
  );
  for (const [index, question] of (raw.open_questions ?? []).entries()) {
    for (const [place, id] of (question.clauses ?? []).entries()) {
      if (!clauses.placed.has(id)) {
        const near = didYouMean(id, clauses.placed.keys());
        report(['open_questions', index, 'clauses', place], 'unknown_clause', {
          id: `tidak ada klausul "${id}"${near.id}`,
          en: `there is no clause "${id}"${near.en}`,
        });
      }
    }
  }
  const manifest: ManifestPart = {
    regulation: raw.regulation,
    version: raw.version,
    title: raw.title,
    ...(raw.summary && { summary: raw.summary }),
    authors: raw.authors ?? [],
    documents: raw.documents,
    inForce: raw.in_force,
    decidedBy: raw.decided_by,
    outputs: raw.outputs.map((_, index) => readOutput(index)),
    notEncoded: (raw.not_encoded ?? []).map((_, index) => readGap(index)),
    openQuestions: raw.open_questions ?? [],
    transitional: readTransitional(file, raw, clauses.vocabulary, faults),
  };
  return { manifest, faults };

  function readOutput(index: number): Output {
    const output = raw.outputs[index] as RawManifest['outputs'][number];
    const lists = clauses.vocabulary.definitions.get(output.output);
    const path = ['outputs', index, 'output'];
    const rootNames = [...clauses.vocabulary.definitions]
      .filter(([, each]) => each.length === 0)
      .map(([name]) => name);
    // Where there is no clause at all, that is the fault.
    if (!lists && clauses.placed.size > 0) {
      const near = didYouMean(output.output, rootNames);
      report(path, 'unknown_output', {
        id: `tidak ada klausul yang menghitung "${output.output}"${near.id}`,
        en: `no clause defines "${output.output}"${near.en}`,
      });
    } else if (lists && lists.length > 0) {
      report(path, 'unknown_output', {
        id: `"${output.output}" dihitung untuk setiap isi daftar ${lists.join(', ')}; nilai akhir adalah satu nilai`,
        en: `"${output.output}" is defined for each element of ${lists.join(', ')}; an output is one value`,
      });
    }
    const type = lists ? clauses.vocabulary.definitionType(output.output) : plain;
    if (lists && output.rounding && type.kind !== 'number') {
      report(['outputs', index, 'rounding'], 'rounding', {
        id: `"${output.output}" bukan angka, maka tidak dibulatkan`,
        en: `"${output.output}" is not a number, so it is not rounded`,
      });
    }
    const clause = clauses.clauses.find(
      (each) => each.kind === 'calculation' && each.defines === output.output,
    );
    const unit = clause?.kind === 'calculation' ? clause.unit : undefined;
    return {
      name: output.output,
      title: output.title,
      type,
      ...(unit !== undefined && { unit }),
      ...(output.rounding && { rounding: output.rounding }),
    };
  }

  function readGap(index: number): Gap {
    const { refuses_when: when, ...gap } = (raw.not_encoded ?? [])[index] as NonNullable<
      RawManifest['not_encoded']
    >[number];
    if (!when) return gap;
    // Facts and parameters only: a refusal comes before anything is evaluated.
    const vocabulary = bareVocabulary(clauses.vocabulary);
    const reader = { file, vocabulary, bound: boundBy([]), faults };
    const refusesWhen = readCondition(reader, when, ['not_encoded', index, 'refuses_when']);
    return refusesWhen ? { ...gap, refusesWhen } : gap;
  }
}

/** The law date must be in every submission, so each step of its path is required. */
function decidedByProblem(facts: ReadonlyMap<string, Fact>, path: string): Bilingual | undefined {
  let inside = facts;
  let fact: Fact | undefined;
  for (const part of path.split('.')) {
    fact = inside.get(part);
    if (!fact) {
      const near = didYouMean(part, inside.keys());
      return { id: `tidak ada isian "${path}"${near.id}`, en: `there is no fact "${path}"${near.en}` };
    }
    if (!fact.required) {
      return {
        id: `"${path}" menentukan hukum yang berlaku, maka "${part}" harus wajib diisi (required: true)`,
        en: `"${path}" decides which law applies, so "${part}" must be required`,
      };
    }
    inside = fact.fields;
  }
  if (fact?.type === 'date') return undefined;
  return {
    id: `"${path}" menentukan hukum yang berlaku, maka harus berupa tanggal`,
    en: `"${path}" decides which law applies, so it must be a date`,
  };
}

export function checkUnique(names: readonly string[], report: (index: number, name: string) => void): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) report(index, name);
  });
}
