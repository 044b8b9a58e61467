// Goals by the part of the pack that they belong to, in the order of the pack, and what people call the kinds.
import type { Bilingual } from '../../policy/pack.js';
import type { Language } from '../../explanation/words.js';
import type { Coverage } from './coverage.js';
import { goalKinds } from './goal.js';
import type { Goal, GoalKind, Owner } from './goal.js';

export const goalKindWords: Readonly<Record<GoalKind, Bilingual>> = {
  clause: { id: 'ketentuan', en: 'clauses' },
  condition: { id: 'syarat', en: 'conditions' },
  branch: { id: 'cabang', en: 'branches' },
  boundary: { id: 'batas', en: 'boundaries' },
  row: { id: 'baris', en: 'rows' },
  parameter: { id: 'parameter', en: 'parameters' },
  gap: { id: 'penolakan', en: 'refusals' },
  provision: { id: 'peralihan', en: 'transitions' },
};

const ownerWords: Readonly<Record<Owner['kind'], Bilingual>> = {
  clause: { id: '', en: '' },
  table: { id: 'tabel ', en: 'table ' },
  parameter: { id: 'parameter ', en: 'parameter ' },
  gap: { id: 'tidak dimuat ', en: 'not encoded ' },
  provision: { id: 'peralihan ', en: 'transitional ' },
  dates: { id: 'tanggal hukum ', en: 'law date ' },
};

export function ownerName({ kind, name }: Owner, language: Language): string {
  return `${ownerWords[kind][language]}${name}`;
}

/** Few packs have transitional provisions: what no other pack has is not told of it. */
export function kindsToShow({ totals }: Coverage): GoalKind[] {
  return goalKinds.filter((kind) => kind !== 'provision' || totals[kind].goals > 0);
}

export interface OwnerGoals {
  readonly owner: Owner;
  readonly goals: readonly Goal[];
}

export function ownersOf({ goals }: Coverage): OwnerGoals[] {
  const found = new Map<string, { owner: Owner; goals: Goal[] }>();
  for (const goal of goals) {
    const key = `${goal.owner.kind} ${goal.owner.name}`;
    const known = found.get(key);
    if (known) known.goals.push(goal);
    else found.set(key, { owner: goal.owner, goals: [goal] });
  }
  return [...found.values()];
}
