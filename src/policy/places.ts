// Where the parts of a pack stand in its files: clauses, conditions, parameters, tables, facts, the manifest.
import { conditionPaths } from './conditions.js';
import type { Place } from './fault.js';
import type { PlacedClause } from './scopes.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

interface Files {
  readonly manifest: YamlFile;
  readonly facts: YamlFile;
  readonly parameters: YamlFile;
  readonly tables: readonly YamlFile[];
}

/** `path` leads from the part on; `at` is an offset into the text there, or 'key' for the path's last key. */
export class Places {
  constructor(
    private readonly files: Files,
    private readonly placed: ReadonlyMap<string, PlacedClause>,
  ) {}

  manifest(path: YamlPath, at?: number | 'key'): Place {
    return this.files.manifest.place(path, at);
  }

  /** @param path e.g. ['periode', 'fields', 'mulai', 'type']. */
  fact(path: YamlPath, at?: number | 'key'): Place {
    return this.files.facts.place(['facts', ...path], at);
  }

  /** @param path e.g. ['values', row.index, 'value']. */
  parameter(name: string, path: YamlPath = [], at?: number | 'key'): Place {
    return this.files.parameters.place(['parameters', name, ...path], at);
  }

  /** @param path e.g. ['rows', row.index, 'below']. */
  table(name: string, path: YamlPath = [], at?: number | 'key'): Place {
    const file = this.files.tables.find((each) => (each.data as { table: string }).table === name);
    return (file ?? this.files.manifest).place(path, at);
  }

  clause(id: string, path: YamlPath = ['clause'], at?: number | 'key'): Place {
    const found = this.placed.get(id);
    return found ? found.file.place([...found.path, ...path], at) : this.files.manifest.place([]);
  }

  /** The path, within its clause, of each condition of a clause, in the order of `conditionNodes`. */
  conditions(id: string, part: 'applies_when' | 'requires'): YamlPath[] {
    const raw = this.placed.get(id)?.raw[part];
    return raw ? [...conditionPaths(raw, [part])] : [];
  }
}
