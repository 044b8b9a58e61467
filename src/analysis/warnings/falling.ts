// Formulas that fall when a requirement turns out met: what is only proven would then count more than what is possible.
import type { Fault } from '../../policy/fault.js';
import { walk } from '../../policy/formula/expression.js';
import type { Expression, ExpressionOf } from '../../policy/formula/expression.js';
import { asNumbers } from './call-values.js';
import type { Here } from './here.js';
import type { Interpreter } from './interpreter.js';
import { withItem } from './list-values.js';
import type { Site, Subject } from './sites.js';
import { warning } from './words.js';

type Direction = 1 | -1;

/** A part of a formula that moves when `of` turns met, and which way it moves the formula. */
interface Mover {
  readonly at: Expression;
  readonly of: string;
  readonly direction: Direction;
  /** Falls because of how this formula uses it, not within a definition that is told of itself. */
  readonly isOwn: boolean;
}

export function fallingOnMet(subject: Subject, sites: readonly Site[]): Fault[] {
  const movements = new Movements(subject.interpreter);
  return sites.flatMap((site) =>
    movements
      .of(site.expression, site.here)
      .filter(({ direction, isOwn }) => direction === -1 && isOwn)
      .map(({ at, of }) =>
        warning(site.place(at), 'falls_when_met', {
          id: `hasil rumus ini turun bila "${of}" terpenuhi, jadi yang belum terbukti dihitung lebih tinggi; untuk pengurangan, tanyakan notMet("${of}")`,
          en: `this formula falls when "${of}" turns out met, so what is not proven counts for more; for a deduction ask notMet("${of}")`,
        }),
      ),
  );
}

class Movements {
  private readonly known = new Map<string, { direction: Direction; of: string } | undefined>();

  constructor(private readonly interpreter: Interpreter) {}

  of(expression: Expression, here: Here): Mover[] {
    return this.movers(expression, 1, here);
  }

  /** Through what only rises or only falls with the part inside; elsewhere nothing is proven, and nothing told. */
  private movers(expression: Expression, sign: Direction, here: Here): Mover[] {
    const inside = (each: Expression, side: Direction = sign): Mover[] => this.movers(each, side, here);
    switch (expression.kind) {
      case 'negative':
        return inside(expression.of, opposite(sign));
      case 'arithmetic':
        return this.arithmetic(expression, sign, here);
      case 'choose':
        return this.choice(expression, sign, here);
      case 'definition':
        return this.definition(expression, sign);
      case 'call':
        return this.call(expression, sign, here);
      default:
        return [];
    }
  }

  private arithmetic(
    { operator, left, right }: ExpressionOf<'arithmetic'>,
    sign: Direction,
    here: Here,
  ): Mover[] {
    if (operator === '+' || operator === '-') {
      const other = operator === '+' ? sign : opposite(sign);
      return [...this.movers(left, sign, here), ...this.movers(right, other, here)];
    }
    const [a, b] = [this.signOf(left, here), this.signOf(right, here)];
    const byRight = b ? this.movers(left, b === 1 ? sign : opposite(sign), here) : [];
    if (operator === '*')
      return [...byRight, ...(a ? this.movers(right, a === 1 ? sign : opposite(sign), here) : [])];
    // A larger divisor makes a quotient smaller where both are positive, larger where the dividend is negative.
    return [...byRight, ...(a && b ? this.movers(right, a === 1 ? opposite(sign) : sign, here) : [])];
  }

  private choice(choose: ExpressionOf<'choose'>, sign: Direction, here: Here): Mover[] {
    const { condition, yes, no } = choose;
    const branch = (truth: boolean, each: Expression): Mover[] => {
      const there = this.interpreter.assume(condition, truth, here);
      return there ? this.movers(each, sign, there) : [];
    };
    return [...this.switched(choose, sign, here), ...branch(true, yes), ...branch(false, no)];
  }

  private switched({ condition, yes, no }: ExpressionOf<'choose'>, sign: Direction, here: Here): Mover[] {
    const turns = turning(condition);
    if (!turns || yes.type.kind !== 'number') return [];
    const [high, low] = turns.direction === 1 ? [yes, no] : [no, yes];
    const after = asNumbers(this.interpreter.valuesOf(high, here));
    const before = asNumbers(this.interpreter.valuesOf(low, here));
    const isPoint = after.low.at === before.high.at && after.high.at === before.low.at;
    const direction = isPoint
      ? 0
      : after.high.at <= before.low.at
        ? -1
        : after.low.at >= before.high.at
          ? 1
          : 0;
    if (direction === 0) return [];
    const moved = direction === 1 ? sign : opposite(sign);
    return [{ at: condition, of: turns.of, direction: moved, isOwn: true }];
  }

  private call(call: ExpressionOf<'call'>, sign: Direction, here: Here): Mover[] {
    const [first] = call.arguments;
    if (first?.type.kind === 'list') return this.list(call, sign, here);
    if (!['min', 'max', 'clamp', 'round'].includes(call.name)) return [];
    return call.arguments.flatMap((each) => this.movers(each, sign, here));
  }

  private list(call: ExpressionOf<'call'>, sign: Direction, here: Here): Mover[] {
    const [list] = call.arguments;
    const { name } = call;
    if (list?.kind !== 'comprehension') return [];
    const of = this.interpreter.listOf(list.list, here).of;
    if (list.macro === 'filter') {
      const turns = name === 'count' ? turning(list.body) : undefined;
      if (!turns) return [];
      return [
        {
          at: list.body,
          of: turns.of,
          direction: turns.direction === 1 ? sign : opposite(sign),
          isOwn: true,
        },
      ];
    }
    if (list.macro !== 'map' || !['sum', 'mean', 'median', 'min', 'max'].includes(name)) return [];
    return this.movers(list.body, sign, withItem(list, of, here, this.interpreter));
  }

  private definition(expression: ExpressionOf<'definition'>, sign: Direction): Mover[] {
    const moved = this.ofDefinition(expression.name);
    if (!moved) return [];
    const direction = moved.direction === 1 ? sign : opposite(sign);
    return [{ at: expression, of: moved.of, direction, isOwn: moved.direction === 1 }];
  }

  /** Which way a definition moves, where all that moves in it moves the same way. */
  private ofDefinition(name: string): { direction: Direction; of: string } | undefined {
    if (this.known.has(name)) return this.known.get(name);
    const movers = this.interpreter.pack.clauses.flatMap((clause) => {
      const here =
        clause.kind === 'calculation' && clause.defines === name
          ? this.interpreter.applied(clause)
          : undefined;
      return clause.kind === 'calculation' && here ? this.of(clause.formula.expression, here) : [];
    });
    const [first] = movers;
    const isOneWay = first && movers.every((each) => each.direction === first.direction);
    const found = isOneWay ? { direction: first.direction, of: first.of } : undefined;
    this.known.set(name, found);
    return found;
  }

  /** 1 where it is never negative, -1 where it is never positive. */
  private signOf(expression: Expression, here: Here): Direction | undefined {
    const { low, high } = asNumbers(this.interpreter.valuesOf(expression, here));
    if (Number(low.at) >= 0) return 1;
    return Number(high.at) <= 0 ? -1 : undefined;
  }
}

function opposite(sign: Direction): Direction {
  return sign === 1 ? -1 : 1;
}

/** Which way a truth can turn when what it asks `met` of turns met; undefined where both ways, or none. */
function turning(condition: Expression): { direction: Direction; of: string } | undefined {
  const turns = new Map<Direction, string>();
  const visit = (each: Expression, direction: Direction): boolean => {
    switch (each.kind) {
      case 'verdict':
        if (each.verb !== 'met') return false;
        turns.set(direction, each.of);
        return true;
      case 'not':
        return visit(each.of, opposite(direction));
      case 'and':
      case 'or':
        return visit(each.left, direction) && visit(each.right, direction);
      default:
        return ![...walk(each)].some((inner) => inner.kind === 'verdict');
    }
  };
  if (!visit(condition, 1) || turns.size !== 1) return undefined;
  const [[direction, of] = [1, ''] as const] = turns;
  return { direction, of };
}
