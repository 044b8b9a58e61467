// A checked pack: one version of one regulation, complete in itself and frozen.
import type { Expression, ValueType } from './formula/expression.js';
import type { OperatorName } from './operators.js';

export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

export interface Provenance {
  readonly kind: 'law' | 'secondary' | 'parent_regulation' | 'assumption';
  readonly status: 'confirmed' | 'reported' | 'provisional';
  readonly to_be_confirmed_by?: Bilingual;
  readonly note?: Bilingual;
}

export interface Citation {
  readonly document: string;
  readonly part?: string;
  readonly quote?: string;
}

/** The law dates on which something is in force, both ends included; an absent end is open. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

export type Literal = string | number | boolean;

export type FactKind = 'boolean' | 'number' | 'integer' | 'date' | 'text' | 'choice' | 'object' | 'list';

export interface Fact {
  readonly name: string;
  readonly type: FactKind;
  readonly required: boolean;
  readonly label?: Bilingual;
  readonly help?: Bilingual;
  readonly unit?: string;
  readonly requiredWhen?: { readonly fact: string; readonly in: readonly Literal[] };
  readonly values?: Readonly<Record<string, Bilingual>>;
  readonly limits: {
    readonly at_least?: number;
    readonly at_most?: number;
    readonly above?: number;
    readonly below?: number;
    readonly max_length?: number;
    readonly pattern?: string;
    readonly min_items?: number;
    readonly max_items?: number;
  };
  readonly fields: ReadonlyMap<string, Fact>;
  readonly items?: Fact;
}

export interface ParameterRow extends Span {
  /** Its place among the rows as written, from 0. */
  readonly index: number;
  readonly value: Literal;
  readonly provenance: Provenance;
  readonly citation: Citation;
}

export interface Parameter {
  readonly name: string;
  readonly label: Bilingual;
  readonly type: ValueType;
  readonly unit?: string;
  readonly rows: readonly ParameterRow[];
}

export interface TableKey {
  readonly key: string;
  readonly type: ValueType;
  /** The fact whose labels name the key's values. */
  readonly fact?: Fact;
}

export interface TableRow extends Span {
  /** Its place among the rows as written, from 0. */
  readonly index: number;
  /** A look-up's key values, in the order of the table's keys. */
  readonly keys: readonly Literal[];
  /** A band's ends: at_least is included, below is not. */
  readonly at_least?: number;
  readonly below?: number;
  /** A marginal scale's bracket: the rate holds for the part above this, up to the next row. */
  readonly above?: number;
  /** The value of a look-up or band, the rate of a marginal scale. */
  readonly value: Literal;
  readonly provenance: Provenance;
  readonly citation: Citation;
}

export interface Table {
  readonly name: string;
  readonly kind: 'lookup' | 'band' | 'marginal';
  readonly title: Bilingual;
  readonly by: readonly TableKey[];
  readonly type: ValueType;
  readonly unit?: string;
  /** The gap that a key without a row meets. */
  readonly notEncoded?: string;
  readonly rows: readonly TableRow[];
}

/** A formula or one side of a condition: its text as written and what it means. */
export interface Term {
  readonly source: string;
  readonly expression: Expression;
}

/** `not` has been pushed to the leaves: only all, any and comparisons are left. */
export type Condition =
  { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] } | Comparison;

export interface Comparison {
  readonly kind: 'comparison';
  readonly name?: string;
  readonly says?: Bilingual;
  readonly operator: OperatorName;
  readonly left: Term;
  readonly right?: Term;
}

/** The lists for whose elements a clause is evaluated, outermost first; none: once for the whole submission. */
export type Scope = readonly Level[];

export interface Level {
  readonly as: string;
  /** Paths from the root, through lists: `a.b` is the list b in each element of list a when a is a list. */
  readonly lists: readonly string[];
}

interface ClauseBase extends Span {
  readonly id: string;
  /** Place in the order in which clauses are reported. */
  readonly index: number;
  readonly citation: Citation;
  readonly provenance: Provenance;
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly scope: Scope;
  readonly groups: readonly string[];
  readonly appliesWhen?: Condition;
}

export interface Requirement extends ClauseBase {
  readonly kind: 'requirement';
  readonly requires: Condition;
}

export interface Calculation extends ClauseBase {
  readonly kind: 'calculation';
  readonly defines: string;
  readonly type: ValueType;
  readonly unit?: string;
  readonly formula: Term;
}

export type Clause = Requirement | Calculation;

export const roundingModes = [
  'half_away_from_zero',
  'half_even',
  'up',
  'down',
  'toward_zero',
  'away_from_zero',
] as const;
export type RoundingMode = (typeof roundingModes)[number];

export interface Rounding {
  readonly decimals: number;
  readonly mode: RoundingMode;
}

export interface Output {
  readonly name: string;
  readonly title: Bilingual;
  readonly unit?: string;
  readonly type: ValueType;
  readonly rounding?: Rounding;
}

export interface Gap {
  readonly gap: string;
  readonly title: Bilingual;
  readonly reason: Bilingual;
  readonly citation?: Citation;
  readonly refusesWhen?: Condition;
}

/** A transitional provision: submissions that meet its condition keep an earlier version of the regulation. */
export interface TransitionalProvision {
  readonly provision: string;
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly citation: Citation;
  readonly provenance: Provenance;
  /** A semver range, e.g. "1.0.x": the highest released version within it that covers the date answers. */
  readonly keeps: string;
  /** Reads required facts of the whole submission and parameters, so it is always decided. */
  readonly when: Condition;
}

export interface OpenQuestion {
  readonly question: string;
  readonly title: Bilingual;
  readonly chosen: Bilingual;
  readonly alternatives: readonly Bilingual[];
  readonly clauses?: readonly string[];
}

export interface SourceDocument {
  readonly title: Bilingual;
  readonly kind: 'law' | 'circular' | 'article' | 'working_paper';
  readonly number?: string;
  readonly date?: string;
  readonly url?: string;
  readonly read?: Bilingual;
}

export interface Pack {
  readonly regulation: string;
  readonly version: string;
  /** sha256 over every file but those of tests/. */
  readonly digest: string;
  /** What the digest is of: the bytes of its files, by path within its folder. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly title: Bilingual;
  readonly summary?: Bilingual;
  readonly authors: readonly string[];
  readonly documents: Readonly<Record<string, SourceDocument>>;
  readonly inForce: { readonly from: string; readonly to?: string };
  /** The path of the fact whose date decides which law applies. */
  readonly decidedBy: string;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly tables: ReadonlyMap<string, Table>;
  /** In the order in which they are reported. */
  readonly clauses: readonly Clause[];
  /** The same clauses, each after all that it reads. */
  readonly evaluationOrder: readonly Clause[];
  /** Group -> its clauses. */
  readonly groups: ReadonlyMap<string, readonly Clause[]>;
  readonly outputs: readonly Output[];
  readonly notEncoded: readonly Gap[];
  readonly openQuestions: readonly OpenQuestion[];
  readonly transitional: readonly TransitionalProvision[];
}

export function isInForce(span: Span, date: string): boolean {
  return (span.from === undefined || span.from <= date) && (span.to === undefined || date <= span.to);
}

export function packName(pack: Pick<Pack, 'regulation' | 'version'>): string {
  return `${pack.regulation}@${pack.version}`;
}
