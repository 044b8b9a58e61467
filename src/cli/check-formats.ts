// What `timbang check` found -> lines for people, JSON for editors, or annotations for GitHub's CI.
import { formatFault } from '../policy/fault.js';
import type { Fault } from '../policy/fault.js';
import { packName } from '../policy/pack.js';
import type { PackVersion } from '../policy/rule-set.js';
import type { Language } from '../explanation/words.js';

export interface Findings {
  /** Faults and warnings, sorted. */
  readonly faults: readonly Fault[];
  /** The versions that can be read. */
  readonly packs: readonly PackVersion[];
}

type Render = (findings: Findings, language: Language) => string;

export type Format = 'text' | 'json' | 'github';
export const formats: Readonly<Record<Format, Render>> = { text: asText, json: asJson, github: asGithub };

/** A line for each fault and how many there are; without faults a line for each version. */
export function asText({ faults, packs }: Findings, language: Language): string {
  const isFaulty = faults.some(({ severity }) => severity === 'fault');
  return [
    ...faults.map((fault) => formatFault(fault, language)),
    ...(isFaulty ? [] : packs.map((version) => packLine(version, language))),
    ...(faults.length > 0 ? [countLine(faults, language)] : []),
  ].join('\n');
}

/**
 * One document, whatever the language:
 * `{ faults: [{ file, line, column, severity, code, message: { id, en } }], packs: [{ regulation, version, digest, released? }] }`;
 * `severity` is fault or warning, line and column count from 1, `released` is a date and absent for a draft.
 */
function asJson({ faults, packs }: Findings): string {
  const document = {
    faults: faults.map(({ file, line, column, severity, code, message }) => ({
      ...{ file, line, column, severity, code, message },
    })),
    packs: packs.map(({ pack: { regulation, version, digest }, release }) => ({
      ...{ regulation, version, digest },
      ...(release && { released: release.date }),
    })),
  };
  return JSON.stringify(document, undefined, 2);
}

/** Workflow commands, which GitHub shows beside the lines of a change, and the count for who reads the log. */
function asGithub({ faults }: Findings, language: Language): string {
  const annotations = faults.map(({ file, line, column, severity, code, message }) => {
    const properties = Object.entries({ file, line, col: column, title: code }).map(
      ([key, value]) => `${key}=${escapeProperty(String(value))}`,
    );
    const command = severity === 'fault' ? 'error' : 'warning';
    return `::${command} ${properties.join(',')}::${escapeData(message[language])}`;
  });
  return [...annotations, countLine(faults, language)].join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function countLine(faults: readonly Fault[], language: Language): string {
  const warnings = faults.filter(({ severity }) => severity === 'warning').length;
  const count = faults.length - warnings;
  return language === 'id'
    ? `${count} kesalahan, ${warnings} peringatan`
    : `${counted(count, 'fault')}, ${counted(warnings, 'warning')}`;
}

function packLine({ pack, release }: PackVersion, language: Language): string {
  const [clauses, parameters, tables] = [pack.clauses.length, pack.parameters.size, pack.tables.size];
  const says =
    language === 'id'
      ? `tidak ada kesalahan, ${release ? `dirilis ${release.date}` : 'rancangan'} (${clauses} klausul, ${parameters} parameter, ${tables} tabel)`
      : `no faults, ${release ? `released ${release.date}` : 'draft'} (${counted(clauses, 'clause')}, ${counted(parameters, 'parameter')}, ${counted(tables, 'table')})`;
  return `${packName(pack)}: ${says} ${pack.digest}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
