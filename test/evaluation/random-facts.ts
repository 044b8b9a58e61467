// Random submissions that a pack's own check accepts, made from its facts tree; the same seed gives the same ones.
import { RE2JS } from 're2js';
import { daysInMonth } from '../../src/policy/calendar.js';
import { daysOfChange } from '../../src/policy/law-dates.js';
import type { Fact, Pack } from '../../src/policy/pack.js';

export class Random {
  private state: number;
  /** Dates of one submission lie near this one. */
  anchor = '2024-12-31';

  constructor(seed: number) {
    // Neighbouring seeds are spread apart.
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** At least 0, below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

export type Facts = Record<string, unknown>;
type Maker = (random: Random) => unknown;

export interface MakingOptions {
  /** How often an optional fact is left out. */
  readonly absent?: number;
  /** Texts to choose from, by the fact's name. */
  readonly texts?: Readonly<Record<string, readonly string[]>>;
}

export function arbitraryFacts(pack: Pack, options: MakingOptions = {}): (random: Random) => Facts {
  const decidedBy = pack.decidedBy.split('.');
  const anchors = anchorsOf(pack);
  const make = elementMaker(pack.facts, { absent: 0.25, texts: {}, ...options });
  return (random) => {
    random.anchor = random.pick(anchors);
    const facts = make(random) as Facts;
    clampDate(facts, decidedBy, pack.inForce);
    return facts;
  };
}

type Settings = Required<MakingOptions>;

/** Days on which the law changes, and the days around ends of months and years. */
function anchorsOf(pack: Pack): string[] {
  const usual = [
    '2023-12-31',
    '2024-02-29',
    '2024-12-31',
    '2025-01-01',
    '2025-02-28',
    '2025-06-30',
    '2022-08-01',
  ];
  const changes = daysOfChange(pack).flatMap((day) => [day, shiftDays(day, -1), shiftDays(day, 1)]);
  const covered = [...usual, ...changes].filter((day) => isCovered(day, pack.inForce));
  return covered.length > 0 ? covered : [pack.inForce.from];
}

function isCovered(day: string, span: Pack['inForce']): boolean {
  return day >= span.from && (span.to === undefined || day <= span.to);
}

function clampDate(facts: Facts, path: readonly string[], span: Pack['inForce']): void {
  let inside = facts;
  for (const part of path.slice(0, -1)) inside = inside[part] as Facts;
  const name = path.at(-1) as string;
  const day = inside[name] as string;
  inside[name] = day < span.from ? span.from : span.to !== undefined && day > span.to ? span.to : day;
}

interface Conditional {
  readonly path: readonly { readonly name: string; readonly make: Maker }[];
  readonly when: readonly string[];
  readonly values: readonly unknown[];
}

/** The whole submission or an element of a list: here `required_when` looks around. */
function elementMaker(fields: ReadonlyMap<string, Fact>, settings: Settings): Maker {
  const make = objectMaker(fields, settings);
  const conditional = conditionals(fields, settings, []);
  return (random) => {
    const element = make(random) as Facts;
    let changed = conditional.length > 0;
    while (changed) {
      changed = false;
      for (const rule of conditional) {
        if (rule.values.includes(valueAt(element, rule.when)) && addAt(element, rule.path, random))
          changed = true;
      }
    }
    return element;
  };
}

function objectMaker(fields: ReadonlyMap<string, Fact>, settings: Settings): Maker {
  const makers = [...fields.values()].map((fact) => ({
    name: fact.name,
    required: fact.required,
    make: maker(fact, settings),
  }));
  const { absent } = settings;
  return (random) => {
    const made: Facts = {};
    for (const { name, required, make } of makers) {
      if (required || !random.chance(absent)) made[name] = make(random);
    }
    return made;
  };
}

function conditionals(
  fields: ReadonlyMap<string, Fact>,
  settings: Settings,
  outer: Conditional['path'],
): Conditional[] {
  return [...fields.values()].flatMap((fact) => {
    const path = [...outer, { name: fact.name, make: maker(fact, settings) }];
    const inner = fact.type === 'object' ? conditionals(fact.fields, settings, path) : [];
    const { requiredWhen: when } = fact;
    return when ? [{ path, when: when.fact.split('.'), values: when.in }, ...inner] : inner;
  });
}

function valueAt(facts: Facts, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, part) => (value as Facts | undefined)?.[part], facts);
}

/** Whether something had to be added. */
function addAt(facts: Facts, path: Conditional['path'], random: Random): boolean {
  let inside = facts;
  let added = false;
  for (const { name, make } of path) {
    if (inside[name] === undefined) [inside[name], added] = [make(random), true];
    inside = inside[name] as Facts;
  }
  return added;
}

function maker(fact: Fact, settings: Settings): Maker {
  switch (fact.type) {
    case 'boolean':
      return (random) => random.chance(0.6);
    case 'number':
    case 'integer':
      return numberMaker(fact);
    case 'date':
      return date;
    case 'text': {
      const texts = textsFor(fact, settings);
      return (random) => random.pick(texts);
    }
    case 'choice': {
      const values = Object.keys(fact.values ?? {});
      return (random) => random.pick(values);
    }
    case 'object':
      return objectMaker(fact.fields, settings);
    case 'list':
      return listMaker(fact, settings);
  }
}

function listMaker(fact: Fact, settings: Settings): Maker {
  const { items, limits } = fact;
  if (!items) throw new Error(`the list ${fact.name} has no items`);
  const make = items.type === 'object' ? elementMaker(items.fields, settings) : maker(items, settings);
  const [fewest, most] = [limits.min_items ?? 0, limits.max_items ?? 1000];
  return (random) => {
    const length = Math.min(most, fewest + random.pick([0, 0, 1, 1, 1, 2, 2, 3, 4]));
    return Array.from({ length }, () => make(random));
  };
}

const interesting = [
  0, 1, 2, 100, 0.1, 0.2, 0.3, 0.5, 1.005, 2.675, 99.995, 50, 105, 120, 1e-12, 0.1234567890123, 1e6,
];

/** Mostly few decimals, so that ties and limits are met often. */
function numberMaker({ type, limits }: Fact): Maker {
  const isWhole = type === 'integer';
  const low = limits.at_least ?? limits.above ?? (limits.at_most ?? limits.below ?? 0) - 20;
  const high = limits.at_most ?? limits.below ?? Math.max(low, 0) + 130;
  const isAllowed = (value: number): boolean =>
    (!isWhole || Number.isInteger(value)) &&
    (limits.above === undefined ? value >= (limits.at_least ?? -1e15) : value > limits.above) &&
    (limits.below === undefined ? value <= (limits.at_most ?? 1e15) : value < limits.below);
  const special = [...interesting, low, high, low + 0.01, high - 0.01, low + 1, high - 1].filter(isAllowed);
  return (random) => {
    for (;;) {
      const value = anyNumber(random, { low, high, special, isWhole });
      if (isAllowed(value)) return value;
    }
  };
}

function anyNumber(
  random: Random,
  {
    low,
    high,
    special,
    isWhole,
  }: { low: number; high: number; special: readonly number[]; isWhole: boolean },
): number {
  const kind = random.next();
  if (kind < 0.2 && special.length > 0) return random.pick(special);
  // Where years are asked for, those around the submission's dates are the telling ones.
  if (isWhole && kind < 0.5) return Number(random.anchor.slice(0, 4)) - random.below(3);
  const scale = isWhole ? 1 : random.pick([1, 1, 2, 10, 100, 100, 1000]);
  const [first, last] = [Math.ceil(low * scale), Math.floor(high * scale)];
  return (first + random.below(Math.min(last - first + 1, 1e9))) / scale;
}

/** Near the anchor, a month or a year from it, and one day to either side. */
function date(random: Random): string {
  const kind = random.next();
  if (kind < 0.3) return random.anchor;
  const months = random.pick([0, 0, -12, -12, 12, -1, 1, -24, -6]);
  const moved = months === 0 ? random.anchor : shiftMonths(random.anchor, months);
  return kind < 0.6 ? moved : shiftDays(moved, random.pick([-1, 1, 1, -2, -30, 15, -366]));
}

function shiftDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function shiftMonths(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const ofMonth = Math.min(Number(day.slice(8)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
}

function textsFor(fact: Fact, settings: Settings): readonly string[] {
  const given = settings.texts[fact.name] ?? [
    'a',
    'Nasi',
    'SK-1/2024',
    'A-001',
    'kopi "tubruk"',
    'émigré 😀',
    '',
    '007',
  ];
  const pattern =
    fact.limits.pattern === undefined ? undefined : RE2JS.compile(`^(?:${fact.limits.pattern})$`);
  const allowed = given.filter(
    (text) => text.length <= (fact.limits.max_length ?? 1000) && (pattern?.matcher(text).find() ?? true),
  );
  if (allowed.length === 0) throw new Error(`give texts that match the pattern of ${fact.name}`);
  return allowed;
}
