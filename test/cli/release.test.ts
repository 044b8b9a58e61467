// timbang release: what keeps a draft from being released, and what its release leaves behind.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { release } from '../../src/cli/release.js';
import type { ReleaseOptions } from '../../src/cli/release.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran, Version } from './program.js';

const draft: Version = { version: '1.1.0', released: false };

function released(folder: string, options: Partial<ReleaseOptions> = {}): Promise<Ran> {
  const people = { author: 'Penyusun', approver: 'Pemeriksa' };
  const rest = {
    minCoverage: 0,
    acceptWarnings: true,
    language: 'en',
    rules: join(folder, 'rules'),
  } as const;
  return printed(folder, () => release('sewa-aula@1.1.0', { ...people, ...rest, ...options }));
}

function releasesIn(folder: string): string {
  return readFileSync(join(folder, 'rules', 'released.yaml'), 'utf8');
}

test('a draft that holds is frozen by its digest, with author, approver and day', async () => {
  await withRules([{}, draft], async (folder) => {
    const { status, stdout } = await released(folder);

    const { stdout: checked } = timbang(['check', '--language', 'en'], { folder });
    expect(status).toBe(0);
    expect(stdout).toMatch(/sewa-aula@1\.1\.0 is released \(author: Penyusun, approver: Pemeriksa\)/);
    expect(releasesIn(folder)).toMatch(/version: "1\.1\.0",? *\n? *.*digest: "?sha256:[0-9a-f]{64}/);
    expect(checked).toMatch(/sewa-aula@1\.1\.0: no faults, released \d{4}-\d{2}-\d{2}/);
  });
});

test('a file that changes afterwards is refused when the rules are read', async () => {
  await withRules([{}, draft], async (folder) => {
    await released(folder);
    const path = 'rules/sewa-aula/1.1.0/parameters.yaml';
    write(folder, path, `${readFileSync(join(folder, path), 'utf8')}# tambahan\n`);

    const { status, stdout } = timbang(['check', '--language', 'en'], { folder });

    expect(status).toBe(1);
    expect(stdout).toMatch(/released\.yaml:\d+:\d+ sewa-aula@1\.1\.0 was changed after its release/);
  });
});

test.each([
  {
    people: { approver: ' penyusun ' },
    message: 'the approver must be somebody else than the author (Penyusun)',
  },
  { people: { author: ' ' }, message: 'name the author and the approver' },
])('two people are needed: $message', async ({ people, message }) => {
  await withRules([{}, draft], async (folder) => {
    const { status, stderr } = await released(folder, people);

    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(releasesIn(folder)).not.toContain('1.1.0');
  });
});

test.each([
  {
    what: 'a fault',
    changed: { 'clauses/20-sewa.yaml': ['formula: luas / kursi', 'formula: luas / kursii'] },
    message: /1\.1\.0\/clauses\/20-sewa\.yaml:29:19 .*"kursii"/,
  },
  {
    what: 'a case that fails',
    changed: { 'tables/tarif.yaml': ['value: 10.5', 'value: 11.5'] },
    message: /not released: a case fails/,
  },
] as const)('$what keeps it a draft', async ({ changed, message }) => {
  await withRules([{}, { ...draft, changed }], async (folder) => {
    const { status, stdout } = await released(folder);

    expect(status).toBe(1);
    expect(stdout).toMatch(message);
    expect(releasesIn(folder)).not.toContain('1.1.0');
  });
});

test('warnings keep it a draft until they are accepted', async () => {
  await withRules([{}, draft], async (folder) => {
    const { status, stdout } = await released(folder, { acceptWarnings: false });

    expect(status).toBe(1);
    expect(stdout).toMatch(/warning: .*\n[\s\S]*not released: mend what is warned of above/);
    expect(releasesIn(folder)).not.toContain('1.1.0');
  });
});

test('cases that leave out more than is allowed keep it a draft, and what is missing is told', async () => {
  await withRules([{}, draft], async (folder) => {
    const { status, stdout } = await released(folder, { minCoverage: 100 });

    expect(status).toBe(1);
    expect(stdout).toMatch(
      /Not covered \(\d+\):[\s\S]*not released: its cases cover [\d.]+ %, at least 100 % is needed/,
    );
    expect(releasesIn(folder)).not.toContain('1.1.0');
  });
});

test('what is released already cannot be released again', async () => {
  await withRules([{}, draft], async (folder) => {
    await released(folder);
    const before = releasesIn(folder);

    const { status, stdout } = await released(folder);

    expect(status).toBe(1);
    expect(stdout).toMatch(/sewa-aula@1\.1\.0 is released twice/);
    expect(releasesIn(folder)).toBe(before);
  });
});
