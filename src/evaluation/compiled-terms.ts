// The terms of compiled clauses: sides of comparisons and formulas, fast where the bound decides and else in fractions.
import type { Expression } from '../policy/formula/expression.js';
import type { Pack, Term } from '../policy/pack.js';
import { Amount } from './formula/amount.js';
import { boundOf, Numbers, undecided } from './formula/bounded.js';
import type { ExactFormulas, ExactValue } from './formula/exact.js';
import { compileFormula } from './formula/fast.js';
import { fractionOf } from './formula/fraction.js';
import type { Fraction } from './formula/fraction.js';
import { isGap, notApplicable, undetermined } from './gap.js';
import { asAmounts, isScenarioFree } from './values.js';
import { missingInFormula } from './missing.js';
import { Sides } from './operators.js';
import type { ClausePlace, Place } from './formula/place.js';
import type { Scenario } from './run.js';
import { evaluateNoting, noteReadings } from './formula/readings.js';
import { settle } from './formula/strongest-gap.js';
import type { Calculated, Element, Quantity } from './submission.js';

/** A side of a comparison: a fact as it stands, a calculated Amount, Sides, a list, or a gap. */
export type Side = (place: ClausePlace) => unknown;

export class CompiledTerms {
  constructor(
    private readonly pack: Pack,
    private readonly formulas: ExactFormulas,
  ) {}

  side(term: Term): Side {
    const { expression } = term;
    const one = this.term(term);
    if (isScenarioFree(expression)) return one;
    return (place) => {
      const value = one(place);
      const potential = place.run.scenariosDiffer ? inPotential(place, one) : value;
      return value === potential ? value : new Sides(value, potential);
    };
  }

  calculation(formula: Term): (place: ClausePlace) => Calculated {
    const one = this.term(formula);
    const isFree = isScenarioFree(formula.expression);
    return (place) => {
      const value = asQuantity(one(place));
      const potential = isFree || !place.run.scenariosDiffer ? value : asQuantity(inPotential(place, one));
      const asked = { formulas: this.formulas, run: place.run };
      const missing = missingInFormula(formula.expression, { value, potential }, place.elements, asked);
      return { value, potential, missing };
    };
  }

  /** One side in one scenario: as it stands, or calculated, fast where the bound decides and else in fractions. */
  private term({ expression }: Term): Side {
    const standing = asItStands(expression);
    if (standing) return standing;
    const compiled = compileFormula(expression, this.pack);
    return (place) => {
      const { run, scenario, elements } = place;
      const mark = run.mark();
      const asked = { formulas: this.formulas, run, scenario };
      const exactly = (): ExactValue => evaluateNoting(expression, elements, asked);
      const settled = (value: unknown): unknown => settle(value, expression, elements, { ...asked, mark });
      try {
        place.hasPassedOver = false;
        const value = compiled(place);
        if (place.hasPassedOver && !isGap(value)) {
          run.forgetSince(mark);
          noteReadings(expression, elements, asked);
        }
        if (typeof value === 'number')
          return new Amount(value, place.error, () => run.quietly(exactly) as Fraction);
        return value instanceof Numbers ? asAmounts(run.quietly(exactly), Amount.exactly) : settled(value);
      } catch (error) {
        if (error !== undecided) throw error;
        run.forgetSince(mark);
        return asAmounts(settled(exactly()), Amount.exactly);
      }
    };
  }
}

/** A name alone needs no arithmetic. */
function asItStands(expression: Expression): Side | undefined {
  switch (expression.kind) {
    case 'literal':
      return () => expression.value;
    case 'fact':
      return (place) => elementAt(place, expression.binding).fact(expression.path) ?? undetermined;
    case 'elements':
      return (place) => elementAt(place, expression.binding).elements(expression.path) ?? undetermined;
    case 'definition':
      return (place) =>
        elementAt(place, expression.binding).calculated.get(expression.name)?.[place.scenario] ??
        notApplicable;
    case 'parameter':
      return (place) => {
        place.run.noteParameter(expression.name);
        return place.run.law.parameters.get(expression.name)?.value;
      };
    default:
      return undefined;
  }
}

/** A definition that is a bare number is one to calculate with. */
function asQuantity(value: unknown): Quantity {
  if (typeof value !== 'number') return value as Quantity;
  return new Amount(value, boundOf(value), () => fractionOf(value));
}

function elementAt(place: Place, binding: number): Element {
  return place.elements[binding] as Element;
}

function inPotential(place: ClausePlace, calculate: Side): unknown {
  const before: Scenario = place.scenario;
  place.scenario = 'potential';
  const value = calculate(place);
  place.scenario = before;
  return value;
}
