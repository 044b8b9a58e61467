// A long piece of work -> a bar on the terminal while it lasts; nothing where there is no terminal.
import { Presets, SingleBar } from 'cli-progress';
import type { Language } from '../../explanation/words.js';

export async function withProgress<T>(
  { language }: { readonly language: Language },
  work: (onProgress: (done: number, all: number) => void) => Promise<T>,
): Promise<T> {
  const name = language === 'id' ? 'Mutasi' : 'Mutation';
  const format = `${name} {bar} {value}/{total}  {eta_formatted}`;
  const options = { format, stream: process.stderr, clearOnComplete: true, hideCursor: true };
  const bar = new SingleBar(options, Presets.shades_classic);
  let isStarted = false;
  try {
    return await work((done, all) => {
      if (isStarted) bar.update(done);
      else bar.start(all, done);
      isStarted = true;
    });
  } finally {
    if (isStarted) bar.stop();
  }
}
