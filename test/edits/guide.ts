// rules/README.md -> the pieces of YAML that its recipes show, in each language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a recipe, or a section, shows of one file. */
export interface Snippet {
  readonly section: string;
  /** The comment above it that names the file, e.g. `facts.yaml: hkt > items > fields`; "" without one. */
  readonly place: string;
  /** With the indentation that it has in the file. */
  readonly text: string;
}

export interface Guide {
  readonly indonesian: readonly Snippet[];
  readonly english: readonly Snippet[];
  /** The numbers of the recipes, those of the first language before those of the second. */
  readonly recipes: readonly number[];
}

export function readGuide(): Guide {
  const text = readFileSync(join(process.cwd(), 'rules', 'README.md'), 'utf8');
  const [indonesian = '', english = ''] = text.split(/^---$/m);
  return {
    indonesian: snippetsIn(indonesian),
    english: snippetsIn(english),
    recipes: [...text.matchAll(/^### (\d+)\. /gm)].map((match) => Number(match[1])),
  };
}

function snippetsIn(half: string): Snippet[] {
  return half.split(/^#{2,3} /m).flatMap((part) => {
    const [section = ''] = part.split('\n');
    const blocks = [...part.matchAll(/^```yaml\n(.*?)\n```$/gms)].map((match) => match[1] ?? '');
    return blocks.flatMap((block) =>
      block.split(/^(?=# \S+\.yaml)/m).map((piece) => {
        const place = /^# (\S+\.yaml.*)\n/.exec(piece);
        return { section, place: place?.[1] ?? '', text: piece.slice(place?.[0].length ?? 0).trimEnd() };
      }),
    );
  });
}

/** What a recipe shows in fences of another kind (`csv`, or "" for commands), of each language. */
export function fencesOf(n: number, kind: string): [indonesian: string[], english: string[]] {
  const text = readFileSync(join(process.cwd(), 'rules', 'README.md'), 'utf8');
  const [indonesian = [], english = []] = text
    .split(/^---$/m)
    .map((half) => half.split(/^#{2,3} /m).find((part) => part.startsWith(`${n}. `)) ?? '')
    .map((part) => [...part.matchAll(/^```(\w*)\n(.*?)\n```$/gms)])
    .map((fences) => fences.flatMap(([, of, shown = '']) => (of === kind ? [`${shown}\n`] : [])));
  return [indonesian, english];
}

/** The snippets of recipe number n, in order. */
export function recipe(snippets: readonly Snippet[], n: number): readonly Snippet[] {
  return snippets.filter((snippet) => snippet.section.startsWith(`${n}. `));
}
