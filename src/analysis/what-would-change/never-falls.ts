// Whether an output never falls when more requirements are met: shown from the formulas alone, or not shown.
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { isInForce } from '../../policy/pack.js';
import type { Clause, Pack } from '../../policy/pack.js';
import { asExpression } from '../warnings/condition-expression.js';
import { asNumbers } from '../warnings/call-values.js';
import type { Here } from '../warnings/here.js';
import { Interpreter } from '../warnings/interpreter.js';
import { withItem } from '../warnings/list-values.js';
import type { Requirements } from './blocks.js';

/**
 * How a value moves when more is met: it stays, never falls, never rises, or nothing is shown. A truth rises from false
 * to true. This is said of the values that there are: where a gap comes between, there is nothing to compare.
 */
type Movement = 'stays' | 'rises' | 'falls' | 'unknown';

export function neverFalls(pack: Pack, requirements: Requirements, output: string, date: string): boolean {
  const movement = new Movements(pack, requirements, date).ofDefinition(output);
  return movement === 'rises' || movement === 'stays';
}

class Movements {
  private readonly interpreter: Interpreter;
  private readonly known = new Map<string, Movement>();
  private readonly clauses: readonly Clause[];

  constructor(
    pack: Pack,
    private readonly requirements: Requirements,
    private readonly date: string,
  ) {
    this.interpreter = new Interpreter(pack);
    this.clauses = pack.clauses.filter((clause) => isInForce(clause, date));
  }

  ofDefinition(name: string): Movement {
    const known = this.known.get(name);
    if (known) return known;
    const found = this.clauses
      .filter((clause) => clause.kind === 'calculation' && clause.defines === name)
      .map((clause) => this.ofCalculation(clause))
      .reduce(together, 'stays');
    this.known.set(name, found);
    return found;
  }

  private ofCalculation(clause: Clause): Movement {
    if (clause.kind !== 'calculation') return 'unknown';
    const span = { from: this.date, to: this.date };
    const [before, here] = [this.interpreter.at(clause, span), this.interpreter.applied(clause, span)];
    if (clause.appliesWhen && before && this.of(asExpression(clause.appliesWhen), before) !== 'stays')
      return 'unknown';
    return here ? this.of(clause.formula.expression, here) : 'stays';
  }

  private of(expression: Expression, here: Here): Movement {
    const inside = (each: Expression): Movement => this.of(each, here);
    switch (expression.kind) {
      case 'literal':
      case 'fact':
      case 'elements':
      case 'variable':
      case 'parameter':
      case 'gap':
        return 'stays';
      case 'definition':
        return this.ofDefinition(expression.name);
      case 'verdict':
        return this.ofVerdict(expression);
      case 'negative':
      case 'not':
        return opposite(inside(expression.of));
      case 'and':
      case 'or':
        return together(inside(expression.left), inside(expression.right));
      case 'comparison':
        return comparison(expression.operator, inside(expression.left), inside(expression.right));
      case 'arithmetic':
        return this.ofArithmetic(expression, here);
      case 'choose':
        return this.ofChoice(expression, here);
      case 'call':
        return this.ofCall(expression, here);
      case 'comprehension':
        return this.ofList(expression, here).items;
      case 'in':
        return staysOnly([inside(expression.left), inside(expression.right)]);
      case 'table':
        return staysOnly(expression.keys.map(inside));
      case 'list':
        return expression.items.map(inside).reduce(together, 'stays');
    }
  }

  /** What was not met or undetermined becomes met, provided that nothing assumed elsewhere changes it. */
  private ofVerdict({ verb, clauses }: ExpressionOf<'verdict'>): Movement {
    const asked = this.clauses.filter((clause) => clauses.includes(clause.id));
    if (!asked.every((clause) => this.requirements.isFixed(clause))) return 'unknown';
    if (verb === 'notApplicable' || asked.every((clause) => clause.kind === 'calculation')) return 'stays';
    return verb === 'met' ? 'rises' : 'falls';
  }

  private ofArithmetic({ operator, left, right }: ExpressionOf<'arithmetic'>, here: Here): Movement {
    const [a, b] = [this.of(left, here), this.of(right, here)];
    if (operator === '+') return together(a, b);
    if (operator === '-') return together(a, opposite(b));
    const byRight = scaled(a, this.signOf(right, here));
    if (operator === '/') return b === 'stays' ? byRight : 'unknown';
    return together(byRight, scaled(b, this.signOf(left, here)));
  }

  private ofChoice({ condition, yes, no }: ExpressionOf<'choose'>, here: Here): Movement {
    const branch = (truth: boolean): Here | undefined => this.interpreter.assume(condition, truth, here);
    const [ifYes, ifNo] = [branch(true), branch(false)];
    const within = together(ifYes ? this.of(yes, ifYes) : 'stays', ifNo ? this.of(no, ifNo) : 'stays');
    const turns = this.of(condition, here);
    if (turns === 'stays' || !ifYes || !ifNo) return within;
    if (turns === 'unknown' || yes.type.kind !== 'number') return 'unknown';
    const [there, otherwise] = [yes, no].map((each, index) =>
      asNumbers(this.interpreter.valuesOf(each, index === 0 ? ifYes : ifNo)),
    );
    if (!there || !otherwise) return 'unknown';
    const turned =
      Number(there.low.at) >= Number(otherwise.high.at)
        ? turns
        : Number(there.high.at) <= Number(otherwise.low.at)
          ? opposite(turns)
          : 'unknown';
    return together(within, turned);
  }

  private ofCall(call: ExpressionOf<'call'>, here: Here): Movement {
    const { name } = call;
    const [first, ...others] = call.arguments;
    if (first?.type.kind === 'list') {
      const list = this.ofList(first, here);
      const rest = staysOnly(others.map((each) => this.of(each, here)));
      if (list.items === 'stays' && list.membership === 'stays') return rest;
      return rest === 'stays' ? this.ofNumbers(name, first, list, here) : 'unknown';
    }
    const moved = call.arguments.map((each) => this.of(each, here));
    return ['min', 'max', 'clamp', 'round'].includes(name)
      ? moved.reduce(together, 'stays')
      : staysOnly(moved);
  }

  /** Items that do not apply are passed over, so a list whose items may come to that is not spoken of. */
  private ofNumbers(name: string, list: Expression, moved: ListMovement, here: Here): Movement {
    const { items, membership } = moved;
    if (name === 'count') return this.interpreter.mayNotApply(list) ? 'unknown' : membership;
    if (this.interpreter.mayNotApply(list)) return 'unknown';
    if (membership === 'stays')
      return ['sum', 'mean', 'median', 'min', 'max'].includes(name) ? items : 'unknown';
    const { low } = asNumbers(this.interpreter.listOf(list, here).of);
    return name === 'sum' && Number(low.at) >= 0 ? together(items, membership) : 'unknown';
  }

  private ofList(expression: Expression, here: Here): ListMovement {
    if (expression.kind !== 'comprehension') return { items: this.of(expression, here), membership: 'stays' };
    const { list, macro, body } = expression;
    const outer = this.ofList(list, here);
    const inner = withItem(expression, this.interpreter.listOf(list, here).of, here, this.interpreter);
    const moved = this.of(body, inner);
    if (outer.items !== 'stays') return { items: 'unknown', membership: 'unknown' };
    switch (macro) {
      case 'map':
        return { items: moved, membership: outer.membership };
      case 'filter':
        return { items: outer.items, membership: together(outer.membership, moved) };
      case 'exists':
      case 'all':
        return { items: outer.membership === 'stays' ? moved : 'unknown', membership: 'stays' };
    }
  }

  /** 1 where it is never negative, -1 where it is never positive. */
  private signOf(expression: Expression, here: Here): 1 | -1 | undefined {
    const { low, high } = asNumbers(this.interpreter.valuesOf(expression, here));
    if (Number(low.at) >= 0) return 1;
    return Number(high.at) <= 0 ? -1 : undefined;
  }
}

/** How each item moves, and whether items are added (rises) or taken away. */
interface ListMovement {
  readonly items: Movement;
  readonly membership: Movement;
}

function together(a: Movement, b: Movement): Movement {
  if (a === 'stays') return b;
  return b === 'stays' || a === b ? a : 'unknown';
}

function staysOnly(movements: readonly Movement[]): Movement {
  return movements.every((each) => each === 'stays') ? 'stays' : 'unknown';
}

function opposite(movement: Movement): Movement {
  if (movement === 'rises') return 'falls';
  return movement === 'falls' ? 'rises' : movement;
}

function scaled(movement: Movement, sign: 1 | -1 | undefined): Movement {
  if (movement === 'stays') return 'stays';
  if (sign === undefined) return 'unknown';
  return sign === 1 ? movement : opposite(movement);
}

function comparison(operator: string, left: Movement, right: Movement): Movement {
  if (operator === '==' || operator === '!=') return staysOnly([left, right]);
  return operator.startsWith('>') ? together(left, opposite(right)) : together(opposite(left), right);
}
