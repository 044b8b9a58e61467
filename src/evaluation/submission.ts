// A submission as the elements that clauses are evaluated on: the whole, and each element of its lists.
import type { Scope } from '../policy/pack.js';
import type { Gap } from './gap.js';
import type { Amount } from './formula/amount.js';
import type { Verdict } from './kleene.js';

export type Quantity = Amount | string | boolean | Gap;

/** What a definition came to: with only what is proven, and as if every undetermined clause were met. */
export interface Calculated {
  readonly value: Quantity;
  readonly potential: Quantity;
  /** JSON Pointers of what leaves it undetermined. */
  readonly missing: readonly string[];
}

/** The elements of one list of objects. */
export class Elements extends Array<Element> {}

export class Element {
  /** By definition. */
  readonly calculated = new Map<string, Calculated>();
  /** By clause index. */
  readonly verdicts: (Verdict | undefined)[] = [];
  private readonly children = new Map<string, Elements | undefined>();

  constructor(
    readonly parent: Element | undefined,
    /** The path of its list, through lists; empty for the whole submission. */
    readonly list: string,
    /** JSON Pointer within the facts. */
    readonly pointer: string,
    readonly facts: unknown,
  ) {}

  /** A fact, or undefined where it or an object on the way is absent. */
  fact(path: readonly string[]): unknown {
    let value = this.facts;
    for (const part of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
      value = (value as Record<string, unknown>)[part];
    }
    return value;
  }

  /** The elements of a list of objects, or undefined where the list is absent. */
  elements(path: readonly string[]): Elements | undefined {
    const key = path.join('.');
    if (this.children.has(key)) return this.children.get(key);
    const items = this.fact(path);
    const list = this.list ? `${this.list}.${key}` : key;
    const pointer = `${this.pointer}/${path.join('/')}`;
    const elements: Elements | undefined = Array.isArray(items)
      ? Elements.from(items, (item: unknown, index) => new Element(this, list, `${pointer}/${index}`, item))
      : undefined;
    this.children.set(key, elements);
    return elements;
  }

  pointerTo(path: readonly string[]): string {
    return [this.pointer, ...path].join('/');
  }
}

/** The elements that a scope speaks of, each as its bindings: the root, then one element per level. */
export function bindingsOf(scope: Scope, root: Element): Element[][] {
  let found: Element[][] = [[root]];
  for (const level of scope) {
    found = found.flatMap((bindings) => {
      const outer = bindings.at(-1) as Element;
      return level.lists.flatMap((list) => {
        const path = relativePath(list, outer.list);
        const inner = path ? (outer.elements(path) ?? []) : [];
        return inner.map((element) => [...bindings, element]);
      });
    });
  }
  return found;
}

function relativePath(list: string, outer: string): string[] | undefined {
  if (outer === '') return list.split('.');
  return list.startsWith(`${outer}.`) ? list.slice(outer.length + 1).split('.') : undefined;
}
