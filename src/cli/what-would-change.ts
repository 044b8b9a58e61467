// timbang what-would-change FILE: what meeting each unmet requirement would change, and how few of them reach a score.
import { whatWouldChange } from '../analysis/what-would-change/what-would-change.js';
import type { NoGoal, Target, WhatWouldChange } from '../analysis/what-would-change/what-would-change.js';
import { renderWhatWouldChange } from '../analysis/what-would-change/text.js';
import { decide } from '../evaluation/decide.js';
import { explainRefusal } from '../explanation/refusals.js';
import { submissionsIn, writeRefusal } from './evaluate.js';
import type { Asked, LawOptions } from './evaluate.js';
import { WrongUse } from './packs.js';

export interface WhatWouldChangeOptions extends LawOptions {
  readonly output?: string;
  readonly atLeast?: number;
}

/** @param path a JSON file, NDJSON with one submission a line, or - for standard input. */
export function whatWouldChangeIn(path: string, options: WhatWouldChangeOptions): number {
  const target = targetOf(options);
  let code = 0;
  for (const asked of submissionsIn(path, options)) code = Math.max(code, answerOne(asked, target, options));
  return code;
}

function targetOf({ output, atLeast }: WhatWouldChangeOptions): Target | undefined {
  if (output !== undefined) return { output, ...(atLeast !== undefined && { atLeast }) };
  if (atLeast === undefined) return undefined;
  throw new WrongUse({
    id: '--at-least memerlukan --output: nilai mana yang hendak mencapainya?',
    en: '--at-least needs --output: which score is to reach it?',
  });
}

function answerOne(
  { submission, regulation, versions }: Asked,
  target: Target | undefined,
  { language, json }: WhatWouldChangeOptions,
): number {
  const decision = decide(versions, submission);
  if (decision.kind !== 'evaluated') {
    writeRefusal(explainRefusal(decision, regulation, versions), { language, ...(json && { json }) });
    return 1;
  }
  const { version, date } = decision.law;
  const answer = whatWouldChange(version.ready, submission.facts, date, target);
  if (answer.kind === 'no_goal') throw wrongGoal(answer);
  if (answer.kind === 'refused') throw new Error('facts that were scored are refused');
  const { pack } = version;
  process.stdout.write(
    json
      ? `${JSON.stringify(asJson(answer, pack.regulation, pack.version))}\n`
      : renderWhatWouldChange(answer, pack, language),
  );
  return 0;
}

function wrongGoal({ says }: NoGoal): WrongUse {
  return new WrongUse({ id: `--output: ${says.id}`, en: `--output: ${says.en}` });
}

function asJson(
  { outputs, requirements, goal, labels }: WhatWouldChange,
  regulation: string,
  version: string,
): object {
  return { regulation, version, outputs, requirements, ...(goal && { goal }), labels };
}
