// timbang check: faults at their places, and the exit code.
import { join } from 'node:path';
import { check } from '../../src/cli/check.js';
import type { CheckOptions } from '../../src/cli/check.js';
import { faultsOnly, printed, timbang, withRules, write } from './program.js';
import type { Ran } from './program.js';

const place = 'rules/sewa-aula/1.0.0';

async function checked(folder: string, name?: string, options: Partial<CheckOptions> = {}): Promise<Ran> {
  const rules = join(folder, 'rules');
  const ran = await printed(folder, () => check(name, { rules, language: 'en', ...options }));
  return { ...ran, stdout: faultsOnly(ran.stdout) };
}

const unknownParameter = {
  'clauses/10-syarat.yaml': ['parameter: tamu_terbanyak', 'parameter: tamu_terbanyakk'],
} as const;
const unknownFact = { 'clauses/20-sewa.yaml': ['formula: luas / kursi', 'formula: luas / kursii'] } as const;
const unknownFixture = { 'tests/10-sewa.yaml': ['given: rapat', 'given: rapatt'] } as const;

describe('as a program', () => {
  test('rules without faults are listed, with what is released and what is a draft', async () => {
    await withRules([{}, { version: '2.0.0', released: false }], (folder) => {
      const { status, stdout, stderr } = timbang(['check', '--language', 'en'], { folder });

      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(faultsOnly(stdout).replaceAll(/[0-9a-f]{64}/g, '…')).toBe(
        'sewa-aula@1.0.0: no faults, released 2022-01-01 (6 clauses, 2 parameters, 1 table) sha256:…\n' +
          'sewa-aula@2.0.0: no faults, draft (6 clauses, 2 parameters, 1 table) sha256:…\n',
      );
    });
  });

  test('every fault is printed at its line and column, sorted, and the exit code is 1', async () => {
    await withRules([{ released: false, changed: { ...unknownParameter, ...unknownFact } }], (folder) => {
      const { status, stdout, stderr } = timbang(['check', '--language', 'en'], { folder });

      const [first, second, count] = stdout.trim().split('\n');
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect(first).toBe(
        `${place}/clauses/10-syarat.yaml:16:25 there is no parameter "tamu_terbanyakk"; did you mean "tamu_terbanyak"?`,
      );
      expect(second).toMatch(/^\S+\/clauses\/20-sewa\.yaml:29:19 .*"kursii".*did you mean "kursi"\?$/);
      expect(count).toBe('2 faults, 0 warnings');
    });
  });

  test('a pack that there is not is wrong use, with what may be meant', async () => {
    await withRules([{}], (folder) => {
      expect(timbang(['check', 'sewa-aulla@1.0.0', '--language', 'en'], { folder })).toEqual({
        status: 2,
        stdout: '',
        stderr: 'there is no pack "sewa-aulla@1.0.0" in rules; did you mean "sewa-aula@1.0.0"?\n',
      });
    });
  });

  test.each([
    { args: ['chekc'], message: /unknown command 'chekc'[\s\S]*check/ },
    { args: ['evaluate', 'x', '--evaluator', 'fast'], message: /Allowed choices are compiled, reference/ },
  ])('timbang $args.0 is wrong use, with a sentence', async ({ args, message }) => {
    await withRules([], (folder) => {
      const { status, stderr } = timbang(args, { folder });

      expect(status).toBe(2);
      expect(stderr).toMatch(message);
    });
  });

  test('--help tells the commands and is no fault', async () => {
    await withRules([], (folder) => {
      const { status, stdout } = timbang(['--help'], { folder });

      expect(status).toBe(0);
      for (const command of ['serve', 'evaluate', 'check', 'test']) expect(stdout).toContain(command);
    });
  });
});

test.each(['', '/'])('one pack alone is checked by its folder, with%s a slash at the end', async (slash) => {
  await withRules([{}, { version: '2.0.0', released: false, changed: unknownFact }], async (folder) => {
    const { status, stdout } = await checked(folder, join(folder, place) + slash);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^sewa-aula@1\.0\.0: no faults, released 2022-01-01 [^\n]+\n$/);
  });
});

test('a fault names the file as the pack was named', async () => {
  await withRules([{ released: false, changed: unknownParameter }], async (folder) => {
    const byName = await checked(folder, 'sewa-aula@1.0.0');
    const byFolder = await checked(folder, join(folder, place));

    expect(byName.stdout).toMatch(new RegExp(`^${place}/clauses/10-syarat\\.yaml:16:25 `));
    expect(byFolder.stdout).toBe(byName.stdout);
  });
});

test.each(['sewa-aula@1.0.0', undefined])('a fault of a case is found too: %s', async (name) => {
  await withRules([{ changed: unknownFixture }], async (folder) => {
    expect(await checked(folder, name)).toMatchObject({
      status: 1,
      stdout: `${place}/tests/10-sewa.yaml:12:12 there is no fixture "rapatt"; did you mean "rapat"?\n1 fault, 0 warnings\n`,
    });
  });
});

test.each(['sewa-aula@1.0.0', undefined])(
  'faults of clauses and of cases are printed together: %s',
  async (name) => {
    await withRules(
      [{ released: false, changed: { ...unknownParameter, ...unknownFixture } }],
      async (folder) => {
        const { stdout } = await checked(folder, name);

        expect(stdout).toContain('clauses/10-syarat.yaml:16:25 ');
        expect(stdout).toContain('tests/10-sewa.yaml:12:12 ');
        expect(stdout).toContain('2 faults, 0 warnings\n');
      },
    );
  },
);

test.each([undefined, 'sewa-aula@1.0.0'])(
  'a released file that was changed is a fault of released.yaml, with what to do: %s',
  async (name) => {
    await withRules([{ changed: { 'parameters.yaml': ['value: 200', 'value: 250'] } }], async (folder) => {
      const { status, stdout } = await checked(folder, name);

      expect(status).toBe(1);
      expect(stdout).toMatch(
        /^rules\/released\.yaml:2:\d+ sewa-aula@1\.0\.0 was changed after its release: its digest is now sha256:[0-9a-f]{64}; undo the change, or make a new version\n1 fault, 0 warnings\n$/,
      );
    });
  },
);

test('a changed case is no change of a released version', async () => {
  await withRules(
    [{ changed: { 'tests/10-sewa.yaml': ['total_sewa: 32', 'total_sewa: 33'] } }],
    async (folder) => {
      expect((await checked(folder)).status).toBe(0);
    },
  );
});

test('a file that is no YAML is a fault at the place where reading stopped', async () => {
  await withRules([{ released: false }], async (folder) => {
    write(folder, `${place}/parameters.yaml`, 'parameters:\n  a: [1, 2\n');

    const { status, stdout } = await checked(folder, 'sewa-aula@1.0.0');

    expect(status).toBe(1);
    expect(stdout).toMatch(/^\S+\/parameters\.yaml:\d+:\d+ is not valid YAML: /);
  });
});

test.each([
  {
    name: 'sewa-aula@1.0.1',
    message: 'there is no pack "sewa-aula@1.0.1" in rules; did you mean "sewa-aula@1.0.0"?',
  },
  { name: 'sewa-aula', message: '"sewa-aula" is neither a pack\'s folder nor regulation@version' },
  { name: '@', message: '"@" is neither a pack\'s folder nor regulation@version' },
])('$name is wrong use', async ({ name, message }) => {
  await withRules([{}], async (folder) => {
    const { status, stderr } = await checked(folder, name);

    expect(status).toBe(2);
    expect(stderr.replace(` in ${folder}/rules`, ' in rules')).toBe(`${message}\n`);
  });
});

test('a rules folder that there is not is a fault', async () => {
  await withRules([], async (folder) => {
    expect(await checked(folder)).toMatchObject({
      status: 1,
      stdout: 'rules:1:1 there is no such folder\n1 fault, 0 warnings\n',
    });
  });
});

test('a pack outside the rules folder is checked by its folder', async () => {
  await withRules([{ released: false, changed: unknownFixture }], async (folder) => {
    const { stdout } = await checked(folder, join(folder, place), { rules: join(folder, 'elsewhere') });

    expect(stdout).toMatch(
      /^rules\/sewa-aula\/1\.0\.0\/tests\/10-sewa\.yaml:12:12 [^\n]+\n1 fault, 0 warnings\n$/,
    );
  });
});

test.each(['rules/', './rules', 'rules/../rules'])(
  'each fault is told once, under one name of its file, when the folder is named %s',
  async (rules) => {
    await withRules(
      [{ released: false, changed: { 'tests/10-sewa.yaml': ['case:', 'kasus:'] } }],
      (folder) => {
        const { stdout } = timbang(['check'], { folder, env: { TIMBANG_RULES: rules } });

        const lines = stdout.trimEnd().split('\n');
        expect(lines.slice(0, -1).every((line) => line.startsWith(`${place}/tests/10-sewa.yaml:`))).toBe(
          true,
        );
        expect(new Set(lines).size).toBe(lines.length);
      },
    );
  },
);

describe('in Indonesian', () => {
  const changed = { ...unknownParameter, ...unknownFixture };
  const lines = [
    `${place}/clauses/10-syarat.yaml:16:25 tidak ada parameter "tamu_terbanyakk"; mungkin maksudnya "tamu_terbanyak"?`,
    `${place}/tests/10-sewa.yaml:12:12 tidak ada fixture "rapatt"; mungkin maksudnya "rapat"?`,
    '2 kesalahan, 0 peringatan',
    '',
  ].join('\n');

  test.each([
    { args: [], env: {} },
    { args: ['--language', 'id'], env: { TIMBANG_LANGUAGE: 'en' } },
  ])('faults are told unless another language is asked for: $args $env', async ({ args, env }) => {
    await withRules([{ released: false, changed }], (folder) => {
      expect(timbang(['check', ...args], { folder, env: env as Record<string, string> }).stdout).toBe(lines);
    });
  });

  test('versions without faults are listed', async () => {
    await withRules([{}, { version: '2.0.0', released: false }], async (folder) => {
      const { stdout } = await checked(folder, undefined, { language: 'id' });

      expect(stdout).toMatch(/^sewa-aula@1\.0\.0: tidak ada kesalahan, dirilis 2022-01-01 \(6 klausul, /);
      expect(stdout).toContain(
        'sewa-aula@2.0.0: tidak ada kesalahan, rancangan (6 klausul, 2 parameter, 1 tabel)',
      );
    });
  });

  test.each([
    {
      args: ['check', 'sewa-aulla@1.0.0'],
      status: 2,
      says: /^tidak ada paket "sewa-aulla@1\.0\.0" di rules; mungkin maksudnya "sewa-aula@1\.0\.0"\?\n$/,
    },
    {
      args: ['check', 'sewa-aula'],
      status: 2,
      says: /^"sewa-aula" bukan map sebuah paket dan bukan peraturan@versi\n$/,
    },
    { args: ['test'], status: 1, says: /tidak ada parameter "tamu_terbanyakk"/ },
    {
      args: ['evaluate', '-', '--pack', 'sewa-aula@1.0.0'],
      status: 1,
      says: /tidak ada parameter "tamu_terbanyakk"/,
    },
    { args: ['evaluate', 'x.json'], status: 2, says: /^x\.json tidak dapat dibaca: ENOENT\n$/ },
  ])('timbang $args says what is wrong', async ({ args, status, says }) => {
    await withRules([{ released: false, changed: unknownParameter }], (folder) => {
      const ran = timbang(args, { folder });

      expect(ran.status).toBe(status);
      expect(ran.stdout + ran.stderr).toMatch(says);
    });
  });
});
