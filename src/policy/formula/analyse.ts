// The text of a formula -> a typed Expression, or all that is wrong with it. cel-js parses; names, types and units are ours.
import { Environment, ParseError } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import { isCalendarDate } from '../calendar.js';
import { didYouMean } from '../fault.js';
import type { FaultCode } from '../fault-code.js';
import type { Bilingual } from '../pack.js';
import { describeType, words } from './describe-type.js';
import { date, describeUnit, functionNames, macros, plain, text, truth } from './expression.js';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  FunctionName,
  Macro,
  Range,
  ValueType,
  Verb,
} from './expression.js';
import { joinUnits, multiplyUnits, signatures } from './signatures.js';
import { asDate, joinForChoice, typeClash } from './type-clash.js';
import { gapElsewhere, gapForm, gapName, gapOnly, unknownGap } from './unencoded.js';
import { bindingFor, resolveName } from './vocabulary.js';
import type { Bound, Vocabulary } from './vocabulary.js';

export interface FormulaProblem {
  readonly code: Extract<FaultCode, 'formula_syntax' | 'unknown_name' | 'formula'>;
  readonly message: Bilingual;
  /** Offset in the formula's text. */
  readonly offset: number;
}

const parser = new Environment({
  limits: { maxAstNodes: 2000, maxDepth: 60, maxListElements: 200, maxCallArguments: 32 },
});
const verbs: readonly string[] = ['met', 'notMet', 'notApplicable'] satisfies Verb[];

export function analyseFormula(
  source: string,
  vocabulary: Vocabulary,
  bound: readonly Bound[],
): { expression: Expression } | { problems: FormulaProblem[] } {
  let ast: ASTNode;
  try {
    ast = parser.parse(source).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { problems: [syntaxProblem(error)] };
  }
  const analysis = new Analysis(vocabulary);
  const expression = analysis.node(ast, bound);
  return analysis.problems.length > 0 ? { problems: analysis.problems } : { expression };
}

/** The reasons of cel-js that people meet most, by its code; the others are quoted as they are. */
const syntaxReasons: Readonly<Record<string, string>> = {
  unterminated_string: 'tanda petik tidak ditutup',
  limit_exceeded: 'rumus terlalu panjang atau terlalu bertingkat',
};

function syntaxProblem({ code, summary, range }: ParseError): FormulaProblem {
  const reason = summary.endsWith('EOF') ? 'rumus terputus sebelum selesai' : syntaxReasons[code];
  const message = {
    id: `rumus tidak dapat dibaca: ${reason ?? summary}`,
    en: `the formula cannot be read: ${summary}`,
  };
  return { code: 'formula_syntax', message, offset: range?.start ?? 0 };
}

class Analysis {
  readonly problems: FormulaProblem[] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

  node(ast: ASTNode, bound: readonly Bound[]): Expression {
    const range: Range = { start: ast.range.start, end: ast.range.end };
    switch (ast.op) {
      case 'value':
        return this.literal(ast.args, range);
      case 'id':
        return this.name([ast.args], range, bound);
      case '.': {
        const path = dottedPath(ast);
        if (path) return this.name(path, range, bound);
        return this.problem({ id: 'hanya nama yang mempunyai bagian', en: 'only names have parts' }, range);
      }
      case 'call':
        return this.call(ast.args[0], ast.args[1], range, bound);
      case 'rcall':
        return this.receiverCall(ast.args[0], ast.args[1], ast.args[2], range, bound);
      case '?:':
        return this.choose(ast.args, range, bound);
      case '||':
      case '&&': {
        const [left, right] = [this.truth(ast.args[0], bound), this.truth(ast.args[1], bound)];
        return { kind: ast.op === '&&' ? 'and' : 'or', left, right, range, type: truth };
      }
      case '!_':
        return { kind: 'not', of: this.truth(ast.args, bound), range, type: truth };
      case '-_':
        return this.negative(ast.args, range, bound);
      case '+':
      case '-':
      case '*':
      case '/':
        return this.arithmetic(ast.op, ast.args, range, bound);
      case '<':
      case '<=':
      case '>':
      case '>=':
      case '==':
      case '!=':
        return this.comparison(ast.op, ast.args, range, bound);
      case 'in':
        return this.membership(ast.args, range, bound);
      case 'list':
        return this.list(ast.args, range, bound);
      default:
        return this.problem(
          {
            id: `"${ast.op}" tidak dikenal dalam rumus`,
            en: `"${ast.op}" is not part of the language of formulas`,
          },
          range,
        );
    }
  }

  /**
   * Notes the fault and goes on as if a value of the type stood there, so that one run finds all faults. About
   * what already has a fault inside nothing more is said: it would only follow from that one.
   */
  private problem(message: Bilingual, range: Range, type: ValueType = plain): Expression {
    const isInside = ({ offset }: FormulaProblem): boolean => range.start <= offset && offset < range.end;
    if (!this.problems.some(isInside)) this.problems.push({ code: 'formula', message, offset: range.start });
    return { kind: 'literal', value: 0, range, type };
  }

  private unknown(message: Bilingual, range: Range, type: ValueType = plain): Expression {
    this.problems.push({ code: 'unknown_name', message, offset: range.start });
    return { kind: 'literal', value: 0, range, type };
  }

  private literal(value: unknown, range: Range): Expression {
    if (typeof value === 'string') return { kind: 'literal', value, range, type: text };
    if (typeof value === 'boolean') return { kind: 'literal', value, range, type: truth };
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number))
      return this.problem({ id: 'ini bukan angka', en: 'this is not a number' }, range);
    return { kind: 'literal', value: number, range, type: plain };
  }

  private name(path: readonly string[], range: Range, bound: readonly Bound[]): Expression {
    const found = resolveName(this.vocabulary, bound, path, range);
    return 'problem' in found ? this.unknown(found.problem, range) : found;
  }

  private truth(ast: ASTNode, bound: readonly Bound[]): Expression {
    const found = this.node(ast, bound);
    return found.type.kind === 'truth' ? found : this.wrongType(found, words.truth, truth);
  }

  private wrongType(found: Expression, wanted: Bilingual, type: ValueType): Expression {
    const is = describeType(found.type);
    const message = {
      id: `di sini diperlukan ${wanted.id}, sedangkan ini ${is.id}`,
      en: `this should be ${wanted.en} and is ${is.en}`,
    };
    return this.problem(message, found.range, type);
  }

  private call(name: string, args: readonly ASTNode[], range: Range, bound: readonly Bound[]): Expression {
    if (name === 'date') return this.dateLiteral(args, range);
    if (verbs.includes(name)) return this.verdict(name as Verb, args, undefined, range, bound);
    if (name === gapName) return this.problem(gapElsewhere, range);
    const names: readonly string[] = functionNames;
    if (!names.includes(name)) {
      const near = didYouMean(name, [...names, ...verbs, 'date', gapName]);
      const message = {
        id: `tidak ada fungsi "${name}"${near.id}`,
        en: `there is no function "${name}"${near.en}`,
      };
      return this.unknown(message, range);
    }
    const given = args.map((each) => this.node(each, bound));
    const type = signatures[name as FunctionName](given);
    if ('problem' in type) {
      const message = { id: `${name}: ${type.problem.id}`, en: `${name}: ${type.problem.en}` };
      return this.problem(message, type.at?.range ?? range);
    }
    return { kind: 'call', name: name as FunctionName, arguments: given, range, type };
  }

  private dateLiteral(args: readonly ASTNode[], range: Range): Expression {
    const [only] = args;
    if (
      args.length !== 1 ||
      only?.op !== 'value' ||
      typeof only.args !== 'string' ||
      !isCalendarDate(only.args)
    ) {
      const message = {
        id: 'tanggal ditulis date("2024-01-31")',
        en: 'a date is written date("2024-01-31")',
      };
      return this.problem(message, range, date);
    }
    return { kind: 'literal', value: only.args, range, type: date };
  }

  private receiverCall(
    name: string,
    receiver: ASTNode,
    args: readonly ASTNode[],
    range: Range,
    bound: readonly Bound[],
  ): Expression {
    if (receiver.op === 'id' && receiver.args === 'table') return this.table(name, args, range, bound);
    const known: readonly string[] = macros;
    if (known.includes(name)) return this.comprehension(name as Macro, receiver, args, range, bound);
    if (verbs.includes(name)) {
      const element = this.node(receiver, bound);
      if (element.kind === 'variable' && element.type.kind === 'element') {
        return this.verdict(name as Verb, args, element.binding, range, bound);
      }
      const message = {
        id: `${name} ditanyakan pada isi sebuah daftar`,
        en: `${name} is asked of an element of a list`,
      };
      return this.problem(message, range, truth);
    }
    const near = didYouMean(name, [...known, ...verbs]);
    const message = {
      id: `sebuah nilai tidak mempunyai "${name}"${near.id}`,
      en: `there is no "${name}" of a value${near.en}`,
    };
    return this.unknown(message, range);
  }

  private table(name: string, args: readonly ASTNode[], range: Range, bound: readonly Bound[]): Expression {
    const table = this.vocabulary.tables.get(name);
    if (!table) {
      const near = didYouMean(name, this.vocabulary.tables.keys());
      const message = {
        id: `tidak ada tabel "${name}"${near.id}`,
        en: `there is no table "${name}"${near.en}`,
      };
      return this.unknown(message, range);
    }
    if (args.length !== table.by.length) {
      const wanted = table.by.map((each) => each.key).join(', ');
      const message = {
        id: `tabel "${name}" dibaca menurut ${wanted}; yang diberikan ${args.length} nilai`,
        en: `table "${name}" is read by ${wanted}; ${args.length} value(s) are given`,
      };
      return this.problem(message, range, table.type);
    }
    const keys = args.map((arg, index) => {
      const found = this.node(arg, bound);
      const key = table.by[index];
      const clash = key && typeClash(found, key.type);
      if (!clash) return found;
      const message = {
        id: `${key.key} pada tabel "${name}": ${clash.id}`,
        en: `${key.key} of table "${name}": ${clash.en}`,
      };
      return this.problem(message, found.range, key.type);
    });
    return { kind: 'table', name, keys, range, type: table.type };
  }

  private verdict(
    verb: Verb,
    args: readonly ASTNode[],
    binding: number | undefined,
    range: Range,
    bound: readonly Bound[],
  ): Expression {
    const [only] = args;
    if (args.length !== 1 || only?.op !== 'value' || typeof only.args !== 'string') {
      const message = {
        id: `${verb} memerlukan nama klausul atau kelompok di dalam tanda petik`,
        en: `${verb} takes the name of a clause or group in quotes`,
      };
      return this.problem(message, range, truth);
    }
    const of = only.args;
    const judged = this.vocabulary.judged(of);
    if (!judged) {
      const near = didYouMean(of, this.vocabulary.judgedNames);
      const message = {
        id: `tidak ada klausul atau kelompok "${of}"${near.id}`,
        en: `there is no clause or group "${of}"${near.en}`,
      };
      return this.unknown(message, range, truth);
    }
    if (judged.isCalculation) {
      const message = {
        id: `"${of}" adalah perhitungan, maka tidak mempunyai putusan`,
        en: `"${of}" is a calculation; it has no verdict`,
      };
      return this.problem(message, range, truth);
    }
    const candidates = binding === undefined ? bound : bound.slice(0, binding + 1);
    const at = bindingFor(judged.lists, candidates);
    if (at === undefined || (binding !== undefined && at !== binding)) {
      const lists = judged.lists.join(', ');
      const message = lists
        ? {
            id: `"${of}" diputuskan untuk setiap isi daftar ${lists}, bukan di sini`,
            en: `"${of}" is judged for each element of ${lists}, not here`,
          }
        : {
            id: `"${of}" diputuskan untuk seluruh pengajuan, bukan untuk isi daftar`,
            en: `"${of}" is judged for the whole submission, not for an element`,
          };
      return this.problem(message, range, truth);
    }
    return { kind: 'verdict', verb, binding: at, of, clauses: judged.clauses, range, type: truth };
  }

  private comprehension(
    macro: Macro,
    receiver: ASTNode,
    args: readonly ASTNode[],
    range: Range,
    bound: readonly Bound[],
  ): Expression {
    const list = this.node(receiver, bound);
    const [variable, body] = args;
    if (list.type.kind !== 'list') return this.wrongType(list, words.list, { kind: 'list', of: plain });
    if (args.length !== 2 || variable?.op !== 'id' || !body) {
      const message = {
        id: `${macro} ditulis daftar.${macro}(x, ...)`,
        en: `${macro} is written list.${macro}(x, ...)`,
      };
      return this.problem(message, range, list.type);
    }
    const name = variable.args;
    if (
      bound.some((each) => each.name === name) ||
      this.vocabulary.facts.has(name) ||
      this.vocabulary.definitions.has(name)
    ) {
      const message = {
        id: `"${name}" di sini sudah mempunyai arti; pilihlah nama lain`,
        en: `"${name}" already means something here; choose another name`,
      };
      this.problem(message, variable.range);
    }
    const inner = [...bound, { name, type: list.type.of }];
    const result = macro === 'map' ? this.node(body, inner) : this.truth(body, inner);
    const type: ValueType =
      macro === 'map' ? { kind: 'list', of: result.type } : macro === 'filter' ? list.type : truth;
    return {
      kind: 'comprehension',
      macro,
      list,
      binding: bound.length,
      variable: name,
      body: result,
      range,
      type,
    };
  }

  private choose(
    args: readonly [ASTNode, ASTNode, ASTNode],
    range: Range,
    bound: readonly Bound[],
  ): Expression {
    const condition = this.truth(args[0], bound);
    const [gapIfTrue, gapIfFalse] = [this.gap(args[1]), this.gap(args[2])];
    if (gapIfTrue && gapIfFalse) return this.problem(gapOnly, range);
    const other = gapIfTrue ? this.node(args[2], bound) : this.node(args[1], bound);
    const yes = gapIfTrue?.(other.type) ?? other;
    const no = gapIfFalse?.(other.type) ?? (gapIfTrue ? other : this.node(args[2], bound));
    const type = joinForChoice(yes.type, no.type);
    if (!type) {
      const [a, b] = [describeType(yes.type), describeType(no.type)];
      const message = {
        id: `kedua cabangnya berbeda jenis: ${a.id} dan ${b.id}`,
        en: `the two branches are ${a.en} and ${b.en}`,
      };
      return this.problem(message, range, yes.type);
    }
    return { kind: 'choose', condition, yes, no, range, type };
  }

  /** `notEncoded("...")`, which has the type of the branch beside it. */
  private gap(ast: ASTNode): ((type: ValueType) => Expression) | undefined {
    if (ast.op !== 'call' || ast.args[0] !== gapName) return undefined;
    const range: Range = { start: ast.range.start, end: ast.range.end };
    const [only, ...more] = ast.args[1];
    return (type) => {
      if (only?.op !== 'value' || typeof only.args !== 'string' || more.length > 0)
        return this.problem(gapForm, range, type);
      const gap = only.args;
      if (this.vocabulary.gaps.includes(gap)) return { kind: 'gap', gap, range, type };
      return this.unknown(unknownGap(gap, this.vocabulary.gaps), range, type);
    };
  }

  private negative(arg: ASTNode, range: Range, bound: readonly Bound[]): Expression {
    const of = this.node(arg, bound);
    if (of.type.kind !== 'number') return this.wrongType(of, words.number, plain);
    if (of.kind === 'literal') return { ...of, value: -Number(of.value), range };
    return { kind: 'negative', of, range, type: of.type };
  }

  private arithmetic(
    operator: ArithmeticOperator,
    args: readonly [ASTNode, ASTNode],
    range: Range,
    bound: readonly Bound[],
  ): Expression {
    const [left, right] = [this.node(args[0], bound), this.node(args[1], bound)];
    if (left.type.kind !== 'number') return this.wrongType(left, words.number, plain);
    if (right.type.kind !== 'number') return this.wrongType(right, words.number, plain);
    const [a, b] = [left.type.unit, right.type.unit];
    const unit =
      operator === '*'
        ? multiplyUnits(a, b, 1)
        : operator === '/'
          ? multiplyUnits(a, b, -1)
          : joinUnits(a, b);
    if (!unit) {
      const message = {
        id: `"${operator}" antara ${describeUnit(a)} dan ${describeUnit(b)}: satuannya tidak dapat dipakai bersama`,
        en: `"${operator}" between ${describeUnit(a)} and ${describeUnit(b)}: units do not go together`,
      };
      return this.problem(message, range);
    }
    return { kind: 'arithmetic', operator, left, right, range, type: { kind: 'number', unit } };
  }

  private comparison(
    operator: ComparisonOperator,
    args: readonly [ASTNode, ASTNode],
    range: Range,
    bound: readonly Bound[],
  ): Expression {
    let [left, right] = [this.node(args[0], bound), this.node(args[1], bound)];
    [left, right] = [asDate(left, right), asDate(right, left)];
    const problem = typeClash(left, right.type) ?? typeClash(right, left.type);
    if (problem) return this.problem(problem, range, truth);
    const ordered = left.type.kind === 'number' || left.type.kind === 'date';
    const isEquality = operator === '==' || operator === '!=';
    if (left.type.kind === 'list' || left.type.kind === 'element' || (!isEquality && !ordered)) {
      const is = describeType(left.type);
      const message = {
        id: `"${operator}" tidak dapat membandingkan ${is.id}`,
        en: `"${operator}" does not compare ${is.en}`,
      };
      return this.problem(message, range, truth);
    }
    return { kind: 'comparison', operator, left, right, range, type: truth };
  }

  private membership(args: readonly [ASTNode, ASTNode], range: Range, bound: readonly Bound[]): Expression {
    const [left, right] = [this.node(args[0], bound), this.node(args[1], bound)];
    if (right.type.kind !== 'list') return this.wrongType(right, words.list, truth);
    const items = right.kind === 'list' ? right.items.map((item) => asDate(item, left)) : [];
    const problem =
      right.kind === 'list'
        ? items.map((item) => typeClash(item, left.type)).find(Boolean)
        : typeClash(left, right.type.of);
    if (problem) return this.problem(problem, range, truth);
    const list: Expression =
      right.kind === 'list' ? { ...right, items, type: { kind: 'list', of: left.type } } : right;
    return { kind: 'in', left, right: list, range, type: truth };
  }

  private list(args: readonly ASTNode[], range: Range, bound: readonly Bound[]): Expression {
    const items = args.map((each) => this.node(each, bound));
    const [first] = items;
    if (!first) {
      const message = {
        id: 'daftar di dalam rumus berisi paling sedikit satu nilai',
        en: 'a list in a formula has at least one value',
      };
      return this.problem(message, range, { kind: 'list', of: plain });
    }
    const wrong = items.find((item) => item.type.kind !== first.type.kind);
    if (wrong) {
      const message = {
        id: 'nilai-nilai sebuah daftar harus satu jenis',
        en: 'the values of a list are of one type',
      };
      return this.problem(message, wrong.range, { kind: 'list', of: first.type });
    }
    return { kind: 'list', items, range, type: { kind: 'list', of: first.type } };
  }
}

function dottedPath(ast: ASTNode): string[] | undefined {
  if (ast.op === 'id') return [ast.args];
  if (ast.op !== '.') return undefined;
  const path = dottedPath(ast.args[0]);
  return path && [...path, ast.args[1]];
}
