// Random submissions recorded; then, from the store alone, answered and replayed once more.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, recordedAnswer } from '../../src/audit/records/answers.js';
import type { Records } from '../../src/audit/records/records.js';
import { replay } from '../../src/audit/records/replay.js';
import { Catalog } from '../../src/evaluation/catalog.js';
import { decide } from '../../src/evaluation/decide.js';
import type { ReadyVersion } from '../../src/evaluation/decide.js';
import { readRuleSet } from '../../src/policy/rule-set.js';
import { openRecording } from '../../src/recording.js';
import { arbitraryFacts, Random } from '../evaluation/random-facts.js';
import type { Facts } from '../evaluation/random-facts.js';
import { hallFolder } from '../http/service.js';

export interface ReplaysFound {
  readonly seed: number;
  readonly answers: number;
  /** Of these regulations so many each. */
  readonly regulations: Readonly<Record<string, number>>;
  /** Answers that the store gives with other bytes than they had. */
  readonly otherBytes: readonly string[];
  /** Records that an evaluator does not find again. */
  readonly notIdentical: readonly string[];
  readonly secondsToRecord: number;
  readonly secondsToReplay: number;
}

export interface Given {
  readonly regulation: string;
  /** Of the answer's bytes. */
  readonly hash: string;
}

const groupSize = 500;
const by = { by: null, requestId: null };

/** The real regulation that is released, and an invented one, in a folder of their own. */
function copyRules(rules: string): void {
  cpSync(join('rules', 'kmk-300'), join(rules, 'kmk-300'), { recursive: true });
  mkdirSync(join(rules, 'sewa-aula'), { recursive: true });
  cpSync(hallFolder, join(rules, 'sewa-aula', '1.0.0'), { recursive: true });
}

type Maker = (random: Random) => Facts;

/** Records submissions that can be scored. @returns by id what was answered. */
async function recordMany(
  records: Records,
  rules: string,
  { count, seed }: { count: number; seed: number },
): Promise<Map<string, Given>> {
  const catalog = new Catalog(readRuleSet(rules, rules));
  const sources = catalog.all.map((version) => ({
    version,
    makers: [0, 0.02, 0.25].map((absent): Maker => arbitraryFacts(version.pack, { absent })),
  }));
  const given = new Map<string, Given>();
  for (let next = seed; given.size < count; next += groupSize) {
    const seeds = Array.from({ length: groupSize }, (_, index) => next + index);
    const answered = await Promise.all(
      seeds.map((each) => {
        const random = new Random(each);
        const { version, makers } = random.pick(sources);
        return recordOne(records, version, random.pick(makers)(random), `S-${each % 97}`);
      }),
    );
    for (const each of answered) if (each && given.size < count) given.set(...each);
  }
  return given;
}

/** @returns nothing for what is not scored. */
async function recordOne(
  records: Records,
  version: ReadyVersion,
  facts: Facts,
  subject: string,
): Promise<[id: string, given: Given] | undefined> {
  const decision = decide([version], { facts, version: version.pack.version });
  if (decision.kind !== 'evaluated') return undefined;
  const recorded = await records.evaluation(decision, { facts, subject }, by);
  if (recorded.kind !== 'recorded') throw new Error('a record without a key was taken for one with a key');
  const hash = hashOf(recordedAnswer(recorded, decision, 'full'));
  return [recorded.head.id, { regulation: version.pack.regulation, hash }];
}

async function replayAll(
  records: Records,
  given: ReadonlyMap<string, Given>,
): Promise<Pick<ReplaysFound, 'otherBytes' | 'notIdentical'>> {
  const otherBytes: string[] = [];
  const notIdentical: string[] = [];
  for (const [id, { hash }] of given) {
    const reading = await records.read(id);
    if (reading?.kind !== 'evaluation') throw new Error(`${id} is not there`);
    if (hashOf(answerOf(reading, 'full')) !== hash) otherBytes.push(id);
    const { isIdentical, ...differences } = await replay(reading);
    if (!isIdentical) notIdentical.push(`${id} ${JSON.stringify(differences)}`);
  }
  return { otherBytes, notIdentical };
}

/** Records, closes everything, deletes the rules' folder, and replays. */
export async function replayFromStoreAlone(wanted: { count: number; seed: number }): Promise<ReplaysFound> {
  const folder = mkdtempSync(join(tmpdir(), 'timbang-replays-'));
  const [rules, data] = [join(folder, 'rules'), join(folder, 'data')];
  try {
    copyRules(rules);
    const startedAt = Date.now();
    const first = await openRecording({ data });
    const given = await recordMany(first.records, rules, wanted);
    await first.close();
    const recordedAt = Date.now();

    rmSync(rules, { recursive: true });
    const second = await openRecording({ data });
    const found = await replayAll(second.records, given);
    await second.close();

    const regulations: Record<string, number> = {};
    for (const { regulation } of given.values()) regulations[regulation] = (regulations[regulation] ?? 0) + 1;
    return {
      seed: wanted.seed,
      answers: given.size,
      regulations,
      ...found,
      secondsToRecord: (recordedAt - startedAt) / 1000,
      secondsToReplay: (Date.now() - recordedAt) / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hashOf(answer: object): string {
  return createHash('sha256').update(JSON.stringify(answer)).digest('base64');
}
