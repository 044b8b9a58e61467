// manifest.yaml's transitional provisions: which submissions an earlier version goes on answering.
import semver from 'semver';
import { readCondition } from './conditions.js';
import type { RawCondition } from './conditions.js';
import { conditionTerms } from './evaluation-order.js';
import type { Fault } from './fault.js';
import type { FaultCode } from './fault-code.js';
import { walk } from './formula/expression.js';
import type { Expression } from './formula/expression.js';
import { boundBy } from './formula/vocabulary.js';
import type { Bilingual, Condition, Fact, TransitionalProvision } from './pack.js';
import { bareVocabulary } from './scopes.js';
import type { Named } from './scopes.js';
import type { YamlFile } from './yaml-file.js';

export interface RawTransitional extends Omit<TransitionalProvision, 'when'> {
  when: RawCondition;
}

interface RawVersion {
  version: string;
  transitional?: readonly RawTransitional[];
}

export function readTransitional(
  file: YamlFile,
  { version, transitional = [] }: RawVersion,
  named: Named,
  faults: Fault[],
): TransitionalProvision[] {
  return transitional.flatMap(({ when: raw, ...provision }, index) => {
    const path = ['transitional', index];
    const report = (key: string, code: FaultCode, message: Bilingual): void => {
      faults.push(file.fault([...path, key], code, message));
    };
    if (transitional.findIndex((each) => each.provision === provision.provision) !== index)
      report('provision', 'duplicate_provision', duplicate(provision.provision));
    const wrongRange = rangeProblem(provision.keeps, version);
    if (wrongRange) report('keeps', 'transitional_range', wrongRange);
    // The version that answers is not known yet: nothing but the submission and parameters can be read.
    const reader = { file, vocabulary: bareVocabulary(named), bound: boundBy([]), faults };
    const when = readCondition(reader, raw, [...path, 'when']);
    if (!when) return [];
    for (const problem of undecidable(when, named.facts)) report('when', 'transitional_condition', problem);
    return [{ ...provision, when }];
  });
}

function duplicate(name: string): Bilingual {
  return {
    id: `ketentuan peralihan "${name}" sudah ada; beri nama lain`,
    en: `the transitional provision "${name}" is there already; give it another name`,
  };
}

function rangeProblem(range: string, version: string): Bilingual | undefined {
  if (semver.validRange(range) === null) {
    return {
      id: `"${range}" bukan rentang versi; tulis misalnya "1.0.x"`,
      en: `"${range}" is not a range of versions; write for example "1.0.x"`,
    };
  }
  return semver.satisfies(version, range)
    ? {
        id: `"${range}" mencakup versi ini sendiri (${version}); sebut versi yang lebih awal`,
        en: `"${range}" holds this version itself (${version}); name earlier versions`,
      }
    : undefined;
}

/** What could leave the condition without an answer: an optional fact, a list, a table, a division. */
function undecidable(when: Condition, facts: ReadonlyMap<string, Fact>): Bilingual[] {
  const problems: Bilingual[] = [];
  for (const term of conditionTerms(when)) {
    for (const expression of walk(term.expression)) {
      if (expression.kind === 'fact') {
        const optional = optionalStep(facts, expression.path);
        if (optional !== undefined) problems.push(optionalFact(expression.path.join('.'), optional));
      } else if (!canAlwaysBeRead(expression)) problems.push(notPlain(term.source));
    }
  }
  return problems;
}

function optionalFact(path: string, step: string): Bilingual {
  return {
    id: `"${path}" menentukan versi yang menjawab, jadi "${step}" harus wajib diisi (required: true)`,
    en: `"${path}" decides which version answers, so "${step}" must be required`,
  };
}

function notPlain(source: string): Bilingual {
  return {
    id: `"${source}": ketentuan peralihan hanya membaca isian tunggal yang wajib diisi dan parameter, tanpa daftar, tabel, atau pembagian`,
    en: `"${source}": a transitional provision reads single required facts and parameters only, no lists, tables or divisions`,
  };
}

function optionalStep(facts: ReadonlyMap<string, Fact>, path: readonly string[]): string | undefined {
  let inside = facts;
  for (const step of path) {
    const fact = inside.get(step);
    if (!fact?.required) return step;
    inside = fact.fields;
  }
  return undefined;
}

function canAlwaysBeRead({ kind, ...expression }: Expression): boolean {
  if (kind === 'arithmetic') return (expression as { operator: string }).operator !== '/';
  return !['elements', 'variable', 'comprehension', 'table', 'definition', 'verdict', 'gap'].includes(kind);
}
