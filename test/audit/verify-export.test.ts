// What the verifier says of exports: of honest ones nothing, of every other what was done to it.
import {
  exported,
  add,
  emptyLog,
  makeSigner,
  verified,
  rotate,
  checkpointAt,
  filtered,
  codes,
  changed,
  resealed,
  uuid,
} from './kept-log.js';
import type { KeptLog } from './kept-log.js';
import { consistencyProof } from '../../src/audit/log/merkle.js';

function logOf(count: number): KeptLog {
  const log = emptyLog();
  for (let place = 0; place < count; place += 1) add(log);
  return log;
}

const trust = (log: KeptLog): { vkeys: string[] } => ({ vkeys: [log.keys[0]?.vkey ?? ''] });

test.each([0, 1, 2, 3, 64, 65, 130])(
  'a whole export of %i entries is found to be in order',
  async (count) => {
    const log = logOf(count);

    const { findings, summary } = await verified(await exported(log), trust(log));

    expect(findings).toEqual([]);
    expect(summary).toMatchObject({
      kind: 'export',
      entries: count,
      checkpoint: { size: count },
      isFiltered: false,
    });
    expect(summary.contents.checked).toBe(count);
  },
);

test('it is read in parts of any length, with the verifier’s own SHA-256', async () => {
  const log = logOf(5);
  const bytes = Buffer.from(await exported(log));
  async function* inParts(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  }
  const { verify } = await import('../../src/audit/verify/verify.js');

  const { findings, summary } = await verify(inParts, trust(log));

  expect(findings).toEqual([]);
  expect(summary.entries).toBe(5);
});

test('what is gone, masked, void or corrected is counted, and said not to be checked', async () => {
  const log = logOf(2);
  add(log, { gone: 'erased', head: { about: uuid(0) } });
  add(log, { gone: 'expired' });
  add(log, { head: { kind: 'void', about: uuid(1) } });
  const file = await exported(log, {
    mask: (content, { place }) =>
      place === 0 ? { content: { ...content, subject: '•' }, masked: ['subject'] } : undefined,
  });

  const { findings, summary, notChecked } = await verified(file, trust(log));

  expect(findings).toEqual([]);
  expect(summary).toMatchObject({
    contents: { checked: 2, masked: 1, erased: 1, expired: 1 },
    voids: 1,
    corrections: 1,
  });
  expect(notChecked.map(({ en }) => en)).toEqual([
    '2 contents that were erased or have expired: only the heads of their entries were checked',
    '1 contents that were changed for privacy: they may differ from what was recorded',
    expect.stringMatching(/^whether whoever holds the key wrote this log anew/),
    expect.stringMatching(/^the clock/),
    expect.stringMatching(/^whether the rules were applied rightly/),
  ]);
});

test('keys are believed along the chain from the one that is trusted, never backwards', async () => {
  const log = logOf(2);
  rotate(log, makeSigner());
  add(log);
  rotate(log, makeSigner());
  add(log);
  const file = await exported(log);

  expect((await verified(file, trust(log))).findings).toEqual([]);
  expect((await verified(file, trust(log))).summary.keys).toHaveLength(3);
  expect(await codes(file, { vkeys: [log.keys[2]?.vkey ?? ''] })).toContain('unknown_signer');
  expect(await codes(file, { vkeys: log.keys.map(({ vkey }) => vkey) })).toEqual([]);
});

test('a key that nobody trusted introduced is not believed', async () => {
  const log = logOf(2);
  const thief = makeSigner();
  log.keys.push({
    vkey: thief.vkey,
    introduced: thief.sign(`timbang/key/1\n${thief.origin}\n${thief.vkey}\n`),
  });

  expect(await codes(await exported(log), trust(log))).toEqual(['unknown_signer']);
});

test('an export whose key is not the one that the auditor brings is refused', async () => {
  const log = logOf(2);
  const other = makeSigner();
  const elsewhere = makeSigner('timbang/elsewhere');

  expect(await codes(await exported(log), { vkeys: [other.vkey] })).toEqual(['unknown_signer']);
  expect(await codes(await exported(log), { vkeys: [elsewhere.vkey] })).toEqual(['unknown_signer']);
});

test('a filtered export shows for each entry that it is in the tree', async () => {
  const log = logOf(70);
  const file = await filtered(log, [0, 3, 33, 64, 69]);

  const { findings, summary, notChecked } = await verified(file, trust(log));

  expect(findings).toEqual([]);
  expect(summary).toMatchObject({ entries: 5, isFiltered: true, checkpoint: { size: 70 } });
  expect(notChecked[0]?.en).toBe(
    'whether other entries match the filter; entries referred to that the filter leaves out',
  );
});

describe('a checkpoint that was kept', () => {
  test.each([0, 1, 5, 9, 10])(
    'over %i entries agrees with a whole export that goes on from there',
    async (size) => {
      const log = logOf(10);

      const { findings, summary } = await verified(await exported(log), {
        ...trust(log),
        checkpoints: [await checkpointAt(log, size)],
      });

      expect(findings).toEqual([]);
      expect(summary.kept).toBe(1);
    },
  );

  test('shows that history was rewritten by whoever holds the key', async () => {
    const kept = await checkpointAt(logOf(4), 4);
    const signer = makeSigner();
    const real = emptyLog(signer);
    const forged = emptyLog(signer);
    for (let place = 0; place < 10; place += 1) {
      add(real);
      add(forged);
    }
    const file = await exported(forged);

    expect(await codes(file, { vkeys: [signer.vkey] })).toEqual([]);
    expect(await codes(file, { vkeys: [signer.vkey], checkpoints: [await checkpointAt(real, 4)] })).toEqual([
      'kept_other',
    ]);
    expect(await codes(file, { vkeys: [signer.vkey], checkpoints: [kept] })).toEqual(['unknown_signer']);
  });

  test('shows that the end was cut off, although the seal was made anew', async () => {
    const log = logOf(10);
    const kept = await checkpointAt(log, 10);
    const shorter = { ...log, entries: log.entries.slice(0, 7) };
    const file = await exported(shorter);

    expect(await codes(file, trust(log))).toEqual([]);
    expect(await codes(file, { ...trust(log), checkpoints: [kept] })).toEqual(['kept_longer']);
  });

  test('needs a consistency proof beside a filtered export', async () => {
    const log = logOf(10);
    const file = await filtered(log, [2, 8]);
    const checkpoints = [await checkpointAt(log, 6)];
    const proof = await consistencyProof(6, 10, log.hashAt);
    const consistency = [{ from: 6, to: 10, consistency: proof.map((hash) => hash.toString('base64')) }];
    const wrong = [{ from: 6, to: 10, consistency: proof.map((hash) => hash.toString('base64')).reverse() }];

    expect(await codes(file, { ...trust(log), checkpoints, consistency })).toEqual([]);
    expect(await codes(file, { ...trust(log), checkpoints })).toEqual(['kept_unconnected']);
    expect(await codes(file, { ...trust(log), checkpoints, consistency: wrong })).toEqual(['kept_other']);
  });
});

/** By somebody who holds the key and seals anew, but cannot call back what was given out before. */
describe('what an insider changes is found even under a new seal', () => {
  const cases: [string, string[], (lines: string[]) => void][] = [
    [
      'a content',
      ['content_hash'],
      (lines) => edit(lines, 4, (entry) => (entry['content'] = { salt: 'AAAA', facts: {} })),
    ],
    [
      'a head',
      ['other_text', 'root'],
      (lines) => edit(lines, 4, (entry) => ((entry['head'] as { program: string }).program = '9')),
    ],
    ['a removed entry', ['place', 'size'], (lines) => lines.splice(4, 1)],
    ['a doubled entry', ['place', 'duplicate', 'size'], (lines) => lines.splice(4, 0, lines[4] ?? '')],
    ['swapped entries', ['place', 'root'], (lines) => lines.splice(4, 2, lines[5] ?? '', lines[4] ?? '')],
    [
      'swapped entries whose places were changed too',
      ['root'],
      (lines) => {
        lines.splice(4, 2, lines[5] ?? '', lines[4] ?? '');
        edit(lines, 4, (entry) => (entry['place'] = 3));
        edit(lines, 5, (entry) => (entry['place'] = 4));
      },
    ],
    ['the last entries cut off', ['size'], (lines) => lines.splice(7)],
    ['a content taken away', ['no_content'], (lines) => edit(lines, 4, (entry) => delete entry['content'])],
    [
      'a content that is said to be gone',
      [],
      (lines) =>
        edit(lines, 4, (entry) => {
          delete entry['content'];
          entry['gone'] = 'erased';
        }),
    ],
    [
      'a member that nothing vouches for',
      ['wrong_shape'],
      (lines) => edit(lines, 4, (entry) => (entry['note'] = 'x')),
    ],
    [
      "another entry's receipt",
      ['other_text'],
      (lines) =>
        edit(
          lines,
          4,
          (entry) => (entry['receipt'] = (JSON.parse(lines[5] ?? '') as { receipt: string }).receipt),
        ),
    ],
    [
      'another checkpoint’s size',
      ['bad_signature'],
      (lines) =>
        edit(
          lines,
          0,
          (header) => (header['checkpoint'] = String(header['checkpoint']).replace('\n10\n', '\n11\n')),
        ),
    ],
  ];

  test.each(cases)('%s', async (_, expected, change) => {
    const log = logOf(10);
    const lines = (await exported(log)).trimEnd().split('\n').slice(0, -1);
    change(lines);

    expect(await codes(resealed(lines, log.signer), trust(log))).toEqual(expected);
  });
});

test('every byte of an entry that an insider changes is found, whatever the new seal says', async () => {
  const log = logOf(4);
  const lines = (await exported(log)).trimEnd().split('\n').slice(0, -1);
  const line = Buffer.from(lines[2] ?? '');
  const by: Record<string, number> = {};

  for (let at = 0; at < line.length; at += 1) {
    const copy = Buffer.from(line);
    copy[at] = (copy[at] ?? 0) ^ 1;
    const file = resealed(lines.with(2, copy.toString()), log.signer);
    const [first = 'missed'] = await codes(file, trust(log));
    by[first] = (by[first] ?? 0) + 1;
  }

  expect(Object.keys(by).sort()).toEqual(expectedFirst);
});

/** By what the changes of one line are noticed first; nothing is missed. */
const expectedFirst = [
  'bad_note',
  'bad_signature',
  'content_hash',
  'not_canonical',
  'other_text',
  'place',
  'unknown_signer',
  'wrong_shape',
];

test('an entry that voids what is not there is reported', async () => {
  const log = logOf(2);
  add(log, { head: { kind: 'void', about: uuid(77) } });

  expect(await codes(await exported(log), trust(log))).toEqual(['no_such_entry']);
});

test('a finding says where it is, in both languages', async () => {
  const log = logOf(3);
  const lines = (await exported(log)).split('\n');
  const file = lines.join('\n').replace('"peserta":41', '"peserta":42');

  const { findings } = await verified(file, trust(log));

  expect(findings.map(({ code, line, byte }) => ({ code, line, byte }))).toEqual([
    { code: 'seal_hash', line: undefined, byte: Buffer.byteLength(lines.slice(0, 4).join('\n')) + 1 },
    { code: 'content_hash', line: 3, byte: Buffer.byteLength(lines.slice(0, 2).join('\n')) + 1 },
  ]);
  expect(findings[1]?.says).toEqual({
    id: `isi entri ${uuid(1)} bukan yang dicatat: hash-nya tidak sama dengan di kepala entri`,
    en: `the content of entry ${uuid(1)} is not what was recorded: its hash is not the one in the entry's head`,
  });
});

test.each(['', '\n', '{}', '{}\n', 'x', '[1]', 'null\n', '{"timbang":"export/1"}\n'])(
  '%j is no export',
  async (text) => {
    const { findings } = await verified(text, trust(logOf(0)));

    expect(findings.length).toBeGreaterThan(0);
  },
);

function edit(lines: string[], at: number, change: (value: Record<string, unknown>) => void): void {
  lines[at] = changed(lines[at] ?? '', change);
}
