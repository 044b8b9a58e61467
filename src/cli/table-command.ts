// What can be said after `timbang table`.
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { Separator } from '../policy/table/csv-lines.js';
import { readSettings } from '../settings.js';
import { exportTable, importTable, moveTable } from './table.js';

export function addTableCommand(program: Command): void {
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
    .action((pack: string, table: string, file: string | undefined, options: { separator: Separator }) => {
      process.exitCode = exportTable(pack, table, file, { ...settings(), ...options });
    });
  command
    .command('import')
    .argument('<pack>', 'regulation@version or a folder; no released one')
    .argument('<table>', 'the name of the table')
    .argument('<file>', 'the CSV whose rows the table shall hold')
    .description('put the rows of a CSV back, if the pack then reads without faults')
    .action((pack: string, table: string, file: string) => {
      process.exitCode = importTable(pack, table, file, settings());
    });
  command
    .command('move')
    .argument('<pack>', 'regulation@version or a folder; no released one')
    .argument('<table>', 'the name of the table')
    .description('move the rows from the YAML into a CSV beside it')
    .action((pack: string, table: string) => {
      process.exitCode = moveTable(pack, table, settings());
    });
}

function separator(sign: string): Separator {
  if (sign === ',' || sign === ';') return sign;
  if (sign === 'tab' || sign === '\t') return '\t';
  throw new InvalidArgumentError('write , or ; or tab');
}

function settings(): Pick<ReturnType<typeof readSettings>, 'rules' | 'language'> {
  const { rules, language } = readSettings(process.env);
  return { rules, language };
}
