// What ajv says of a rule file -> a code and a sentence for policy staff.
import type { ErrorObject } from 'ajv';
import { didYouMean } from './fault.js';
import type { FaultCode } from './fault-code.js';
import type { Bilingual } from './pack.js';

export interface ShapeProblem {
  readonly code: FaultCode;
  readonly message: Bilingual;
}

export function inWords(error: ErrorObject): ShapeProblem {
  const is = shown(error.data);
  const limit = String(error.params['limit']);
  switch (error.keyword) {
    case 'required':
    case 'dependencies':
      return missingKey(error);
    case 'additionalProperties': {
      const name = String(error.params['additionalProperty']);
      const near = didYouMean(name, allowedKeys(error));
      return problem(
        'unknown_key',
        `kunci "${name}" tidak dikenal di sini${near.id}`,
        `the key "${name}" is unknown here${near.en}`,
      );
    }
    case 'enum': {
      const near = didYouMean(String(error.data), (error.params['allowedValues'] as unknown[]).map(String));
      return problem(
        'not_allowed',
        `${is.id} tidak boleh dipakai di sini${near.id}`,
        `${is.en} is not allowed here${near.en}`,
      );
    }
    case 'type':
      return wrongType(error);
    case 'pattern':
    case 'format':
      return wrongForm(error);
    case 'minItems':
    case 'minProperties':
      return problem(
        'wrong_count',
        `harus berisi paling sedikit ${limit}`,
        `needs at least ${limit} element(s)`,
      );
    case 'maxItems':
    case 'maxProperties':
      return problem('wrong_count', `isinya lebih dari ${limit}`, `has more than ${limit} elements`);
    case 'minLength':
      return problem(
        'wrong_length',
        `panjangnya harus paling sedikit ${limit} huruf`,
        `must have at least ${limit} character(s)`,
      );
    case 'maxLength':
      return problem(
        'wrong_length',
        `panjangnya lebih dari ${limit} huruf`,
        `has more than ${limit} characters`,
      );
    case 'minimum':
      return problem(
        'out_of_range',
        `${is.id} terlalu kecil; paling kecil ${limit}`,
        `${is.en} is too small; at least ${limit}`,
      );
    case 'maximum':
      return problem(
        'out_of_range',
        `${is.id} terlalu besar; paling besar ${limit}`,
        `${is.en} is too large; at most ${limit}`,
      );
    case 'propertyNames':
      return badName(error);
    case 'oneOf':
    case 'anyOf':
      return noAlternative(error);
    case 'not':
      return forbidden(error);
    default:
      return problem(
        'not_allowed',
        `${is.id} tidak boleh dipakai di sini`,
        `${is.en} ${error.message ?? 'is not allowed here'}`,
      );
  }
}

function problem(code: FaultCode, id: string, en: string): ShapeProblem {
  return { code, message: { id, en } };
}

export function allowedKeys(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
}

function missingKey({ keyword, params }: ErrorObject): ShapeProblem {
  const missing = String(params['missingProperty']);
  if (keyword === 'required')
    return problem('missing_key', `kunci "${missing}" tidak ada`, `the key "${missing}" is missing`);
  const given = String(params['property']);
  return problem(
    'missing_key',
    `bila ada "${given}", kunci "${missing}" diperlukan juga`,
    `with "${given}" the key "${missing}" is needed too`,
  );
}

const typeWords: Readonly<Record<string, Bilingual>> = {
  string: { id: 'teks', en: 'a text' },
  number: { id: 'angka', en: 'a number' },
  integer: { id: 'bilangan bulat', en: 'a whole number' },
  boolean: { id: 'true atau false', en: 'true or false' },
  object: { id: 'sekumpulan kunci', en: 'a mapping' },
  array: { id: 'daftar', en: 'a list' },
  null: { id: 'kosong', en: 'nothing' },
};

function wrongType({ data, params }: ErrorObject): ShapeProblem {
  const is = shown(data);
  const types = [params['type']].flat().map((type) => typeWords[String(type)]);
  const isUnquoted = params['type'] === 'string' && typeof data === 'number';
  const hint = isUnquoted
    ? { id: '; tulislah di dalam tanda petik', en: '; put it in quotes' }
    : { id: '', en: '' };
  const wanted = {
    id: types.map((type) => type?.id).join(' atau '),
    en: types.map((type) => type?.en).join(' or '),
  };
  return problem(
    'wrong_type',
    `${is.id} seharusnya ${wanted.id}${hint.id}`,
    `${is.en} should be ${wanted.en}${hint.en}`,
  );
}

/** By the definition in the schemas, what a text of this kind looks like. */
const forms: Readonly<Record<string, Bilingual>> = {
  name: {
    id: 'Nama dengan garis_bawah; tanda hubung berarti pengurangan di dalam rumus.',
    en: 'A name in snake_case: a hyphen would be a minus in a formula.',
  },
  regulationId: {
    id: 'Huruf kecil, angka, dan tanda hubung; sama dengan nama map.',
    en: "Lower case letters, digits and hyphens; also the folder's name.",
  },
  version: {
    id: 'Nomor versi di dalam tanda petik, misalnya "1.0.0". Tanpa tanda petik YAML dapat membacanya sebagai angka.',
    en: 'Semantic version in quotes, e.g. "1.0.0". Without quotes YAML may read a number.',
  },
  clauseId: {
    id: 'Huruf kecil, angka, titik, dan tanda hubung; tidak pernah diubah.',
    en: 'Dots and hyphens, lower case; stable for ever.',
  },
  path: {
    id: 'Isian atau perhitungan, dengan titik di antara bagian-bagiannya.',
    en: "A fact or a definition, as a dotted path from the root or from the element's name.",
  },
  rows_in: {
    id: 'Nama berkas CSV di samping berkas ini, misalnya bobot.csv.',
    en: 'The name of a CSV file beside this one, e.g. tariffs.csv.',
  },
};

function wrongForm({ keyword, schemaPath, data, params }: ErrorObject): ShapeProblem {
  const is = shown(data);
  if (keyword === 'format' && params['format'] === 'uri') {
    return problem(
      'wrong_form',
      `${is.id} bukan alamat web; tulislah seperti https://contoh.go.id/`,
      `${is.en} is not a web address; write it like https://example.org/`,
    );
  }
  if (keyword === 'format') {
    return problem(
      'wrong_form',
      `${is.id} bukan tanggal pada kalender; tulislah seperti "2024-01-31"`,
      `${is.en} is not a date (A calendar date, YYYY-MM-DD.)`,
    );
  }
  const form = forms[schemaPath.split('/').at(-2) ?? ''];
  return problem(
    'wrong_form',
    `${is.id} tidak ditulis dengan benar${form ? ` (${form.id})` : ''}`,
    `${is.en} does not have the right form${form ? ` (${form.en})` : ''}`,
  );
}

function badName({ schema, params }: ErrorObject): ShapeProblem {
  const name = String(params['propertyName']);
  // Only the differences of a case have keys that are no names but JSON Pointers.
  return Object.hasOwn(schema as object, 'pattern')
    ? problem(
        'bad_name',
        `"${name}" bukan penunjuk isian; tulislah seperti /daftar/0/nama`,
        `"${name}" is not a JSON Pointer; write it like /list/0/name`,
      )
    : problem(
        'bad_name',
        `"${name}" bukan nama: hanya huruf kecil, angka, dan _, dan bukan kata dari bahasa rumus`,
        `"${name}" is not a name: lower case letters, digits and _ only, and no word of the formula language`,
      );
}

function forbidden({ schema, data }: ErrorObject): ShapeProblem {
  const { required } = schema as { required?: string[] };
  const is = shown(data);
  if (!required) {
    return problem(
      'bad_name',
      `${is.id} adalah kata dari bahasa rumus; pilihlah nama lain`,
      `${is.en} is a word of the formula language; choose another name`,
    );
  }
  const key = required.join();
  return problem(
    'key_not_for_type',
    `"${key}" tidak cocok dengan jenis isian ini`,
    `"${key}" does not go with this type`,
  );
}

const groupKeys = ['all', 'any', 'not'];
const comparisonKeys = ['name', 'fact', 'operator', 'value', 'says'];

export function isAboutCondition(error: ErrorObject): boolean {
  const [first] = Array.isArray(error.schema) ? (error.schema as { required?: string[] }[]) : [];
  return error.keyword === 'oneOf' && first?.required?.[0] === 'all';
}

/** A condition of the right form, whose fault lies in one of its parts. */
export function isWellFormedCondition(data: unknown): boolean {
  if (!isObject(data)) return false;
  const keys = Object.keys(data);
  if (keys.length === 1 && groupKeys.includes(keys[0] ?? '')) return true;
  return (
    keys.includes('fact') && keys.includes('operator') && keys.every((key) => comparisonKeys.includes(key))
  );
}

function noCondition(data: unknown): ShapeProblem {
  const keys = isObject(data) ? Object.keys(data) : [];
  const known = [...groupKeys, ...comparisonKeys];
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown) {
    const near = didYouMean(unknown, known);
    return problem(
      'unknown_key',
      `kunci "${unknown}" tidak dikenal dalam sebuah kondisi${near.id}`,
      `the key "${unknown}" is unknown in a condition${near.en}`,
    );
  }
  const found = keys.length > 0 ? { id: keys.join(', '), en: keys.join(', ') } : shown(data);
  return problem(
    'condition_form',
    `sebuah kondisi memuat tepat satu dari all, any, not, atau fact bersama operator; yang ada: ${found.id}`,
    `a condition is exactly one of all, any, not, or fact with operator; found ${found.en}`,
  );
}

/** Alternatives that only ask for one key or another. */
export function isChoiceOfKeys(error: ErrorObject): boolean {
  return (
    Array.isArray(error.schema) &&
    error.schema.every((each) => Object.keys(each as object).join() === 'required')
  );
}

/** By the definition or key in the schemas, what may stand there. */
const alternatives: Readonly<Record<string, Bilingual>> = {
  operand: {
    id: ': pembandingnya nilai langsung, { fact }, { parameter }, { table, by }, atau { formula }',
    en: ': what the fact is compared with is a literal, { fact }, { parameter }, { table, by } or { formula }',
  },
  each: { id: ': tulislah satu daftar, atau beberapa di dalam [ ]', en: ': name a list, or several in [ ]' },
  part_of: { id: ': tulislah satu nama, atau beberapa di dalam [ ]', en: ': give a name, or several in [ ]' },
};

function noAlternative(error: ErrorObject): ShapeProblem {
  if (isAboutCondition(error)) return noCondition(error.data);
  if (isChoiceOfKeys(error)) {
    const keys = (error.schema as { required: string[] }[]).flatMap((each) => each.required);
    return problem(
      'one_key_needed',
      `diperlukan tepat satu dari: ${keys.join(', atau ')}`,
      `exactly one of these is needed: ${keys.join(', or ')}`,
    );
  }
  if (typeof error.data === 'number' && !Number.isFinite(error.data)) {
    return problem(
      'not_allowed',
      'ini bukan angka yang dapat dihitung',
      'this is not a number that can be calculated with',
    );
  }
  const is = shown(error.data);
  const allowed = alternatives[error.schemaPath.split('/').at(-2) ?? ''] ?? { id: '', en: '' };
  return problem(
    'not_allowed',
    `${is.id} tidak boleh dipakai di sini${allowed.id}`,
    `${is.en} is not allowed here${allowed.en}`,
  );
}

function shown(value: unknown): Bilingual {
  if (value === null) return { id: 'nilai kosong', en: 'an empty value' };
  if (Array.isArray(value)) return { id: 'sebuah daftar', en: 'a list' };
  if (typeof value === 'object') return { id: 'sekumpulan kunci', en: 'a mapping' };
  const text = String(value);
  const quoted = `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
  return { id: quoted, en: quoted };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
