// The tree of facts -> the JSON Schema (draft-07) that a submission is held against.
import type { Fact } from './pack.js';

/** No number of a submission is larger, unless its fact says so: the exact arithmetic stays bounded. */
const largestNumber = 1e15;
const defaultMaxItems = 1000;
const defaultMaxLength = 1000;

export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema draft-07 of a submission's `facts`, with labels as titles. */
export function factsSchema(facts: ReadonlyMap<string, Fact>): JsonSchema {
  return objectSchema(facts, true);
}

function objectSchema(fields: ReadonlyMap<string, Fact>, isElement: boolean): JsonSchema {
  const required = [...fields.values()].filter((field) => field.required).map((field) => field.name);
  const conditional = isElement ? conditionallyRequired(fields, []) : [];
  return {
    type: 'object',
    properties: Object.fromEntries([...fields.values()].map((field) => [field.name, factSchema(field)])),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    ...(conditional.length > 0 && { allOf: conditional }),
  };
}

/** `required_when` looks from the nearest list element (or the root), so its rule stands there. */
function conditionallyRequired(fields: ReadonlyMap<string, Fact>, path: readonly string[]): JsonSchema[] {
  return [...fields.values()].flatMap((field) => {
    const inner = field.type === 'object' ? conditionallyRequired(field.fields, [...path, field.name]) : [];
    if (!field.requiredWhen) return inner;
    const when = nested(field.requiredWhen.fact.split('.'), { enum: field.requiredWhen.in });
    return [{ if: when, then: nested([...path, field.name], {}) }, ...inner];
  });
}

function nested(path: readonly string[], leaf: JsonSchema): JsonSchema {
  const [first, ...rest] = path;
  if (first === undefined) return leaf;
  return { type: 'object', required: [first], properties: { [first]: nested(rest, leaf) } };
}

function factSchema(fact: Fact): JsonSchema {
  const described = {
    ...(fact.label && { title: fact.label.id, description: describe(fact) }),
    ...(fact.unit && { 'x-unit': fact.unit }),
  };
  return { ...described, ...kindSchema(fact) };
}

function describe(fact: Fact): string {
  return [fact.label?.en, fact.help?.id, fact.help?.en].filter(Boolean).join(' / ');
}

function kindSchema(fact: Fact): JsonSchema {
  const { limits } = fact;
  switch (fact.type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
    case 'integer':
      return {
        type: fact.type,
        ...(limits.above === undefined
          ? { minimum: limits.at_least ?? -largestNumber }
          : { exclusiveMinimum: limits.above }),
        ...(limits.below === undefined
          ? { maximum: limits.at_most ?? largestNumber }
          : { exclusiveMaximum: limits.below }),
      };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'text':
      return {
        type: 'string',
        maxLength: limits.max_length ?? defaultMaxLength,
        ...(limits.pattern !== undefined && { pattern: `^(?:${limits.pattern})$` }),
      };
    case 'choice':
      return { type: 'string', enum: Object.keys(fact.values ?? {}) };
    case 'object':
      return objectSchema(fact.fields, false);
    case 'list':
      return {
        type: 'array',
        items: fact.items ? itemSchema(fact.items) : {},
        minItems: limits.min_items ?? 0,
        maxItems: limits.max_items ?? defaultMaxItems,
      };
  }
}

function itemSchema(items: Fact): JsonSchema {
  return items.type === 'object' ? objectSchema(items.fields, true) : factSchema(items);
}
