// timbang what-would-change: what unmet requirements cost, as text or JSON; refusals and wrong use.
import { join } from 'node:path';
import { whatWouldChangeIn } from '../../src/cli/what-would-change.js';
import type { WhatWouldChangeOptions } from '../../src/cli/what-would-change.js';
import { meeting } from '../http/service.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran } from './program.js';

const unregistered = JSON.stringify({ facts: meeting({ pemohon: { jenis: 'warga', terdaftar: false } }) });
const political = JSON.stringify({ facts: meeting({ acara: { tanggal: '2023-06-15', politik: true } }) });

function asked(folder: string, text: string, options: Partial<WhatWouldChangeOptions> = {}): Promise<Ran> {
  const path = write(folder, 'pengajuan.json', text);
  return printed(folder, () =>
    whatWouldChangeIn(path, { rules: join(folder, 'rules'), language: 'en', ...options }),
  );
}

test('the program tells as text what a requirement needs and changes, in the language asked for', async () => {
  await withRules([{}], (folder) => {
    write(folder, 'pengajuan.json', unregistered);

    const ran = timbang(['what-would-change', 'pengajuan.json', '--language', 'en'], { folder });

    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
    expect(ran.stdout).toContain('✗ The applicant is registered: not met [aula.terdaftar]');
    expect(ran.stdout).toContain('✗ Registered in the village: no; must be yes (not met).');
    expect(ran.stdout).toMatch(/If only "The applicant is registered" is met, Total rent becomes \d+ ribu/);
  });
});

test('a submission a line is answered a line each as JSON; one that is refused ends with 1', async () => {
  await withRules([{}], async (folder) => {
    const ran = await asked(folder, `${unregistered}\n${political}\n`, {
      json: true,
      output: 'total_sewa',
      atLeast: 1000,
    });

    const lines = ran.stdout
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each) as unknown);
    expect(ran.status).toBe(1);
    expect(lines).toMatchObject([
      {
        regulation: 'sewa-aula',
        version: '1.0.0',
        requirements: [{ clause: 'aula.terdaftar' }],
        goal: { output: 'total_sewa', atLeast: 1000, reachable: false, sets: [] },
      },
      { code: 'not_covered' },
    ]);
  });
});

test('where everything is met it says so', async () => {
  await withRules([{}], async (folder) => {
    const ran = await asked(folder, JSON.stringify({ facts: meeting() }));

    expect(ran).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Every requirement that applies is met.') as unknown,
    });
  });
});

test.each([
  {
    options: { output: 'harga' },
    message: '--output: there is no output "harga" that is a number; there are: total_sewa, kepadatan\n',
  },
  { options: { atLeast: 5 }, message: '--at-least needs --output: which score is to reach it?\n' },
])('$options is wrong use and says what to do', async ({ options, message }) => {
  await withRules([{}], async (folder) => {
    expect(await asked(folder, unregistered, options)).toEqual({ status: 2, stdout: '', stderr: message });
  });
});
