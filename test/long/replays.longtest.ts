// 10,000 stored evaluations, answered and replayed from the store alone by both evaluators.
//   TIMBANG_REPLAYS: how many (10,000); TIMBANG_SEED: the first seed
import { replayFromStoreAlone } from '../audit/stored-replays.js';

const count = Number(process.env['TIMBANG_REPLAYS'] ?? 10_000);
const seed = Number(process.env['TIMBANG_SEED'] ?? Date.now() % 1_000_000);

test(`${count} stored evaluations replay byte for byte, after a restart and after the packs' folder is deleted`, async () => {
  const found = await replayFromStoreAlone({ count, seed });

  process.stderr.write(`${JSON.stringify(found)}\n`);
  expect(found).toMatchObject({ answers: count, otherBytes: [], notIdentical: [] });
  expect(Object.keys(found.regulations)).toHaveLength(2);
}, 7_200_000);
