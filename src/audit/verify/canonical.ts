// A JSON value -> its one canonical text (RFC 8785); a line that is not that text was not written by the log.

/** Throws where RFC 8785 has no text: lone surrogates. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isObject(value)) {
    // JavaScript sorts by UTF-16 code units, as the RFC wants.
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('a lone surrogate');
  return JSON.stringify(value);
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where the text is not JSON in its canonical form. */
export function parseCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
