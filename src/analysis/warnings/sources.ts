// Clauses, parameters and tables whose source is told too loosely to be looked up or confirmed.
import type { Fault, Place } from '../../policy/fault.js';
import type { Citation, Provenance } from '../../policy/pack.js';
import type { YamlPath } from '../../policy/yaml-file.js';
import type { Subject } from './sites.js';
import { warning } from './words.js';

interface Sourced {
  readonly name: string;
  readonly citation: Citation;
  readonly provenance: Provenance;
  readonly place: (key: 'citation' | 'provenance') => Place;
}

export function looseSources(subject: Subject): Fault[] {
  return [...sourced(subject)].flatMap(({ name, citation, provenance, place }) => {
    const isPartless = provenance.kind === 'law' && citation.part === undefined;
    const isOpen = provenance.status === 'provisional' && !provenance.to_be_confirmed_by;
    const partless = {
      id: `${name} mengutip ${citation.document} tanpa part; tulis pasal, ayat atau lampirannya`,
      en: `${name} cites ${citation.document} without part; name its article, paragraph or annex`,
    };
    const unconfirmed = {
      id: `${name} bersifat sementara, tetapi tidak menyebut siapa yang menegaskannya; tulis to_be_confirmed_by`,
      en: `${name} is provisional and does not say who is to confirm it; write to_be_confirmed_by`,
    };
    return [
      ...(isPartless ? [warning(place('citation'), 'citation_without_part', partless)] : []),
      ...(isOpen ? [warning(place('provenance'), 'nobody_confirms', unconfirmed)] : []),
    ];
  });
}

/** Rows that share the source of their parameter or table are told of once. */
function* sourced({ pack, places }: Subject): Generator<Sourced> {
  for (const { id, citation, provenance } of pack.clauses) {
    yield { name: id, citation, provenance, place: (key) => places.clause(id, [key], 'key') };
  }
  for (const [index, { provision, citation, provenance }] of pack.transitional.entries()) {
    const place = (key: string): Place => places.manifest(['transitional', index, key], 'key');
    yield { name: provision, citation, provenance, place };
  }
  for (const { name, rows } of pack.parameters.values()) {
    for (const row of distinct(rows)) {
      yield {
        name,
        ...row,
        place: (key) => nearest(key, ['values', row.index], (path) => places.parameter(name, path, 'key')),
      };
    }
  }
  for (const { name, rows } of pack.tables.values()) {
    for (const row of distinct(rows)) {
      yield {
        name,
        ...row,
        place: (key) => nearest(key, ['rows', row.index], (path) => places.table(name, path, 'key')),
      };
    }
  }
}

function distinct<R extends { citation: Citation; provenance: Provenance; index: number }>(
  rows: readonly R[],
): R[] {
  const sources = rows.map(({ citation, provenance }) => JSON.stringify([citation, provenance]));
  return rows.filter((_, index) => sources.indexOf(sources[index] ?? '') === index);
}

/** Where the row has none of its own, what it stands under has it: the place there is further up in the file. */
function nearest(key: string, row: YamlPath, place: (path: YamlPath) => Place): Place {
  const [whole, own] = [place(row), place([...row, key])];
  const isOwn = own.line !== whole.line || own.column !== whole.column;
  return isOwn ? own : place([key]);
}
