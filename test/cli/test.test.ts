// timbang test: the packs' own cases, how many passed, and what was otherwise.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as testPacks } from '../../src/cli/test.js';
import type { TestOptions } from '../../src/cli/test.js';
import { printed, timbang, until, withRules } from './program.js';
import type { Ran } from './program.js';

function tested(folder: string, name?: string, options: Partial<TestOptions> = {}): Promise<Ran> {
  const rules = join(folder, 'rules');
  return printed(folder, () => testPacks(name, { rules, language: 'en', format: 'text', ...options }));
}

const hall = 'sewa-aula@1.0.0';

test('passing cases are counted for each version, drafts included', async () => {
  await withRules([{}, { version: '2.0.0', released: false }], (folder) => {
    expect(timbang(['test'], { folder })).toEqual({
      status: 0,
      stdout: 'sewa-aula@1.0.0: 1 kasus lulus, 0 gagal\nsewa-aula@2.0.0: 1 kasus lulus, 0 gagal\n',
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

  await withRules([{ changed }], async (folder) => {
    expect(await tested(folder, hall)).toEqual({
      status: 1,
      stdout: `rules/sewa-aula/1.0.0/tests/10-sewa.yaml:11:11 Rapat warga tiga jam membayar 31,5 ribu, dibulatkan
    total_sewa value:    expected 31, found 32
        aula.sewa = 31.5 ribu  (Total rent)
        ruang.sewa@/ruang/0 = 31.5 ribu  (Rent of the room)
    kepadatan potential: expected 2,  found 1.66
        aula.kepadatan = 1.6666666667  (Area per seat)
sewa-aula@1.0.0: 0 cases passed, 1 failed
`,
      stderr: '',
    });
  });
});

test('a wrong verdict is explained by the conditions that decided it, in the language asked for', async () => {
  const changed = {
    'tests/10-sewa.yaml': [
      'scores: { total_sewa: 32, kepadatan: 1.66 }',
      'verdicts: { aula.tamu: not_met, ruang.lama@/ruang/0: not_met }',
    ],
  } as const;

  await withRules([{ changed }], (folder) => {
    const { stdout, status } = timbang(['test', hall, '--language', 'id'], { folder });

    expect(status).toBe(1);
    expect(stdout).toContain('    aula.tamu verdict:           seharusnya not_met, ternyata met\n');
    expect(stdout).toMatch(/\n {8}✓ Tamu 120 orang; paling banyak \d+\.?\d*.*\n/);
    expect(stdout).toMatch(/\n {8}✓ .*\(terpenuhi\)\.\n/);
  });
});

describe('coverage', () => {
  test('is a line for each part of the pack, totals, and the cases that are wanted at their places', async () => {
    await withRules([{}], async (folder) => {
      const { stdout, status } = await tested(folder, hall, { coverage: true });

      expect(status).toBe(0);
      expect(stdout).toMatch(/^aula\.terdaftar +✓ · · +1\/2/m);
      expect(stdout).toMatch(/^aula\.sewa += +1\/2/m);
      expect(stdout).toMatch(/^table tarif +.*\d\/\d/m);
      expect(stdout).toMatch(/^all +\d+\/\d+ +\d+(\.\d)? %$/m);
      expect(stdout).toContain(
        'rules/sewa-aula/1.0.0/clauses/10-syarat.yaml:1:11 aula.terdaftar: not_met — a case in which this clause is not met',
      );
    });
  });

  test('below what is asked for fails, and says so', async () => {
    await withRules([{}], async (folder) => {
      const little = await tested(folder, hall, { minCoverage: 10 });
      const much = await tested(folder, hall, { minCoverage: 100 });

      expect(little.status).toBe(0);
      expect(much.status).toBe(1);
      expect(much.stdout).toMatch(/Coverage of \d+(\.\d)? % is less than the 100 % asked for\.\n$/);
    });
  });

  test.each(['101', '-1', 'banyak', ''])('of "%s" percent cannot be asked for', async (percent) => {
    await withRules([{}], (folder) => {
      const { status, stderr } = timbang(['test', hall, `--min-coverage=${percent}`], { folder });

      expect(status).toBe(2);
      expect(stderr).toContain('a number from 0 to 100.');
    });
  });
});

describe('mutation', () => {
  test('lists the changes that no case notices at their places, and the score', async () => {
    await withRules([{}], async (folder) => {
      const { stdout, status } = await tested(folder, hall, { mutate: true });

      expect(status).toBe(0);
      expect(stdout).toMatch(
        /^Mutation: cases notice \d+ of \d+ changes of the rules \(\d+(\.\d)? %\); 0 argued, \d+ not\.$/m,
      );
      expect(stdout).toContain(
        'rules/sewa-aula/1.0.0/clauses/10-syarat.yaml:6:3 aula.terdaftar: requires pemohon.terdaftar is true -> (dropped): no case noticed\n',
      );
    });
  });

  test('below what is asked for fails', async () => {
    await withRules([{}], async (folder) => {
      const { stdout, status } = await tested(folder, hall, { minMutation: 100 });

      expect(status).toBe(1);
      expect(stdout).toMatch(/A mutation score of .* % is less than the 100 % asked for\.\n$/);
    });
  });

  test('waits until all cases pass', async () => {
    const changed = { 'tests/10-sewa.yaml': ['total_sewa: 32', 'total_sewa: 31'] } as const;

    await withRules([{ changed }], async (folder) => {
      const { stdout, status } = await tested(folder, hall, { mutate: true });

      expect(status).toBe(1);
      expect(stdout).toContain('Nothing was mutated: all cases must pass first.\n');
      expect(stdout).not.toContain('Mutation:');
    });
  });

  test('tells arguments from what is open, and fails where an argument is in vain', async () => {
    const dropped = 'aula.terdaftar: requires pemohon.terdaftar is true -> (dropped)';
    const argument = (mutant: string): string =>
      `  - mutant: '${mutant}'\n    because: { id: Untuk contoh., en: For the example. }\n`;
    const withArgued = (...mutants: string[]) => ({
      'tests/10-sewa.yaml': ['cases:\n', `argued:\n${mutants.map(argument).join('')}cases:\n`] as const,
    });

    await withRules([{ changed: withArgued(dropped) }], async (folder) => {
      const { stdout, status } = await tested(folder, hall, { mutate: true });

      expect(status).toBe(0);
      expect(stdout).toContain(`${dropped}: argued\n    For the example.\n`);
      expect(stdout).toContain('1 argued');
    });
    await withRules([{ changed: withArgued('aula.terdaftar: tidak ada -> (dropped)') }], async (folder) => {
      const { stdout, status } = await tested(folder, hall, { mutate: true });

      expect(status).toBe(1);
      expect(stdout).toMatch(
        /tests\/10-sewa\.yaml:\d+:\d+ aula\.terdaftar: tidak ada -> \(dropped\): this argument is about nothing/,
      );
      expect(stdout).toContain('An argument under "argued" no longer holds; remove or correct it.\n');
    });
  });
});

test('as JSON it is a line for each pack, with failures, coverage and mutation', async () => {
  const changed = { 'tests/10-sewa.yaml': ['total_sewa: 32', 'total_sewa: 31'] } as const;

  await withRules([{ changed }, { version: '1.1.0' }], async (folder) => {
    const { stdout } = await tested(folder, undefined, { format: 'json', coverage: true, mutate: true });

    const [first, second, ...rest] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, never>);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      pack: hall,
      cases: 1,
      passed: 0,
      failed: [{ place: { line: 11 }, differences: [{ what: 'total_sewa value', expected: { en: '31' } }] }],
    });
    expect(first).not.toHaveProperty('mutation');
    expect(second).toMatchObject({
      passed: 1,
      coverage: { pack: 'sewa-aula@1.1.0' },
      mutation: { pack: 'sewa-aula@1.1.0' },
    });
  });
});

describe('the page', () => {
  test('is one file that holds each clause, what is covered, and what no case noticed', async () => {
    await withRules([{}], async (folder) => {
      const html = join(folder, 'cakupan.html');
      const { status } = await tested(folder, hall, { html, mutate: true });

      const page = readFileSync(html, 'utf8');
      expect(status).toBe(0);
      expect(page).toMatch(/^<!doctype html>/);
      expect(page).toContain('<html lang="en">');
      expect(page).toContain('<h3>The applicant is registered</h3>');
      expect(page).toContain('<section id="aula.terdaftar">');
      expect(page).toContain('a case in which this clause is not met');
      expect(page).toContain('aula.terdaftar: requires pemohon.terdaftar is true -&gt; (dropped)');
      expect(page).not.toMatch(/<script|<link|undefined|\[object/);
    });
  });

  test('is about one pack, which has to be named', async () => {
    await withRules([{}], async (folder) => {
      const { status, stderr } = await tested(folder, undefined, { html: join(folder, 'x.html') });

      expect(status).toBe(2);
      expect(stderr).toBe('--html: name the pack that the page is about\n');
    });
  });
});

test('watching, it runs again after a change, outlives faults, and ends when interrupted', async () => {
  await withRules([{ released: false }], async (folder) => {
    const program = join(process.cwd(), 'dist', 'cli', 'timbang.js');
    const args = [program, 'test', hall, '--watch', '--language', 'en'];
    const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env['PATH'] } });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    const ended = once(child, 'exit');
    const times = (text: string): number => said.split(text).length - 1;
    const cases = join(folder, 'rules', 'sewa-aula', '1.0.0', 'tests', '10-sewa.yaml');
    const whole = readFileSync(cases, 'utf8');
    try {
      await until(() => times('Waiting for changes') === 1);
      expect(said).toContain('1 cases passed, 0 failed');

      writeFileSync(cases, 'cases: [\n');
      await until(() => times('Waiting for changes') === 2);
      expect(said).toContain('1 fault, 0 warnings');

      writeFileSync(cases, whole);
      await until(() => times('Waiting for changes') === 3);
      expect(times('1 cases passed, 0 failed')).toBe(2);
      // Nothing is cleared where there is no terminal.
      expect(said).not.toContain('\u001b');

      child.kill('SIGINT');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
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
