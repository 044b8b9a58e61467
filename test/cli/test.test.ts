// timbang test: the packs' own cases, how many passed, and what was otherwise.
import { join } from 'node:path';
import { test as testPacks } from '../../src/cli/test.js';
import { printed, timbang, withRules } from './program.js';
import type { Ran } from './program.js';

function tested(folder: string, name?: string): Promise<Ran> {
  return printed(folder, () => testPacks(name, { rules: join(folder, 'rules'), language: 'en' }));
}

test('passing cases are counted for each version, drafts included', async () => {
  await withRules([{}, { version: '2.0.0', released: false }], (folder) => {
    expect(timbang(['test'], { folder })).toEqual({
      status: 0,
      stdout: 'sewa-aula@1.0.0: 1 cases passed, 0 failed\nsewa-aula@2.0.0: 1 cases passed, 0 failed\n',
      stderr: '',
    });
  });
});

test('a failing case is printed with its place, its name and each difference, and the exit code is 1', async () => {
  const changed = {
    'tests/10-sewa.yaml': [
      '{ total_sewa: 32, kepadatan: 1.66 }',
      '{ total_sewa: 31, kepadatan: { potential: 2 } }',
    ],
  } as const;

  await withRules([{ changed }], (folder) => {
    expect(timbang(['test', 'sewa-aula@1.0.0'], { folder })).toEqual({
      status: 1,
      stdout: `rules/sewa-aula/1.0.0/tests/10-sewa.yaml:11:11 Rapat warga tiga jam membayar 31,5 ribu, dibulatkan
    total_sewa value: expected 31, found 32
    kepadatan potential: expected 2, found 1.66
sewa-aula@1.0.0: 0 cases passed, 1 failed
`,
      stderr: '',
    });
  });
});

test('one failing version does not hide the others', async () => {
  const changed = { 'tests/10-sewa.yaml': ['total_sewa: 32', 'total_sewa: 31'] } as const;

  await withRules([{ changed }, { version: '1.1.0' }], async (folder) => {
    const { status, stdout } = await tested(folder);

    expect(status).toBe(1);
    expect(stdout).toContain('sewa-aula@1.0.0: 0 cases passed, 1 failed\n');
    expect(stdout).toContain('sewa-aula@1.1.0: 1 cases passed, 0 failed\n');
  });
});

test('rules with faults are not tested: the faults are printed', async () => {
  const changed = { 'parameters.yaml': ['value: 200', 'value: banyak'] } as const;

  await withRules([{ released: false, changed }], async (folder) => {
    const { status, stdout } = await tested(folder);

    expect(status).toBe(1);
    expect(stdout).toMatch(/^rules\/sewa-aula\/1\.0\.0\/\S+\.yaml:\d+:\d+ \S/);
    expect(stdout).not.toContain('passed');
  });
});

test('a pack that there is not is wrong use', async () => {
  await withRules([{}], async (folder) => {
    const { status, stderr } = await tested(folder, 'sewa-aulla@1.0.0');

    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^there is no pack "sewa-aulla@1\.0\.0" in .*; did you mean "sewa-aula@1\.0\.0"\?\n$/,
    );
  });
});
