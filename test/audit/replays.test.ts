// Stored evaluations are answered and replayed from the store alone; 10,000 of them in test/long.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf } from '../../src/audit/records/answers.js';
import { evaluationDraft } from '../../src/audit/records/drafts.js';
import type { Draft } from '../../src/audit/records/drafts.js';
import type { EvaluationReading, Records } from '../../src/audit/records/records.js';
import { replay } from '../../src/audit/records/replay.js';
import { Catalog } from '../../src/evaluation/catalog.js';
import { decide } from '../../src/evaluation/decide.js';
import { openRecording } from '../../src/recording.js';
import { hallVersion, meeting, replace } from '../http/service.js';
import { replayFromStoreAlone } from './stored-replays.js';

const count = Number(process.env['TIMBANG_REPLAYS'] ?? 2_000);
const seed = Number(process.env['TIMBANG_SEED'] ?? Date.now() % 1_000_000);

test(`${count} stored evaluations replay byte for byte, after a restart and after the packs' folder is deleted`, async () => {
  const found = await replayFromStoreAlone({ count, seed });

  process.stderr.write(`${JSON.stringify(found)}\n`);
  expect(found).toMatchObject({ answers: count, otherBytes: [], notIdentical: [] });
  expect(Object.keys(found.regulations)).toHaveLength(2);
}, 300_000);

describe('a record of an older program, which found otherwise', () => {
  let folder: string;
  let reading: EvaluationReading;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'timbang-older-'));
    const recording = await openRecording({ data: folder });
    reading = await recordedOtherwise(recording.records);
    await recording.close();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('is shown as it was recorded, and marked', () => {
    const answer = answerOf(reading, 'full');

    expect(answer.reproduced).toBe(false);
    expect(answer.scores['total_sewa']).toMatchObject({ value: 94, potential: 32 });
    expect(answer.clauses?.find(({ clause }) => clause === 'ruang.lama')).toMatchObject({
      at: '/ruang/0',
      verdict: 'not_met',
    });
  });

  test('is not what either evaluator finds, and each difference is listed', async () => {
    const { isIdentical, compiled, reference } = await replay(reading);

    expect(isIdentical).toBe(false);
    expect(compiled).toEqual([
      { at: '/clauses/2/verdict', recorded: 'not_met', replayed: 'met' },
      { at: '/scores/total_sewa/value', recorded: 94, replayed: 32 },
    ]);
    expect(reference).toEqual(compiled);
  });
});

/** What this program finds, changed before it is recorded. */
async function recordedOtherwise(records: Records): Promise<EvaluationReading> {
  const request = { facts: meeting(), subject: 'S-1' };
  const asked = { by: null, requestId: null };
  const decision = decide(new Catalog({ versions: [hallVersion()] }).all, request);
  if (decision.kind !== 'evaluated') throw new Error(`not evaluated: ${decision.kind}`);
  // Keeps the pack as well.
  await records.evaluation(decision, request, asked);
  const draft = evaluationDraft(decision, request, asked);
  const changed = JSON.parse(
    replace(
      replace(JSON.stringify(draft.content), '"total_sewa":{"value":32', '"total_sewa":{"value":94'),
      '"at":"/ruang/0","verdict":"met"',
      '"at":"/ruang/0","verdict":"not_met"',
    ),
  ) as Draft['content'];
  const { head } = await records.note({ ...draft, content: changed });
  const reading = await records.read(head.id);
  if (reading?.kind !== 'evaluation') throw new Error('the record is not there');
  return reading;
}
