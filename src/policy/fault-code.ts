// The codes of faults: stable names for editors, CI and other programs. What is wrong in the case at hand, the message says.

export type FaultCode =
  FileCode | ShapeCode | ValueCode | CsvCode | ClauseCode | ManifestCode | CaseCode | ReleaseCode;

/** Files that cannot be read, are missing or do not belong here. */
type FileCode =
  | 'no_folder'
  /** A file that vanished or was locked while it was read. */
  | 'unreadable'
  | 'missing_file'
  | 'unknown_file'
  | 'file_too_large'
  | 'not_utf8'
  | 'empty_file'
  | 'yaml_syntax'
  /** `*name`, which would let one place change another unseen. */
  | 'alias'
  /** A key that JavaScript itself gives a meaning. */
  | 'forbidden_key';

/** YAML that is not of the form of its kind of file. */
type ShapeCode =
  | 'missing_key'
  | 'unknown_key'
  /** A key that the type of the fact does not go with. */
  | 'key_not_for_type'
  /** Of some keys exactly one is needed. */
  | 'one_key_needed'
  | 'wrong_type'
  /** Not one of the values allowed here. */
  | 'not_allowed'
  /** A version, an id, a path, a date or an address that is not written as one. */
  | 'wrong_form'
  | 'bad_name'
  /** Too few or too many elements. */
  | 'wrong_count'
  /** A text too short or too long. */
  | 'wrong_length'
  /** A number too small or too large. */
  | 'out_of_range'
  | 'condition_form';

/** Facts, parameters and tables that do not make sense in themselves. */
type ValueCode =
  | 'bad_pattern'
  /** Limits of a fact that leave nothing. */
  | 'limits'
  | 'unknown_fact'
  | 'unknown_value'
  /** Values that should be of one type and are not. */
  | 'mixed_types'
  | 'unit_without_number'
  | 'no_provenance'
  | 'no_citation'
  /** A row that ends before it starts, or two in force on one day. */
  | 'row_dates'
  | 'duplicate_table'
  | 'table_key'
  | 'table_column'
  | 'empty_band'
  | 'overlapping_rows';

/** CSVs that hold the rows of tables. */
type CsvCode =
  /** A CSV that no table names, one that is named and not there, one that two tables name. */
  | 'csv_not_named'
  | 'csv_missing'
  | 'csv_twice'
  | 'csv_quotes'
  /** A column that is unknown, missing, without a name or there twice, or a cell outside all columns. */
  | 'csv_column'
  | 'csv_empty_row'
  | 'csv_number'
  | 'csv_date'
  | 'csv_truth';

/** Clauses, their conditions and formulas. */
type ClauseCode =
  | 'duplicate_clause'
  /** `each` over what is no list of objects. */
  | 'not_a_list'
  | 'name_taken'
  | 'group_members'
  | 'clause_dates'
  | 'unknown_operator'
  /** An operator for another type than that of the fact. */
  | 'operator_type'
  /** The value that an operator compares with. */
  | 'operand'
  /** Conditions inside conditions, too many times over. */
  | 'too_deep'
  | 'formula_syntax'
  /** A fact, definition, parameter, table, clause or function that there is not, or that is no value here. */
  | 'unknown_name'
  /** A formula that can be read, but whose parts do not go together. */
  | 'formula'
  | 'unit_mismatch'
  | 'rival_definitions'
  | 'circle'
  | 'unused_group'
  /** A parameter that is read on a day on which it has no value. */
  | 'parameter_gap';

type ManifestCode =
  | 'span_backwards'
  | 'decided_by'
  | 'duplicate_output'
  | 'unknown_output'
  | 'rounding'
  | 'unknown_clause'
  | 'unknown_document'
  | 'duplicate_gap'
  /** A table that names a part of not_encoded that there is not. */
  | 'unknown_gap'
  | 'duplicate_provision'
  /** The versions that a transitional provision keeps: no range, its own version, or none that is released. */
  | 'transitional_range'
  /** A transitional provision that reads what may be missing or have no answer. */
  | 'transitional_condition';

type CaseCode =
  | 'unknown_fixture'
  /** A JSON Pointer to nothing in the fixture. */
  | 'unknown_pointer';

/** Versions, and what released.yaml says of them. */
type ReleaseCode =
  'identity' | 'changed_release' | 'missing_release' | 'duplicate_release' | 'nothing_released';
