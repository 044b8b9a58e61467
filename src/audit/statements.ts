// What is signed, each as the text of a note: its first line says what it is, the checkpoint's as C2SP has it.
import type { Tree } from './store.js';

/** C2SP tlog-checkpoint. */
export function checkpointText(origin: string, { size, root }: Tree): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** An entry was recorded, whatever its place in the tree will be. */
export function receiptText(origin: string, id: string, leafHash: Buffer): string {
  return `timbang/receipt/1\n${origin}\n${id}\n${leafHash.toString('base64')}\n`;
}

/** An export of so many entries is whole. @param hash SHA-256 of all that comes before. */
export function exportText(origin: string, entries: number, hash: Buffer): string {
  return `timbang/export/1\n${origin}\n${entries}\n${hash.toString('base64')}\n`;
}

/** From now on this key signs; said by the key before it. */
export function keyText(origin: string, verificationKey: string): string {
  return `timbang/key/1\n${origin}\n${verificationKey}\n`;
}
