// The commands on records, as a person runs them beside the service or after it.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { meeting, request } from '../http/service.js';
import { timbang, withRules, withService } from './program.js';
import type { Ran, Serving } from './program.js';

interface Given {
  readonly id: string;
  readonly receipt: { readonly signed: string };
}

async function evaluate(
  { url }: Serving,
  subject: string,
  change: Record<string, unknown> = {},
): Promise<Given> {
  const response = await fetch(`${url}/v1/evaluations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request(meeting(change), { subject })),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Given;
}

async function statusOf({ url }: Serving, path: string): Promise<number> {
  return (await fetch(`${url}${path}`)).status;
}

const newer = { version: '1.1.0', changed: {} };
const english = { TIMBANG_LANGUAGE: 'en', LOG_LEVEL: 'error' };

function run(folder: string, ...args: string[]): Ran {
  return timbang(args, { folder, env: english });
}

test('a record is replayed, and beside another version', async () => {
  await withRules([{}, newer], async (folder) => {
    await withService({ folder, env: english }, async (serving) => {
      const { id } = await evaluate(serving, 'E-1');

      expect(run(folder, 'replay', id)).toMatchObject({
        status: 0,
        stdout: 'Identical: both evaluators find all that was recorded.\n',
      });
      expect(run(folder, 'replay', id, '--on', 'sewa-aula@1.0.0')).toMatchObject({
        status: 0,
        stdout: '1.0.0: No output and no clause differs.\n',
      });
      expect(run(folder, 'replay', 'nonsense')).toMatchObject({
        status: 2,
        stderr: 'there is no evaluation "nonsense"\n',
      });
    });
  });
});

test('what rests on something provisional is evaluated again and, when asked, recorded in its place', async () => {
  await withRules([{}], async (folder) => {
    await withService({ folder, env: english }, async (serving) => {
      const resting = await evaluate(serving, 'E-1', {
        pemohon: { jenis: 'lembaga', terdaftar: true, nomor_surat: 'S-123' },
      });
      await evaluate(serving, 'E-2');

      const shown = run(folder, 'reevaluate', 'table:tarif');

      expect(shown).toMatchObject({ status: 0 });
      expect(shown.stdout.split('\n')).toHaveLength(3);
      expect(shown.stdout).toContain(`${resting.id} E-1: same scores (still rests on it)`);
      expect(shown.stdout).toContain('1 evaluations; 1 still rest on it, 0 have no answer, 0 were recorded');
      expect(run(folder, 'reevaluate', 'table:tarif', '--record')).toMatchObject({
        status: 2,
        stderr: '--record needs --reason\n',
      });
      expect(run(folder, 'reevaluate', 'tarif').status).toBe(2);
    });
  });
});

test('an erased subject is gone at once, and only it', async () => {
  await withRules([{}], async (folder) => {
    await withService({ folder, env: english }, async (serving) => {
      const [erased, other] = [await evaluate(serving, 'E-1'), await evaluate(serving, 'E-2')];

      const ran = run(folder, 'erase', '--subject', 'E-1', '--reason', 'asked to be forgotten');

      expect(ran.status).toBe(0);
      expect(ran.stdout).toContain('1 contents were erased');
      expect(await statusOf(serving, `/v1/evaluations/${erased.id}`)).toBe(410);
      expect(await statusOf(serving, `/v1/evaluations/${erased.id}/proof`)).toBe(200);
      expect(await statusOf(serving, `/v1/evaluations/${other.id}`)).toBe(200);
      expect(run(folder, 'erase', '--reason', 'none').status).toBe(2);
    });
  });
});

test('contents within the retention period stay', async () => {
  await withRules([{}], async (folder) => {
    await withService({ folder, env: english }, async (serving) => {
      const { id } = await evaluate(serving, 'E-1');

      expect(run(folder, 'expire', '--older-than', '1').stdout).toBe(
        '0 contents older than 1 days were removed.\n',
      );
      expect(run(folder, 'expire').status).toBe(2);
      expect(await statusOf(serving, `/v1/evaluations/${id}`)).toBe(200);
    });
  });
});

test('with a new signing key the service signs on, and the old one vouches for it', async () => {
  await withRules([{}], async (folder) => {
    await withService({ folder, env: english }, async (serving) => {
      const before = await evaluate(serving, 'E-1');
      const rotated = run(folder, 'signing-key', 'rotate');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const after = await evaluate(serving, 'E-2');

      const listed = run(folder, 'signing-key', 'list').stdout.trim().split('\n');
      const { keys } = (await (await fetch(`${serving.url}/v1/log/keys`)).json()) as {
        keys: { vkey: string; introduced?: string }[];
      };
      expect(listed).toHaveLength(2);
      expect(listed[1]).toBe(rotated.stdout.trim());
      expect(keys.map(({ vkey }) => vkey)).toEqual(listed);
      expect(keys[1]?.introduced).toContain(listed[1]);
      const signature = ({ receipt }: Given): string => receipt.signed.split(' ').at(-1)?.slice(0, 4) ?? '';
      expect(signature(after)).not.toBe(signature(before));
    });
  });
});

test('impact on what is recorded compares each evaluation that counts', async () => {
  await withRules([{}, newer], async (folder) => {
    await withService({ folder, env: english }, async (serving) => {
      await evaluate(serving, 'E-1');
      await evaluate(serving, 'E-1', { tamu: 100 });
      await evaluate(serving, 'E-2');
    });

    const ran = run(folder, 'impact', 'sewa-aula@1.0.0', 'sewa-aula@1.1.0', '--recorded', '--format', 'json');

    expect(JSON.parse(ran.stdout)).toMatchObject({ submissions: { read: 2, compared: 2 } });
    expect(run(folder, 'impact', 'sewa-aula@1.0.0', 'sewa-aula@1.1.0').stderr).toBe(
      'name --on FILE or --recorded\n',
    );
  });
});

test('a store that lost what had been signed is not served', async () => {
  await withRules([{}], async (folder) => {
    await withService({ folder, env: english }, (serving) => evaluate(serving, 'E-1').then(() => undefined));
    cpSync(join(folder, 'data'), join(folder, 'old'), { recursive: true });
    await withService({ folder, env: english }, async (serving) => {
      await evaluate(serving, 'E-2');
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });
    const signed = readFileSync(join(folder, 'data', 'log', 'checkpoints.txt'), 'utf8');
    expect(signed.split('— ').length).toBeGreaterThan(1);
    for (const name of ['timbang.sqlite', 'timbang.sqlite-wal', 'timbang.sqlite-shm']) {
      rmSync(join(folder, 'data', name), { force: true });
      cpSync(join(folder, 'old', name), join(folder, 'data', name), { force: true });
    }

    const ran = timbang(['serve'], { folder, env: { ...english, PORT: '39991' } });

    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('are lost: restore a newer backup');
    for (const name of ['keys', 'log']) rmSync(join(folder, 'data', name), { recursive: true });
    const keyless = timbang(['serve'], { folder, env: { ...english, PORT: '39991' } });
    expect(keyless.status).toBe(2);
    expect(keyless.stderr).toContain('signing keys are missing');
  });
});

test('a backup brings everything back but who was erased since, and says when it lacks what was signed', async () => {
  await withRules([{}], async (folder) => {
    const ids: string[] = [];
    await withService({ folder, env: english }, async (serving) => {
      ids.push((await evaluate(serving, 'E-1')).id, (await evaluate(serving, 'E-2')).id);
      expect(run(folder, 'backup', 'copy')).toMatchObject({ status: 0 });
      expect(run(folder, 'backup', 'copy').status).toBe(1);
      expect(run(folder, 'erase', '--subject', 'E-2', '--reason', 'asked for').status).toBe(0);
    });
    for (const name of ['timbang.sqlite', 'timbang.sqlite-wal', 'timbang.sqlite-shm'])
      rmSync(join(folder, 'data', name), { force: true });

    const behind = run(folder, 'restore', 'copy');
    const restored = run(folder, 'restore', 'copy', '--accept-loss');

    expect(behind.status).toBe(2);
    expect(behind.stderr).toContain('restore a newer one, or say --accept-loss');
    expect(restored).toMatchObject({ status: 0, stderr: '' });
    expect(run(folder, 'replay', ids[0] ?? '').status).toBe(0);
    expect(run(folder, 'replay', ids[1] ?? '').stderr).toBe(`the content of evaluation ${ids[1]} is gone\n`);
    expect(run(folder, 'restore', 'copy', '--accept-loss').status).toBe(1);
  });
});
