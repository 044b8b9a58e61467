// What is different between two packs: one change for each thing a reader of the law would name.
import type { Bilingual, Citation, Provenance } from '../../policy/pack.js';

export type SubjectKind =
  | 'manifest'
  | 'document'
  | 'output'
  | 'gap'
  | 'transitional'
  | 'question'
  | 'fact'
  | 'parameter'
  | 'table'
  | 'clause';

export interface Subject {
  readonly kind: SubjectKind;
  /** Empty for the manifest; a fact's path from the root, through lists. */
  readonly id: string;
  readonly label?: Bilingual;
}

/** A value, and how people write it. */
export interface Said {
  readonly raw: unknown;
  readonly says: Bilingual;
}

export interface Source {
  readonly citation: Citation;
  readonly provenance: Provenance;
  /** Number of the document that is cited, or its title where it has none. */
  readonly document?: Bilingual;
}

export type TextPart =
  'title' | 'text' | 'label' | 'help' | 'summary' | 'reason' | 'chosen' | 'read' | 'says' | 'value_label';

export type Part =
  | 'regulation'
  | 'in_force'
  | 'decided_by'
  | 'authors'
  | 'kind'
  | 'number'
  | 'date'
  | 'url'
  | 'rounding'
  | 'unit'
  | 'alternatives'
  | 'clauses'
  | 'citation'
  | 'type'
  | 'required'
  | 'required_when'
  | 'at_least'
  | 'at_most'
  | 'above'
  | 'below'
  | 'max_length'
  | 'pattern'
  | 'min_items'
  | 'max_items'
  | 'choice'
  | 'by'
  | 'dates'
  | 'each'
  | 'part_of'
  | 'defines'
  | 'condition_name'
  | 'keeps'
  | 'not_encoded';

interface About {
  readonly subject: Subject;
  /** Ids of the clauses that read the subject, in the law's order. */
  readonly readBy: readonly string[];
  /** The outputs that rest on it, directly or through other clauses. */
  readonly outputs: readonly string[];
  /** Where the new state comes from; where something was removed, the old one. */
  readonly source?: Source;
}

export type ConditionPart = 'applies_when' | 'requires' | 'refuses_when' | 'when';

export type Difference =
  /** `content` says what it is or was, a sentence each. */
  | { readonly kind: 'added' | 'removed'; readonly content: readonly Bilingual[] }
  /** A text in words; `of` names the value or condition that it belongs to. */
  | {
      readonly kind: 'reworded';
      readonly part: TextPart;
      readonly of?: string;
      readonly before: Bilingual | null;
      readonly after: Bilingual | null;
    }
  | {
      readonly kind: 'altered';
      readonly part: Part;
      readonly before: Said | null;
      readonly after: Said | null;
    }
  /** A parameter's or table's value for a case on law dates, both ends included; null: none is in force. */
  | {
      readonly kind: 'value';
      /** Of a table: for which keys, band or bracket. */
      readonly row?: Bilingual;
      readonly from?: string;
      readonly to?: string;
      readonly before: Said | null;
      readonly after: Said | null;
    }
  | {
      readonly kind: 'condition';
      readonly part: ConditionPart;
      readonly name?: string;
      /** moved: under another all or any; regrouped: the same conditions are combined otherwise. */
      readonly change: 'added' | 'removed' | 'changed' | 'moved' | 'regrouped';
      readonly before: Bilingual | null;
      readonly after: Bilingual | null;
    }
  | { readonly kind: 'formula'; readonly before: string | null; readonly after: string | null }
  /** `rows` names the rows it is about; none: the whole subject. */
  | {
      readonly kind: 'provenance';
      readonly rows: readonly Bilingual[];
      readonly before: Provenance;
      readonly after: Provenance;
    }
  | {
      readonly kind: 'citation';
      readonly rows: readonly Bilingual[];
      readonly before: Citation;
      readonly after: Citation;
    };

export type Change = About & Difference;
export type { About };
