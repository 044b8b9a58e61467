// The data of an objection pack, out of its page -> whether the content and the pack's files are those of the proof.
import { fromBase64, toHex, utf8 } from './bytes.js';
import { isObject } from './canonical.js';
import type { JsonObject } from './canonical.js';
import type { Context } from './context.js';
import { checkContent, headOf } from './entry.js';

const script = /<script type="application\/json" id="timbang-proof">([^<]*)<\/script>/;

/** The JSON within the page; undefined where the text is no such page. */
export function dataOfPage(text: string): string | undefined {
  return script.exec(text)?.[1];
}

/** Given that the proof holds. */
export function checkObjection({ proof, content, files }: JsonObject, context: Context): void {
  const head = isObject(proof) ? headOf(proof['head']) : undefined;
  if (!head || !isObject(proof) || !isObject(proof['head'])) return;
  checkContent({ content }, head, {}, context);
  if (!isObject(files) || packDigest(files, context) !== proof['head']['digest'])
    context.findings.add('pack_files', {}, { entry: head.id });
}

/** A line for each file, "<SHA-256 of the file>  <path>", sorted by path; lines end in \n whatever they ended in. */
function packDigest(files: JsonObject, { sha256 }: Context): string {
  const hex = (bytes: Uint8Array): string => {
    const hasher = sha256();
    hasher.update(bytes);
    return toHex(hasher.digest());
  };
  const lines = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([path, base64]) => `${hex(withoutReturns(fromBase64(String(base64)) ?? new Uint8Array()))}  ${path}\n`,
    );
  return `sha256:${hex(utf8.encode(lines.join('')))}`;
}

const [lineFeed, carriageReturn] = [10, 13];

function withoutReturns(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => byte !== carriageReturn || bytes[index + 1] !== lineFeed);
}
