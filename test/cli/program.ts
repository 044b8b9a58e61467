// The built program as a person starts it, or one of its commands in this process; on a rules folder made for one test.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packOf } from '../packs/pack.js';
import { readPack } from '../../src/policy/read-pack.js';
import { FaultyRules } from '../../src/policy/fault.js';
import { WrongUse } from '../../src/cli/packs.js';
import { asVersion, hallFiles, replace } from '../http/service.js';

const program = join(process.cwd(), 'dist', 'cli', 'timbang.js');

export interface Version {
  readonly version?: string;
  readonly released?: boolean;
  /** Texts to replace, by file: found -> put in its place, once the digest has been taken. */
  readonly changed?: Readonly<Record<string, readonly [string, string]>>;
  /** Transitional provisions for its manifest. */
  readonly transitional?: readonly object[];
}

/** Makes a folder with `rules` and these versions of the invented pack, and takes it away again. */
export async function withRules(
  versions: readonly Version[],
  use: (folder: string) => void | Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'timbang-cli-'));
  try {
    const released = versions.flatMap((each) => writeVersion(folder, each));
    if (released.length > 0) {
      write(folder, 'rules/released.yaml', `released:\n${released.join('')}`);
    }
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeVersion(
  folder: string,
  { version = '1.0.0', released = true, changed = {}, transitional }: Version,
): string[] {
  const place = join('rules', 'sewa-aula', version);
  const files = hallFiles();
  const provisions = transitional ? `\ntransitional: ${JSON.stringify(transitional)}\n` : '';
  files['manifest.yaml'] = asVersion(files['manifest.yaml'] ?? '', version) + provisions;
  for (const [path, text] of Object.entries(files)) write(folder, join(place, path), text);
  const { digest } = packOf(readPack(join(folder, place), place));
  for (const [path, [found, put]] of Object.entries(changed))
    write(folder, join(place, path), replace(files[path] ?? '', found, put));
  if (!released) return [];
  return [
    `  - { regulation: sewa-aula, version: "${version}", digest: "${digest}", date: "2022-01-01", author: Penyusun, approver: Pemeriksa }\n`,
  ];
}

/** @returns the path of the file. */
export function write(folder: string, path: string, text: string): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the program in the folder, whose `rules` are the usual ones. */
export function timbang(args: readonly string[], { folder, input = '', env = {} }: Surroundings): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    input,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Runs a command in this process, which takes a tenth of the time; what it prints names files by the folder. */
export async function printed(folder: string, command: () => number | Promise<number>): Promise<Ran> {
  let stdout = '';
  const say = (text: string): void => void (stdout += text.replaceAll(`${folder}/`, ''));
  const log = jest.spyOn(console, 'log').mockImplementation((text: string) => say(`${text}\n`));
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => (say(String(text)), true));
  try {
    const status = await command();
    return { status, stdout, stderr: '' };
  } catch (error) {
    // As the program itself: faults of rules end with 1, wrong use with 2.
    if (!(error instanceof WrongUse) && !(error instanceof FaultyRules)) throw error;
    return {
      status: error instanceof WrongUse ? 2 : 1,
      stdout,
      stderr: `${error.message.replaceAll(`${folder}/`, '')}\n`,
    };
  } finally {
    log.mockRestore();
    out.mockRestore();
  }
}

/** What `check` prints of faults: the usual pack has its doubts, which are not what is asked here. */
export function faultsOnly(stdout: string): string {
  return stdout
    .split('\n')
    .filter((line) => !/:\d+:\d+ (warning|peringatan): /.test(line))
    .filter((line) => !/^0 (faults|kesalahan), /.test(line))
    .map((line) => line.replace(/^(\d+ faults?), \d+ warnings?$/, '$1, 0 warnings'))
    .map((line) => line.replace(/^(\d+ kesalahan), \d+ peringatan$/, '$1, 0 peringatan'))
    .join('\n');
}

export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly said: { stdout: string; stderr: string };
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts `serve`, gives it to the test once it listens, and ends it afterwards. */
export async function withService(
  { folder, env = {} }: Surroundings,
  use: (serving: Serving) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), ...env },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  try {
    const listening = until(() => said.stdout.includes('/readyz'));
    await Promise.race([
      listening,
      ended.then((code) => Promise.reject(new Error(`exit ${code}: ${said.stderr}`))),
    ]);
    await use({ url: `http://127.0.0.1:${port}`, port, child, said, ended });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !holds(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
