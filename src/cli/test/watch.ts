// Runs again whenever a file of a folder changes, until interrupted; faults on the way are shown and do not end it.
import { once } from 'node:events';
import { watch as watchFiles } from 'chokidar';
import { FaultyRules } from '../../policy/fault.js';
import type { Language } from '../../explanation/words.js';
import { WrongUse } from '../packs.js';

/** Editors write a file in several steps, and several files at once. */
const quietMilliseconds = 150;

const words = {
  waiting: {
    id: 'Menunggu perubahan; tekan Ctrl+C untuk berhenti.',
    en: 'Waiting for changes; press Ctrl+C to stop.',
  },
};

/** @returns the exit code of the last run. */
export async function watch(folder: string, language: Language, run: () => Promise<number>): Promise<number> {
  const files = watchFiles(folder, { ignoreInitial: true });
  const interrupted = once(process, 'SIGINT');
  await once(files, 'ready');
  const runs = new Runs(async () => {
    // Does nothing where there is no terminal.
    console.clear();
    const code = await runOnce(run, language);
    console.log(words.waiting[language]);
    return code;
  });
  runs.ask(0);
  files.on('all', () => runs.ask(quietMilliseconds));
  await interrupted;
  await files.close();
  return runs.stop();
}

/** One run at a time; what is asked for meanwhile comes after it. */
class Runs {
  private code = 0;
  private timer: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly run: () => Promise<number>) {}

  ask(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.last = this.last.then(async () => {
        this.code = await this.run();
      });
    }, delay);
  }

  async stop(): Promise<number> {
    clearTimeout(this.timer);
    await this.last;
    return this.code;
  }
}

async function runOnce(run: () => Promise<number>, language: Language): Promise<number> {
  try {
    return await run();
  } catch (error) {
    // A file that is being written may be gone for a moment.
    const isGone = (error as { code?: string }).code === 'ENOENT';
    if (!(error instanceof WrongUse) && !(error instanceof FaultyRules) && !isGone) throw error;
    console.log(error instanceof WrongUse ? error.says[language] : (error as Error).message);
    return 1;
  }
}
