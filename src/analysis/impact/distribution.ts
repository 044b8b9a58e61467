// Differences and how often each came -> mean, median, ends, and a histogram whose bins begin at round numbers.

export interface Bin {
  /** Included. */
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly count: number;
}

export interface Distribution {
  /** Submissions with a difference; the figures below are over these alone. */
  readonly count: number;
  readonly raised: number;
  readonly lowered: number;
  readonly mean: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Zero is always an edge, so that no bin holds both gains and losses. */
  readonly histogram: readonly Bin[];
}

const maxBins = 12;

/** Undefined where there is no difference. */
export function distributionOf(differences: ReadonlyMap<number, number>): Distribution | undefined {
  const sorted = [...differences].sort(([a], [b]) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return undefined;
  const total = sum(sorted.map(([, times]) => times));
  const weighted = sum(sorted.map(([difference, times]) => difference * times));
  const countWhere = (holds: (difference: number) => boolean): number =>
    sum(sorted.filter(([difference]) => holds(difference)).map(([, times]) => times));
  return {
    count: total,
    raised: countWhere((difference) => difference > 0),
    lowered: countWhere((difference) => difference < 0),
    mean: rounded(weighted / total),
    median: medianOf(sorted, total),
    min: first[0],
    max: last[0],
    histogram: histogramOf(sorted),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function rounded(value: number): number {
  return Number(value.toFixed(10));
}

function medianOf(sorted: readonly (readonly [number, number])[], total: number): number {
  const at = (place: number): number => {
    let passed = 0;
    for (const [difference, times] of sorted) {
      passed += times;
      if (passed > place) return difference;
    }
    return 0;
  };
  return rounded((at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2);
}

function histogramOf(sorted: readonly (readonly [number, number])[]): Bin[] {
  const low = Math.min(0, sorted[0]?.[0] ?? 0);
  const high = Math.max(0, sorted.at(-1)?.[0] ?? 0);
  const step = roundStep((high - low) / maxBins);
  const edge = (index: number): number => Number((index * step).toPrecision(12));
  // Held against the edges themselves: a quotient of doubles may fall on the wrong side of one.
  const binOf = (difference: number): number => {
    let index = Math.floor(difference / step);
    if (difference >= edge(index + 1)) index += 1;
    if (difference < edge(index)) index -= 1;
    return index;
  };
  const counts = new Map<number, number>();
  for (const [difference, times] of sorted) {
    const index = binOf(difference);
    counts.set(index, (counts.get(index) ?? 0) + times);
  }
  const indexes = [...counts.keys()];
  const [first, last] = [Math.min(...indexes), Math.max(...indexes)];
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const index = first + offset;
    return { from: edge(index), to: edge(index + 1), count: counts.get(index) ?? 0 };
  });
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is no smaller. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= atLeast * (1 - 1e-9)) ?? 10;
  return factor * power;
}
