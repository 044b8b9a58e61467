// Ids of the last released version that this one has no more: apps and records still name them.
import semver from 'semver';
import type { Fault } from '../../policy/fault.js';
import type { Fact, Pack } from '../../policy/pack.js';
import type { Subject } from './sites.js';
import { warning } from './words.js';

export function droppedIds({ pack, places }: Subject, released: readonly Pack[]): Fault[] {
  const [last] = released
    .filter((each) => each.regulation === pack.regulation && semver.lt(each.version, pack.version))
    .sort((a, b) => semver.rcompare(a.version, b.version));
  if (!last) return [];
  const [before, now] = [idsOf(last), idsOf(pack)];
  const place = places.manifest(['version']);
  const dropped = (kind: keyof Ids): string[] => [...before[kind]].filter((id) => !now[kind].has(id));
  const { version } = last;
  return [
    ...dropped('clauses').map((id) =>
      warning(place, 'dropped_clause', {
        id: `ketentuan ${id} ada di versi ${version} dan tidak ada lagi di sini; id tetap selamanya: pertahankan ketentuannya dan akhiri dengan to`,
        en: `clause ${id} is in version ${version} and no longer here; ids are stable for ever: keep the clause and end it with a to date`,
      }),
    ),
    ...dropped('outputs').map((id) =>
      warning(place, 'dropped_output', {
        id: `keluaran ${id} ada di versi ${version} dan tidak ada lagi di sini; id tetap selamanya: aplikasi membacanya, jadi pertahankan`,
        en: `output ${id} is in version ${version} and no longer here; ids are stable for ever: apps read it, so keep it`,
      }),
    ),
    ...dropped('facts').map((id) =>
      warning(place, 'dropped_fact', {
        id: `isian ${id} ada di versi ${version} dan tidak ada lagi di sini; pengajuan lama yang memuatnya akan ditolak: pertahankan, tanpa required`,
        en: `fact ${id} is in version ${version} and no longer here; submissions that give it would be refused: keep it, not required`,
      }),
    ),
    ...dropped('values').map((id) =>
      warning(place, 'dropped_value', {
        id: `nilai ${id} ada di versi ${version} dan tidak ada lagi di sini; pengajuan lama yang memuatnya akan ditolak: pertahankan nilainya`,
        en: `the value ${id} is in version ${version} and no longer here; submissions that give it would be refused: keep the value`,
      }),
    ),
  ];
}

interface Ids {
  readonly clauses: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
  /** `jenis = "kantor"`. */
  readonly values: ReadonlySet<string>;
}

function idsOf(pack: Pack): Ids {
  const facts = [...factsOf(pack.facts, '')];
  return {
    clauses: new Set(pack.clauses.map((clause) => clause.id)),
    outputs: new Set(pack.outputs.map((output) => output.name)),
    facts: new Set(facts.map(({ path }) => path)),
    values: new Set(
      facts.flatMap(({ path, fact }) =>
        Object.keys((fact.items ?? fact).values ?? {}).map((value) => `${path} = "${value}"`),
      ),
    ),
  };
}

function* factsOf(
  fields: ReadonlyMap<string, Fact>,
  prefix: string,
): Generator<{ path: string; fact: Fact }> {
  for (const fact of fields.values()) {
    const path = `${prefix}${fact.name}`;
    yield { path, fact };
    yield* factsOf(fact.fields, `${path}.`);
    if (fact.items) yield* factsOf(fact.items.fields, `${path}.`);
  }
}
