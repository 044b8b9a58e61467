// timbang evaluate FILE: submissions from a file, answered as a readable tree or as JSON.
import { isCalendarDate } from '../policy/calendar.js';
import { didYouMean, FaultyRules } from '../policy/fault.js';
import { readPack } from '../policy/read-pack.js';
import { readRuleSet } from '../policy/rule-set.js';
import type { PackVersion } from '../policy/rule-set.js';
import { Catalog } from '../evaluation/catalog.js';
import { decide, decideByReference } from '../evaluation/decide.js';
import type { ReadyVersion, Submission } from '../evaluation/decide.js';
import { explain } from '../explanation/explain.js';
import { explainRefusal } from '../explanation/refusals.js';
import { renderText } from '../explanation/text.js';
import type { Language } from '../explanation/words.js';
import type { EvaluationRequest } from '../http/envelope.js';
import { findPack, WrongUse } from './packs.js';
import { readSubmissions } from './submissions.js';

/** Which law is to answer. */
export interface LawOptions {
  readonly rules: string;
  readonly pack?: string;
  readonly regulation?: string;
  readonly asOf?: string;
  readonly requireConfirmed?: boolean;
  readonly json?: boolean;
  readonly language: Language;
}

export interface EvaluateOptions extends LawOptions {
  readonly evaluator: 'compiled' | 'reference';
}

/** @param path a JSON file, NDJSON with one submission a line, or - for standard input. */
export async function evaluateFile(path: string, options: EvaluateOptions): Promise<number> {
  const { language, json } = options;
  const evaluate = options.evaluator === 'reference' ? decideByReference : decide;
  let code = 0;
  for (const { submission, regulation, versions } of submissionsIn(path, options)) {
    const decision = await evaluate(versions, submission);
    if (decision.kind === 'evaluated') {
      const answer = explain(decision, 'full');
      process.stdout.write(json ? `${JSON.stringify(answer)}\n` : renderText(answer, language));
    } else {
      writeRefusal(explainRefusal(decision, regulation, versions), options);
      code = 1;
    }
  }
  return code;
}

export interface Asked {
  readonly submission: Submission;
  readonly regulation: string;
  readonly versions: readonly ReadyVersion[];
}

/** Each submission of a file with the versions of its regulation. */
export function* submissionsIn(path: string, options: LawOptions): Generator<Asked> {
  if (options.asOf !== undefined && !isCalendarDate(options.asOf)) {
    throw new WrongUse({
      id: `--as-of: "${options.asOf}" bukan tanggal; tulislah seperti 2024-01-31`,
      en: `--as-of: "${options.asOf}" is not a date YYYY-MM-DD`,
    });
  }
  const catalog = loadCatalog(options);
  const only = catalog.regulations.length === 1 ? catalog.regulations[0] : undefined;
  for (const request of readSubmissions(path, options.regulation ?? only)) {
    const regulation =
      options.pack === undefined
        ? (options.regulation ?? request.regulation)
        : (catalog.regulations[0] ?? '');
    const versions = catalog.versions(regulation);
    if (!versions) {
      const near = didYouMean(regulation, catalog.regulations);
      throw new WrongUse({
        id: `tidak ada peraturan "${regulation}"${near.id}`,
        en: `there is no regulation "${regulation}"${near.en}`,
      });
    }
    yield { submission: submissionFor(request, versions, options), regulation, versions };
  }
}

export function writeRefusal(
  { code, title, detail, errors, extra }: ReturnType<typeof explainRefusal>,
  { language, json }: Pick<LawOptions, 'language' | 'json'>,
): void {
  if (json) process.stdout.write(`${JSON.stringify({ code, title, detail, errors, ...extra })}\n`);
  else {
    console.log(`${title[language]}: ${detail[language]}`);
    for (const error of errors)
      console.log(`    ${error.pointer} ${error.says?.[language] ?? error.message}`);
  }
}

function submissionFor(
  request: EvaluationRequest,
  versions: readonly ReadyVersion[],
  options: LawOptions,
): Submission {
  // A pack that is named answers although it may be a draft.
  const version = options.pack === undefined ? request.version : versions[0]?.pack.version;
  const asOf = options.asOf ?? request.asOf;
  return {
    facts: request.facts,
    ...(version !== undefined && { version }),
    ...(asOf !== undefined && { asOf }),
    requireConfirmed: options.requireConfirmed ?? request.requireConfirmed ?? false,
  };
}

function loadCatalog(options: LawOptions): Catalog {
  if (options.pack !== undefined) return new Catalog({ versions: [onePack(options.pack, options)] });
  const rules = readRuleSet(options.rules, options.rules);
  if (rules.faults.length > 0) throw new FaultyRules(rules.faults, options.language);
  return new Catalog(rules);
}

function onePack(name: string, { rules, language }: LawOptions): PackVersion {
  const found = findPack(name, rules);
  const reading = readPack(found.folder, found.name);
  if ('faults' in reading) throw new FaultyRules(reading.faults, language);
  return { pack: reading.pack };
}
