// The answer of a small pack, made of a few parts, to a submission of 30 June 2024.
import { Catalog } from '../../src/evaluation/catalog.js';
import { decide } from '../../src/evaluation/decide.js';
import { explain } from '../../src/explanation/explain.js';
import type { Answer, ClauseExplained } from '../../src/explanation/explain.js';
import { packOf, readParts } from '../packs/pack.js';
import type { PackParts } from '../packs/pack.js';

export type Facts = Readonly<Record<string, unknown>>;

export function answerTo(parts: PackParts, facts: Facts = {}): Answer {
  const { all: versions } = new Catalog({ versions: [{ pack: packOf(readParts(parts)) }] });
  const decision = decide(versions, { version: '1.0.0', facts: { tanggal: '2024-06-30', ...facts } });
  if (decision.kind !== 'evaluated') throw new Error(`not evaluated: ${JSON.stringify(decision)}`);
  return explain(decision, 'full');
}

export function clauseOf(answer: Answer, id: string, at = ''): ClauseExplained {
  const found = answer.clauses?.find((each) => each.clause === id && each.at === at);
  if (!found) throw new Error(`the answer has no clause ${id} at "${at}"`);
  return found;
}

/** The same facts, but for these. */
export function without(facts: Facts, ...names: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));
}
