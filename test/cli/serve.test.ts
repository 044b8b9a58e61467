// timbang serve: where it says to look, what it refuses to serve, and how it ends.
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { meeting, request } from '../http/service.js';
import { timbang, until, withRules, withService, write } from './program.js';

async function post(url: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/v1/evaluations?explain=none`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('it says what it serves and where to look, answers there, and SIGTERM ends it with 0', async () => {
  await withRules([{}], (folder) =>
    withService({ folder }, async ({ url, child, said, ended }) => {
      const lines = said.stdout.split('\n').filter((line) => !line.startsWith('{'));
      const ready = await fetch(`${url}/readyz`);
      const answer = await post(url, request());

      child.kill('SIGTERM');

      expect(lines.slice(0, 4)).toEqual([
        'Timbang serves sewa-aula@1.0.0',
        `  API     ${url}/docs`,
        `  law     ${url}/v1/regulations`,
        `  ready   ${url}/readyz`,
      ]);
      expect(ready.status).toBe(200);
      expect(answer).toMatchObject({
        status: 201,
        body: { version: '1.0.0', scores: { total_sewa: { value: 32 } } },
      });
      expect(await ended).toBe(0);
      expect(said.stderr).toBe('');
    }),
  );
});

/** A request whose body is not yet whole; `finish` sends the rest and gives the answer. */
async function beginRequest(port: number, agent: Agent): Promise<() => Promise<IncomingMessage>> {
  const body = JSON.stringify(request());
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const begun = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/evaluations',
    headers,
    agent,
  });
  begun.write(body.slice(0, 50));
  await pause(100);
  return async () => {
    begun.end(body.slice(50));
    const [response] = (await once(begun, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return response;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

test('a request under way at SIGTERM is answered, and no new connection is taken', async () => {
  await withRules([{}], (folder) =>
    withService({ folder }, async ({ url, port, child, ended }) => {
      const finish = await beginRequest(port, new Agent({ keepAlive: false }));

      child.kill('SIGTERM');
      await pause(100);
      const isTaken = await fetch(`${url}/livez`).then(
        () => true,
        () => false,
      );
      const response = await finish();

      expect(isTaken).toBe(false);
      expect(response.statusCode).toBe(201);
      expect(await ended).toBe(0);
    }),
  );
});

test('a caller that keeps its connection does not keep the service from ending', async () => {
  await withRules([{}], (folder) =>
    withService({ folder }, async ({ port, child, ended }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const finish = await beginRequest(port, agent);

      child.kill('SIGTERM');
      await pause(100);
      const response = await finish();
      const code = await Promise.race([ended, pause(2000).then(() => 'still running after two seconds')]);
      agent.destroy();

      expect(response.headers['connection']).toBe('close');
      expect(code).toBe(0);
    }),
  );
}, 15_000);

test('a port that is taken is told, with what to do, and the exit code is 2', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;

  await withRules([{}], (folder) => {
    const { status, stderr } = timbang(['serve'], { folder, env: { PORT: String(port) } });

    expect({ status, stderr }).toEqual({ status: 2, stderr: `port ${port} is taken; set PORT to another\n` });
  });
  other.close();
});

test('a released file that was changed keeps it from serving, from the folder that TIMBANG_RULES names', async () => {
  await withRules([{ changed: { 'parameters.yaml': ['value: 200', 'value: 250'] } }], (folder) => {
    const { status, stdout, stderr } = timbang(['serve'], {
      folder: '/',
      env: { TIMBANG_RULES: `${folder}/rules`, TIMBANG_LANGUAGE: 'en' },
    });

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/rules\/released\.yaml:2:\d+ sewa-aula@1\.0\.0 was changed after its release: /);
  });
});

test.each([
  { args: [], stderr: 'rules:1:1 belum ada versi yang dirilis untuk dilayani\n' },
  { args: ['--language', 'en'], stderr: 'rules:1:1 there is no released version to serve\n' },
])('rules without a release are not served: $args', async ({ args, stderr }) => {
  await withRules([{ released: false }], (folder) => {
    expect(timbang(['serve', ...args], { folder })).toEqual({ status: 1, stdout: '', stderr });
  });
});

test('a faulty draft beside a good release is left out with a warning, and the release is served', async () => {
  await withRules([{}, { version: '2.0.0', released: false }], (folder) => {
    write(folder, 'rules/sewa-aula/2.0.0/parameters.yaml', 'parameters: {}\n');

    return withService({ folder }, async ({ url, said }) => {
      const usual = await post(url, request());
      const draft = await post(url, request(meeting(), { version: '2.0.0' }));
      await until(() => said.stderr.includes('\n'));

      const [warning] = said.stderr
        .split('\n')
        .map((line) => JSON.parse(line || '{}') as Record<string, unknown>);
      expect(said.stdout).toMatch(/^Timbang serves sewa-aula@1\.0\.0\n/);
      expect(usual).toMatchObject({ status: 201, body: { version: '1.0.0' } });
      expect(draft).toMatchObject({ status: 404, body: { code: 'unknown_version' } });
      expect(warning).toMatchObject({
        level: 'warn',
        message: 'a draft is left out',
        fault: expect.stringMatching(/^rules\/sewa-aula\/2\.0\.0\/\S+\.yaml:\d+:\d+ /) as unknown,
      });
    });
  });
});
