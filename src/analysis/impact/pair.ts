// Two packs made ready to be compared: what each clause reads in either, and where a clause itself says otherwise.
import type { Clause, Pack } from '../../policy/pack.js';
import { factsSchema } from '../../policy/submission-schema.js';
import { makeReady } from '../../evaluation/evaluate.js';
import type { ReadyPack } from '../../evaluation/evaluate.js';
import type { Law } from '../../evaluation/law.js';
import { meaningOfCondition, meaningOfTerm } from '../diff/meaning.js';
import { Readers } from '../reads.js';
import type { ClauseRead } from '../reads.js';

export class Pair {
  readonly before: ReadyPack;
  readonly after: ReadyPack;
  /** Whether what fits the schema of the one fits that of the other. */
  readonly haveSameFacts: boolean;
  private readonly reads = new Map<string, readonly ClauseRead[]>();
  private readonly readers: readonly [Readers, Readers];
  private readonly clauses: readonly [ReadonlyMap<string, Clause>, ReadonlyMap<string, Clause>];
  private readonly changed = new Map<Law, Map<Law, ReadonlySet<string>>>();

  constructor(before: Pack, after: Pack) {
    this.before = makeReady(before);
    this.after = makeReady(after);
    const [schemaBefore, schemaAfter] = [before, after].map((pack) =>
      JSON.stringify(factsSchema(pack.facts)),
    );
    this.haveSameFacts = schemaBefore === schemaAfter;
    this.readers = [new Readers(before), new Readers(after)];
    this.clauses = [byId(before), byId(after)];
    for (const id of new Set([...this.clauses[0].keys(), ...this.clauses[1].keys()]))
      this.reads.set(id, this.readInEither(id));
  }

  /** The clauses that a clause reads, in either pack. */
  readBy(id: string): readonly ClauseRead[] {
    return this.reads.get(id) ?? [];
  }

  /** The clauses that define an output, in either pack. */
  defining(output: string): ReadonlySet<string> {
    return new Set(this.readers.flatMap((readers) => readers.defining(output)));
  }

  clauseIn(side: 'before' | 'after', id: string): Clause | undefined {
    return this.clauses[side === 'before' ? 0 : 1].get(id);
  }

  /** Clauses that by themselves say otherwise under these two laws: they, a parameter or a table that they read. */
  changedUnder(before: Law, after: Law): ReadonlySet<string> {
    let byAfter = this.changed.get(before);
    if (!byAfter) this.changed.set(before, (byAfter = new Map<Law, ReadonlySet<string>>()));
    let found = byAfter.get(after);
    if (!found) {
      const differs = (id: string): boolean => this.ruleOf(0, id, before) !== this.ruleOf(1, id, after);
      byAfter.set(after, (found = new Set([...this.reads.keys()].filter(differs))));
    }
    return found;
  }

  private readInEither(id: string): ClauseRead[] {
    const found = new Map<string, ClauseRead>();
    for (const readers of this.readers) {
      for (const read of readers.of(id)?.clauses ?? []) {
        const isOverList = read.isOverList || (found.get(read.clause.id)?.isOverList ?? false);
        found.set(read.clause.id, { clause: read.clause, isOverList });
      }
    }
    return [...found.values()];
  }

  /** All that a clause's own outcome hangs on besides what other clauses and the facts give. */
  private ruleOf(side: 0 | 1, id: string, law: Law): string {
    const clause = this.clauses[side].get(id);
    if (!clause || !law.inForce[clause.index]) return 'not in force';
    const reads = this.readers[side].of(id);
    const parameters = [...(reads?.parameters ?? [])].map((name) => law.parameters.get(name)?.value);
    const tables = [...(reads?.tables ?? [])].map((name) =>
      law.tables.get(name)?.rows.map(({ keys, at_least, below, above, value }) => ({
        keys,
        at_least,
        below,
        above,
        value,
      })),
    );
    const own =
      clause.kind === 'requirement'
        ? meaningOfCondition(clause.requires)
        : [clause.defines, meaningOfTerm(clause.formula)];
    const lists = clause.scope.map((level) => level.lists);
    const applies = clause.appliesWhen ? meaningOfCondition(clause.appliesWhen) : null;
    return JSON.stringify([lists, applies, own, parameters, tables]);
  }
}

function byId(pack: Pack): Map<string, Clause> {
  return new Map(pack.clauses.map((clause) => [clause.id, clause]));
}
