// Each edit of changes/ needs YAML alone: the draft has no faults, its new cases show the effect, the others hold.
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCases } from '../../src/analysis/run-cases.js';
import type { CaseResult } from '../../src/analysis/run-cases.js';
import { decide } from '../../src/evaluation/decide.js';
import type { ReadyVersion } from '../../src/evaluation/decide.js';
import { makeReady } from '../../src/evaluation/evaluate.js';
import { explain } from '../../src/explanation/explain.js';
import { renderText } from '../../src/explanation/text.js';
import { readCases } from '../../src/policy/case-files.js';
import type { TestCase } from '../../src/policy/case-files.js';
import { formatFault } from '../../src/policy/fault.js';
import { readPack } from '../../src/policy/read-pack.js';
import { packOf } from '../packs/pack.js';
import { makeDraft, readEdit } from './edit.js';
import { readGuide } from './guide.js';

interface PackWithCases {
  readonly version: ReadyVersion;
  readonly cases: readonly TestCase[];
}

const released = join(process.cwd(), 'rules', 'kmk-300', '1.0.0');
const changes = join(process.cwd(), 'test', 'edits', 'changes');
const edits = readdirSync(changes).map((file) => ({ file, edit: readEdit(join(changes, file)) }));
const before = read(released);

function read(folder: string): PackWithCases {
  const pack = packOf(readPack(folder, basename(folder)));
  const { cases, faults } = readCases(folder, basename(folder));
  if (faults.length > 0) throw new Error(faults.map((fault) => formatFault(fault, 'en')).join('\n'));
  return { version: { pack, ready: makeReady(pack) }, cases };
}

const holds = (result: CaseResult): boolean => result.differences.length === 0;
const nameOf = ({ test }: CaseResult): string => test.name;
const contentOf = ({ name, facts, expect: expected }: TestCase): string =>
  JSON.stringify({ name, facts, expected });

/** As people read it, in both languages. */
function explanationOf(version: ReadyVersion, test: TestCase | undefined): string {
  const decision = decide([version], { facts: test?.facts, version: version.pack.version });
  if (decision.kind !== 'evaluated') throw new Error(`the new case is ${decision.kind}`);
  const answer = explain(decision, 'full');
  return renderText(answer, 'id') + renderText(answer, 'en');
}

describe.each(edits)('$file: $edit.title', ({ edit }) => {
  let draft: PackWithCases;
  let added: readonly TestCase[];

  // A fault in the draft makes every test below fail with the lines of `timbang check`.
  beforeAll(() => {
    const { rules, folder } = makeDraft(released, edit.files);
    try {
      draft = read(folder);
    } finally {
      rmSync(rules, { recursive: true });
    }
    added = draft.cases.filter((each) => !before.cases.some((other) => other.name === each.name));
  });

  test('all cases of the draft hold', async () => {
    const results = await runCases(draft.version, draft.cases);

    const failures = results.filter((each) => !holds(each));
    expect(failures.map(({ test: { name }, differences }) => ({ name, differences }))).toEqual([]);
  });

  test('its new cases do not hold without it, but for those that guard what stays', async () => {
    const results = await runCases(before.version, added);

    expect(results.filter(holds).map(nameOf)).toEqual(edit.holdsBefore);
    expect(added.length).toBeGreaterThan(edit.nowSays.length > 0 ? 0 : edit.holdsBefore.length);
  });

  test('the earlier cases hold after it, but for those it means to change', async () => {
    // Those that stand in the draft unchanged hold: see above.
    const contents = draft.cases.map(contentOf);
    const others = before.cases.filter((each) => !contents.includes(contentOf(each)));
    const results = await runCases(draft.version, others);

    const changed = results
      .filter((each) => !holds(each))
      .map(({ test: { name, place } }) => {
        const file = `tests/${basename(place.file)}`;
        return edit.changes.includes(file) ? file : name;
      });
    expect([...new Set(changed)].sort()).toEqual([...edit.changes].sort());
  });

  if (edit.nowSays.length > 0) {
    test('the explanation says what is new and no longer what it replaces', () => {
      const then = explanationOf(before.version, added[0]);
      const now = explanationOf(draft.version, added[0]);

      expect(edit.nowSays.filter((text) => then.includes(text) || !now.includes(text))).toEqual([]);
      expect(edit.noLongerSays.filter((text) => !then.includes(text) || now.includes(text))).toEqual([]);
    });
  }
});

test('each edit follows a recipe that the guide has in both languages', () => {
  const { recipes } = readGuide();

  const inBoth = (number: number): boolean => recipes.filter((each) => each === number).length === 2;
  const without = edits.filter(({ edit }) => edit.recipes.length === 0 || !edit.recipes.every(inBoth));
  expect(without.map(({ file }) => file)).toEqual([]);
});
