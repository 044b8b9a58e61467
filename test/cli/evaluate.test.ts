// timbang evaluate: submissions from a file or standard input, as text or JSON; refusals and wrong use.
import { join } from 'node:path';
import supertest from 'supertest';
import { evaluateFile } from '../../src/cli/evaluate.js';
import type { EvaluateOptions } from '../../src/cli/evaluate.js';
import { Catalog } from '../../src/evaluation/catalog.js';
import { readRuleSet } from '../../src/policy/rule-set.js';
import { meeting, request, serve } from '../http/service.js';
import { printed, timbang, withRules, write } from './program.js';
import type { Ran } from './program.js';

const line = JSON.stringify({ facts: meeting() });
const political = JSON.stringify({ facts: meeting({ acara: { tanggal: '2023-06-15', politik: true } }) });
const wrongType = JSON.stringify({ facts: meeting({ tamu: 'banyak' }) });

/** Evaluates the text as a file. */
function evaluated(folder: string, text: string, options: Partial<EvaluateOptions> = {}): Promise<Ran> {
  const path = write(folder, 'pengajuan.json', text);
  return printed(folder, () =>
    evaluateFile(path, { rules: join(folder, 'rules'), evaluator: 'compiled', language: 'id', ...options }),
  );
}

function answers({ stdout }: Ran): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((each) => JSON.parse(each) as Record<string, unknown>);
}

describe('as a program', () => {
  test('a file with one submission is answered as a readable tree, in the language asked for', async () => {
    await withRules([{}], (folder) => {
      write(folder, 'pengajuan.json', line);

      const english = timbang(['evaluate', 'pengajuan.json', '--language', 'en'], { folder });

      expect({ ...english, stdout: english.stdout.split('\n').slice(0, 2) }).toEqual({
        status: 0,
        stdout: [
          'Hire of the village hall (invented) (sewa-aula@1.0.0)',
          'The law as of 15 June 2023 (acara.tanggal)',
        ],
        stderr: '',
      });
    });
  });

  test('submissions from standard input are answered a line each, refusals among them, and the exit code is 1', async () => {
    await withRules([{}], (folder) => {
      const input = `${line}\n\n${political}\n${line}\n`;

      const ran = timbang(['evaluate', '-', '--json'], { folder, input });

      expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 1, stderr: '' });
      expect(answers(ran).map((each) => each['code'] ?? each['version'])).toEqual([
        '1.0.0',
        'not_covered',
        '1.0.0',
      ]);
    });
  });

  test('a file that there is not is wrong use', async () => {
    await withRules([{}], (folder) => {
      expect(timbang(['evaluate', 'tidak-ada.json', '--language', 'en'], { folder })).toEqual({
        status: 2,
        stdout: '',
        stderr: 'tidak-ada.json cannot be read: ENOENT\n',
      });
    });
  });
});

test('the JSON is what the service answers to the same submission', async () => {
  await withRules([{}], async (folder) => {
    const rules = join(folder, 'rules');
    const { app } = serve({ catalog: new Catalog(readRuleSet(rules, rules)) });
    const served = await supertest(app).post('/v1/evaluations?store=false').send(request());

    const { stdout } = await evaluated(folder, line, { json: true });

    expect(stdout).toBe(`${served.text}\n`);
  });
});

test('JSON over several lines is one submission', async () => {
  await withRules([{}], async (folder) => {
    const ran = await evaluated(folder, JSON.stringify({ facts: meeting() }, undefined, 2), { json: true });

    expect(ran.status).toBe(0);
    expect(answers(ran)).toHaveLength(1);
  });
});

test.each(['id', 'en'] as const)('both evaluators answer the same text in %s', async (language) => {
  await withRules([{}], async (folder) => {
    const compiled = await evaluated(folder, line, { language });
    const reference = await evaluated(folder, line, { language, evaluator: 'reference' });

    expect(compiled.stdout).toContain(language === 'id' ? 'Hukum yang berlaku pada' : 'The law as of');
    expect(reference).toEqual(compiled);
  });
});

describe('refusals', () => {
  test('are printed with each reason and its place, and the exit code is 1', async () => {
    await withRules([{}], async (folder) => {
      const { status, stdout } = await evaluated(folder, wrongType, { language: 'en' });

      expect(status).toBe(1);
      expect(stdout).toBe(
        'Invalid facts: The facts do not have the form that sewa-aula@1.0.0 asks for.\n' +
          '    /facts/tamu must be a whole number; it is "banyak"\n',
      );
    });
  });

  test('by a gap give the reason in English', async () => {
    await withRules([{}], async (folder) => {
      const { stdout } = await evaluated(folder, political, { language: 'en' });

      expect(stdout).toContain('Political events');
      expect(stdout).toContain('    /facts/acara/politik The rules for them are not encoded.\n');
    });
  });

  test('by a gap are Indonesian throughout where the language is Indonesian', async () => {
    await withRules([{}], async (folder) => {
      const { stdout } = await evaluated(folder, political, { language: 'id' });

      expect(stdout).toContain('    /facts/acara/politik Aturannya tidak dimuat.\n');
      expect(stdout).toContain('Acara politik');
      expect(stdout).not.toMatch(/Not covered|this submission/);
    });
  });

  test('because of provisional law are made by --require-confirmed', async () => {
    const organisation = { jenis: 'lembaga', terdaftar: true, nomor_surat: '7' };
    const text = JSON.stringify({ facts: meeting({ pemohon: organisation }) });

    await withRules([{}], async (folder) => {
      const usual = await evaluated(folder, text, { json: true });
      const strict = await evaluated(folder, text, { json: true, requireConfirmed: true });

      expect(usual.status).toBe(0);
      expect(strict.status).toBe(1);
      expect(answers(strict)).toMatchObject([{ code: 'unconfirmed_law', provisional: [{ table: 'tarif' }] }]);
    });
  });

  test('by asOf come from the option, or from the line', async () => {
    await withRules([{}], async (folder) => {
      const byOption = await evaluated(folder, line, { json: true, asOf: '2021-12-31' });
      const byLine = await evaluated(folder, JSON.stringify({ facts: meeting(), asOf: '2021-12-31' }), {
        json: true,
      });

      expect(answers(byOption)).toMatchObject([{ code: 'no_law_on_date' }]);
      expect(byLine).toEqual(byOption);
    });
  });
});

describe('which pack answers', () => {
  test('a draft answers when it is named, by name or by folder, and not otherwise', async () => {
    await withRules([{}, { version: '2.0.0', released: false }], async (folder) => {
      const place = join(folder, 'rules', 'sewa-aula', '2.0.0');
      const usual = await evaluated(folder, line, { json: true });
      const byName = await evaluated(folder, line, { json: true, pack: 'sewa-aula@2.0.0' });
      const byFolder = await evaluated(folder, line, { json: true, pack: place });

      expect(answers(usual)).toMatchObject([{ version: '1.0.0' }]);
      expect(answers(byName)).toMatchObject([{ version: '2.0.0' }]);
      expect(byFolder).toEqual(byName);
    });
  });

  test('a regulation that there is not is wrong use, with what may be meant', async () => {
    await withRules([{}], async (folder) => {
      const { status, stderr } = await evaluated(folder, line, { regulation: 'sewa-aulla' });

      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'there is no regulation "sewa-aulla"; did you mean "sewa-aula"?\n',
      });
    });
  });

  test('rules with faults answer nothing: the faults are printed and the exit code is 1', async () => {
    await withRules([{ changed: { 'parameters.yaml': ['value: 200', 'value: 250'] } }], async (folder) => {
      const { status, stdout, stderr } = await evaluated(folder, line, { language: 'en' });

      expect(stdout + stderr).toMatch(
        /rules\/released\.yaml:2:\d+ sewa-aula@1\.0\.0 was changed after its release/,
      );
      expect(status).toBe(1);
    });
  });
});

describe('a file that holds no submissions is wrong use', () => {
  test.each([
    { what: 'a word', text: 'halo', message: /^pengajuan\.json:1:\d is not JSON: / },
    {
      what: 'a broken second line',
      text: `${line}\n{"facts":\n`,
      message: /^pengajuan\.json:2:1 is not JSON: /,
    },
    { what: 'a list', text: '[]', message: /^pengajuan\.json:1:1 \/ must be an object; it is a list$/m },
    { what: 'null', text: 'null', message: /^pengajuan\.json:1:1 \/ must be an object; it is null/ },
    {
      what: 'an object without facts',
      text: `${line}\n{}\n`,
      message: /^pengajuan\.json:2:1 \/facts is missing$/m,
    },
  ])('$what', async ({ text, message }) => {
    await withRules([{}], async (folder) => {
      const { status, stderr } = await evaluated(folder, text);

      expect(status).toBe(2);
      expect(stderr).toMatch(message);
    });
  });

  test('JSON over several lines with a fault is told the line of the fault, not the first', async () => {
    const text = JSON.stringify({ facts: meeting() }, undefined, 2).replace('"tamu": 120,', '"tamu": 120');

    await withRules([{}], async (folder) => {
      const { stderr } = await evaluated(folder, text);

      const line = text.split('\n').findIndex((each) => each.includes('"tamu"')) + 1;
      expect(stderr).toMatch(new RegExp(`^pengajuan\\.json:(${line}|${line + 1}):\\d+ `));
    });
  });

  test.each([
    { what: 'an asOf that is no day', more: { asOf: '2023-02-30' } },
    { what: 'a requireConfirmed that is a word', more: { requireConfirmed: 'no' } },
    { what: 'a misspelt member', more: { requireConfirmd: true } },
  ])('as over HTTP, $what is refused', async ({ more }) => {
    await withRules([{}], async (folder) => {
      const { status } = await evaluated(folder, JSON.stringify({ facts: meeting(), ...more }));

      expect(status).not.toBe(0);
    });
  });

  test('an --as-of that is no day is refused', async () => {
    await withRules([{}], async (folder) => {
      expect((await evaluated(folder, line, { asOf: 'tomorrow' })).status).toBe(2);
    });
  });
});
