// What the log says over its signature -> the texts that are signed. Each kind begins so that none passes for another.

/** C2SP tlog-checkpoint: so many entries have this root. */
export function checkpointText(origin: string, { size, root }: { size: number; root: Buffer }): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** This entry is kept, whatever place it will have. */
export function receiptText(origin: string, { id, leafHash }: { id: string; leafHash: Buffer }): string {
  return `timbang/receipt/1\n${origin}\n${id}\n${leafHash.toString('base64')}\n`;
}

/** A file of so many entries whose bytes before the seal's line have this SHA-256. */
export function exportText(origin: string, { entries, sha256 }: { entries: number; sha256: Buffer }): string {
  return `timbang/export/1\n${origin}\n${entries}\n${sha256.toString('base64')}\n`;
}

/** The key that signs from now on; the one before it says so. */
export function keyText(origin: string, vkey: string): string {
  return `timbang/key/1\n${origin}\n${vkey}\n`;
}
