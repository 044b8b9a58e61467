// Cases for a pack made of random submissions, that expect what the pack answers today.
import { join } from 'node:path';
import { compareText } from '../../src/policy/fault.js';
import type { Expectation, TestCase } from '../../src/policy/case-files.js';
import type { Places } from '../../src/policy/places.js';
import { readPack } from '../../src/policy/read-pack.js';
import { decide } from '../../src/evaluation/decide.js';
import type { Decision, ReadyVersion } from '../../src/evaluation/decide.js';
import { makeReady } from '../../src/evaluation/evaluate.js';
import { arbitraryFacts, Random } from '../evaluation/random-facts.js';

export function goodVersion(name: string): { version: ReadyVersion; places: Places } {
  const reading = readPack(join(process.cwd(), 'test', 'packs', 'good', name), name);
  if ('faults' in reading) throw new Error(`${name} has faults`);
  return { version: { pack: reading.pack, ready: makeReady(reading.pack) }, places: reading.places };
}

export function randomCases(version: ReadyVersion, count: number): TestCase[] {
  const make = arbitraryFacts(version.pack);
  const place = { file: 'acak.yaml', line: 1, column: 1 };
  return Array.from({ length: count }, (_, index) => {
    const facts = make(new Random(index));
    const decision = decide([version], { facts, version: version.pack.version });
    return { name: `acak ${index}`, facts, expect: expectationOf(decision), place };
  });
}

function expectationOf(decision: Decision): Expectation {
  if (decision.kind === 'refused') return { refused: decision.refusal.code };
  if (decision.kind !== 'evaluated') return { refused: decision.kind };
  const { scores, clauses } = decision.outcome;
  const sorted = [...clauses].sort((a, b) => compareText(a.clause.id, b.clause.id));
  return {
    scores: Object.fromEntries(
      scores.map(({ output, value, potential }) => [output.name, { value, potential } as never]),
    ),
    verdicts: Object.fromEntries(
      sorted.map(({ clause, element, verdict }) => [
        element.pointer === '' ? clause.id : `${clause.id}@${element.pointer}`,
        verdict,
      ]),
    ),
  };
}
