// timbang diff: what a newer version says otherwise, in words or as JSON; finding differences is no fault.
import { join } from 'node:path';
import { diff } from '../../src/cli/diff.js';
import type { DiffOptions } from '../../src/cli/diff.js';
import { printed, timbang, withRules } from './program.js';
import type { Ran, Version } from './program.js';

const newer: Version = {
  version: '1.1.0',
  released: false,
  changed: {
    'parameters.yaml': ["{ from: '2024-01-01', value: 150 }", "{ from: '2024-01-01', value: 120 }"],
  },
};

function differences(folder: string, options: Partial<DiffOptions> = {}): Promise<Ran> {
  const rules = join(folder, 'rules');
  return printed(folder, () =>
    diff('sewa-aula@1.0.0', 'sewa-aula@1.1.0', { rules, language: 'id', format: 'text', ...options }),
  );
}

test('differences are told in Indonesian unless English is asked for, and the exit code is 0', async () => {
  await withRules([{}, newer], (folder) => {
    const args = ['diff', 'sewa-aula@1.0.0', join('rules', 'sewa-aula', '1.1.0')];

    expect(timbang(args, { folder })).toEqual({
      status: 0,
      stdout: `sewa-aula@1.0.0 → sewa-aula@1.1.0: 1 perubahan

Parameter
  tamu_terbanyak (Tamu paling banyak): 150 → 120 sejak 1 Januari 2024; dipakai klausul aula.tamu; sumber: Peraturan desa tentang aula, Pasal 2 (naskah peraturan, sudah dikonfirmasi)
`,
      stderr: '',
    });
    expect(timbang([...args, '--language', 'en'], { folder }).stdout).toContain(
      'tamu_terbanyak (Largest number of guests): 150 → 120 from 1 January 2024; read by clause aula.tamu;',
    );
  });
});

test('as JSON each change has its subject, both values and who reads it', async () => {
  await withRules([{}, newer], async (folder) => {
    const { status, stdout } = await differences(folder, { format: 'json' });

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      before: { name: 'sewa-aula@1.0.0' },
      after: { name: 'sewa-aula@1.1.0' },
      says: { id: 'sewa-aula@1.0.0 → sewa-aula@1.1.0: 1 perubahan' },
      changes: [
        {
          kind: 'value',
          subject: { kind: 'parameter', id: 'tamu_terbanyak' },
          from: '2024-01-01',
          before: { raw: 150 },
          after: { raw: 120 },
          readBy: ['aula.tamu'],
          source: { citation: { document: 'perdes_aula', part: 'Pasal 2' } },
        },
      ],
    });
  });
});

test('versions that say the same are said to', async () => {
  await withRules([{}, { version: '1.1.0' }], async (folder) => {
    expect((await differences(folder)).stdout).toContain('tidak ada perbedaan isi');
  });
});

test('a pack with faults ends with 1 and its faults, one that is not there with 2', async () => {
  const broken: Version = { ...newer, changed: { 'parameters.yaml': ['value: 150', 'valeu: 150'] } };

  await withRules([{}, broken], async (folder) => {
    expect(await differences(folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('rules/sewa-aula/1.1.0/parameters.yaml:8') as string,
    });
  });
  await withRules([{}], async (folder) => {
    expect(await differences(folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no pack "sewa-aula@1.1.0"') as string,
    });
  });
});
