// timbang evaluate FILE: submissions from a file, answered as a readable tree or as JSON.
import { readFileSync } from 'node:fs';
import { formatFault } from '../policy/fault.js';
import { readPack } from '../policy/read-pack.js';
import { readRuleSet } from '../policy/rule-set.js';
import type { PackVersion } from '../policy/rule-set.js';
import { Catalog } from '../evaluation/catalog.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { ReadyVersion, Submission } from '../evaluation/decide.js';
import { explain } from '../explanation/explain.js';
import { renderText } from '../explanation/text.js';
import type { Language } from '../explanation/words.js';
import { refusal } from '../http/evaluations.js';
import { didYouMean } from '../policy/fault.js';
import { findPack, WrongUse } from './packs.js';

export interface EvaluateOptions {
  readonly rules: string;
  readonly pack?: string;
  readonly regulation?: string;
  readonly asOf?: string;
  readonly requireConfirmed?: boolean;
  readonly json?: boolean;
  readonly evaluator: 'compiled' | 'reference';
  readonly language: Language;
}

interface Line {
  readonly regulation?: string;
  readonly facts: unknown;
  readonly version?: string;
  readonly asOf?: string;
  readonly requireConfirmed?: boolean;
}

/** @param path a JSON file, NDJSON with one submission a line, or - for standard input. */
export async function evaluateFile(path: string, options: EvaluateOptions): Promise<number> {
  const lines = readLines(path);
  const catalog = loadCatalog(options);
  let code = 0;
  for (const line of lines) {
    const versions = versionsFor(line, catalog, options);
    // A pack that is named answers although it may be a draft.
    const version = options.pack === undefined ? line.version : versions[0]?.pack.version;
    const asOf = options.asOf ?? line.asOf;
    const submission: Submission = {
      facts: line.facts,
      ...(version !== undefined && { version }),
      ...(asOf !== undefined && { asOf }),
      requireConfirmed: options.requireConfirmed ?? line.requireConfirmed ?? false,
    };
    const decision = await (options.evaluator === 'reference' ? decideByReference : decide)(
      versions,
      submission,
    );
    if (decision.kind === 'evaluated') {
      const answer = explain(decision, 'full');
      process.stdout.write(
        options.json ? `${JSON.stringify(answer)}\n` : renderText(answer, options.language),
      );
    } else {
      code = 1;
      const {
        title,
        detail,
        errors,
        code: reason,
        extra,
      } = refusal(decision, versions[0]?.pack.regulation ?? '').details;
      if (options.json)
        process.stdout.write(`${JSON.stringify({ code: reason, title, detail, errors, ...extra })}\n`);
      else {
        console.log(`${title}: ${detail}`);
        for (const error of errors ?? [])
          console.log(`    ${error.pointer ?? ''} ${error.says?.[options.language] ?? error.message}`);
      }
    }
  }
  return code;
}

function loadCatalog(options: EvaluateOptions): Catalog {
  if (options.pack !== undefined) return new Catalog({ versions: [onePack(options.pack, options.rules)] });
  const rules = readRuleSet(options.rules, options.rules);
  if (rules.faults.length > 0) throw new WrongUse(rules.faults.map(formatFault).join('\n'));
  return new Catalog(rules);
}

function onePack(name: string, rules: string): PackVersion {
  const found = findPack(name, rules);
  const reading = readPack(found.folder, found.name);
  if ('faults' in reading) throw new WrongUse(reading.faults.map(formatFault).join('\n'));
  return { pack: reading.pack };
}

function versionsFor(line: Line, catalog: Catalog, options: EvaluateOptions): readonly ReadyVersion[] {
  if (options.pack !== undefined) return catalog.all;
  const regulation =
    options.regulation ??
    line.regulation ??
    (catalog.regulations.length === 1 ? catalog.regulations[0] : undefined);
  if (regulation === undefined)
    throw new WrongUse('which regulation? give --regulation or --pack, or "regulation" in the file');
  const versions = catalog.versions(regulation);
  if (!versions)
    throw new WrongUse(
      `there is no regulation "${regulation}"${didYouMean(regulation, catalog.regulations)}`,
    );
  return versions;
}

function readLines(path: string): Line[] {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new WrongUse(`${path} cannot be read: ${(error as { code?: string }).code ?? 'unknown error'}`);
  }
  const whole = parse(text);
  if (whole !== undefined) return [asLine(whole, path, 1)];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = parse(line);
    if (value === undefined) throw new WrongUse(`${path}:${index + 1}:1 is not JSON`);
    return [asLine(value, path, index + 1)];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function asLine(value: unknown, path: string, line: number): Line {
  if (typeof value !== 'object' || value === null || !('facts' in value)) {
    throw new WrongUse(`${path}:${line}:1 a submission is an object with "facts"`);
  }
  return value as Line;
}
