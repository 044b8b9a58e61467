// The commands that take records out of the service: export and objection.
import { Option } from 'commander';
import type { Command } from 'commander';
import { exportFormats } from '../audit/exports/exports.js';
import type { Language } from '../explanation/words.js';
import { filterForms } from '../http/filters.js';
import type { Form } from '../http/query.js';
import type { ExportOptions } from './export.js';
import { kebab, languageOption } from './options.js';
import type { Settled } from './options.js';

export function addExportCommands(program: Command, settled: Settled): void {
  const exporting = program
    .command('export')
    .description('write records as signed NDJSON, which verifies, or as CSV for spreadsheets')
    .addOption(new Option('--format <name>').choices(exportFormats).default('ndjson'));
  for (const [name, form] of Object.entries<Form>(filterForms)) {
    const what = 'what' in form ? form.what : form.join(' or ');
    exporting.option(`--${kebab(name)} <value>`, what);
  }
  exporting
    .option('--mask <names>', 'subject and facts not to show, with commas; TIMBANG_MASK when left out')
    .option('--out <file>', 'where to write; standard output when left out')
    .addOption(languageOption())
    .action(async (options: Pick<ExportOptions, 'format'> & Partial<ExportOptions>) => {
      const { exportRecords } = await import('./export.js');
      process.exitCode = await exportRecords({ ...settled(options), masked: options.mask });
    });

  program
    .command('objection')
    .argument('<id>', 'of an evaluation')
    .description('write one evaluation as a file to read, print and check without the service')
    .option('--out <file>', 'where to write; standard output when left out')
    .addOption(languageOption())
    .action(async (id: string, options: { language?: Language; out?: string }) => {
      const { writeObjection } = await import('./objection.js');
      process.exitCode = await writeObjection(id, settled(options));
    });
}
