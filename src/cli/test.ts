// timbang test: the packs' own cases with both evaluators, what they cover, and which changes of the rules they notice.
import { writeFileSync } from 'node:fs';
import { readCases } from '../policy/case-files.js';
import { packName } from '../policy/pack.js';
import { readPack } from '../policy/read-pack.js';
import { readRuleSet } from '../policy/rule-set.js';
import { makeReady } from '../evaluation/evaluate.js';
import { coverageOf } from '../analysis/coverage/coverage.js';
import { mutate } from '../analysis/mutation/mutate.js';
import { runCases } from '../analysis/run-cases.js';
import type { Language } from '../explanation/words.js';
import { renderTests } from '../pages/tests.js';
import { report } from './check.js';
import { findPack, WrongUse } from './packs.js';
import type { NamedFolder } from './packs.js';
import { startProgress } from './progress.js';
import { caseLines, hasFailed } from './test/case-lines.js';
import { coverageLines } from './test/coverage-lines.js';
import { mutationLines } from './test/mutation-lines.js';
import { shortfalls } from './test/shortfalls.js';
import type { Tested } from './test/tested.js';
import { jsonOf } from './test/tested.js';

export interface TestOptions {
  readonly rules: string;
  readonly language: Language;
  readonly format: 'text' | 'json';
  /** Again after every change of the files, until interrupted. */
  readonly watch?: boolean;
  readonly coverage?: boolean;
  readonly mutate?: boolean;
  /** Where to write coverage and mutation as a page. */
  readonly html?: string;
  /** In percent; less fails. */
  readonly minCoverage?: number;
  readonly minMutation?: number;
}

export async function test(pack: string | undefined, options: TestOptions): Promise<number> {
  const { html, language } = options;
  if (html !== undefined && pack === undefined)
    throw new WrongUse({
      id: '--html: sebut paket yang menjadi isi halamannya',
      en: '--html: name the pack that the page is about',
    });
  if (!options.watch) return testAll(pack, options);
  // Only watching needs the watcher; plain runs start without it.
  const { watch } = await import('./test/watch.js');
  const folder = pack === undefined ? options.rules : findPack(pack, options.rules).folder;
  return watch(folder, language, () => testAll(pack, options));
}

async function testAll(pack: string | undefined, options: TestOptions): Promise<number> {
  const { rules } = options;
  const set = pack === undefined ? readRuleSet(rules, rules) : undefined;
  if (set && set.faults.length + set.draftFaults.length > 0)
    return report([...set.faults, ...set.draftFaults], options.language);
  const names = set ? set.versions.map((version) => packName(version.pack)) : [pack ?? ''];
  let code = 0;
  for (const name of names) code = Math.max(code, await testOne(findPack(name, rules), options));
  return code;
}

async function testOne({ folder, name }: NamedFolder, options: TestOptions): Promise<number> {
  const reading = readPack(folder, name);
  const files = readCases(folder, name);
  if ('faults' in reading) return report(reading.faults, options.language);
  if (files.faults.length > 0) return report(files.faults, options.language);
  const { pack, places } = reading;
  const version = { pack, ready: makeReady(pack) };
  const results = await runCases(version, files.cases);
  const isWhole = !results.some(hasFailed);
  const wantsCoverage = options.coverage ?? (options.minCoverage !== undefined || options.html !== undefined);
  const wantsMutation = options.mutate ?? options.minMutation !== undefined;
  const tested: Tested = {
    pack,
    results,
    ...(wantsCoverage && { coverage: coverageOf(version, places, files) }),
    // With a failing case every change would be noticed.
    ...(wantsMutation &&
      isWhole && {
        mutation: await withProgress(options.language, (onProgress) =>
          mutate(version, places, files, onProgress),
        ),
      }),
  };
  print(tested, options);
  if (options.html !== undefined) writeFileSync(options.html, renderTests(tested, options.language));
  return isWhole && shortfalls(tested, options).length === 0 ? 0 : 1;
}

async function withProgress<T>(
  language: Language,
  work: (onProgress: (done: number, all: number) => void) => Promise<T>,
): Promise<T> {
  const progress = startProgress({ id: 'perubahan', en: 'changes' }, language);
  try {
    return await work((done, all) => progress.update(done, done / all));
  } finally {
    progress.stop();
  }
}

function print(tested: Tested, options: TestOptions): void {
  const { language, format } = options;
  if (format === 'json') {
    console.log(JSON.stringify(jsonOf(tested)));
    return;
  }
  const { pack, results, coverage, mutation } = tested;
  const lines = [
    ...caseLines(pack, results, language),
    ...(coverage ? ['', ...coverageLines(coverage, language)] : []),
    ...(mutation ? ['', ...mutationLines(mutation, language)] : []),
    ...shortfalls(tested, options).map((each) => each[language]),
  ];
  for (const line of lines) console.log(line);
}
