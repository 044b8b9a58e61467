// What can be said after `timbang table`.
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { Separator } from '../policy/table/csv-lines.js';
import { languageOption } from './options.js';
import type { Settled } from './options.js';
import { exportTable, importTable, moveTable } from './table.js';
import type { TableOptions } from './table.js';

type ExportGiven = Partial<TableOptions> & { separator: Separator };

export function addTableCommand(program: Command, settled: Settled): void {
  const command = program.command('table').description('the rows of a table, to and from a spreadsheet');
  command
    .command('export')
    .argument('<pack>', 'regulation@version or a folder')
    .argument('<table>', 'the name of the table')
    .argument('[file]', 'the CSV to write; printed when left out')
    .description('write the rows as CSV')
    .option(
      '--separator <sign>',
      'between the cells: , or ; or tab; the last two with decimal commas',
      separator,
      ',',
    )
    .addOption(languageOption())
    .action((pack: string, table: string, file: string | undefined, options: ExportGiven) => {
      process.exitCode = exportTable(pack, table, file, settled(options));
    });
  command
    .command('import')
    .argument('<pack>', 'regulation@version or a folder; no released one')
    .argument('<table>', 'the name of the table')
    .argument('<file>', 'the CSV whose rows the table shall hold')
    .description('put the rows of a CSV back, if the pack then reads without faults')
    .addOption(languageOption())
    .action((pack: string, table: string, file: string, options: Partial<TableOptions>) => {
      process.exitCode = importTable(pack, table, file, settled(options));
    });
  command
    .command('move')
    .argument('<pack>', 'regulation@version or a folder; no released one')
    .argument('<table>', 'the name of the table')
    .description('move the rows from the YAML into a CSV beside it')
    .addOption(languageOption())
    .action((pack: string, table: string, options: Partial<TableOptions>) => {
      process.exitCode = moveTable(pack, table, settled(options));
    });
}

function separator(sign: string): Separator {
  if (sign === ',' || sign === ';') return sign;
  if (sign === 'tab' || sign === '\t') return '\t';
  throw new InvalidArgumentError('write , or ; or tab');
}
