// The commands and their options; each is carried out by the function of its name.
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../explanation/words.js';
import { readSettings } from '../settings.js';
import { check } from './check.js';
import type { CheckOptions } from './check.js';
import { formats } from './check-formats.js';
import { diff } from './diff.js';
import type { DiffOptions } from './diff.js';
import { evaluateFile } from './evaluate.js';
import type { EvaluateOptions } from './evaluate.js';
import { addExportCommands } from './export-commands.js';
import { impact, impactFormats } from './impact.js';
import type { ImpactOptions } from './impact.js';
import { newVersion } from './new-version.js';
import type { NewVersionOptions } from './new-version.js';
import { languageOption } from './options.js';
import type { Settled } from './options.js';
import { release } from './release.js';
import type { ReleaseOptions } from './release.js';
import { addRecordsCommands } from './records-commands.js';
import { addTableCommand } from './table-command.js';
import { test } from './test.js';
import type { TestOptions } from './test.js';
import { whatWouldChangeIn } from './what-would-change.js';
import type { WhatWouldChangeOptions } from './what-would-change.js';
import { withdraw } from './withdraw.js';
import type { WithdrawOptions } from './withdraw.js';

const packArgument = 'regulation@version or a folder';
const anyPack = `${packArgument}; all when left out`;

/** @param said gets the language of what goes wrong, once that is known. */
export function makeProgram(said: { language: Language }): Command {
  const program = new Command('timbang')
    .description('A regulation as data: rules in YAML, scores with a reason for every clause.')
    .exitOverride();

  /** What the environment says, and over it what the command line says. */
  const settled: Settled = (options) => {
    const settings = readSettings(process.env);
    const all = { ...options, ...settings, language: options.language ?? settings.language };
    said.language = all.language;
    return all;
  };

  serving(program, settled);
  checking(program, settled);
  comparing(program, settled);
  releasing(program, settled);
  addTableCommand(program, settled);
  addRecordsCommands(program, settled);
  addExportCommands(program, settled);
  return program;
}

/** What the action is given: what must be there, and what may. */
type Given<O, K extends keyof O = never> = Pick<O, K> & Partial<O>;

function serving(program: Command, settled: Settled): void {
  program
    .command('serve')
    .description('answer over HTTP; settings come from the environment')
    .addOption(languageOption())
    .action(async (options: { language?: Language }) => {
      // Only serving needs the web framework; the other commands start without it.
      const { serve } = await import('./serve.js');
      await serve(settled(options));
    });

  program
    .command('evaluate')
    .argument('<file>', 'a JSON file with "facts", NDJSON with one a line, or - for standard input')
    .description('score a submission and say why')
    .option('--pack <pack>', 'regulation@version or a folder; the only way to a draft')
    .option('--regulation <id>', 'whose released version in force answers')
    .option('--as-of <date>', 'with what had been released by this day')
    .option('--require-confirmed', 'refuse when anything provisional was read')
    .option('--json', 'the whole answer as JSON, a line each')
    .addOption(new Option('--evaluator <name>').choices(['compiled', 'reference']).default('compiled'))
    .addOption(languageOption())
    .action(async (file: string, options: Given<EvaluateOptions, 'evaluator'>) => {
      process.exitCode = await evaluateFile(file, settled(options));
    });

  program
    .command('what-would-change')
    .argument('<file>', 'a JSON file with "facts", NDJSON with one a line, or - for standard input')
    .description('say what each requirement that is not met costs, and how few would reach a score')
    .option('--output <name>', 'the score to reach; without, only what each requirement changes')
    .option(
      '--at-least <number>',
      'what it is to reach; all it comes to when everything is met, if left out',
      number,
    )
    .option('--pack <pack>', 'regulation@version or a folder; the only way to a draft')
    .option('--regulation <id>', 'whose released version in force answers')
    .option('--as-of <date>', 'with what had been released by this day')
    .option('--json', 'the whole answer as JSON, a line each')
    .addOption(languageOption())
    .action((file: string, options: Given<WhatWouldChangeOptions>) => {
      process.exitCode = whatWouldChangeIn(file, settled(options));
    });
}

function checking(program: Command, settled: Settled): void {
  program
    .command('check')
    .argument('[pack]', anyPack)
    .description('find every fault of the rule files, and what is probably not meant')
    .addOption(languageOption())
    .addOption(
      new Option('--format <name>', 'lines, JSON for editors, or annotations for CI')
        .choices(Object.keys(formats))
        .default('text'),
    )
    .option('--strict', 'end with 1 on warnings too')
    .action((pack: string | undefined, options: Given<CheckOptions>) => {
      process.exitCode = check(pack, settled(options));
    });

  program
    .command('test')
    .argument('[pack]', anyPack)
    .description("run the packs' own cases with both evaluators")
    .option('--watch', 'again after every change of the rule files')
    .option('--coverage', 'what the cases reach: clauses, conditions, branches, boundaries, rows')
    .option('--mutate', 'change the rules bit by bit: which changes does no case notice?')
    .option('--html <file>', 'coverage, and mutation with --mutate, as a page')
    .option('--min-coverage <percent>', 'fail below this coverage', percent)
    .option('--min-mutation <percent>', 'fail below this mutation score', percent)
    .addOption(new Option('--format <name>').choices(['text', 'json']).default('text'))
    .addOption(languageOption())
    .action(async (pack: string | undefined, options: Given<TestOptions, 'format'>) => {
      process.exitCode = await test(pack, settled(options));
    });
}

function comparing(program: Command, settled: Settled): void {
  program
    .command('diff')
    .argument('<before>', packArgument)
    .argument('<after>', packArgument)
    .description('say in words what the second version has otherwise than the first')
    .addOption(languageOption())
    .addOption(new Option('--format <name>').choices(['text', 'json']).default('text'))
    .action((before: string, after: string, options: Given<DiffOptions, 'format'>) => {
      process.exitCode = diff(before, after, settled(options));
    });

  program
    .command('impact')
    .argument('<before>', packArgument)
    .argument('<after>', packArgument)
    .option('--on <file>', 'NDJSON with a submission a line, or - for standard input')
    .option('--recorded', 'on the recorded evaluations of the regulation that count, instead of a file')
    .description('say what replacing the first version by the second would do to these submissions')
    .addOption(languageOption())
    .addOption(new Option('--format <name>').choices(impactFormats).default('text'))
    .option('--out <file>', 'where to write; standard output when left out')
    .option('--threads <count>', 'how many work at once', threadCount, availableParallelism())
    .action(async (before: string, after: string, options: Given<ImpactOptions, 'format' | 'threads'>) => {
      process.exitCode = await impact(before, after, settled(options));
    });
}

function releasing(program: Command, settled: Settled): void {
  program
    .command('new-version')
    .argument('<regulation>')
    .argument('<version>', 'three numbers with dots, such as 1.1.0')
    .description('make a draft to edit, a copy of an earlier version')
    .option('--from <version>', 'the one to copy; without, the highest below the new one')
    .addOption(languageOption())
    .action((regulation: string, version: string, options: Given<NewVersionOptions>) => {
      process.exitCode = newVersion(regulation, version, settled(options));
    });

  program
    .command('release')
    .argument('<pack>', 'regulation@version')
    .description('freeze a draft whose checks, cases and coverage hold')
    .requiredOption('--author <name>', 'who wrote it')
    .requiredOption('--approver <name>', 'who approved it: somebody else')
    .option('--min-coverage <percent>', 'of what its cases must reach', percent, 100)
    .option('--accept-warnings', 'release although check warns')
    .addOption(languageOption())
    .action(async (pack: string, options: Given<ReleaseOptions, 'author' | 'approver' | 'minCoverage'>) => {
      process.exitCode = await release(pack, settled(options));
    });

  program
    .command('withdraw')
    .argument('<pack>', 'regulation@version')
    .description('let a released version answer no more')
    .requiredOption('--reason <text>', 'why; every answer that passes it over shows it')
    .addOption(languageOption())
    .action((pack: string, options: Given<WithdrawOptions, 'reason'>) => {
      process.exitCode = withdraw(pack, settled(options));
    });
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('a number from 0 to 100.');
  return value;
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new InvalidArgumentError('a number, such as 105 or 99.5.');
  return value;
}

function threadCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new InvalidArgumentError('a whole number from 1 to 64');
  return count;
}
