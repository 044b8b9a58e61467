// How far a long command is, on a terminal only: how many are done, how fast, and how long it will still take.
import { Presets, SingleBar } from 'cli-progress';
import type { Bilingual } from '../policy/pack.js';
import { formatNumber } from '../explanation/values.js';
import type { Language } from '../explanation/words.js';

export interface Progress {
  /** @param share of the whole, 0 to 1; undefined where nobody knows how much there is. */
  readonly update: (done: number, share: number | undefined) => void;
  readonly stop: () => void;
}

const words = {
  each: { id: '/detik', en: '/s' },
  left: { id: 'sisa', en: 'left' },
};

/** Goes to standard error, and nowhere when that is no terminal. @param things that are done one after the other. */
export function startProgress(things: Bilingual, language: Language): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { format: '{bar} {text}', stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  const started = performance.now();
  bar.start(1, 0, { text: '' });
  const textOf = (done: number, share: number | undefined): string => {
    const seconds = (performance.now() - started) / 1000;
    const rate = formatNumber(Math.round(done / seconds), language);
    const texts = [`${formatNumber(done, language)} ${things[language]}`, `${rate}${words.each[language]}`];
    if (share !== undefined && share > 0)
      texts.push(`${words.left[language]} ${clock((seconds / share) * (1 - share))}`);
    return texts.join(', ');
  };
  return {
    update: (done, share) => bar.update(share ?? 0, { text: textOf(done, share) }),
    stop: () => bar.stop(),
  };
}

/** m:ss */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
