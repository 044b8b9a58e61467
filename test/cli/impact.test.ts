// timbang impact: a file of submissions against two versions, as text, JSON, CSV and a page, by one thread or several.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { impact as impactOn } from '../../src/cli/impact.js';
import type { ImpactOptions } from '../../src/cli/impact.js';
import { csvRows } from '../../src/cli/impact/csv.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran, Version } from './program.js';

const newer: Version = {
  version: '1.1.0',
  released: false,
  changed: { 'tables/tarif.yaml': ['value: 10.5', 'value: 12.5'] },
};

function submission(hours: number, subject?: string): string {
  const facts = {
    acara: { tanggal: '2023-06-30' },
    pemohon: { jenis: 'warga', terdaftar: true },
    tamu: 20,
    kursi: 4,
    luas: 10,
    ruang: [{ jam: hours }],
  };
  return JSON.stringify({ ...(subject !== undefined && { subject }), regulation: 'lain', facts });
}

interface Asked extends Partial<ImpactOptions> {
  readonly lines?: readonly string[];
}

const file = 'pengajuan.ndjson';
const names = ['sewa-aula@1.0.0', 'sewa-aula@1.1.0'] as const;

/** In this process and thread, which takes a tenth of the time. */
async function impact(
  { lines = [submission(3)], ...options }: Asked,
  check: (ran: Ran, folder: string) => void = () => undefined,
): Promise<Ran> {
  let ran: Ran | undefined;
  await withRules([{}, newer], async (folder) => {
    const on = write(folder, file, lines.join('\n'));
    const usual = {
      rules: join(folder, 'rules'),
      data: join(folder, 'data'),
      on,
      language: 'id',
      format: 'text',
      threads: 1,
    } as const;
    const out = options.out === undefined ? {} : { out: join(folder, options.out) };
    ran = await printed(folder, () => impactOn(...names, { ...usual, ...options, ...out }));
    check(ran, folder);
  });
  return ran as Ran;
}

/** As a person starts it. */
async function started(lines: readonly string[], ...args: readonly string[]): Promise<Ran> {
  let ran: Ran | undefined;
  await withRules([{}, newer], (folder) => {
    write(folder, file, lines.join('\n'));
    ran = timbang(['impact', ...names, '--on', file, ...args], { folder, input: lines.join('\n') });
  });
  return ran as Ran;
}

test('the report is printed in Indonesian unless English is asked for', async () => {
  const lines = [submission(3), 'rusak', '', submission(2, 'Ani')];

  const { status, stdout, stderr } = await started(lines);

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('3 pengajuan dibaca: 1 tidak dapat dibandingkan, 2 dibandingkan');
  expect(stdout).toContain('1: barisnya bukan JSON\n      baris 2\n');
  expect(stdout).toContain('baris 1: 32 → 38 (+6), karena ruang.sewa');
  expect(stdout).toContain('baris 4 (Ani): 21 → 25 (+4), karena ruang.sewa');
  expect((await impact({ language: 'en' })).stdout).toContain(
    '1 submission(s) read: 0 could not be compared, 1 compared, of which 1 (100 %) changed.',
  );
});

test('several threads give the same as one, in the same order', async () => {
  const lines = Array.from({ length: 1050 }, (_, index) =>
    index % 10 === 0 ? 'rusak' : submission((index % 24) + 0.5, `pemohon-${index}`),
  );

  for (const format of ['json', 'csv'] as const) {
    const one = await impact({ lines, format });
    const three = await started(lines, '--format', format, '--threads', '3');

    expect(three.stdout).toBe(one.stdout);
    if (format === 'csv') expect(one.stdout.trim().split('\n')).toHaveLength(946);
    else
      expect(JSON.parse(one.stdout)).toMatchObject({
        submissions: { read: 1050, notCompared: 105, compared: 945, changed: 945 },
      });
  }
});

test('CSV has a row for each submission that changed, and no cell that a spreadsheet calculates', async () => {
  const subjects = ['=1+1', '+62', '-5', '@SUM(A1)', '\tx', 'a,"b"', 'Ani'];
  const cells = '32,38,6,32,38,,,,,,ruang.sewa';

  const { stdout } = await impact({ lines: subjects.map((each) => submission(3, each)), format: 'csv' });

  expect(stdout).toBe(
    [
      'line,subject,total_sewa_before,total_sewa_after,total_sewa_change,total_sewa_potential_before,total_sewa_potential_after,kepadatan_before,kepadatan_after,kepadatan_change,kepadatan_potential_before,kepadatan_potential_after,root_clauses',
      `1,'=1+1,${cells}`,
      `2,'+62,${cells}`,
      `3,'-5,${cells}`,
      `4,'@SUM(A1),${cells}`,
      `5,'\tx,${cells}`,
      `6,"a,""b""",${cells}`,
      `7,Ani,${cells}`,
      '',
    ].join('\n'),
  );
});

test('a loss stays a negative number in CSV', () => {
  const result = { before: { value: 5, potential: 5 }, after: { value: 2.5, potential: 5 }, causes: [] };

  expect(csvRows([{ id: 7, outputs: [{ output: 'nilai', ...result }] }], ['nilai'])).toBe(
    '7,,5,2.5,-2.5,5,5,\n',
  );
});

test('a page is written whole, needs nothing else, and says in words what its picture shows', async () => {
  const lines = [submission(3, '<b>Ani</b>')];

  await impact({ lines, format: 'html', out: 'dampak.html' }, ({ status, stdout }, folder) => {
    const page = readFileSync(`${folder}/dampak.html`, 'utf8');

    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
    expect(page).toContain('<html lang="id">');
    expect(page).toContain('Jenis pemohon: warga desa: 10,5 → 12,5 ');
    expect(page).toMatch(/<svg [^>]*role="img"/);
    expect(page).toContain('<desc id="d0">+6 sampai di bawah +6,5: 1</desc>');
    expect(page).toContain('&lt;b&gt;Ani&lt;/b&gt;');
    expect(page).not.toMatch(/<(script|link|img)\b|url\(/);
  });
});

test('submissions may come from standard input, with a byte order mark and Windows line ends', async () => {
  const lines = [`\uFEFF${submission(3)}\r`, `${submission(2, 'a\u2028b')}\r`, ''];

  const { stdout } = await started(lines, '--on', '-', '--format', 'json');

  expect(JSON.parse(stdout)).toMatchObject({ submissions: { read: 2, compared: 2 } });
});

test('an interrupt ends it with a sentence and leaves nothing half-written', async () => {
  await withRules([{}, newer], async (folder) => {
    const args = [
      'impact',
      ...names,
      '--on',
      '-',
      '--format',
      'csv',
      '--out',
      'dampak.csv',
      '--language',
      'en',
    ];
    const program = join(process.cwd(), 'dist', 'cli', 'timbang.js');
    const child = spawn(process.execPath, [program, ...args], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    child.stdin.write(`${submission(3)}\n`);
    const partial = (): string | undefined =>
      readdirSync(folder).find((name) => name.startsWith('dampak.csv.'));
    // Its header is there, so it is under way.
    while (!partial() || readFileSync(join(folder, partial() ?? '')).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));

    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];

    expect({ code, stderr }).toEqual({ code: 130, stderr: 'Stopped; nothing was written.\n' });
    expect(readdirSync(folder).filter((name) => name.startsWith('dampak'))).toEqual([]);
  });
});

test('wrong use ends with 2 and a sentence, and writes nothing', async () => {
  const gone = await impact({ on: '/tidak/ada.ndjson' });
  const folder = await impact({ on: process.cwd() });
  const closed = await impact({ out: 'tidak/ada/x.html' });
  const none = await started([], '--threads', '0');

  expect(gone).toMatchObject({ status: 2, stdout: '', stderr: '/tidak/ada.ndjson cannot be read: ENOENT\n' });
  expect(folder).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is a folder; give a file with a submission a line') as string,
  });
  expect(closed).toMatchObject({ status: 2, stderr: 'tidak/ada/x.html cannot be written: ENOENT\n' });
  expect(none).toMatchObject({ status: 2, stdout: '' });
  expect(none.stderr).toContain('a whole number from 1 to 64');
});
