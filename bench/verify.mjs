// How fast an export is written and verified: npm run build && node bench/verify.mjs [entries] [numbers in each content]
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { seal } from '../dist/audit/log/entry.js';
import { exportLines } from '../dist/audit/exports/ndjson-export.js';
import { Frontier } from '../dist/audit/log/merkle.js';
import { signNote, vkeyOf } from '../dist/audit/log/signed-note.js';
import { checkpointText, receiptText } from '../dist/audit/log/statements.js';
import { verify } from '../dist/audit/verify/verify.js';

const count = Number(process.argv[2] ?? 20_000);
const numbers = Number(process.argv[3] ?? 20);
const origin = 'timbang/0a1b2c3d';
const key = generateKeyPairSync('ed25519').privateKey;
const signer = { origin, vkey: vkeyOf(origin, key), sign: (text) => signNote(text, origin, key) };

let frontier = Frontier.empty;
const kept = [];
for (let place = 0; place < count; place += 1) {
  const { head, leaf, leafHash, content } = seal(
    {
      id: randomUUID(),
      kind: 'evaluation',
      time: new Date().toISOString(),
      program: '0',
      by: null,
      requestId: null,
    },
    { facts: Array.from({ length: numbers }, (_, index) => ({ name: `fact ${index}`, value: index / 4 })) },
  );
  frontier = frontier.append(leafHash).frontier;
  const receipt = signer.sign(receiptText(origin, { id: head.id, leafHash }));
  kept.push({ sequence: place, place, head, leaf, receipt, content });
}

async function* entries() {
  yield* kept;
}
const checkpoint = signer.sign(checkpointText(origin, { size: count, root: frontier.root }));
const keys = [{ vkey: signer.vkey }];

let started = performance.now();
const lines = [];
for await (const line of exportLines({ signer, keys, checkpoint, filter: null, entries: entries() }))
  lines.push(line);
say('written', started);
const bytes = Buffer.from(lines.join(''));
console.log(`${bytes.length} bytes, ${Math.round(bytes.length / count)} an entry`);

async function* source() {
  for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
}
for (const [name, options] of [
  ["verified with Node's SHA-256", { sha256: () => createHash('sha256') }],
  ['verified with its own SHA-256', {}],
]) {
  started = performance.now();
  const { findings } = await verify(source, { vkeys: [signer.vkey] }, options);
  if (findings.length > 0) throw new Error(findings[0].says.en);
  say(name, started);
}

function say(what, since) {
  const seconds = (performance.now() - since) / 1000;
  console.log(`${what}: ${Math.round(count / seconds)} entries/s`);
}
