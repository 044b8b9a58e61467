// The commands that work on records: replay, verify, reevaluate, erase, expire, backup, restore, signing keys.
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { languageOption } from './options.js';
import type { Settled } from './options.js';
import type { Language } from '../explanation/words.js';
import type { VerifyOptions } from './verify.js';

interface Given {
  readonly language?: Language;
}

export function addRecordsCommands(program: Command, settled: Settled): void {
  program
    .command('replay')
    .argument('<id>', 'of an evaluation')
    .description('run the facts of a record on its pack again, with both evaluators')
    .option('--on <pack>', 'what another version would say: regulation@version or a folder')
    .option('--json', 'as JSON')
    .addOption(languageOption())
    .action(async (id: string, options: Given & { on?: string; json?: boolean }) => {
      const { replayRecord } = await import('./replay.js');
      process.exitCode = await replayRecord(id, settled(options));
    });

  program
    .command('verify')
    .argument('<file>', 'an export, an objection pack, a proof or an answer; or - for standard input')
    .description('say whether a file is what was recorded, by keys and checkpoints that you bring')
    .requiredOption('--key <key...>', 'a vkey, or a file with them such as keys.txt')
    .option('--checkpoint <file...>', 'signed checkpoints that you kept', [])
    .option('--consistency <file...>', 'proofs that lead from them to the file', [])
    .addOption(new Option('--format <name>').choices(['text', 'json']).default('text'))
    .addOption(languageOption())
    .action(
      async (
        file: string,
        options: Given & Pick<VerifyOptions, 'key' | 'checkpoint' | 'consistency' | 'format'>,
      ) => {
        const { verifyFile } = await import('./verify.js');
        process.exitCode = await verifyFile(file, settled(options));
      },
    );

  program
    .command('reevaluate')
    .argument('<provisional>', 'parameter:NAME, table:NAME, clause:ID or transitional:NAME')
    .description('evaluate again what rests on something provisional, with the law of today')
    .option('--regulation <id>', 'only of this one')
    .option('--record', 'record the new answers in the place of the old ones, unless they still rest on it')
    .option('--reason <text>', 'why; needed with --record')
    .addOption(languageOption())
    .action(
      async (
        provisional: string,
        options: Given & { regulation?: string; record?: boolean; reason?: string },
      ) => {
        const { reevaluate } = await import('./reevaluate.js');
        process.exitCode = await reevaluate(provisional, settled(options));
      },
    );

  program
    .command('erase')
    .description("destroy a subject's key, and with it the contents of all its records; they still verify")
    .option('--subject <name>', 'all records of this subject')
    .option('--record <id>', 'one record that has no subject')
    .requiredOption('--reason <text>', 'why; it stays in the log, so name nobody')
    .addOption(languageOption())
    .action(async (options: Given & { subject?: string; record?: string; reason: string }) => {
      const { erase } = await import('./forget.js');
      process.exitCode = await erase(settled(options));
    });

  program
    .command('expire')
    .description('remove the contents of records that are older than the retention period')
    .option('--older-than <days>', 'instead of TIMBANG_RETENTION', days)
    .addOption(languageOption())
    .action(async (options: Given & { olderThan?: number }) => {
      const { expire } = await import('./forget.js');
      process.exitCode = await expire(settled(options));
    });

  program
    .command('backup')
    .argument('<folder>', 'new or empty')
    .description('write all records to a folder while the service runs; the keys of contents apart')
    .addOption(languageOption())
    .action(async (folder: string, options: Given) => {
      const { backUp } = await import('./backup.js');
      process.exitCode = await backUp(folder, settled(options));
    });

  program
    .command('restore')
    .argument('<folder>', 'of a backup')
    .description('fill an empty store from a backup; who was erased since stays erased')
    .option('--accept-loss', 'although records were signed since that the backup lacks')
    .addOption(languageOption())
    .action(async (folder: string, options: Given & { acceptLoss?: boolean }) => {
      const { restoreBackup } = await import('./backup.js');
      process.exitCode = await restoreBackup(folder, settled(options));
    });

  const key = program.command('signing-key').description('the keys that sign receipts and checkpoints');
  key
    .command('list')
    .description('print the public keys, the oldest first')
    .addOption(languageOption())
    .action(async (options: Given) => {
      const { listSigningKeys } = await import('./signing-key.js');
      process.exitCode = await listSigningKeys(settled(options));
    });
  key
    .command('rotate')
    .description('sign with a new key from now on; the old one introduces it and is destroyed')
    .addOption(languageOption())
    .action(async (options: Given) => {
      const { rotateSigningKey } = await import('./signing-key.js');
      process.exitCode = await rotateSigningKey(settled(options));
    });
}

function days(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number of days.');
  return count;
}
