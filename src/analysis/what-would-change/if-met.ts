// One requirement that is not met -> every output if it alone were met.
import { fractionOf, numberOf } from '../../evaluation/formula/fraction.js';
import type { Outcome, Refusal, Shown } from '../../evaluation/outcome.js';
import type { Bilingual, Pack } from '../../policy/pack.js';
import { ifMetSentence, ifRefusedSentence } from './sentences.js';
import { valueOf } from './what-if.js';
import type { Change, WhatIf } from './what-if.js';

export interface ValueIfMet {
  readonly now: Shown;
  readonly value: Shown;
  /** How much more it is; only between numbers, as they are shown. */
  readonly gain?: number;
}

export interface IfMet {
  /** Output -> its value; absent where the evaluation would then be refused. */
  readonly ifMet?: Readonly<Record<string, ValueIfMet>>;
  readonly says: Bilingual;
}

interface Facing {
  readonly pack: Pack;
  readonly whatIf: WhatIf;
  readonly now: Outcome;
}

/** @param hasEffect false where it is known to change nothing by itself, so that nothing needs to be evaluated. */
export function ifMet({ pack, whatIf, now }: Facing, change: Change, hasEffect: boolean): IfMet {
  const outcome: Outcome | Refusal = hasEffect ? whatIf.with([change]) : now;
  if (outcome.kind === 'refused') {
    const reasons = outcome.reasons.map(({ says }) => says);
    return { says: ifRefusedSentence(pack, [change], reasons) };
  }
  const all = pack.outputs.map((output) => {
    const [before, then] = [now, outcome].map((each) => valueOf(each, output.name));
    return { output, now: before ?? null, then: then ?? null };
  });
  const moved = all.filter(({ now: before, then }) => before !== then);
  return {
    ifMet: Object.fromEntries(
      all.map(({ output, now: before, then }) => [output.name, valueIfMet(before, then)]),
    ),
    says: ifMetSentence(pack, [change], moved),
  };
}

function valueIfMet(now: Shown, value: Shown): ValueIfMet {
  if (typeof now !== 'number' || typeof value !== 'number') return { now, value };
  return { now, value, gain: numberOf(fractionOf(value).sub(fractionOf(now))) };
}
