// What leaves the service as a file, over HTTP and by the command line: exports that verify, and objection packs.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ObjectionProof } from '../../src/audit/exports/objection-pack.js';
import { canonical } from '../../src/audit/log/entry.js';
import { verify } from '../../src/audit/verify/verify.js';
import type { Verified } from '../../src/audit/verify/verify.js';
import { meeting, request } from '../http/service.js';
import { timbang, withRules, withService, write } from './program.js';
import type { Ran, Serving } from './program.js';

const env = { TIMBANG_LANGUAGE: 'en', LOG_LEVEL: 'error' };
const hostile = '</script><script>alert(1)</script><!-- & "x" \u2028';

async function evaluate(
  { url }: Serving,
  subject: string,
  change: Record<string, unknown> = {},
): Promise<string> {
  const response = await fetch(`${url}/v1/evaluations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request(meeting(change), { subject })),
  });
  return ((await response.json()) as { id: string }).id;
}

interface Got {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

async function get({ url }: Serving, path: string): Promise<Got> {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Waits until everything has its place. */
async function placed(serving: Serving, id: string): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    if ((await get(serving, `/v1/evaluations/${id}/proof`)).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function verified(serving: Serving, text: string): Promise<Verified> {
  const { keys } = JSON.parse((await get(serving, '/v1/log/keys')).text) as { keys: { vkey: string }[] };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text));
  }
  return verify(bytes, { vkeys: keys.map(({ vkey }) => vkey) });
}

async function withRecords(
  use: (serving: Serving, folder: string, ids: string[]) => Promise<void>,
): Promise<void> {
  await withRules([{}], async (folder) => {
    await withService({ folder, env }, async (serving) => {
      const rooms = [{ nama: hostile, jam: 3.75, kipas: true }];
      const ids = [
        await evaluate(serving, '=NIP-1', { ruang: rooms }),
        await evaluate(serving, 'NIP-2'),
        await evaluate(serving, 'NIP-2', { pemohon: { jenis: 'lembaga', nomor_surat: 'S-77' } }),
      ];
      await placed(serving, ids[2] ?? '');
      await use(serving, folder, ids);
    });
  });
}

function run(folder: string, ...args: string[]): Ran {
  return timbang(args, { folder, env });
}

function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

test('an export of everything verifies, and so does a filtered one with masks; nothing masked is in it', async () => {
  await withRecords(async (serving) => {
    const whole = await get(serving, '/v1/exports');
    const some = await get(serving, '/v1/exports?kind=evaluation&mask=subject,ruang.nama,pemohon');

    expect(whole.headers.get('content-type')).toBe('application/x-ndjson');
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename="?timbang-.*\.ndjson"?$/);
    expect((await verified(serving, whole.text)).findings).toEqual([]);
    const { findings, summary } = await verified(serving, some.text);
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ entries: 3, isFiltered: true, contents: { masked: 3 } });
    expect(whole.text).toMatch(/NIP-2/);
    expect(some.text).not.toMatch(/NIP-|alert|S-77|lembaga/);
  });
});

test('a CSV has a row for each evaluation with its standing, and a subject that is masked is nowhere in it', async () => {
  await withRecords(async (serving, _folder, ids) => {
    const { text, headers } = await get(serving, '/v1/exports?format=csv');
    const masked = await get(serving, '/v1/exports?format=csv&subject=NIP-2&mask=subject');

    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(
      rowsOf(text).map((row) => [row['id'], row['subject'], row['standing'], row['standing_by']]),
    ).toEqual([
      [ids[0], "'=NIP-1", 'counts', ''],
      [ids[1], 'NIP-2', 'later', ids[2]],
      [ids[2], 'NIP-2', 'counts', ''],
    ]);
    expect(rowsOf(masked.text)).toHaveLength(2);
    expect(masked.text).not.toContain('NIP-2');
    expect(rowsOf(masked.text)[0]?.['export_filter']).toContain('"subject":"***"');
  });
});

test('a mask that names nothing is refused, by both ways, and every export is itself recorded', async () => {
  await withRecords(async (serving, folder) => {
    const { status, text } = await get(serving, '/v1/exports?mask=pemohon.jeniss');

    expect([status, (JSON.parse(text) as { detail: string }).detail]).toEqual([
      400,
      'The parameter mask cannot be used: there is no fact "pemohon.jeniss"; did you mean "pemohon.jenis"?',
    ]);
    expect(run(folder, 'export', '--mask', 'acara.tanggal')).toMatchObject({
      status: 2,
      stderr:
        '--mask: "acara.tanggal" cannot be masked: acara.tanggal decides which law applies and is seen in every record\n',
    });
    expect(timbang(['serve'], { folder, env: { ...env, TIMBANG_MASK: 'subjek' } })).toMatchObject({
      status: 2,
      stderr: 'TIMBANG_MASK: there is no fact "subjek"; did you mean "subject"?\n',
    });
    expect(run(folder, 'export', '--law-date-from', '2023')).toMatchObject({
      status: 2,
      stderr: '--law-date-from: "2023" is not a date YYYY-MM-DD\n',
    });
    expect(run(folder, 'export', '--format', 'csv', '--subject', 'NIP-2')).toMatchObject({ status: 0 });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const log = await get(serving, '/v1/exports');
    expect(log.text).toContain('"what":"export"');
    expect(log.text).toContain('"format":"csv"');
  });
});

test('the command writes the same file whole, and hides what the setting says', async () => {
  await withRecords(async (_serving, folder) => {
    const out = join(folder, 'ekspor.csv');
    const hidden = { ...env, TIMBANG_MASK: 'subject' };
    const ran = timbang(['export', '--format', 'csv', '--out', out], { folder, env: hidden });

    expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(rowsOf(readFileSync(out, 'utf8')).map((row) => row['subject'])).toEqual(['***', '***', '***']);
    const shown = timbang(['export', '--format', 'csv', '--mask', ''], { folder, env: hidden });
    expect(rowsOf(shown.stdout).map((row) => row['subject'])).toEqual(["'=NIP-1", 'NIP-2', 'NIP-2']);
  });
});

function proofIn(page: string): ObjectionProof & { content: { request: { facts: unknown } } } {
  const blocks = page.match(/<script[^>]*>[^<]*<\/script>/g) ?? [];
  expect(page.match(/<script/g)).toHaveLength(1);
  const json = (blocks[0] ?? '').replace(/^<script[^>]*>/, '').replace(/<\/script>$/, '');
  return JSON.parse(json) as ReturnType<typeof proofIn>;
}

test('an objection pack proves itself and holds all that is needed to evaluate again', async () => {
  await withRecords(async (serving, folder, [id = '']) => {
    const { text, headers } = await get(serving, `/v1/evaluations/${id}/objection-pack`);

    expect(headers.get('content-disposition')).toMatch(`timbang-${id}.html`);
    const { proof, content, files, digest } = proofIn(text);
    expect(`sha256:${createHash('sha256').update(canonical(content)).digest('hex')}`).toBe(
      proof.head.content,
    );
    expect((await verified(serving, JSON.stringify(proof))).findings).toEqual([]);
    const { findings, summary } = await verified(serving, text);
    expect([findings, summary.kind]).toEqual([[], 'objection']);
    const score = JSON.stringify(content).slice(1, 40);
    const forged = await verified(serving, text.replace(score, score.replace(/[0-9]/, '7x')));
    expect(forged.findings.map(({ code }) => code)).not.toEqual([]);
    const otherRules = Buffer.from(files['facts.yaml'] ?? '', 'base64')
      .toString()
      .replace('1', '2');
    const other = await verified(
      serving,
      text.replace(files['facts.yaml'] ?? '', Buffer.from(otherRules).toString('base64')),
    );
    expect(other.findings.map(({ code }) => code)).toEqual(['pack_files']);
    const lines = Object.keys(files)
      .sort()
      .map(
        (path) =>
          `${createHash('sha256')
            .update(Buffer.from(files[path] ?? '', 'base64'))
            .digest('hex')}  ${path}\n`,
      );
    expect(`sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`).toBe(digest);
    for (const [path, bytes] of Object.entries(files))
      write(folder, join('dari-berkas', path), Buffer.from(bytes, 'base64').toString());
    write(folder, 'fakta.json', JSON.stringify(content.request));
    const again = run(folder, 'evaluate', 'fakta.json', '--pack', 'dari-berkas', '--json');
    const answer = JSON.parse(again.stdout) as { digest: string; scores: Record<string, { value: number }> };
    const given = JSON.parse((await get(serving, `/v1/evaluations/${id}`)).text) as typeof answer;
    expect([answer.digest, answer.scores]).toEqual([given.digest, given.scores]);
  });
});

test('an objection pack shows facts as text alone and refers to nothing outside, in both languages', async () => {
  await withRecords(async (serving, folder, [id = '']) => {
    const english = (await get(serving, `/v1/evaluations/${id}/objection-pack?language=en`)).text;
    const written = run(folder, 'objection', id, '--language', 'id');

    for (const page of [english, written.stdout]) {
      expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
      expect(page).not.toMatch(/<[^>]+\s(src|href|action|onload|onerror)=|@import|url\(/i);
      expect(page).toContain('Clause by clause');
      expect(page).toContain('Ketentuan demi ketentuan');
      expect(proofIn(page).content.request.facts).toMatchObject({ ruang: [{ nama: hostile }] });
    }
    expect(english).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(written.stdout).toMatch(/^<!doctype html>\s*<html lang="id">/);
    expect(run(folder, 'objection', 'nonsense')).toMatchObject({
      status: 2,
      stderr: 'there is no evaluation "nonsense"\n',
    });
  });
});
