// A pack with one part of it replaced: everything else is shared with the pack that it comes from.
import type { Expression } from '../../policy/formula/expression.js';
import type { Clause, Condition, Pack, Parameter, Table, Term } from '../../policy/pack.js';

/** Its place among the clauses and in the order of evaluation stays. */
export function withClause(pack: Pack, clause: Clause): Pack {
  return withClauses(pack, (each) => (each.index === clause.index ? clause : each));
}

export function withClauses(pack: Pack, rewrite: (clause: Clause) => Clause): Pack {
  const clauses = pack.clauses.map(rewrite);
  const byIndex = new Map(clauses.map((each) => [each.index, each]));
  const evaluationOrder = pack.evaluationOrder.map((each) => byIndex.get(each.index) ?? each);
  return { ...pack, clauses, evaluationOrder };
}

export function withParameter(pack: Pack, parameter: Parameter): Pack {
  return { ...pack, parameters: new Map(pack.parameters).set(parameter.name, parameter) };
}

export function withTable(pack: Pack, table: Table): Pack {
  return { ...pack, tables: new Map(pack.tables).set(table.name, table) };
}

/** @param put undefined leaves the part out; undefined comes back where nothing is left. */
export function replaceInCondition(
  condition: Condition,
  target: Condition,
  put: Condition | undefined,
): Condition | undefined {
  if (condition === target) return put;
  if (condition.kind === 'comparison') return condition;
  const conditions = condition.conditions.flatMap((each) => replaceInCondition(each, target, put) ?? []);
  return { ...condition, conditions };
}

/** Every term of a clause, rewritten. */
export function withTerms(clause: Clause, rewrite: (expression: Expression) => Expression): Clause {
  const term = (each: Term): Term => {
    const expression = rewrite(each.expression);
    return expression === each.expression ? each : { ...each, expression };
  };
  const inside = (condition: Condition): Condition =>
    condition.kind === 'comparison'
      ? {
          ...condition,
          left: term(condition.left),
          ...(condition.right && { right: term(condition.right) }),
        }
      : { ...condition, conditions: condition.conditions.map(inside) };
  const kept = clause.appliesWhen ? { appliesWhen: inside(clause.appliesWhen) } : {};
  return clause.kind === 'requirement'
    ? { ...clause, ...kept, requires: inside(clause.requires) }
    : { ...clause, ...kept, formula: term(clause.formula) };
}

export function replaceInFormula(expression: Expression, target: Expression, put: Expression): Expression {
  return expression === target ? put : mapInside(expression, (each) => replaceInFormula(each, target, put));
}

/** The same expression when nothing inside it changes. */
export function mapInside(expression: Expression, rewrite: (inside: Expression) => Expression): Expression {
  const list = (items: readonly Expression[]): readonly Expression[] => {
    const mapped = items.map(rewrite);
    return mapped.every((each, index) => each === items[index]) ? items : mapped;
  };
  const changed = <E extends Expression>(parts: Partial<E>): E => {
    const isSame = Object.entries(parts).every(([key, part]) => expression[key as keyof Expression] === part);
    return (isSame ? expression : { ...expression, ...parts }) as E;
  };
  switch (expression.kind) {
    case 'table':
      return changed<typeof expression>({ keys: list(expression.keys) });
    case 'call':
      return changed<typeof expression>({ arguments: list(expression.arguments) });
    case 'list':
      return changed<typeof expression>({ items: list(expression.items) });
    case 'arithmetic':
    case 'comparison':
    case 'in':
    case 'and':
    case 'or':
      return changed<typeof expression>({
        left: rewrite(expression.left),
        right: rewrite(expression.right),
      });
    case 'negative':
    case 'not':
      return changed<typeof expression>({ of: rewrite(expression.of) });
    case 'choose':
      return changed<typeof expression>({
        condition: rewrite(expression.condition),
        yes: rewrite(expression.yes),
        no: rewrite(expression.no),
      });
    case 'comprehension':
      return changed<typeof expression>({
        list: rewrite(expression.list),
        body: rewrite(expression.body),
      });
    case 'literal':
    case 'fact':
    case 'elements':
    case 'variable':
    case 'definition':
    case 'parameter':
    case 'verdict':
    case 'gap':
      return expression;
  }
}
