// A place in the rule files as editors and terminals open it.
import type { Place } from '../../policy/fault.js';

export function at({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
