#!/usr/bin/env node
// The command line: serve, evaluate, check, test. Exit 0 fine, 1 faults found, 2 wrong use.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FaultyRules } from '../policy/fault.js';
import type { Settings } from '../settings.js';
import { readSettings, WrongSettings } from '../settings.js';
import { check } from './check.js';
import { evaluateFile } from './evaluate.js';
import type { EvaluateOptions } from './evaluate.js';
import { WrongUse } from './packs.js';
import { test } from './test.js';
import type { TestOptions } from './test.js';

const program = new Command('timbang');
program
  .description('A regulation as data: rules in YAML, scores with a reason for every clause.')
  .exitOverride();

program
  .command('serve')
  .description('answer over HTTP; settings come from the environment')
  .action(async () => serve(readSettings(process.env)));

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
  .addOption(new Option('--language <id>').choices(['id', 'en']))
  .action(async (file: string, options: Partial<EvaluateOptions>) => {
    const settings = readSettings(process.env);
    process.exitCode = await evaluateFile(file, {
      evaluator: 'compiled',
      rules: settings.rules,
      ...options,
      language: options.language ?? settings.language,
    });
  });

program
  .command('check')
  .argument('[pack]', 'regulation@version or a folder; all when left out')
  .description('find every fault of the rule files')
  .action((pack?: string) => {
    process.exitCode = check(pack, readSettings(process.env).rules);
  });

program
  .command('test')
  .argument('[pack]', 'regulation@version or a folder; all when left out')
  .description("run the packs' own cases with both evaluators")
  .option('--watch', 'again after every change of the rule files')
  .option('--coverage', 'what the cases reach: clauses, conditions, branches, boundaries, rows')
  .option('--mutate', 'change the rules bit by bit: which changes does no case notice?')
  .option('--html <file>', 'coverage, and mutation with --mutate, as a page')
  .option('--min-coverage <percent>', 'fail below this coverage', percent)
  .option('--min-mutation <percent>', 'fail below this mutation score', percent)
  .addOption(new Option('--format <name>').choices(['text', 'json']).default('text'))
  .addOption(new Option('--language <id>').choices(['id', 'en']))
  .action(async (pack: string | undefined, options: Partial<TestOptions>) => {
    const { rules, language } = readSettings(process.env);
    process.exitCode = await test(pack, { rules, format: 'text', language, ...options });
  });

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('a number from 0 to 100.');
  return value;
}

async function serve(settings: Settings): Promise<void> {
  // Only serving needs the web framework; the other commands start without it.
  const { startService } = await import('../server.js');
  const service = await startService(settings);
  const names = service.catalog.all.map(
    ({ pack, release }) => `${pack.regulation}@${pack.version}${release ? '' : ' (draft)'}`,
  );
  console.log(`Timbang serves ${names.join(', ')}`);
  console.log(`  API     ${service.url}/docs`);
  console.log(`  law     ${service.url}/v1/regulations`);
  console.log(`  ready   ${service.url}/readyz`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void service.stop().then(() => process.exit(0));
    });
  }
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof WrongUse || error instanceof WrongSettings) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof FaultyRules) {
    console.error(error.message);
    return 1;
  }
  const { code, message, port } = error as { code?: string; message?: string; port?: number };
  if (code === 'EADDRINUSE') console.error(`port ${port ?? ''} is taken; set PORT to another`);
  else console.error(`unexpected error: ${message ?? String(error)}`);
  return 2;
}
