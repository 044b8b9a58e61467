// The goals of a whole pack, and the boundaries that a trace of a case looks at.
import type { Place } from '../../../policy/fault.js';
import type { Pack } from '../../../policy/pack.js';
import type { Places } from '../../../policy/places.js';
import type { Named } from '../../formula-text.js';
import type { Boundary } from '../boundary.js';
import type { Owner, Target } from '../goal.js';

/** Gathers targets while the parts of a pack are gone through. */
export class Plan {
  readonly targets: Target[] = [];
  /** By condition or comparing expression. */
  readonly boundaries = new Map<object, Boundary>();

  constructor(
    readonly pack: Pack,
    readonly places: Places,
  ) {}

  /** @param name what it is within its owner, the same in every language. */
  add({ name, ...target }: Omit<Target, 'id'> & { readonly name: string }): void {
    const id = `${ownerId(target.owner)}: ${name}`;
    this.targets.push({ id, ...target });
  }
}

function ownerId({ kind, name }: Owner): string {
  const words = {
    clause: '',
    table: 'table.',
    parameter: 'parameter.',
    gap: 'not_encoded ',
    provision: 'transitional ',
    dates: 'law date ',
  };
  return `${words[kind]}${name}`;
}

/** Where in the rules a formula or a condition stands. */
export interface Spot {
  readonly owner: Owner;
  readonly bound: readonly Named[];
  /** @param at an offset into the formula. */
  readonly place: (at?: number) => Place;
}
