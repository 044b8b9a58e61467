// What an editor needs to help policy staff: explained schemas that resolve by their files, and files that name theirs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { formatFault } from '../../src/policy/fault.js';
import { operatorNames } from '../../src/policy/operators.js';
import { fileKinds } from '../../src/policy/shape.js';
import type { FileKind } from '../../src/policy/shape.js';

type Schema = Readonly<Record<string, unknown>>;
interface Found {
  /** JSON Pointer within its schema. */
  readonly at: string;
  readonly schema: Schema;
}

const folder = join('src', 'policy', 'schemas');
const kinds = ['common', ...fileKinds];
const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const schemaOf = (kind: string): Schema => json(join(folder, `${kind}.schema.json`));

/** Every object inside, the schema itself first; snippets and examples hold data, no schemas. */
function* inside(schema: unknown, at = ''): Generator<Found> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield { at, schema: schema as Schema };
  for (const [key, child] of Object.entries(schema)) {
    if (key !== 'defaultSnippets' && key !== 'examples') yield* inside(child, `${at}/${key}`);
  }
}

/** The keys that somebody writes, but for those that a condition of the schema only asks after. */
function keysOf(kind: string): Found[] {
  return [...inside(schemaOf(kind))]
    .filter(({ at }) => !/\/(if|then|else|not)\//.test(`${at}/`))
    .flatMap(({ at, schema }) =>
      at.endsWith('/properties')
        ? Object.entries(schema).map(([key, each]) => ({ at: `${at}/${key}`, schema: each as Schema }))
        : [],
    );
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((each) => each.endsWith('.yaml'))
    .map((each) => join(path, each));
}

function kindOf(path: string): FileKind {
  const name = path.split('/').at(-1)?.replace('.yaml', '');
  const folders: Record<string, FileKind> = { tables: 'table', clauses: 'clauses', tests: 'tests' };
  return folders[dirname(path).split('/').at(-1) ?? ''] ?? (name as FileKind);
}

describe.each(kinds)('the schema of %s', (kind) => {
  test('explains every key in both languages', () => {
    const silent = keysOf(kind).filter(
      ({ schema }) => !/^\S[^\n]{10,}\n\n\S[^\n]{10,}$/.test(String(schema['markdownDescription'])),
    );

    expect(silent.map(({ at }) => at)).toEqual([]);
  });

  test('explains each of the values that can be chosen', () => {
    const chosen = [...inside(schemaOf(kind))].filter(({ schema }) => 'markdownEnumDescriptions' in schema);
    const enums = keysOf(kind).filter(({ schema }) => Array.isArray(schema['enum']));

    for (const { schema } of chosen) {
      expect((schema['markdownEnumDescriptions'] as unknown[]).length).toBe(
        (schema['enum'] as unknown[]).length,
      );
    }
    expect(enums.filter(({ schema }) => !('markdownEnumDescriptions' in schema)).map(({ at }) => at)).toEqual(
      [],
    );
  });

  test('refers to other files by a path from its own, as an editor follows it', () => {
    for (const { at, schema } of inside(schemaOf(kind))) {
      if (typeof schema['$ref'] !== 'string') continue;
      const [file = '', pointer = ''] = schema['$ref'].split('#');
      const target = file === '' ? schemaOf(kind) : json<Schema>(join(folder, file));
      const found = pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((inner, part) => (inner as Schema | undefined)?.[part], target);

      expect([at, typeof found]).toEqual([at, 'object']);
    }
  });
});

test('the snippets that an editor offers are of the right shape once filled in', () => {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  for (const kind of kinds) ajv.addSchema(schemaOf(kind));
  const filled = (body: unknown): unknown =>
    JSON.parse(
      JSON.stringify(body).replaceAll(/\$\{\d+:([^}]*)\}|\$\{?\d+\}?/g, (_, text?: string) => text ?? 'isi'),
    );
  const structural = ['required', 'additionalProperties', 'enum', 'dependencies', 'minItems', 'not'];

  const offered = kinds.flatMap((kind) =>
    [...inside(schemaOf(kind))].flatMap(({ at, schema }) =>
      ((schema['defaultSnippets'] ?? []) as { label: string; body: unknown }[]).map((snippet) => {
        const validate = ajv.getSchema(`${kind}.schema.json#${at}`);
        void validate?.(filled(snippet.body));
        const wrong = (validate?.errors ?? []).filter(
          (error) => structural.includes(error.keyword) && !/(oneOf|anyOf)/.test(error.schemaPath),
        );
        return { label: snippet.label, isKnown: validate !== undefined, wrong };
      }),
    ),
  );

  expect(offered.length).toBeGreaterThan(15);
  expect(offered.filter(({ isKnown, wrong }) => !isKnown || wrong.length > 0)).toEqual([]);
});

test('the operators that an editor offers and explains are those that there are', () => {
  const { definitions } = schemaOf('common') as unknown as { definitions: Record<string, Schema> };
  const operator = definitions['operator'] ?? {};
  const [indonesian = '', english = ''] = String(operator['markdownDescription']).split('\n\n');
  const named = (text: string): string[] =>
    [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name).filter((name) => name !== 'value');

  expect([...((operator['examples'] ?? []) as string[])].sort()).toEqual([...operatorNames].sort());
  expect(named(indonesian).sort()).toEqual([...operatorNames].sort());
  expect(named(english).sort()).toEqual([...operatorNames].sort());
  expect(String(operator['description']).match(/\b[a-z]+[A-Z]?\w*(?=[,.])/g)).toEqual(
    expect.arrayContaining([...operatorNames]),
  );
});

test.each(filesBelow('rules'))('%s names the schema of its kind in its first line', (path) => {
  const [line = ''] = readFileSync(path, 'utf8').split('\n');
  const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(line) ?? [];

  expect(relative('.', resolve(dirname(path), schema))).toBe(join(folder, `${kindOf(path)}.schema.json`));
});

test('VS Code takes the same schema for a file that names none', () => {
  const settings = json<{ 'yaml.schemas': Record<string, string[]> }>('.vscode/settings.json')[
    'yaml.schemas'
  ];
  const matches = (pattern: string, path: string): boolean =>
    new RegExp(
      `^${pattern
        .replaceAll('.', '[.]')
        .replaceAll('**/', '(.+/)?')
        .replaceAll(/(?<![)?])\*/g, '[^/]*')}$`,
    ).test(path);
  const files = [...filesBelow('rules'), ...filesBelow('test/packs/good'), ...filesBelow('test/http/packs')];

  const taken = files.map((path) => ({
    path,
    schemas: Object.keys(settings).filter((schema) => settings[schema]?.some((each) => matches(each, path))),
  }));

  expect(taken).toEqual(
    files.map((path) => ({ path, schemas: [`./${folder}/${kindOf(path)}.schema.json`] })),
  );
  expect(Object.keys(settings).filter((schema) => !existsSync(schema))).toEqual([]);
});

test.each(['fault', 'warning'] as const)('VS Code finds a %s that is printed at its place', (severity) => {
  interface Matcher {
    severity: string;
    pattern: { regexp: string; file: number; line: number; column: number; message: number };
  }
  const { tasks } = json<{ tasks: { problemMatcher: Matcher[] }[] }>('.vscode/tasks.json');
  const place = { file: 'rules/x/1.0.0/tables/a b.csv', line: 12, column: 3 };
  const message = { id: 'tidak: ada', en: 'no: such' };
  const printed = formatFault({ severity, ...place, code: 'x', message }, 'en');
  const line = severity === 'warning' ? printed.replace(/(?<=:3 )(?!warning)/, 'warning: ') : printed;

  const found = (tasks[0]?.problemMatcher ?? []).flatMap(({ severity: as, pattern }) => {
    const groups = new RegExp(pattern.regexp).exec(line);
    if (!groups) return [];
    const { file, line: at, column, message: text } = pattern;
    return [[as, groups[file], groups[at], groups[column], groups[text]]];
  });

  expect(found).toEqual([[severity === 'fault' ? 'error' : 'warning', place.file, '12', '3', 'no: such']]);
});
