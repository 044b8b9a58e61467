// A pack and its cases -> which small changes of the rules no case notices.
import type { Argument, TestCase } from '../../policy/case-files.js';
import { compareText } from '../../policy/fault.js';
import type { Place } from '../../policy/fault.js';
import { packName } from '../../policy/pack.js';
import type { Bilingual, Pack } from '../../policy/pack.js';
import type { Places } from '../../policy/places.js';
import { CompiledEvaluator } from '../../evaluation/compiled.js';
import type { ReadyVersion } from '../../evaluation/decide.js';
import { clausesReached } from '../../evaluation/evaluate.js';
import { lawByDate } from '../../evaluation/law.js';
import { rulesOf } from '../../evaluation/rules.js';
import { comesOf } from '../cases/came.js';
import { compare } from '../cases/compare.js';
import type { CasesAndArguments } from '../coverage/coverage.js';
import { clauseMutants } from './clause-mutants.js';
import { gapMutants, provisionMutants } from './manifest-mutants.js';
import { named } from './mutant.js';
import type { Mutant } from './mutant.js';
import { isPossible } from './possible.js';
import { outputMutants, parameterMutants, spanMutants, tableMutants } from './value-mutants.js';

export interface Survivor {
  readonly mutant: string;
  readonly place: Place;
  /** Why no case needs to notice it. */
  readonly because?: Bilingual;
}

export interface Mutation {
  readonly pack: string;
  readonly mutants: number;
  readonly noticed: number;
  /** Of all mutants, in percent, to one decimal, rounded down. */
  readonly score: number;
  readonly survivors: readonly Survivor[];
  /** Arguments for changes that a case notices after all, or that cannot be made. */
  readonly idle: readonly (Argument & { readonly isNoticed: boolean })[];
}

/** @param cases must all hold, else there is nothing to tell a change by. */
export async function mutate(
  version: ReadyVersion,
  places: Places,
  { cases, argued }: CasesAndArguments,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Mutation> {
  const mutants = mutantsOf(version.pack, places);
  const watch = new Watch(version, cases);
  const survivors: Mutant[] = [];
  for (const [index, mutant] of mutants.entries()) {
    if (!watch.notices(mutant)) survivors.push(mutant);
    onProgress(index + 1, mutants.length);
    if (index % mutantsPerTurn === 0) await turn();
  }
  const noticed = mutants.length - survivors.length;
  return {
    pack: packName(version.pack),
    mutants: mutants.length,
    noticed,
    score: mutants.length === 0 ? 100 : Math.floor((noticed / mutants.length) * 1000) / 10,
    survivors: survivors.map(({ id, place }) => {
      const because = argued.find((each) => each.mutant === id)?.because;
      return { mutant: id, place, ...(because && { because }) };
    }),
    idle: argued
      .filter(({ mutant }) => mutant !== undefined && !survivors.some(({ id }) => id === mutant))
      .map((each) => ({ ...each, isNoticed: mutants.some(({ id }) => id === each.mutant) })),
  };
}

/** So that signals and the progress bar get their turn. */
const mutantsPerTurn = 10;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** In the order of their places. */
export function mutantsOf(pack: Pack, places: Places): Mutant[] {
  const drafts = [
    ...spanMutants(places, pack),
    ...pack.outputs.flatMap((output, index) => outputMutants(places, output, index)),
    ...gapMutants(pack, places),
    ...provisionMutants(pack, places),
    ...[...pack.parameters.values()].flatMap((each) => parameterMutants(places, each)),
    ...[...pack.tables.values()].flatMap((each) => tableMutants(places, each)),
    ...pack.clauses.flatMap((each) => clauseMutants(pack, places, each)),
  ];
  const mutants = named(drafts.filter((draft) => isPossible(draft, pack)));
  return mutants.sort(
    (a, b) =>
      compareText(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column,
  );
}

interface Watched {
  readonly test: TestCase;
  /** Whether a change of this clause's requirement or formula can make a difference. */
  readonly reaches: (clause: number) => boolean;
}

/** Runs cases on changed packs until one of them notices. */
class Watch {
  /** The case that noticed last comes first: changes of one part come one after another. */
  private order: readonly Watched[];

  constructor(
    private readonly version: ReadyVersion,
    cases: readonly TestCase[],
  ) {
    this.order = cases.map((test) => ({ test, reaches: reachOf(version, test) }));
  }

  notices({ change, clause }: Mutant): boolean {
    const changed = readyLike(this.version, change(this.version.pack));
    const by = this.order.find(({ test, reaches }) => {
      if (clause !== undefined && !reaches(clause)) return false;
      return compare(test.expect, comesOf(changed, test)).length > 0;
    });
    if (by) this.order = [by, ...this.order.filter((each) => each !== by)];
    return by !== undefined;
  }
}

/** A clause whose applies_when is not met says nothing; and none does where the submission is refused before. */
function reachOf(version: ReadyVersion, test: TestCase): (clause: number) => boolean {
  const { decision } = comesOf(version, test);
  if (decision.kind !== 'evaluated' && decision.kind !== 'refused') return () => false;
  const reached = clausesReached(version.ready, test.facts, decision.law.date);
  const applied = reached.filter(({ appliesWhen }) => appliesWhen?.verdict !== 'not_met');
  const indexes = new Set(applied.map(({ clause }) => clause.index));
  return (clause) => indexes.has(clause);
}

/** What a change leaves as it is, the check of facts and the formulas known so far, is not made again. */
function readyLike({ ready }: ReadyVersion, pack: Pack): ReadyVersion {
  const compiled = new CompiledEvaluator(pack, rulesOf(pack), ready.formulas);
  return { pack, ready: { ...ready, pack, lawOn: lawByDate(pack), compiled } };
}
