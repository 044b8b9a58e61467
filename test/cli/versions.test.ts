// timbang new-version and withdraw: a draft to edit, and a released version that answers no more.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newVersion } from '../../src/cli/new-version.js';
import { withdraw } from '../../src/cli/withdraw.js';
import { meeting, request } from '../http/service.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran } from './program.js';

function made(folder: string, args: [string, string], from?: string): Promise<Ran> {
  const options = { rules: join(folder, 'rules'), language: 'en', ...(from && { from }) } as const;
  return printed(folder, () => newVersion(args[0], args[1], options));
}

function withdrawn(folder: string, name: string, reason = 'tabel keliru'): Promise<Ran> {
  return printed(folder, () => withdraw(name, { reason, rules: join(folder, 'rules'), language: 'en' }));
}

function released(folder: string): string {
  return readFileSync(join(folder, 'rules', 'released.yaml'), 'utf8');
}

describe('timbang new-version', () => {
  test('copies the highest version below, and changes nothing but the number', async () => {
    await withRules([{}, { version: '1.1.0' }, { version: '2.0.0' }], async (folder) => {
      const { status, stdout } = await made(folder, ['sewa-aula', '1.2.0']);

      const manifest = (version: string): string =>
        readFileSync(join(folder, 'rules', 'sewa-aula', version, 'manifest.yaml'), 'utf8');
      expect(status).toBe(0);
      expect(stdout).toMatch(/^sewa-aula@1\.2\.0 is a new draft, copied from sewa-aula@1\.1\.0/);
      expect(manifest('1.2.0')).toBe(manifest('1.1.0').replace("version: '1.1.0'", 'version: "1.2.0"'));
    });
  });

  test('what it made is a draft without faults, and the released versions are as they were', async () => {
    await withRules([{}], async (folder) => {
      await made(folder, ['sewa-aula', '1.1.0']);

      const { status, stdout } = timbang(['check', '--language', 'en'], { folder });

      expect(status).toBe(0);
      expect(stdout).toMatch(/sewa-aula@1\.0\.0: no faults, released/);
      expect(stdout).toMatch(/sewa-aula@1\.1\.0: no faults, draft/);
    });
  });

  test('copies the version that is named', async () => {
    await withRules([{}, { version: '1.1.0' }], async (folder) => {
      const { stdout } = await made(folder, ['sewa-aula', '1.2.0'], '1.0.0');

      expect(stdout).toMatch(/copied from sewa-aula@1\.0\.0/);
    });
  });

  test('leaves hidden files behind, such as those of an editor', async () => {
    await withRules([{}], async (folder) => {
      write(folder, 'rules/sewa-aula/1.0.0/clauses/.10-syarat.yaml.swp', 'x');

      await made(folder, ['sewa-aula', '1.1.0']);

      expect(readdirSync(join(folder, 'rules', 'sewa-aula', '1.1.0', 'clauses'))).not.toContain(
        '.10-syarat.yaml.swp',
      );
      expect(readdirSync(join(folder, 'rules', 'sewa-aula')).sort()).toEqual(['1.0.0', '1.1.0']);
    });
  });

  test.each([
    {
      args: ['sewa-aulla', '1.1.0'],
      message: 'no regulation "sewa-aulla" in rules; did you mean "sewa-aula"?',
    },
    { args: ['sewa-aula', '1.0.0'], message: 'sewa-aula@1.0.0 is there already' },
    {
      args: ['sewa-aula', '1.1'],
      message: '"1.1" is not a version; write three numbers with dots, such as 1.1.0',
    },
    { args: ['sewa-aula', '../../x'], message: '"../../x" is not a version' },
    { args: ['sewa-aula', '0.9.0'], message: 'no version is below 0.9.0; name the one to copy with --from' },
    { args: ['sewa-aula', '1.1.0'], from: '1.0.1', message: 'there is no version "1.0.1"' },
  ])('$args.0 $args.1 is wrong use: $message', async ({ args, from, message }) => {
    await withRules([{}], async (folder) => {
      const { status, stderr } = await made(folder, args as [string, string], from);

      expect(status).toBe(2);
      expect(stderr).toContain(message);
      expect(existsSync(join(folder, 'rules', 'sewa-aula', '1.1.0'))).toBe(false);
    });
  });
});

describe('timbang withdraw', () => {
  test('notes the day and the reason, and the version before answers again', async () => {
    await withRules([{}, { version: '1.1.0' }], async (folder) => {
      const { status, stdout } = await withdrawn(folder, 'sewa-aula@1.1.0');
      const file = write(folder, 'ajuan.json', JSON.stringify(request(meeting())));

      const answer = timbang(['evaluate', file, '--json', '--language', 'en'], { folder });

      expect(status).toBe(0);
      expect(stdout).toMatch(/^sewa-aula@1\.1\.0 is withdrawn/);
      expect(released(folder)).toMatch(/withdrawn: { date: "\d{4}-\d{2}-\d{2}", reason: tabel keliru }/);
      const { version, law } = JSON.parse(answer.stdout) as {
        version: string;
        law: { passedOver: object[] };
      };
      expect(version).toBe('1.0.0');
      expect(law.passedOver).toMatchObject([{ version: '1.1.0', because: 'withdrawn' }]);
    });
  });

  test('keeps the comments of released.yaml', async () => {
    await withRules([{}, { version: '1.1.0' }], async (folder) => {
      write(folder, 'rules/released.yaml', `# Daftar rilis\n${released(folder)}# selesai\n`);

      await withdrawn(folder, 'sewa-aula@1.1.0');

      expect(released(folder)).toMatch(/^# Daftar rilis\n[\s\S]*# selesai\n$/);
    });
  });

  test.each([
    { name: 'sewa-aula@1.2.0', message: 'sewa-aula@1.2.0 is not released' },
    { name: 'sewa-aula@9.0.0', message: 'there is no pack "sewa-aula@9.0.0"' },
    { name: 'sewa-aula', message: '"sewa-aula" is neither' },
  ])('$name cannot be withdrawn: $message', async ({ name, message }) => {
    await withRules([{}, { version: '1.2.0', released: false }], async (folder) => {
      const before = released(folder);

      const { status, stderr } = await withdrawn(folder, name);

      expect(status).toBe(2);
      expect(stderr).toContain(message);
      expect(released(folder)).toBe(before);
    });
  });

  test('nothing is withdrawn without a reason, nor twice', async () => {
    await withRules([{}, { version: '1.1.0' }], async (folder) => {
      const unexplained = await withdrawn(folder, 'sewa-aula@1.1.0', '  ');
      const first = await withdrawn(folder, 'sewa-aula@1.1.0');
      const second = await withdrawn(folder, 'sewa-aula@1.1.0');

      expect([unexplained.status, first.status, second.status]).toEqual([2, 0, 2]);
      expect(unexplained.stderr).toContain('say why with --reason');
      expect(second.stderr).toMatch(/was withdrawn on .* already/);
    });
  });

  test('a version that a transitional provision of another keeps cannot be withdrawn', async () => {
    const provision = {
      provision: 'acara_berjalan',
      title: { id: 'Acara berjalan', en: 'Events under way' },
      text: { id: 'Mengikuti aturan lama.', en: 'They keep the old rules.' },
      citation: { document: 'perdes_aula' },
      provenance: { kind: 'law', status: 'confirmed' },
      keeps: '1.0.x',
      when: { fact: 'acara.tanggal', operator: 'before', value: '2023-07-01' },
    };
    await withRules([{}, { version: '1.1.0', transitional: [provision] }], async (folder) => {
      const { status, stdout } = await withdrawn(folder, 'sewa-aula@1.0.0');

      expect(status).toBe(1);
      expect(stdout).toMatch(
        /1\.1\.0\/manifest\.yaml:\d+:\d+ there is no earlier version 1\.0\.x of sewa-aula that is released/,
      );
      expect(released(folder)).not.toContain('withdrawn');
    });
  });
});
