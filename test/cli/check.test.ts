// timbang check: faults at their places, and the exit code.
import { join } from 'node:path';
import { check } from '../../src/cli/check.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran } from './program.js';

const place = 'rules/sewa-aula/1.0.0';

function checked(folder: string, name?: string): Promise<Ran> {
  return printed(folder, () => check(name, join(folder, 'rules')));
}

const unknownParameter = {
  'clauses/10-syarat.yaml': ['parameter: tamu_terbanyak', 'parameter: tamu_terbanyakk'],
} as const;
const unknownFact = { 'clauses/20-sewa.yaml': ['formula: luas / kursi', 'formula: luas / kursii'] } as const;
const unknownFixture = { 'tests/10-sewa.yaml': ['given: rapat', 'given: rapatt'] } as const;

describe('as a program', () => {
  test('rules without faults are listed, with what is released and what is a draft', async () => {
    await withRules([{}, { version: '2.0.0', released: false }], (folder) => {
      expect(timbang(['check'], { folder })).toEqual({
        status: 0,
        stdout: 'sewa-aula@1.0.0: no faults, released 2022-01-01\nsewa-aula@2.0.0: no faults, draft\n',
        stderr: '',
      });
    });
  });

  test('every fault is printed at its line and column, sorted, and the exit code is 1', async () => {
    await withRules([{ released: false, changed: { ...unknownParameter, ...unknownFact } }], (folder) => {
      const { status, stdout, stderr } = timbang(['check'], { folder });

      const [first, second, count] = stdout.trim().split('\n');
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect(first).toBe(
        `${place}/clauses/10-syarat.yaml:16:25 there is no parameter "tamu_terbanyakk"; did you mean "tamu_terbanyak"?`,
      );
      expect(second).toMatch(/^\S+\/clauses\/20-sewa\.yaml:29:19 .*"kursii".*did you mean "kursi"\?$/);
      expect(count).toBe('2 fault(s)');
    });
  });

  test('a pack that there is not is wrong use, with what may be meant', async () => {
    await withRules([{}], (folder) => {
      expect(timbang(['check', 'sewa-aulla@1.0.0'], { folder })).toEqual({
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

test.each(['', '/'])(
  'one pack is checked by its folder, with%s a slash at the end, and its digest is given',
  async (slash) => {
    await withRules([{}], async (folder) => {
      const { status, stdout } = await checked(folder, join(folder, place) + slash);

      expect(status).toBe(0);
      expect(stdout).toMatch(
        /^sewa-aula@1\.0\.0: no faults \(6 clauses, 2 parameters, 1 tables\)\nsha256:[0-9a-f]{64}\n$/,
      );
    });
  },
);

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
      stdout: `${place}/tests/10-sewa.yaml:12:12 there is no fixture "rapatt"; did you mean "rapat"?\n1 fault(s)\n`,
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
        expect(stdout).toContain('2 fault(s)\n');
      },
    );
  },
);

test('a released file that was changed is a fault of released.yaml, with what to do', async () => {
  await withRules([{ changed: { 'parameters.yaml': ['value: 200', 'value: 250'] } }], async (folder) => {
    const { status, stdout } = await checked(folder);

    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^rules\/released\.yaml:2:\d+ sewa-aula@1\.0\.0 was changed after its release: its digest is now sha256:[0-9a-f]{64}; undo the change, or make a new version\n1 fault\(s\)\n$/,
    );
  });
});

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
      stdout: 'rules:1:1 there is no such folder\n1 fault(s)\n',
    });
  });
});
