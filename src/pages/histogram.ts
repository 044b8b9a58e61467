// A histogram -> the bars, marks and words of an inline SVG; the template only writes them down.
import type { Bin } from '../analysis/impact/distribution.js';
import { binInWords, signed } from '../analysis/impact/words.js';
import { formatNumber } from '../explanation/values.js';
import type { Language } from '../explanation/words.js';

export interface HistogramDrawing {
  readonly width: number;
  readonly height: number;
  readonly baseline: number;
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly isLoss: boolean;
    readonly middle: number;
    readonly count: string;
    readonly says: string;
  }[];
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  /** The same as a table, for those who do not see it. */
  readonly rows: readonly { readonly span: string; readonly count: string }[];
}

const size = { width: 720, height: 240, top: 24, bottom: 32, side: 28 };
const maxTicks = 12;

export function drawHistogram(bins: readonly Bin[], language: Language): HistogramDrawing {
  const { width, height, top, bottom, side } = size;
  const baseline = height - bottom;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const step = (width - 2 * side) / Math.max(1, bins.length);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  const bars = bins.map((bin, index) => {
    // What is there at all is seen.
    const tall = bin.count === 0 ? 0 : Math.max(2, (bin.count / most) * (baseline - top));
    const x = side + index * step;
    const count = formatNumber(bin.count, language);
    return {
      x: rounded(x + 1),
      y: rounded(baseline - tall),
      width: rounded(Math.max(1, step - 2)),
      height: rounded(tall),
      isLoss: bin.from < 0,
      middle: rounded(x + step / 2),
      count,
      says: `${binInWords(bin, language)}: ${count}`,
    };
  });
  const edges = [...bins.map((bin) => bin.from), bins.at(-1)?.to ?? 0];
  const every = Math.ceil(edges.length / maxTicks);
  const ticks = edges
    .map((edge, index) => ({ x: rounded(side + index * step), text: signed(edge, language) }))
    .filter((_, index) => index % every === 0);
  const rows = bins.map((bin) => ({
    span: binInWords(bin, language),
    count: formatNumber(bin.count, language),
  }));
  return { width, height, baseline, bars, ticks, rows };
}
