// What a command writes appears whole or not at all: under another name until it is finished.
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { WrongUse } from '../packs.js';

export class WholeFile {
  private readonly folder: string | undefined;
  private readonly partial: string;
  private readonly handle: number;

  /** @param path none for standard output. */
  constructor(private readonly path: string | undefined) {
    // A rename is one step only within a file system, so a named file grows beside its place.
    this.folder = path === undefined ? mkdtempSync(join(tmpdir(), 'timbang-')) : undefined;
    this.partial = path === undefined ? join(this.folder ?? '', 'output') : `${path}.partial-${process.pid}`;
    try {
      this.handle = openSync(this.partial, 'w');
    } catch (error) {
      const code = (error as { code?: string }).code ?? '?';
      const name = path ?? this.partial;
      throw new WrongUse({
        id: `${name} tidak dapat ditulis: ${code}`,
        en: `${name} cannot be written: ${code}`,
      });
    }
  }

  write(text: string): void {
    writeFileSync(this.handle, text);
  }

  async finish(): Promise<void> {
    closeSync(this.handle);
    if (this.path !== undefined) return renameSync(this.partial, this.path);
    await pipeline(createReadStream(this.partial), process.stdout, { end: false });
    this.remove();
  }

  /** Leaves nothing behind. */
  remove(): void {
    rmSync(this.folder ?? this.partial, { recursive: true, force: true });
  }
}
