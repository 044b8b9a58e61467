#!/usr/bin/env node
// The command line: serve, evaluate, check, test. Exit 0 fine, 1 faults found, 2 wrong use.
import { Command, CommanderError, Option } from 'commander';
import { FaultyRules } from '../policy/fault.js';
import type { Language } from '../explanation/words.js';
import type { Settings } from '../settings.js';
import { readSettings, WrongSettings } from '../settings.js';
import { check } from './check.js';
import type { CheckOptions } from './check.js';
import { formats } from './check-formats.js';
import { evaluateFile } from './evaluate.js';
import type { EvaluateOptions } from './evaluate.js';
import { newVersion } from './new-version.js';
import type { NewVersionOptions } from './new-version.js';
import { WrongUse } from './packs.js';
import { addTableCommand } from './table-command.js';
import { test } from './test.js';
import { withdraw } from './withdraw.js';
import type { WithdrawOptions } from './withdraw.js';

const program = new Command('timbang');
const languageOption = new Option(
  '--language <id>',
  'of what is said; TIMBANG_LANGUAGE when left out',
).choices(['id', 'en']);

/** The language of what goes wrong, once it is known. */
let language: Language = 'id';

function settingsFor(options: { language?: Language }): Settings {
  const settings = readSettings(process.env);
  language = options.language ?? settings.language;
  return { ...settings, language };
}

program
  .description('A regulation as data: rules in YAML, scores with a reason for every clause.')
  .exitOverride();

program
  .command('serve')
  .description('answer over HTTP; settings come from the environment')
  .addOption(languageOption)
  .action(async (options: { language?: Language }) => serve(settingsFor(options)));

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
  .addOption(languageOption)
  .action(async (file: string, options: Partial<EvaluateOptions>) => {
    const settings = settingsFor(options);
    process.exitCode = await evaluateFile(file, { evaluator: 'compiled', ...options, ...settings });
  });

program
  .command('check')
  .argument('[pack]', 'regulation@version or a folder; all when left out')
  .description('find every fault of the rule files')
  .addOption(languageOption)
  .addOption(
    new Option('--format <name>', 'lines, JSON for editors, or annotations for CI')
      .choices(Object.keys(formats))
      .default('text'),
  )
  .option('--strict', 'end with 1 on warnings too')
  .action((pack: string | undefined, options: Partial<CheckOptions>) => {
    process.exitCode = check(pack, { ...options, ...settingsFor(options) });
  });

program
  .command('test')
  .argument('[pack]', 'regulation@version or a folder; all when left out')
  .description("run the packs' own cases with both evaluators")
  .addOption(languageOption)
  .action(async (pack: string | undefined, options: { language?: Language }) => {
    process.exitCode = await test(pack, settingsFor(options));
  });

program
  .command('new-version')
  .argument('<regulation>')
  .argument('<version>', 'three numbers with dots, such as 1.1.0')
  .description('make a draft to edit, a copy of an earlier version')
  .option('--from <version>', 'the one to copy; without, the highest below the new one')
  .addOption(languageOption)
  .action((regulation: string, version: string, options: Partial<NewVersionOptions>) => {
    process.exitCode = newVersion(regulation, version, { ...options, ...settingsFor(options) });
  });

program
  .command('withdraw')
  .argument('<pack>', 'regulation@version')
  .description('let a released version answer no more')
  .requiredOption('--reason <text>', 'why; every answer that passes it over shows it')
  .addOption(languageOption)
  .action((pack: string, options: Pick<WithdrawOptions, 'reason'> & Partial<WithdrawOptions>) => {
    process.exitCode = withdraw(pack, { ...options, ...settingsFor(options) });
  });

addTableCommand(program);

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
  process.on('SIGHUP', () => {
    service.reload();
  });
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
  if (error instanceof WrongUse) {
    console.error(error.says[language]);
    return 2;
  }
  if (error instanceof WrongSettings) {
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
