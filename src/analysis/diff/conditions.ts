// A condition of both packs -> which of its comparisons were added, removed, changed or moved, and what was combined anew.
import { conditionNodes } from '../../policy/conditions.js';
import type { Comparison, Condition } from '../../policy/pack.js';
import { inBoth } from '../../explanation/words.js';
import { conditionInWords } from './condition-words.js';
import type { Setting } from './condition-words.js';
import type { Change, ConditionPart, Source, Subject } from './change.js';
import { meaningOfCondition, meaningOfTerm } from './meaning.js';
import { isSame } from './sides.js';
import type { Sides } from './sides.js';

export interface ConditionSide extends Setting {
  readonly condition: Condition | undefined;
}

interface Pair {
  readonly before?: Comparison;
  readonly after?: Comparison;
}

export interface ConditionOf {
  readonly subject: Subject;
  readonly part: ConditionPart;
  readonly source?: Source;
}

export function diffConditions(
  sides: Sides,
  of: ConditionOf,
  [old, now]: readonly [ConditionSide, ConditionSide],
): Change[] {
  const pairs = pairUp(comparisonsIn(old.condition), comparisonsIn(now.condition));
  const told = pairs.flatMap((pair) => diffPair(sides, of, pair, [old, now]));
  return [...told, ...diffStructure(sides, of, pairs, [old, now])];
}

function comparisonsIn(condition: Condition | undefined): Comparison[] {
  if (!condition) return [];
  return [...conditionNodes(condition)].filter((each) => each.kind === 'comparison');
}

/** Passes from the surest likeness to the least: what is left on one side was added or removed. */
const likenesses: readonly ((a: Comparison, b: Comparison) => boolean)[] = [
  (a, b) => a.name !== undefined && a.name === b.name,
  (a, b) => isSame(meaningOfCondition(a), meaningOfCondition(b)),
  (a, b) => sameLeft(a, b) && a.operator === b.operator,
  (a, b) => sameLeft(a, b) && isSame(rightMeaning(a), rightMeaning(b)),
  (a, b) => sameLeft(a, b),
];

function sameLeft(a: Comparison, b: Comparison): boolean {
  return isSame(meaningOfTerm(a.left), meaningOfTerm(b.left));
}

function rightMeaning({ right }: Comparison): unknown {
  return right && meaningOfTerm(right);
}

function pairUp(before: readonly Comparison[], after: readonly Comparison[]): Pair[] {
  const partner = new Map<Comparison, Comparison>();
  const taken = new Set<Comparison>();
  for (const isLike of likenesses) {
    for (const now of after) {
      if (partner.has(now)) continue;
      const old = before.find((each) => !taken.has(each) && isLike(each, now));
      if (!old) continue;
      partner.set(now, old);
      taken.add(old);
    }
  }
  const removed = before.filter((each) => !taken.has(each)).map((each) => ({ before: each }));
  const kept = after.map((now) => {
    const old = partner.get(now);
    return old ? { before: old, after: now } : { after: now };
  });
  return [...removed, ...kept];
}

function diffPair(
  sides: Sides,
  { subject, part, source }: ConditionOf,
  { before, after }: Pair,
  [old, now]: readonly [Setting, Setting],
): Change[] {
  const said = {
    before: before ? conditionInWords(old, before) : null,
    after: after ? conditionInWords(now, after) : null,
  };
  const name = after?.name ?? before?.name;
  const base = { kind: 'condition', part, ...(name !== undefined && { name }), ...said } as const;
  if (!before || !after)
    return [sides.change(subject, { ...base, change: after ? 'added' : 'removed' }, source)];
  const isChanged = !isSame(meaningOfCondition(before), meaningOfCondition(after));
  const changed = isChanged ? [sides.change(subject, { ...base, change: 'changed' }, source)] : [];
  const renamed =
    before.name === after.name
      ? []
      : [
          sides.change(subject, {
            kind: 'altered',
            part: 'condition_name',
            before: nameSaid(before.name),
            after: nameSaid(after.name),
          }),
        ];
  return [...changed, ...renamed, ...sides.reworded(subject, 'says', [before.says, after.says], name)];
}

function nameSaid(name: string | undefined): { raw: string; says: { id: string; en: string } } | null {
  return name === undefined ? null : { raw: name, says: { id: name, en: name } };
}

type Tree = { readonly kind: 'all' | 'any'; readonly parts: readonly Tree[] } | number;

/** The kept comparisons under all and any, as far as that matters: order and needless nesting do not. */
function diffStructure(
  sides: Sides,
  { subject, part, source }: ConditionOf,
  pairs: readonly Pair[],
  [old, now]: readonly [ConditionSide, ConditionSide],
): Change[] {
  const kept = pairs.filter((pair) => pair.before && pair.after);
  const [before, after] = [
    treeOf(old.condition, (each) => kept.findIndex((pair) => pair.before === each)),
    treeOf(now.condition, (each) => kept.findIndex((pair) => pair.after === each)),
  ];
  if (!old.condition || !now.condition || isSame(before, after)) return [];
  const moved = kept.filter((_, index) => !isSame(pathTo(before, index), pathTo(after, index)));
  const base = { kind: 'condition', part } as const;
  if (moved.length === 0 || moved.length === kept.length) {
    const said = {
      before: conditionInWords(old, old.condition),
      after: conditionInWords(now, now.condition),
    };
    return [sides.change(subject, { ...base, change: 'regrouped', ...said }, source)];
  }
  return moved.map((pair) => {
    const index = kept.indexOf(pair);
    const name = pair.after?.name;
    const said = conditionInWords(now, pair.after as Comparison);
    const was = pathInWords(pathTo(before, index));
    return sides.change(
      subject,
      {
        ...base,
        change: 'moved',
        ...(name !== undefined && { name }),
        before: inBoth((language) => `${said[language]}: ${was[language]}`),
        after: pathInWords(pathTo(after, index)),
      },
      source,
    );
  });
}

function treeOf(
  condition: Condition | undefined,
  number: (comparison: Comparison) => number,
): Tree | undefined {
  if (!condition) return undefined;
  if (condition.kind === 'comparison') {
    const found = number(condition);
    return found < 0 ? undefined : found;
  }
  const { kind } = condition;
  const parts = condition.conditions
    .map((each) => treeOf(each, number))
    .filter((each) => each !== undefined)
    .flatMap((each) => (typeof each === 'object' && each.kind === kind ? each.parts : [each]));
  if (parts.length < 2) return parts[0];
  return { kind, parts: [...parts].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
}

/** The groups around a comparison, the outermost first. */
function pathTo(tree: Tree | undefined, index: number): ('all' | 'any')[] | undefined {
  if (typeof tree !== 'object') return tree === index ? [] : undefined;
  for (const part of tree.parts) {
    const inner = pathTo(part, index);
    if (inner) return [tree.kind, ...inner];
  }
  return undefined;
}

function pathInWords(path: readonly ('all' | 'any')[] = []): { id: string; en: string } {
  const names = {
    all: { id: 'semua syarat', en: 'all conditions' },
    any: { id: 'salah satu syarat', en: 'any condition' },
  };
  const write = (language: 'id' | 'en'): string =>
    path.map((kind) => names[kind][language]).join(' › ') || names.all[language];
  return { id: write('id'), en: write('en') };
}
