// What the verifier says of a single proof or answer.
import { consistencyProof, inclusionProof } from '../../src/audit/log/merkle.js';
import { add, checkpointAt, codes, emptyLog, leafOf, makeSigner, rotate, verified } from './kept-log.js';
import type { KeptLog } from './kept-log.js';

function logOf(count: number): KeptLog {
  const log = emptyLog();
  for (let place = 0; place < count; place += 1) {
    if (place === 5) rotate(log, makeSigner());
    add(log);
  }
  return log;
}

const trust = (log: KeptLog): { vkeys: string[] } => ({ vkeys: [log.keys[0]?.vkey ?? ''] });
const base64 = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64'));

async function proofOf(log: KeptLog, place: number, changes: object = {}): Promise<string> {
  const entry = log.entries[place];
  return JSON.stringify({
    id: entry?.head.id,
    head: entry?.head,
    receipt: entry?.receipt,
    place,
    checkpoint: await checkpointAt(log, log.entries.length),
    keys: log.keys,
    inclusion: base64(await inclusionProof(place, log.entries.length, log.hashAt)),
    ...changes,
  });
}

function answerOf(log: KeptLog, place: number, changes: object = {}): string {
  const { head, receipt } = log.entries[place] ?? {};
  const record = `sha256:${leafOf(head).toString('hex')}`;
  return JSON.stringify(
    { id: head?.id, scores: {}, receipt: { record, signed: receipt }, ...changes },
    null,
    2,
  );
}

test('the proof of each entry is in order', async () => {
  const log = logOf(9);

  for (let place = 0; place < 9; place += 1) {
    const { findings, summary } = await verified(await proofOf(log, place), trust(log));
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ kind: 'proof', entries: 1, checkpoint: { size: 9 } });
  }
});

test('a proof says what it does not show', async () => {
  const log = logOf(3);

  const { notChecked } = await verified(await proofOf(log, 1), trust(log));

  expect(notChecked.map(({ en }) => en)).toEqual([
    "the entry's content: a proof holds its head alone",
    expect.stringMatching(/^whether whoever holds the key wrote this log anew/),
  ]);
});

test.each<[string, (log: KeptLog) => object, string[]]>([
  [
    'another head',
    ({ entries }) => ({ head: { ...entries[2]?.head, program: '9' } }),
    ['other_text', 'not_included'],
  ],
  ['another id', ({ entries }) => ({ id: entries[3]?.head.id }), ['wrong_shape']],
  ['another place', () => ({ place: 3 }), ['not_included']],
  ['a place that is none', () => ({ place: -1 }), ['not_included']],
  ['another receipt', ({ entries }) => ({ receipt: entries[3]?.receipt }), ['other_text']],
  ['no proof', () => ({ inclusion: [] }), ['not_included']],
  ['a proof that is none', () => ({ inclusion: 'x' }), ['not_included']],
  ['no checkpoint text', () => ({ checkpoint: 'x' }), ['bad_note']],
  ['no receipt', () => ({ receipt: null }), ['wrong_shape']],
  ['keys that are none', () => ({ keys: [{ vkey: 'x' }, null, 3] }), ['bad_key', 'unknown_signer']],
])('a proof with %s is refused', async (_, change, expected) => {
  const log = logOf(9);

  expect(await codes(await proofOf(log, 2, change(log)), trust(log))).toEqual(expected);
});

test('an entry that has no place yet has a receipt alone, and that is said', async () => {
  const log = logOf(3);
  const text = await proofOf(log, 1, { place: undefined, checkpoint: undefined, inclusion: undefined });

  const { findings, notChecked } = await verified(text, trust(log));

  expect(findings).toEqual([]);
  expect(notChecked.at(-1)?.en).toMatch(
    /^whether the entry is in the tree: a receipt is the promise of the service/,
  );
});

test('a checkpoint that was kept is held against the one of the proof', async () => {
  const log = logOf(9);
  const text = await proofOf(log, 2);
  const [same, earlier, later] = [
    await checkpointAt(log, 9),
    await checkpointAt(log, 6),
    log.signer.sign('timbang/0a1b2c3d\n20\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'),
  ];
  const consistency = [{ from: 6, to: 9, consistency: base64(await consistencyProof(6, 9, log.hashAt)) }];

  expect(await codes(text, { ...trust(log), checkpoints: [same] })).toEqual([]);
  expect(await codes(text, { ...trust(log), checkpoints: [earlier], consistency })).toEqual([]);
  expect(await codes(text, { ...trust(log), checkpoints: [earlier] })).toEqual(['kept_unconnected']);
  expect(await codes(text, { ...trust(log), checkpoints: [later] })).toEqual(['kept_longer']);
});

test("an answer's receipt is in order, by keys that introduce each other", async () => {
  const log = logOf(9);
  const introductions = [log.keys[1]?.introduced ?? ''];

  expect(await codes(answerOf(log, 2), trust(log))).toEqual([]);
  expect(await codes(answerOf(log, 7), { ...trust(log), introductions })).toEqual([]);
  expect(await codes(answerOf(log, 7), trust(log))).toEqual(['unknown_signer']);
});

test.each<[string, object, string[]]>([
  ['of another id', { id: 'x' }, ['other_text']],
  ['of another record', { receipt: { record: 'sha256:00' } }, ['wrong_shape']],
  ['without a receipt', { receipt: undefined }, ['not_recognised']],
])('an answer %s is refused', async (_, change, expected) => {
  const log = logOf(3);

  expect(await codes(answerOf(log, 1, change), trust(log))).toEqual(expected);
});

test('a kept checkpoint beside an answer that has no tree is said not to be compared', async () => {
  const log = logOf(3);

  const { findings, notChecked } = await verified(answerOf(log, 1), {
    ...trust(log),
    checkpoints: [await checkpointAt(log, 2)],
  });

  expect(findings).toEqual([]);
  expect(notChecked.map(({ en }) => en)).toContain(
    'the checkpoints you gave: there is no tree here to compare them with',
  );
});
