// facts.yaml -> the tree of facts, and the type of each in formulas.
import { RE2JS } from 're2js';
import { isCalendarDate } from './calendar.js';
import { didYouMean } from './fault.js';
import type { Bilingual, Fact, FactKind, Literal } from './pack.js';
import { date, numberIn, text, truth } from './formula/expression.js';
import type { ValueType } from './formula/expression.js';
import type { Fault } from './fault.js';
import type { YamlFile } from './yaml-file.js';

interface RawFact {
  type: FactKind;
  label?: { id: string; en: string };
  help?: { id: string; en: string };
  unit?: string;
  required?: boolean;
  required_when?: { fact: string; in: Literal[] };
  values?: Record<string, { id: string; en: string }>;
  at_least?: number;
  at_most?: number;
  above?: number;
  below?: number;
  max_length?: number;
  pattern?: string;
  fields?: Record<string, RawFact>;
  items?: RawFact;
  min_items?: number;
  max_items?: number;
}

export function readFacts(file: YamlFile): { facts: Map<string, Fact>; faults: Fault[] } {
  const faults: Fault[] = [];
  const raw = (file.data as { facts: Record<string, RawFact> }).facts;
  const facts = readFields(raw, ['facts'], undefined);
  return { facts, faults };

  function readFields(
    fields: Record<string, RawFact>,
    path: (string | number)[],
    element: Record<string, RawFact> | undefined,
  ): Map<string, Fact> {
    const nearest = element ?? fields;
    return new Map(
      Object.entries(fields).map(([name, field]) => [name, readFact(name, field, [...path, name], nearest)]),
    );
  }

  function readFact(
    name: string,
    field: RawFact,
    path: (string | number)[],
    nearest: Record<string, RawFact>,
  ): Fact {
    if (field.pattern !== undefined && !compilesAsRe2(field.pattern)) {
      const message = {
        id: `"${field.pattern}" bukan pola RE2`,
        en: `"${field.pattern}" is not an RE2 pattern`,
      };
      faults.push(file.fault([...path, 'pattern'], 'bad_pattern', message));
    }
    if (field.required_when) checkRequiredWhen(field.required_when, nearest, path);
    checkLimits(field, path);
    const { at_least, at_most, above, below, max_length, pattern, min_items, max_items } = field;
    const limits = { at_least, at_most, above, below, max_length, pattern, min_items, max_items };
    return {
      name,
      type: field.type,
      required: field.required ?? false,
      ...(field.label && { label: field.label }),
      ...(field.help && { help: field.help }),
      ...(field.unit && { unit: field.unit }),
      ...(field.required_when && { requiredWhen: field.required_when }),
      ...(field.values && { values: field.values }),
      limits: Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)),
      fields: field.fields ? readFields(field.fields, [...path, 'fields'], nearest) : new Map(),
      ...(field.items && {
        items: readFact(name, field.items, [...path, 'items'], field.items.fields ?? {}),
      }),
    };
  }

  function checkLimits(field: RawFact, path: (string | number)[]): void {
    const report = (key: string, message: Bilingual): void => {
      faults.push(file.fault([...path, key], 'limits', message));
    };
    const notBoth = (a: string, b: string): Bilingual => ({
      id: `pakailah ${a} atau ${b}, jangan keduanya`,
      en: `give ${a} or ${b}, not both`,
    });
    const { above, at_least, below, at_most } = field;
    if (above !== undefined && at_least !== undefined) report('above', notBoth('above', 'at_least'));
    if (below !== undefined && at_most !== undefined) report('below', notBoth('below', 'at_most'));
    const [low, high] = [above ?? at_least, below ?? at_most];
    const isOpen = above !== undefined || below !== undefined;
    if (low !== undefined && high !== undefined && (low > high || (isOpen && low === high))) {
      const message = {
        id: 'tidak ada angka yang berada di dalam batas-batas ini',
        en: 'no number is within these limits',
      };
      report(below === undefined ? 'at_most' : 'below', message);
    }
    if ((field.min_items ?? 0) > (field.max_items ?? Infinity)) {
      const message = { id: 'max_items lebih kecil dari min_items', en: 'max_items is below min_items' };
      report('max_items', message);
    }
  }

  function checkRequiredWhen(
    when: { fact: string; in: Literal[] },
    nearest: Record<string, RawFact>,
    path: (string | number)[],
  ): void {
    let fields: Record<string, RawFact> | undefined = nearest;
    let found: RawFact | undefined;
    for (const part of when.fact.split('.')) {
      found = fields?.[part];
      fields = found?.fields;
    }
    const at = [...path, 'required_when', 'fact'];
    if (!found) {
      const near = didYouMean(when.fact, Object.keys(nearest));
      const message = {
        id: `di samping isian ini tidak ada isian "${when.fact}"${near.id}`,
        en: `there is no fact "${when.fact}" beside this one${near.en}`,
      };
      faults.push(file.fault(at, 'unknown_fact', message));
      return;
    }
    const { type, values } = found;
    when.in.forEach((value, index) => {
      if (!canHave(type, values, value)) {
        const place = [...path, 'required_when', 'in', index];
        const near = didYouMean(String(value), Object.keys(values ?? {}));
        const message = {
          id: `"${String(value)}" bukan nilai dari ${when.fact}${near.id}`,
          en: `"${String(value)}" is not a value of ${when.fact}${near.en}`,
        };
        faults.push(file.fault(place, 'unknown_value', message));
      }
    });
  }
}

function canHave(type: FactKind, values: object | undefined, value: Literal): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'number' || type === 'integer') return typeof value === 'number';
  if (typeof value !== 'string' || type === 'object' || type === 'list') return false;
  return values ? Object.hasOwn(values, value) : type !== 'date' || isCalendarDate(value);
}

function compilesAsRe2(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** The type that a fact has in formulas; an object is only a step on a path, so it has none. */
export function factType(fact: Fact, list: string): ValueType | undefined {
  switch (fact.type) {
    case 'boolean':
      return truth;
    case 'number':
    case 'integer':
      return numberIn(fact.unit);
    case 'date':
      return date;
    case 'text':
      return text;
    case 'choice':
      return { kind: 'text', values: Object.keys(fact.values ?? {}) };
    case 'list': {
      if (!fact.items) return undefined;
      if (fact.items.type === 'object') return { kind: 'list', of: { kind: 'element', lists: [list] } };
      const of = factType(fact.items, list);
      return of && { kind: 'list', of };
    }
    case 'object':
      return undefined;
  }
}
