// A pack's files <-> the bytes that are kept of them.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** gzip of a JSON object: path -> base64. */
export async function packBytes(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const texts = Object.fromEntries([...files].map(([path, bytes]) => [path, bytes.toString('base64')]));
  return promisify(gzip)(JSON.stringify(texts));
}

export async function packFiles(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const texts = JSON.parse((await promisify(gunzip)(bytes)).toString()) as Record<string, string>;
  return new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text, 'base64')]));
}
