// A proof, an answer or an objection pack, one JSON document -> what is wrong with it.
import { fromBase64, toBase64, toHex } from './bytes.js';
import { canonical, isObject } from './canonical.js';
import type { JsonObject } from './canonical.js';
import { hashesOf } from './context.js';
import type { Context } from './context.js';
import { headOf, receiptText } from './entry.js';
import { checkObjection } from './objection.js';
import { notChecked, things } from './findings.js';
import type { Sentence } from './findings.js';
import type { Summary } from './summary.js';

interface Checked {
  readonly context: Context;
  readonly summary: Summary;
}

/** @returns what was not checked. */
export async function checkDocument(document: unknown, checked: Checked): Promise<Sentence[]> {
  if (isObject(document) && isObject(document['proof'])) {
    const unchecked = await checkProof(document['proof'], checked, [notChecked('page')]);
    checkObjection(document, checked.context);
    checked.summary.kind = 'objection';
    return unchecked;
  }
  if (isObject(document) && isObject(document['head']))
    return checkProof(document, checked, [notChecked('no_content')]);
  if (isObject(document) && isObject(document['receipt']) && typeof document['id'] === 'string')
    return checkAnswer(document['id'], document['receipt'], checked);
  checked.context.findings.add('not_recognised', {});
  return [];
}

async function checkProof(
  proof: JsonObject,
  { context, summary }: Checked,
  unchecked: readonly Sentence[],
): Promise<Sentence[]> {
  const { findings, tree } = context;
  summary.kind = 'proof';
  const head = headOf(proof['head']);
  const [kind, origin = ''] = String(proof['receipt']).split('\n');
  const keys = proof['keys'] ?? [];
  if (!head || head.id !== proof['id'] || kind !== 'timbang/receipt/1' || !Array.isArray(keys)) {
    findings.add('wrong_shape', {}, { part: 'proof' });
    return [];
  }
  summary.origin = origin;
  summary.entries = 1;
  context.ring.keepOnly(origin);
  for (const key of keys) await context.introduce(key, origin, {});
  const leaf = tree.leaf(canonical(proof['head']));
  const text = receiptText(origin, head.id, leaf);
  await context.says(proof['receipt'], { thing: things.receipt, text, at: {} });
  if (proof['checkpoint'] === undefined) return [...unchecked, ...withoutTree(head.id, context)];
  const checkpoint = await context.treeOf(proof['checkpoint'], { thing: things.checkpoint, origin, at: {} });
  if (checkpoint) {
    const { place } = proof;
    const hashes = hashesOf(proof['inclusion']);
    const isThere = typeof place === 'number' && Number.isSafeInteger(place) && place >= 0;
    if (!isThere || !hashes || !tree.includes(leaf, place, checkpoint, hashes))
      findings.add('not_included', {}, { entry: head.id, place: String(place) });
    const kept = await context.keptTrees(origin);
    kept.forEach((each) => context.compareKept(each, checkpoint));
    summary.kept = kept.length;
    summary.checkpoint = { size: checkpoint.size, root: toBase64(checkpoint.root) };
  }
  return [...unchecked, ...(summary.kept === 0 ? [notChecked('no_kept')] : [])];
}

async function checkAnswer(
  id: string,
  receipt: JsonObject,
  { context, summary }: Checked,
): Promise<Sentence[]> {
  summary.kind = 'answer';
  const { record, signed } = receipt;
  const [, origin = '', , base64 = ''] = String(signed).split('\n');
  const leaf = fromBase64(base64);
  context.ring.keepOnly(origin);
  if (!leaf || record !== `sha256:${toHex(leaf)}`)
    context.findings.add('wrong_shape', {}, { part: 'receipt.record' });
  else if (
    await context.says(signed, { thing: things.receipt, text: receiptText(origin, id, leaf), at: {} })
  ) {
    summary.origin = origin;
    summary.entries = 1;
  }
  return [notChecked('answer'), ...withoutTree(id, context)];
}

function withoutTree(entry: string, { trusted }: Context): Sentence[] {
  const given = trusted.checkpoints ?? [];
  return [notChecked('no_place', { entry }), ...(given.length > 0 ? [notChecked('no_tree')] : [])];
}
