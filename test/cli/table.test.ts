// timbang table: out to a spreadsheet and back; what is refused leaves every file as it was.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTable, moveTable } from '../../src/cli/table.js';
import { readPack } from '../../src/policy/read-pack.js';
import { packOf } from '../packs/pack.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran } from './program.js';

const pack = 'sewa-aula@1.0.0';
const place = 'rules/sewa-aula/1.0.0';
const draft = [{ released: false }] as const;
const exported = `jenis,value,from,to,provenance.kind,provenance.status,citation.document
warga,10.5,,,,,
lembaga,25,,,assumption,provisional,catatan
`;

const options = (folder: string) => ({ rules: join(folder, 'rules'), language: 'en' as const });
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const tables = (folder: string): string[] => readdirSync(join(folder, place, 'tables'));

/** Imports this text as tarif.csv. */
function imported(folder: string, csv: string): Promise<Ran> {
  const file = write(folder, 'tarif.csv', csv);
  return printed(folder, () => importTable(pack, 'tarif', file, options(folder)));
}

/** The error output of a command that prints there. */
async function refused(
  folder: string,
  command: () => number,
): Promise<{ status: number | null; said: string }> {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    const { status } = await printed(folder, command);
    return { status, said: String(error.mock.calls[0]?.[0]).replaceAll(`${folder}/`, '') };
  } finally {
    error.mockRestore();
  }
}

describe('export', () => {
  test('prints the rows as CSV, of a released version too', async () => {
    await withRules([{}], (folder) => {
      expect(timbang(['table', 'export', pack, 'tarif'], { folder })).toEqual({
        status: 0,
        stdout: exported,
        stderr: '',
      });
    });
  });

  test('writes a file for a spreadsheet with Indonesian settings', async () => {
    await withRules([{}], (folder) => {
      const { status } = timbang(['table', 'export', pack, 'tarif', 'tarif.csv', '--separator', ';'], {
        folder,
      });

      expect(status).toBe(0);
      expect(read(folder, 'tarif.csv')).toBe(exported.replaceAll(',', ';').replace('10.5', '10,5'));
    });
  });

  test.each([
    {
      args: [pack, 'tariff'],
      message: 'tidak ada tabel "tariff" di rules/sewa-aula/1.0.0; mungkin maksudnya "tarif"?',
    },
    { args: [pack, 'tarif', 'x', '--separator', '|'], message: 'write , or ; or tab' },
    { args: [pack, 'tarif', 'tidak/ada.csv'], message: 'tidak/ada.csv' },
  ])('of $args is wrong use, with a sentence', async ({ args, message }) => {
    await withRules([{}], (folder) => {
      const { status, stdout, stderr } = timbang(['table', 'export', ...args], { folder });

      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(message);
    });
  });
});

describe('import', () => {
  test('of what was exported changes no byte', async () => {
    await withRules(draft, async (folder) => {
      const before = read(folder, `${place}/tables/tarif.yaml`);

      const { status, stdout } = await imported(folder, exported);

      expect({ status, stdout }).toEqual({ status: 0, stdout: 'nothing changes\n' });
      expect(read(folder, `${place}/tables/tarif.yaml`)).toBe(before);
    });
  });

  test('of a changed and a new row changes these rows alone', async () => {
    await withRules(draft, async (folder) => {
      const before = read(folder, `${place}/tables/tarif.yaml`);

      const { status, stdout } = await imported(
        folder,
        `${exported.replace('10.5', '12')}luar,30,2025-01-01,,,,\n`,
      );

      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: `rows: 1 changed, 1 new, 0 removed; written: ${place}/tables/tarif.yaml\n`,
      });
      expect(read(folder, `${place}/tables/tarif.yaml`)).toBe(
        `${before.replace('value: 10.5', 'value: 12')}  - { jenis: luar, value: 30, from: "2025-01-01" }\n`,
      );
    });
  });

  test.each([
    ['a cell', exported.replace('10.5', '10,5,'), /^tarif\.csv:2:\d+ /],
    [
      'a number',
      exported.replace('10.5', '"10,5"'),
      /^tarif\.csv:2:7 "10,5" is not clear as a number; write 10\.5/,
    ],
    [
      'a value that the fact has not',
      exported.replace('warga', 'wargaa'),
      /^tarif\.csv:2:1 "wargaa" is not a value/,
    ],
    ['two rows for one case', `${exported}warga,1,,,,,\n`, /^tarif\.csv:4:1 this row and the one at line 2/],
  ])('of a CSV with a fault in %s shows it in that file and changes nothing', async (_, csv, fault) => {
    await withRules(draft, async (folder) => {
      const before = read(folder, `${place}/tables/tarif.yaml`);

      const { status, stdout } = await imported(folder, csv);

      expect(status).toBe(1);
      expect(stdout).toMatch(fault);
      expect(read(folder, `${place}/tables/tarif.yaml`)).toBe(before);
      expect(tables(folder)).toEqual(['tarif.yaml']);
    });
  });

  test('into a released version is refused: a change is a new version', async () => {
    await withRules([{}], async (folder) => {
      const file = write(folder, 'tarif.csv', exported.replace('10.5', '12'));

      const { status, said } = await refused(folder, () => importTable(pack, 'tarif', file, options(folder)));

      expect({ status, said }).toEqual({
        status: 1,
        said: `${place} is released and never changes; make a new version and change it there`,
      });
      packOf(readPack(join(folder, place), place));
      expect(read(folder, `${place}/tables/tarif.yaml`)).toContain('value: 10.5');
    });
  });

  test('of a file that there is not is wrong use', async () => {
    await withRules(draft, async (folder) => {
      const { status, stderr } = await printed(folder, () =>
        importTable(pack, 'tarif', 'x.csv', options(folder)),
      );

      expect({ status, stderr }).toEqual({ status: 2, stderr: 'there is no file "x.csv"\n' });
    });
  });

  test('into a table that has a CSV keeps the way in which that is written', async () => {
    await withRules(draft, async (folder) => {
      const own = '\uFEFFvalue;jenis\r\n10,50;"warga"\r\n25;lembaga\r\n;\r\n';
      await printed(folder, () => moveTable(pack, 'tarif', options(folder)));
      write(folder, `${place}/tables/tarif.csv`, own);

      const same = await imported(folder, 'jenis,value\nwarga,10.5\nlembaga,25\n');
      const changed = await imported(folder, 'jenis,value\nwarga,10.5\nlembaga,26.5\nluar,1\n');

      expect(same.stdout).toBe('nothing changes\n');
      expect(changed.stdout).toContain('rows: 1 changed, 1 new, 0 removed');
      expect(read(folder, `${place}/tables/tarif.csv`)).toBe(
        '\uFEFFvalue;jenis\r\n10,50;"warga"\r\n26,5;lembaga\r\n1;luar\r\n',
      );
    });
  });

  test('mends a table whose CSV cannot be read or is not there', async () => {
    await withRules(draft, async (folder) => {
      await printed(folder, () => moveTable(pack, 'tarif', options(folder)));
      write(folder, `${place}/tables/tarif.csv`, 'jenis,value\nwarga,1.234,5\n');

      const { status } = await imported(folder, exported);

      expect(status).toBe(0);
      expect(read(folder, `${place}/tables/tarif.csv`)).toBe(exported);
    });
  });
});

describe('move', () => {
  test('takes the rows into a CSV beside the YAML, and the table stays what it is', async () => {
    await withRules(draft, async (folder) => {
      const before = packOf(readPack(join(folder, place), place)).tables.get('tarif');

      const { status, stdout } = await printed(folder, () => moveTable(pack, 'tarif', options(folder)));

      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: `written: ${place}/tables/tarif.csv, ${place}/tables/tarif.yaml\n`,
      });
      expect(read(folder, `${place}/tables/tarif.csv`)).toBe(exported);
      expect(read(folder, `${place}/tables/tarif.yaml`)).toMatch(/\nrows_in: tarif\.csv\n$/);
      expect(packOf(readPack(join(folder, place), place)).tables.get('tarif')).toEqual(before);
      expect(tables(folder)).toEqual(['tarif.csv', 'tarif.yaml']);
    });
  });

  test('a second time, or in a released version, is refused', async () => {
    await withRules([...draft, { version: '2.0.0' }], async (folder) => {
      await printed(folder, () => moveTable(pack, 'tarif', options(folder)));

      const again = await refused(folder, () => moveTable(pack, 'tarif', options(folder)));
      const released = await refused(folder, () => moveTable('sewa-aula@2.0.0', 'tarif', options(folder)));

      expect(again).toEqual({ status: 1, said: 'the rows of this table are in tables/tarif.csv already' });
      expect(released.status).toBe(1);
      expect(released.said).toContain('2.0.0 is released');
      expect(existsSync(join(folder, 'rules/sewa-aula/2.0.0/tables/tarif.csv'))).toBe(false);
    });
  });
});
