// The submissions that came with the regulation, and what must come out of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const examplesFile = join(process.cwd(), 'test', 'cases', 'kmk-300-examples.ndjson');

export interface Scenarios {
  readonly value: unknown;
  readonly potential: unknown;
}

export interface Example {
  readonly facts: { readonly hkt: readonly unknown[] } & Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly scores: Readonly<Record<string, Scenarios>>;
    /** For each additional work result: clause -> verdict. */
    readonly items: readonly Readonly<Record<string, string>>[];
  };
}

export const examples: readonly Example[] = readFileSync(examplesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Example);

export interface Answer {
  readonly scores: Readonly<Record<string, Scenarios>>;
  readonly clauses: readonly { readonly clause: string; readonly at: string; readonly verdict: string }[];
}

/** What an answer says, in the form in which the examples expect it. */
export function asExpected({ scores, clauses }: Answer, example: Example): Example['expect'] {
  return {
    scores: Object.fromEntries(
      Object.keys(example.expect.scores).map((name) => {
        const { value, potential } = scores[name] ?? { value: 'no score', potential: 'no score' };
        return [name, { value, potential }];
      }),
    ),
    items: example.facts.hkt.map((_item, index) =>
      Object.fromEntries(
        clauses
          .filter((each) => each.at === `/hkt/${index}` && each.verdict !== 'calculated')
          .map((each) => [each.clause, each.verdict]),
      ),
    ),
  };
}
