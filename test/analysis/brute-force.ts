// What the search for the smallest sets must find, by trying every set of requirements there is.
import { evaluate, evaluateAssuming, lawDate } from '../../src/evaluation/evaluate.js';
import type { ReadyPack } from '../../src/evaluation/evaluate.js';
import type { Outcome, Refusal } from '../../src/evaluation/outcome.js';
import type { Facts } from '../evaluation/random-facts.js';

/** Every requirement on every element, whatever its verdict: one may only come to be unmet when another is met. */
export function placesOf(outcome: Outcome): string[] {
  return outcome.clauses
    .filter(({ clause }) => clause.kind === 'requirement')
    .map(({ clause, element }) => `${clause.id} ${element.pointer}`);
}

export interface Tried {
  readonly places: readonly string[];
  readonly outcome: Outcome | Refusal;
}

export function everySet(ready: ReadyPack, facts: Facts): Tried[] {
  const date = lawDate(facts, ready.pack.decidedBy) ?? '';
  const now = evaluate(ready, facts, date);
  return subsets(now.kind === 'refused' ? [] : placesOf(now)).map((places) => {
    const assumed = new Set(places);
    const outcome = evaluateAssuming(ready, facts, date, (clause, element) =>
      assumed.has(`${clause.id} ${element.pointer}`),
    );
    return { places, outcome };
  });
}

export interface Smallest {
  /** Of the smallest sets that reach the goal; undefined where none does. */
  readonly size: number | undefined;
  /** Sorted, as are the places in each. */
  readonly sets: readonly string[];
}

export function smallestOf(
  tried: readonly Tried[],
  { output, atLeast }: { output: string; atLeast: number },
): Smallest {
  const reaching = tried
    .filter(({ outcome }) => {
      const value = scoreOf(outcome, output);
      return typeof value === 'number' && value >= atLeast;
    })
    .map(({ places }) => places);
  if (reaching.length === 0) return { size: undefined, sets: [] };
  const size = Math.min(...reaching.map((set) => set.length));
  const sets = reaching.filter((set) => set.length === size).map((set) => [...set].sort().join(', '));
  return { size, sets: sets.sort() };
}

export function scoreOf(outcome: Outcome | Refusal, output: string): unknown {
  if (outcome.kind === 'refused') return undefined;
  return outcome.scores.find((score) => score.output.name === output)?.value;
}

function subsets(places: readonly string[]): string[][] {
  return places.reduce<string[][]>((sets, place) => [...sets, ...sets.map((set) => [...set, place])], [[]]);
}
